"""What a public page costs: the same number of questions for one row as for thirty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Breaking, FrontLayout, ReadCount
from tests import factories as make

from .newsstand import canonical, stand

pytestmark = pytest.mark.django_db
ARTICLE, HOME, EVENT, SECTION, LIST, SEARCH = 6, 8, 8, 5, 5, 10


def cost(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


@pytest.fixture
def shared():
    """What every story of the stand has in common, so that each list holds all of them."""
    author = make.make_author(portrait=make.make_picture())
    event = make.make_event(picture=make.make_picture())
    return {
        "section": make.make_section(),
        "authors": [author],
        "tags": ["الموانئ"],
        "event": event,
        "session": make.make_session(event),
        "lead_picture": make.make_picture(),
    }


def grown(client, shared, addresses, **fields):
    """Return {address: (cost with one story, cost with thirty)}."""
    stand(1, **{**shared, **fields})
    few = {address: cost(client, address) for address in addresses}
    stand(29, **{**shared, **fields})
    return {address: (few[address], cost(client, address)) for address in addresses}


@pytest.mark.parametrize("kind", ["news", "opinion"])
def test_lists_cost_the_same_for_one_story_and_for_thirty(client, shared, kind):
    author, event = shared["authors"][0], shared["event"]
    first = stand(1, **{**shared, "kind": kind})[0]
    limits = {
        "/": HOME,
        shared["section"].get_absolute_url(): SECTION,
        author.get_absolute_url(): LIST,
        f"/tag/{first.tags[0]['slug']}/": LIST,
        event.get_absolute_url(): EVENT,
    }
    # The home page shows a section only when it holds enough beside the top of the page.
    stand(9, **{**shared, "kind": kind})
    for address, (few, many) in grown(client, shared, limits, kind=kind).items():
        assert few == many, address
        assert many <= limits[address], address


def test_the_home_page_at_its_busiest_keeps_its_limit(client, shared):
    """Laid out by hand, with a conference that is on, opinions, readings and a line of breaking news."""
    make.make_session(shared["event"])
    first = stand(6, **shared)[0]
    stand(3, **{**shared, "kind": "opinion", "section": make.make_section()})
    FrontLayout.objects.create(stories=[first.public_id])
    ReadCount.objects.create(public_id=first.public_id, hour=timezone.now(), reads=3)
    Breaking.objects.create(text="عاجل", ends_at=timezone.now() + timedelta(hours=1))
    assert cost(client, "/") <= HOME


def test_what_was_read_once_is_not_read_again(client, shared):
    """Of a story and of those around it, once they are on the shelf, the database is asked only which are live."""
    story = stand(9, **shared)[0]
    for address, again in {story.get_absolute_url(): 3, "/": HOME - 2, shared["section"].get_absolute_url(): 4}.items():
        cost(client, address)
        assert cost(client, address) <= again, address


def test_a_search_costs_the_same_for_one_hit_and_for_thirty(client, shared):
    stand(1, **shared)
    few, many = grown(client, shared, ["/search/?q=بلدية"])["/search/?q=بلدية"]
    assert many <= few <= SEARCH


def test_the_events_page_costs_the_same_for_one_event_and_for_thirty(client):
    make.make_event(picture=make.make_picture())
    few = cost(client, "/events/")
    for _number in range(29):
        make.make_event(picture=make.make_picture())
    assert few == cost(client, "/events/") <= LIST


def test_an_event_costs_the_same_with_one_session_and_with_thirty(client):
    event = make.make_event()
    address = event.get_absolute_url()

    def fill(count):
        for number in range(count):
            session = make.make_session(event)
            event.participants.create(session=session, name=f"متحدث {number}")
            event.participants.create(name=f"ضيف {number}")
            event.outcomes.create(text=f"توصية {number}")
            event.documents.create(title=f"ورقة {number}", file=f"documents/{number}.pdf")

    fill(1)
    few = cost(client, address)
    fill(29)
    assert few == cost(client, address) <= EVENT


def test_a_story_costs_the_same_among_three_and_among_thirty(client, shared):
    first = stand(3, **shared)[0]
    few = cost(client, first.get_absolute_url())
    rich = make.publish(
        make.make_article(
            section=shared["section"],
            authors=[make.make_author() for _n in range(5)],
            tags=[f"وسم {n}" for n in range(10)],
            related=[row.article for row in stand(29, **shared)][:10],
            event=shared["event"],
            lead_picture=shared["lead_picture"],
        )
    )
    assert few == cost(client, canonical(rich)) <= ARTICLE


BODY = (
    "<h2>جزء</h2><p>نص.</p>" * 4
    + '<figure class="media"><oembed url="https://www.youtube.com/watch?v=abcdefghijk"></oembed></figure>'
)


@pytest.mark.parametrize(
    "fields", [{}, {"kind": "opinion"}, {"kind": "interview", "language": "en"}], ids=["news", "opinion", "English"]
)
@pytest.mark.parametrize("is_withdrawn", [False, True], ids=["live", "withdrawn with a notice"])
def test_the_richest_story_of_each_kind_keeps_its_limit(client, shared, fields, is_withdrawn):
    """With an event and its session, writers with faces, related and read stories, corrections and embeds."""
    others = stand(6, **shared)
    related = [row.article for row in others[:3]]
    writers = [make.make_author(portrait=make.make_picture()) for _number in range(3)]
    story = {**shared, "authors": writers, "body": BODY, "related": related, **fields}
    rich = make.publish(make.make_article(**story))
    make.correct(rich, "العدد ٢٢")
    ReadCount.objects.create(public_id=others[-1].public_id, hour=timezone.now(), reads=3)
    address = canonical(rich)
    if is_withdrawn:
        make.withdraw(rich, kind="noticed", notice="لأن الخبر لم يتأكد")
    assert cost(client, address) <= ARTICLE
