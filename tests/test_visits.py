"""One test's visit to the site hands on what Chromium has compiled, and nothing else."""

import pytest

from tests import browser as browsers

pytestmark = [pytest.mark.browser, pytest.mark.looks]

LEAVE = """async () => {
    document.cookie = "left=1; path=/";
    localStorage.left = sessionStorage.left = "1";
    await new Promise((done) => { indexedDB.open("left").onsuccess = done; });
    await (await caches.open("left")).put("/left", new Response("left"));
}"""
FOUND = """async () => [
    document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
    (await caches.keys()).length, (await navigator.permissions.query({ name: "geolocation" })).state,
    navigator.onLine, typeof __pwClock,
]"""
NOTHING = ["", 0, 0, 0, 0, "prompt", True, "undefined"]


@pytest.fixture
def own_visits(browser, live_server):
    made = browsers.Visits(browser, live_server.url)
    yield made
    for visit in made.idle:
        visit.context.close()


def found_by(visit):
    page = visit.context.new_page()
    page.goto("/robots.txt")
    return page.evaluate(FOUND)


def test_what_a_test_leaves_in_its_browser_is_not_there_for_the_next(own_visits, faults):
    visit = own_visits.open(faults, color_scheme="dark")
    assert found_by(visit) == NOTHING
    visit.context.grant_permissions(["geolocation"])
    visit.context.pages[-1].evaluate(LEAVE)
    visit.context.set_offline(True)
    assert visit.context.pages[-1].evaluate(FOUND) == ["left=1", 1, 1, 1, 1, "granted", False, "undefined"]
    visit.end()

    again = own_visits.open(faults, color_scheme="dark")
    assert again is visit
    assert found_by(again) == NOTHING
    again.end()
    other = own_visits.open(faults, color_scheme="light")
    assert other is not visit
    other.end()


def test_a_clock_that_was_stopped_goes_with_its_visit(own_visits, faults):
    visit = own_visits.open(faults)
    visit.context.new_page().clock.install()
    visit.end()
    again = own_visits.open(faults)
    assert again is not visit
    assert found_by(again) == NOTHING
    again.end()


def test_a_fault_is_the_one_of_the_test_that_sees_it(own_visits):
    earlier, later = [], []
    own_visits.open(earlier).end()
    visit = own_visits.open(later)
    visit.context.new_page().evaluate("console.error('wrong')")
    visit.end()
    assert (earlier, later) == ([], ["console: wrong"])
