"""How the desk's pages open over an archive of 1,000 and of 100,000 stories, as ratios: `make bench`.

Both databases, one after the other, in one run on one machine. A page may take twice the time over the larger
archive, and never more questions; the list asks at most 12, the form at most 25. The calendar and the dashboard
are measured beside them: a month of the calendar holds more when more was published in it.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = 1_000, 100_000
MOST_SLOWER = 2
MOST_QUESTIONS = {"list": 12, "list of a writer": 12, "monitor": 20, "dashboard": 24, "form": 25}
OPEN_STORIES = 60
RUNS = 15


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--database", choices=["sqlite", "postgresql"])
    options.add_argument("--large", type=int, default=LARGE)
    options.add_argument("--measure", action="store_true", help="in this process, in TEST_DATABASE_URL")
    chosen = options.parse_args()
    if chosen.measure:
        return Measuring(chosen.large).all()
    sys.path.insert(0, str(ROOT / "setup"))
    codes = []
    for name in [chosen.database] if chosen.database else ["sqlite", "postgresql"]:
        with _database(name) as url:
            codes.append(_run(url, chosen.large))
    return max(codes)


def _database(name):
    """The address of an empty database; an empty address is a scratch file of the tests' settings."""
    if name == "sqlite":
        return contextlib.nullcontext("")
    import postgres

    return postgres.server()


def _run(url, large):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": url}
    command = [sys.executable, "-m", "tests.benchmarks.desk", "--measure", "--large", str(large)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


class Measuring:
    """One database, filled in two steps and measured after each."""

    def __init__(self, large):
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        self.sizes, self.connection = (SMALL, large), connection
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        self._make_newsroom()

    def _make_newsroom(self):
        """People, sections, and stories in every state that the desk has in hand."""
        from articles import workflow
        from tests import factories as make

        self.editor, self.writer = make.make_user("editor"), make.make_user("journalist")
        sections = [make.make_section() for _ in range(8)]
        paragraphs = "".join(
            f"<p>قال المتحدث في الجلسة رقم {number} إن البلدية أنجزت المرحلة الأولى من المشروع في موعدها.</p>"
            for number in range(12)
        )
        for number in range(OPEN_STORIES):
            story = make.make_article(
                self.writer, section=sections[number % 8], body=paragraphs, lead_picture=make.make_picture(),
                tags=[f"وسم {number % 9}", f"موضوع {number % 7}", "مسقط"],
            )  # fmt: skip
            if number % 6 == 0:
                self.story = make.publish(story, self.editor)
            elif number % 6 == 1:
                make.submit(story)
            elif number % 6 == 2:
                make.approve(story, self.editor)
            elif number % 6 == 3:
                make.schedule(story, self.editor)
            elif number % 6 == 4:
                workflow.perform(story, "assign", by=self.editor, assignee=self.writer, due_at=self._soon())

    def _soon(self):
        from datetime import timedelta

        from django.utils import timezone

        return timezone.now() + timedelta(hours=5)

    def pages(self):
        """What is measured: a name, who opens it, its address."""
        own = f"/admin/articles/article/{self.story.pk}/change/"
        return {
            "list": (self.editor, "/admin/articles/article/"),
            "list of a section": (self.editor, f"/admin/articles/article/?section={self.story.section.slug}"),
            "list of a writer": (self.newcomer, "/admin/articles/article/"),
            "monitor": (self.editor, "/admin/monitor/"),
            "calendar": (self.editor, "/admin/calendar/?span=month"),
            "dashboard": (self.editor, "/admin/"),
            "form": (self.editor, own),
        }

    def all(self):
        from articles.demo import volume
        from articles.models import Article
        from tests import factories as make

        self.newcomer = make.make_user("journalist")
        make.make_article(self.newcomer)
        found = []
        for size in self.sizes:
            volume.add(size - Article.objects.count())
            self._settle()
            found.append({name: self._measured(*page) for name, page in self.pages().items()})
        return self._tell(*found)

    def _settle(self):
        """What the database does by itself sooner or later."""
        with self.connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if self.connection.vendor == "postgresql" else "PRAGMA optimize")

    def _measured(self, user, address):
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        client = Client()
        client.force_login(user)
        for _ in range(3):
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
            questions = len(queries)
        times = []
        for _ in range(RUNS):
            started = time.perf_counter()
            client.get(address)
            times.append(time.perf_counter() - started)
        # What other programmes of the machine take is not the page's.
        return questions, min(times) * 1000

    def _tell(self, small, large):
        print(f"\n{self.connection.vendor}: {self.sizes[0]:,} and {self.sizes[1]:,} stories", flush=True)
        print(f"{'page':<20}{'questions':>12}{'ms':>8}{'ms':>8}{'ratio':>8}")
        wrong = 0
        for name, (questions, before) in small.items():
            more_questions, after = large[name]
            slower = after / before
            promised = MOST_QUESTIONS.get(name)
            too_much = promised and (slower > MOST_SLOWER or more_questions != questions or questions > promised)
            wrong += bool(too_much)
            asked = str(questions) if questions == more_questions else f"{questions} → {more_questions}"
            print(f"{name:<20}{asked:>12}{before:8.1f}{after:8.1f}{slower:8.2f}{'  TOO MUCH' if too_much else ''}")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
