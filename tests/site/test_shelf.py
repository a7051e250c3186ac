"""Rows that a process has read already: the same pages, and never a story that is not live."""

import re

import pytest
from django.db import transaction
from django.utils import translation

from articles.models import Publication
from articles.models.shelf import LISTED, MARK, WHOLE, Shelf, made_of
from articles.pagestore.declaring import ENVIRON_KEY
from articles.templatetags.cards import card
from tests import factories as make

from .newsstand import canonical, copy_of, stand, text_of

pytestmark = pytest.mark.django_db
LATIN = "تطبيق Visit Oman <b>جديد</b> للزوار"


def empty():
    LISTED.rows.clear()
    WHOLE.rows.clear()


@pytest.fixture(autouse=True)
def empty_shelves():
    empty()


@pytest.fixture
def addresses():
    """The fronts, a report and an opinion, among stories that each of them shows."""
    section = make.make_section()
    stories = stand(4, section=section, lead_picture=make.make_picture(), headline=LATIN)
    author = make.make_author(portrait=make.make_picture())
    opinions = stand(3, section=section, kind="opinion", authors=[author], related=[stories[0].article])
    return ["/", section.get_absolute_url(), stories[0].get_absolute_url(), opinions[0].get_absolute_url()]


def without_times(response):
    return re.sub(r"</?time[^>]*>[^<]*", "", text_of(response))


def marks_of(*publications):
    return list(Publication.objects.filter(pk__in=[one.pk for one in publications]).values_list(MARK, flat=True))


def test_a_page_is_the_same_from_the_shelf_and_from_the_database(client, addresses):
    read = {}
    for address in addresses:
        empty()
        read[address] = without_times(client.get(address))
    assert LISTED.rows
    assert WHOLE.rows
    for address in addresses * 2:
        assert without_times(client.get(address)) == read[address], address


def test_a_kept_page_relies_on_a_row_that_was_here_as_on_one_that_was_read(client, addresses):
    def names(address):
        found = set()
        client.get(address, **{ENVIRON_KEY: found})
        return found

    for address in addresses:
        # The statements of the page are composed first.
        client.get(address)
        empty()
        assert names(address) == names(address) > {"site"}, address


def test_a_withdrawn_story_is_gone_at_once_though_its_row_is_here(client, addresses):
    article = Publication.objects.filter(kind="news").latest("pk").article
    home, story = "/", canonical(article)
    assert copy_of(article).public_id in text_of(client.get(home))
    assert client.get(story).status_code == 200
    make.withdraw(article)
    assert copy_of(article).public_id not in text_of(client.get(home))
    assert client.get(story).status_code == 410


def test_a_correction_takes_the_place_of_what_it_corrects_at_once(client, addresses):
    article = Publication.objects.filter(kind="news").latest("pk").article
    for _time in range(2):
        assert "بعد التصويب" not in text_of(client.get(canonical(article)))
    make.correct(article, "العدد 22")
    assert "بعد التصويب" in text_of(client.get(canonical(article)))


def test_another_row_under_the_same_key_is_another_row():
    """SQLite gives the key of a row that was rolled back to the next one; so does a backup that is put back."""
    with transaction.atomic():
        taken_back = stand(1)[0]
        LISTED.take(marks_of(taken_back))
        transaction.set_rollback(True)
    stays = stand(1)[0]
    (row,) = LISTED.take(marks_of(stays)).values()
    assert (row.pk, row.public_id, row.headline) == (stays.pk, stays.public_id, stays.headline)


def test_pages_write_nothing_into_the_rows_that_they_share(client, addresses):
    def held():
        rows = [*LISTED.rows.values(), *WHOLE.rows.values()]
        return {id(row): {name: repr(value) for name, value in vars(row).items() if name != "made"} for row in rows}

    for address in addresses:
        client.get(address)
    before = held()
    for address in addresses:
        client.get(address)
    assert held() == before


def test_the_end_of_a_story_is_asked_of_the_database_alone():
    (row,) = LISTED.take(marks_of(stand(1)[0])).values()
    with pytest.raises(TypeError):
        row.is_live()


def test_a_shelf_holds_those_used_last_and_no_more(django_assert_num_queries):
    marks = marks_of(*stand(4))
    shelf = Shelf(LISTED.read, most=3)
    shelf.take(marks[:3])
    shelf.take(marks[:1])
    assert set(shelf.take(marks[3:])) == set(marks[3:])
    assert set(shelf.rows) == {marks[0], marks[2], marks[3]}
    with django_assert_num_queries(0):
        shelf.take(marks[2:])


def test_a_card_is_made_once_in_each_language_and_stays_escaped():
    (row,) = LISTED.take(marks_of(stand(1, headline=LATIN, kind="report")[0])).values()
    first = card(row, "h3")
    assert '<bdi dir="ltr">Visit Oman</bdi> &lt;' in first
    assert "<b>" not in first
    assert card(row, "h3") == first == card(copy_of(row.article), "h3")
    with translation.override("en"):
        assert card(row, "h3") != first
    assert len(row.made) == 2


def test_what_is_made_of_a_story_that_is_not_published_is_never_kept():
    story = Publication(headline="قبل")
    assert made_of(story, str) == "قبل"
    story.headline = "بعد"
    assert made_of(story, str) == "بعد"
