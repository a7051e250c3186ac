"""The real server while things go wrong: every page that was ever made is served."""

import os
import resource
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from articles.models import Follower
from tests import factories as make
from tests.databases import subprocess_environment
from tests.pagestore.chaos import ChaosProxy
from tests.site.newsstand import canonical
from tests.test_deployment import ROOT, ask, free_port, running

pytestmark = pytest.mark.django_db(transaction=True)
ON_POSTGRESQL = bool(os.environ.get("TEST_DATABASE_URL"))
REQUESTS = 240


class Database:
    """The database as the web reaches it, and the ways to take it away."""

    outages = ("hang", "reset", "refuse") if ON_POSTGRESQL else ("moved",)

    def __init__(self):
        self.url = subprocess_environment()["DATABASE_URL"]
        self.proxy = None
        if ON_POSTGRESQL:
            parts = urlsplit(self.url)
            self.proxy = ChaosProxy(parts.hostname, parts.port)
            self.url = self.url.replace(f":{parts.port}/", f":{self.proxy.port}/")

    def fail(self, how):
        if self.proxy:
            return self.proxy.go(how)
        for suffix in ("", "-wal", "-shm"):
            path = self.path + suffix
            if os.path.exists(path):
                os.rename(path, path + ".away")

    def recover(self):
        if self.proxy:
            return self.proxy.go("pass")
        for suffix in ("", "-wal", "-shm"):
            path = self.path + suffix
            if os.path.exists(path + ".away"):
                os.replace(path + ".away", path)

    @property
    def path(self):
        return str(connection.settings_dict["NAME"])


@pytest.fixture
def database():
    database = Database()
    yield database
    database.recover()
    if database.proxy:
        database.proxy.close()


@pytest.fixture
def environment(database, tmp_path):
    return subprocess_environment() | {
        "DEBUG": "0", "ENV_FILE": os.devnull, "SECRET_KEY": "k" * 50, "SITE_URL": "http://paper.example",
        "ALLOWED_HOSTS": "paper.example,127.0.0.1", "EMAIL_URL": "memorymail://", "DATABASE_URL": database.url,
        "MEDIA_ROOT": str(tmp_path / "media"), "STATIC_ROOT": str(tmp_path / "static"),
        "PAGE_STORE": str(tmp_path / "pages"), "WEB_WORKERS": "2", "WEB_THREADS": "4",
        "LOG_LEVEL": "CRITICAL", "DJANGO_SETTINGS_MODULE": "tests.pagestore.server_settings",
    }  # fmt: skip


def web(environment, port, **options):
    command = [sys.executable, "deploy/serve.py"]
    return running(command, port, cwd=ROOT, env=environment | {"BIND": f"127.0.0.1:{port}"}, **options)


@pytest.fixture
def pages():
    """The addresses of a small paper: home, a section, stories."""
    writer, editor = make.make_user("journalist"), make.make_user("editor")
    section = make.make_section()
    stories = [make.publish(make.make_article(writer, section=section), editor) for _number in range(3)]
    return ["/", f"/{section.slug}/", *map(canonical, stories)]


def warm(port, pages, environment):
    """Have every page made and kept, one after the other: how fast is this machine's own matter."""
    deadline = time.monotonic() + 120
    while len(list(Path(environment["PAGE_STORE"]).glob("??/*.page"))) < len(pages) and time.monotonic() < deadline:
        for page in pages:
            ask(port, page, Host="paper.example")
    assert set(read_all(port, pages)) == {200}


def read_all(port, pages):
    """Status by status, what many readers at once are answered."""
    with ThreadPoolExecutor(8) as readers:
        asked = [pages[number % len(pages)] for number in range(REQUESTS)]
        return list(readers.map(lambda page: ask(port, page, Host="paper.example")[0], asked))


@pytest.mark.parametrize("outage", Database.outages)
def test_without_the_database_every_page_that_was_made_is_served(outage, database, environment, pages):
    port = free_port()
    with web(environment, port):
        warm(port, pages, environment)
        database.fail(outage)
        with ThreadPoolExecutor(8) as strangers:
            # Those whom only the database could answer wait for it meanwhile, as many as want.
            for number in range(8):
                strangers.submit(_ignoring_refusals, port, f"/a/{number}/")
            assert read_all(port, pages).count(200) == REQUESTS
            database.recover()


def _ignoring_refusals(port, page):
    try:
        return ask(port, page, Host="paper.example")[0]
    except OSError:
        return None


@pytest.mark.parametrize("outage", Database.outages)
def test_a_web_that_starts_without_the_database_serves_what_was_kept(outage, database, environment, pages):
    port = free_port()
    with web(environment, port):
        warm(port, pages, environment)
    database.fail(outage)
    with web(environment, port):
        assert read_all(port, pages).count(200) == REQUESTS
        database.recover()


def test_a_publish_is_seen_by_every_process_within_a_second(database, environment, pages):
    """Measured from the commit; two webs with a store each stand for two machines."""
    first, second = free_port(), free_port()
    other = environment | {"PAGE_STORE": environment["PAGE_STORE"] + "-2"}
    with web(environment, first), web(other, second):
        warm(first, pages, environment), warm(second, pages, other)
        article = make.publish(make.make_article(headline="خبر عاجل من نزوى"))
        started = time.monotonic()
        waiting = [first] * 8 + [second] * 8
        while waiting and time.monotonic() < started + 60:
            homes = [(port, ask(port, "/", Host="paper.example")[2].decode()) for port in waiting]
            waiting = [port for port, home in homes if article.headline not in home]
        assert waiting == []
        assert Follower.objects.count() == 4
    assert Follower.objects.count() == 0  # a process that stops in order is waited for by nobody


def test_a_web_process_that_is_killed_takes_no_page_with_it(database, environment, pages):
    port = free_port()
    with web(environment, port) as master:
        warm(port, pages, environment)
        children = _children(master.pid)
        os.kill(children[0], signal.SIGKILL)
        time.sleep(0.1)
        assert [ask(port, page, Host="paper.example")[0] for page in pages] == [200] * len(pages)


def _children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return list(map(int, file.read().split()))


@pytest.mark.skipif(not ON_POSTGRESQL, reason="a process that may write no file has no SQLite either")
def test_a_disk_that_takes_no_more_keeps_nobody_from_reading(database, environment, pages):
    def no_files():
        # Writing past this limit fails as a full disk does; SIGXFSZ is ignored by Python.
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    port = free_port()
    with web(environment, port, preexec_fn=no_files):
        # Nothing is kept here, so each page is asked for alone: how many wait at once is another test's matter.
        assert {ask(port, page, Host="paper.example")[0] for page in pages * 3} == {200}
