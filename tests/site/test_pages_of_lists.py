"""Lists cut into pages: every story once, whatever appears meanwhile, whatever the cursor says."""

import re

import pytest

from articles.models import Event, Publication
from articles.views.paging import PAGE_SIZE, page_of, read_cursor, write_cursor
from tests import factories as make

from .newsstand import stand, text_of

pytestmark = pytest.mark.django_db
OLDER = re.compile(r'href="(\?[^"]*before=[^"]+)" rel="next"')
GARBAGE = [
    "x", "-", "0-", "-0", "0-0-0", "zzzzzzzzzzzz-1", "1-zzzzzzzzzzzzz", "1" * 500, "١-١", "1-1'", "1-1%00",
    "%F0%9F%92%A9", "-1-5", "1-1%0A", "1--", "..", "%ED%A0%80",
]  # fmt: skip


def walk(client, address):
    """Yield the story ids of each page of the list at `address`, first to last."""
    path = address.partition("?")[0]
    for _page in range(10):
        markup = text_of(client.get(address))
        main = markup.partition("<main")[2].partition("</main>")[0]
        yield re.findall(r'<h[23] class="card-headline"><a href="/[a-z0-9-]+/([0-9a-z]+)/', main)
        older = OLDER.search(main)
        if not older:
            return
        address = path + older[1].replace("&amp;", "&")
    raise AssertionError("the list does not end")


def shelves(story):
    return [
        story.section.get_absolute_url(),
        f"/author/{story.bylines[0]['slug']}/",
        f"/tag/{story.tags[0]['slug']}/",
        "/search/?q=بلدية",
    ]


def test_every_list_shows_every_story_exactly_once(client):
    stories = stand(2 * PAGE_SIZE + 3, tags=["الموانئ"])
    expected = [story.public_id for story in reversed(stories)]
    for address in shelves(stories[0]):
        pages = list(walk(client, address))
        found = [public_id for page in pages for public_id in page]
        assert len(pages) == 3, address
        assert sorted(found) == sorted(expected), address


def test_rows_of_the_very_same_moment_are_shown_once_each():
    events = [make.make_event() for _number in range(7)]
    seen, before = [], ""
    for _page in range(5):
        page = page_of(Event.objects.public(), before, moment="starts_on", size=2)
        seen += [row.pk for row in page.rows]
        before = page.older
        if not before:
            break
    assert seen == sorted((event.pk for event in events), reverse=True)


def test_a_story_that_appears_meanwhile_moves_nothing():
    stories = stand(6)
    first = page_of(Publication.objects.live(), "", size=3)
    stand(2)
    second = page_of(Publication.objects.live(), first.older, size=3)
    seen = [row.pk for row in first.rows + second.rows]
    assert seen == [story.pk for story in reversed(stories)]


@pytest.mark.parametrize("cursor", GARBAGE)
def test_a_cursor_of_nobodys_is_never_a_fault(client, cursor):
    story = stand(1, tags=["الموانئ"])[0]
    event = make.make_event()
    for address in (*shelves(story)[:3], "/events/", event.get_absolute_url()):
        assert client.get(f"{address}?before={cursor}").status_code == 404, address
    assert client.get(f"/search/?q=بلدية&before={cursor}").status_code == 200


def test_a_cursor_says_the_moment_to_the_microsecond():
    story = stand(1)[0]
    assert read_cursor(write_cursor(story, "published_at", "pk")) == (story.published_at, story.pk)
