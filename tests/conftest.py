"""What every test shares: two databases, a scratch folder for files, a browser that fails on any fault."""

import gc
import itertools
import os
import time

import pytest
from django.core.management import CommandError
from django.db import OperationalError, connections
from django.test import TransactionTestCase

from articles.roles import load_roles
from tests import browser as browsers
from tests import emptying

# Playwright's synchronous API runs an event loop in this thread; Django would refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_numbers = itertools.count(1)
_flush = TransactionTestCase._fixture_teardown


def _empty_the_tables(self):
    """A page that was just closed sends its last words; on PostgreSQL they can meet the emptying in a deadlock."""
    for attempt in range(5):
        try:
            emptying.empty_the_tables() if emptying.is_possible() else _flush(self)
            break
        except (CommandError, OperationalError) as fault:
            if "deadlock" not in f"{fault} {fault.__cause__}" or attempt == 4:
                raise
            time.sleep(0.2)
    load_roles()


TransactionTestCase._fixture_teardown = _empty_the_tables

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "admin_user", "admin_client"}


def uses_database(item):
    if item.get_closest_marker("looks"):
        return False
    asked_for = set(getattr(item, "fixturenames", ()))
    return bool(DATABASE_FIXTURES & asked_for) or item.get_closest_marker("django_db") is not None


def pytest_collection_modifyitems(config, items):
    """ONLY_DATABASE_TESTS=1, set for the second run, leaves out what cannot differ between databases."""
    if os.environ.get("ONLY_DATABASE_TESTS") == "1":
        config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
        items[:] = [item for item in items if uses_database(item)]


def pytest_collection_finish(session):
    """Thousands of collected tests are no rubbish to be looked through again and again: an eighth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The roles stand in the database as `prepare` leaves it: three thousand tests need not load them anew."""
    with django_db_blocker.unblock():
        load_roles()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Files of one test never meet those of another."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture(scope="session")
def browser():
    """One Chromium for a whole test process."""
    from playwright.sync_api import expect, sync_playwright

    path = browsers.chromium_path()
    if path is None:
        reason = "Browser tests need Chromium: apt-get install chromium-headless-shell fonts-noto-core"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    # As patient as every other wait of a page, also on a busy machine.
    expect.set_options(timeout=browsers.PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=browsers.FLAGS)
        yield chromium
        # Under Playwright's event loop Django keeps connections of their own; left open, one of them would
        # still be there when the database is dropped.
        connections.close_all()
        chromium.close()


class Faults(list):
    """What went wrong in the browser, and what of it was provoked on purpose."""

    forgiven = ()

    def forgive(self, words=""):
        """Forgive what holds `words`, before now and until the last page is closed."""
        self.forgiven = (*self.forgiven, words)

    def unforgiven(self):
        return [fault for fault in self if not any(words in fault for words in self.forgiven)]


@pytest.fixture
def faults():
    return Faults()


@pytest.fixture(scope="session")
def live_server(live_server):
    server = live_server.thread.httpd
    server.set_app(browsers.as_in_use(server.get_app()))
    return live_server


@pytest.fixture(scope="session")
def visits(browser, live_server):
    return browsers.Visits(browser, live_server.url)


@pytest.fixture
def visitor(visits, live_server, faults, settings):
    """`visitor()` is a reader; `visitor(user)` is signed in. Options are those of a Playwright context."""
    begun = []
    # The last words of a page that was closed are answered late, and the answer may take this cookie away.
    settings.SESSION_COOKIE_NAME = f"session{next(_numbers)}"

    def visit(user=None, **options):
        begun.append(visits.open(faults, **options))
        context = begun[-1].context
        if user is not None:
            browsers.sign_in(context, live_server, user)
        return context.new_page()

    yield visit
    for each in begun:
        each.end()
    assert faults.unforgiven() == []


@pytest.fixture
def page(visitor):
    """A reader's page on a desktop."""
    return visitor()


@pytest.fixture
def phone(visitor):
    """A reader's page on a phone."""
    return visitor(viewport=browsers.PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
