"""The demo newsroom behind its own store of pages, as a public site serves it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PORT = int(os.environ.get("BENCH_PORT", "8199"))
ORIGIN = f"http://127.0.0.1:{PORT}"
START_LIMIT = 60


def use_production_settings(folder):
    """Before Django starts: settings as a public site has them, with everything that is made in `folder`."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="newsroom.settings",
        ENV_FILE="/dev/null",
        DEBUG="0",
        SITE_URL=ORIGIN,
        SECRET_KEY="a-key-of-a-measurement-0123456789-0123456789-0123456789",
        EMAIL_URL="memorymail://",
        STATIC_ROOT=f"{folder}/static",
        PAGE_STORE=f"{folder}/pages",
        BIND=f"127.0.0.1:{PORT}",
        WEB_WORKERS="1",
    )


@contextmanager
def served():
    """Serve the demo at ORIGIN for as long as the context lasts; Django is set up in this process too."""
    with tempfile.TemporaryDirectory() as folder:
        use_production_settings(folder)
        import django

        django.setup()
        _make_demo()
        server = subprocess.Popen([sys.executable, "deploy/serve.py"], cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            _wait(server)
            yield ORIGIN
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def _make_demo():
    from django.core.management import call_command

    from articles.models import Publication

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("prepare", verbosity=0)
    if not Publication.objects.exists():
        call_command("demo", verbosity=0)


def _wait(server):
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{ORIGIN}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def pages():
    """One address of each kind of page, with something to show."""
    from articles.models import Author, Event, Page, Publication, Section

    live = Publication.objects.live().for_lists()
    story = live.filter(language="ar").exclude(picture=None).newest_first().first()
    event = Event.objects.public().filter(sessions__isnull=False).order_by("starts_on").first()
    author = Author.objects.filter(kind="person", publication_rows__publication__in=live).first()
    return {
        "article": story.get_absolute_url(),
        "home": "/",
        "event": event.get_absolute_url(),
        "section": Section.objects.get(pk=story.section_id).get_absolute_url(),
        "author": author.get_absolute_url(),
        "events": "/events/",
        "search": "/search/?q=%D9%85%D8%B3%D9%82%D8%B7",
        "nothing": "/no-such-page/",
        "session": event.sessions.first().get_absolute_url(),
        "speaker": event.participants.exclude(session=None).first().get_absolute_url(),
        "archive": "/archive/",
        "corrections": "/corrections/",
        "about": Page.objects.public().first().get_absolute_url(),
        "English": live.exclude(language="ar").first().get_absolute_url(),
    }


def queries(address):
    """How many questions a page asks the database when nothing of it is kept."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        Client(HTTP_HOST=f"127.0.0.1:{PORT}").get(address)
    return len(asked)
