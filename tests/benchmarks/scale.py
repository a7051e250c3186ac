"""What the pages cost over 10,000 and over 1,000,000 stories on PostgreSQL, as ratios: `make bench-scale`.

    python -m tests.benchmarks.scale [--articles N] [--small URL --large URL] [--write]

One server with ordinary settings and its data on a disk; a database for each size, filled with the demo newsroom and
its volume, or two that are filled already. A process for each database makes every page anew (nothing is kept), in
turns with the other; medians. Beside the times stand what the pages ask and touch: from EXPLAIN (ANALYZE, BUFFERS)
of every question of the larger newsroom's page.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "scale.md"
BEGINS, ENDS = "<!-- figures: make bench-scale ARGS=--write -->\n", "<!-- end of the figures -->\n"
SMALL, LARGE = 10_000, 1_000_000
DEEP = 500
MOST_SLOWER, MOST_SLOWER_SEARCH = 1.5, 3
# As on a machine of a few gigabytes; only the flush to the disk is left out, because the data is thrown away.
ORDINARY = [
    "shared_buffers=1GB", "effective_cache_size=4GB", "maintenance_work_mem=512MB", "max_wal_size=8GB",
    "random_page_cost=1.1", "fsync=off", "max_connections=100",
]  # fmt: skip


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=LARGE)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--small", metavar="URL", help="a database that is filled already")
    options.add_argument("--large", metavar="URL")
    options.add_argument("--pages", default="", help="only pages whose name has this in it")
    options.add_argument("--write", action="store_true", help="put the table into docs/scale.md")
    options.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.answer:
        return Newsroom().answer()
    with ExitStack() as stack:
        urls = [chosen.small, chosen.large]
        if not all(urls):
            urls = filled(stack, chosen.articles)
        rows, sizes = in_turns([stack.enter_context(Asked(url)) for url in urls], chosen)
    table = written(rows, sizes, chosen)
    print(table)
    if chosen.write:
        before, _begins, rest = DOCUMENT.read_text().partition(BEGINS)
        DOCUMENT.write_text(before + BEGINS + table + ENDS + rest.partition(ENDS)[2])
    return 1 if any(row["is_too_much"] for row in rows) else 0


def filled(stack, count):
    """Make both newsrooms on a server of their own; return the addresses of their databases."""
    sys.path.insert(0, str(ROOT / "setup"))
    import postgres

    server = stack.enter_context(postgres.server(place=tempfile.gettempdir(), options=ORDINARY))
    media = stack.enter_context(tempfile.TemporaryDirectory())
    urls = [f"{server.rpartition('/')[0]}/{name}" for name in ("small", "large")]
    sql(server, "CREATE DATABASE small")
    _run(urls[0], media, "prepare")
    _run(urls[0], media, "demo")
    sql(server, "CREATE DATABASE large TEMPLATE small")
    for url, stories in zip(urls, (SMALL, count), strict=True):
        _run(url, media, "demo", "--articles", str(stories))
        sql(url, "VACUUM ANALYZE")  # what the database does by itself sooner or later
    return urls


def _run(url, media, *command):
    print(f"{url.rpartition('/')[2]}: {' '.join(command)}", file=sys.stderr, flush=True)
    subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=_environment(url) | {"MEDIA_ROOT": media}, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def sql(url, statement):
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


def _environment(url):
    return os.environ | {
        "ENV_FILE": os.devnull, "DEBUG": "0", "SECRET_KEY": "k" * 50, "EMAIL_URL": "memorymail://",
        "ALLOWED_HOSTS": "*", "SITE_URL": "http://paper.example", "DATABASE_URL": url, "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "newsroom.settings", "REQUIRE_SECOND_FACTOR": "0", "PAGE_STORE": "",
        "DATABASE_STATEMENT_TIMEOUT": "0",
    }  # fmt: skip


class Asked:
    """A newsroom in a process of its own, which answers one line with one line."""

    def __init__(self, url):
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.scale", "--answer"],
            cwd=ROOT, env=_environment(url),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.process.stdin.close()
        self.process.wait(60)

    def __call__(self, *question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def in_turns(newsrooms, chosen):
    """Return what each page took in both newsrooms, and how many stories these have."""
    names = [name for name in newsrooms[0]("names") if chosen.pages in name]
    sizes = [newsroom("size") for newsroom in newsrooms]
    times = {name: ([], []) for name in names}
    for number in range(chosen.rounds + 2):
        for name in names:
            for newsroom, taken in zip(newsrooms, times[name], strict=True):
                milliseconds = newsroom("open", name)
                if number > 1:  # the first rounds fill the caches of the processes and of the database
                    taken.append(milliseconds)
    rows = []
    for name in names:
        small, large = (statistics.median(taken) for taken in times[name])
        most = MOST_SLOWER_SEARCH if "search" in name else MOST_SLOWER
        before, after = (newsroom("plans", name) for newsroom in newsrooms)
        rows.append({
            "name": name, "small": small, "large": large, "ratio": large / small, "most": most,
            "is_too_much": large / small > most, "before": before, "after": after,
        })  # fmt: skip
    return rows, sizes


def written(rows, sizes, chosen):
    lines = [
        f"Measured on {time.strftime('%Y-%m-%d')}: {sizes[0]:,} and {sizes[1]:,} stories in one run, {os.cpu_count()} "
        f"processors (load {os.getloadavg()[0]:.0f}), medians of {chosen.rounds} interleaved rounds.", "",
        "| page | ms, small | ms, large | ratio | at most | questions | rows touched | pages of memory touched "
        "| indexes of the archive |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for row in rows:
        before, after = row["before"], row["after"]
        ratio = f"**{row['ratio']:.2f}**" if row["is_too_much"] else f"{row['ratio']:.2f}"
        scans = [f"**every row of {table}**" for table in after["scanned"]]
        lines.append(
            f"| {row['name']} | {row['small']:.1f} | {row['large']:.1f} | {ratio} | {row['most']} "
            f"| {_both(before['questions'], after['questions'])} | {_both(before['rows'], after['rows'])} "
            f"| {_both(before['buffers'], after['buffers'])} | {', '.join(after['indexes'] + scans)} |"
        )
    return "\n".join(lines) + "\n"


def _both(before, after):
    return f"{after:,}" if before == after else f"{before:,} → {after:,}"


# ---------------------------------------------------------------- within the process of one newsroom


class Newsroom:
    """Opens pages and explains their questions, in the database of DATABASE_URL."""

    def __init__(self):
        import django

        django.setup()
        from django.conf import settings
        from django.test import Client, override_settings

        from articles.models import Publication, User

        # Names without hashes need no collectstatic.
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}).enable()
        self.reader, self.editor = Client(), Client()
        self.editor.force_login(User.objects.get(username="chief"))
        self.stories = Publication.objects.live().filter(language="ar").order_by("-published_at", "-pk")
        self.pages = {name: address for name, address in self.addresses() if address}

    def addresses(self):
        """Yield what is opened: (name, address). An archive of 10,000 has no page 500 of a section: its last counts."""
        from urllib.parse import urlencode

        from articles.models import Author, Event, PublicationAuthor, PublicationTag, Section, Tag
        from articles.views.paging import PAGE_SIZE

        story = self.stories[200]
        section = Section.objects.get(pk=story.section_id)
        rows = PublicationAuthor.objects.filter(publication=story)
        author = Author.objects.get(pk=rows.values("author")[:1])
        tag = Tag.objects.get(pk=PublicationTag.objects.filter(publication=story).values("tag")[:1])
        event = Event.objects.public().filter(publications__isnull=False).first()
        yield "home", "/"
        yield "section", section.get_absolute_url()
        yield "section, deep page", self.deep(section.get_absolute_url(), self.stories.filter(section=section))
        yield "author", author.get_absolute_url()
        of_author = PublicationAuthor.objects.filter(author=author).order_by("-published_at", "-publication")
        yield "author, deep page", self.deep(author.get_absolute_url(), of_author, "publication")
        yield "tag", tag.get_absolute_url()
        of_tag = PublicationTag.objects.filter(tag=tag).order_by("-published_at", "-publication")
        yield "tag, deep page", self.deep(tag.get_absolute_url(), of_tag, "publication")
        yield "event", event.get_absolute_url()
        yield "article", story.get_absolute_url()
        yield "archive", "/archive/"
        yield f"archive, page {DEEP}", self.deep("/archive/", self.stories[: DEEP * PAGE_SIZE])
        day = story.published_at
        yield "archive, year", f"/archive/{day:%Y}/"
        yield "archive, month", f"/archive/{day:%Y/%m}/"
        yield "archive, day", f"/archive/{day:%Y/%m/%d}/"
        yield "feed", "/feeds/rss.xml"
        yield "feed of a section", f"/feeds/section/{section.slug}/rss.xml"
        yield "feed of a tag", f"/feeds/tag/{tag.slug}/rss.xml"
        yield "map of the maps", "/sitemap.xml"
        yield "map of a month", f"/sitemap/{day:%Y-%m}.xml"
        yield "map of the news", "/sitemap/news.xml"
        yield "map of the other pages", "/sitemap/pages.xml"
        rare = re.search(r"\((\d+)\)$", self.stories[5_000].headline)[1]
        questions = {
            "a word of one story": {"q": rare}, "a rare word": {"q": "كنعد"}, "a frequent word": {"q": "مسقط"},
            "two words": {"q": "بلدية مسقط"}, "a phrase": {"q": "«بلدية مسقط»"}, "without a word": {"q": "مسقط -بلدية"},
            "a beginning": {"q": "مكت*"}, "in a section": {"q": "مسقط", "section": section.slug},
            "nothing found": {"q": "مسقظ"},
        }  # fmt: skip
        for name, asked in questions.items():
            yield f"search: {name}, headlines first", f"/search/?{urlencode(asked)}"
            yield f"search: {name}, newest", f"/search/?{urlencode(asked | {'sort': 'newest'})}"
        yield "search: a frequent word, most relevant", f"/search/?{urlencode({'q': 'مسقط', 'sort': 'relevance'})}"
        yield "desk: stories", "/admin/articles/article/"
        yield "desk: stories, searched", f"/admin/articles/article/?{urlencode({'q': 'مسقط'})}"
        yield "desk: first page", "/admin/"

    def deep(self, address, rows, key="pk"):
        from articles.views.paging import PAGE_SIZE, write_cursor

        place = min(DEEP * PAGE_SIZE, rows.count()) - PAGE_SIZE
        return f"{address}?before={write_cursor(rows[place], 'published_at', key)}"

    def answer(self):
        for line in sys.stdin:
            verb, *names = json.loads(line)
            print(json.dumps(getattr(self, verb)(*names)), flush=True)

    def names(self):
        return list(self.pages)

    def size(self):
        return self.stories.model.objects.count()

    def open(self, name):
        client = self.editor if name.startswith("desk") else self.reader
        started = time.perf_counter()
        answer = client.get(self.pages[name])
        taken = 1000 * (time.perf_counter() - started)
        if answer.status_code != 200:
            raise AssertionError(f"{name}: {answer.status_code} at {self.pages[name]}")
        return taken

    def plans(self, name):
        """What the questions of this page come to: how many, rows and memory they touch, indexes, whole tables."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            self.open(name)
        questions = ("SELECT", "WITH", "EXECUTE")
        statements = [each["sql"] for each in asked if each["sql"].lstrip("( ").startswith(questions)]
        total = Plans()
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + statement)
                total.add(cursor.fetchone()[0][0])
        return {"questions": len(asked)} | total.told()


class Plans:
    """The sum of the plans of one page."""

    ARCHIVE = re.compile(r"articles_(publication|article|revision|transition|byline|taggeditem|pictureuse)")
    MANY = 2_000

    def __init__(self):
        self.rows = self.buffers = 0
        self.indexes, self.scanned = {}, {}

    def add(self, plan):
        if isinstance(plan, str):
            plan = json.loads(plan)
        top = plan["Plan"]
        self.buffers += top.get("Shared Hit Blocks", 0) + top.get("Shared Read Blocks", 0)
        self._walk(top)

    def _walk(self, node):
        table = node.get("Relation Name", "")
        if "Scan" in node["Node Type"] and node["Node Type"] != "Bitmap Index Scan":
            removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
            rows = int((node.get("Actual Rows", 0) + removed) * node.get("Actual Loops", 1))
            self.rows += rows
            if self.ARCHIVE.match(table) and node["Node Type"] == "Seq Scan" and rows > self.MANY:
                self.scanned[table] = True
        index = node.get("Index Name", "")
        if self.ARCHIVE.match(index) or index.startswith(("publication_", "article_by", "transition_by")):
            self.indexes[index] = True
        for below in node.get("Plans", ()):
            self._walk(below)

    def told(self):
        return {
            "rows": self.rows, "buffers": self.buffers, "indexes": sorted(self.indexes),
            "scanned": sorted(self.scanned),
        }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
