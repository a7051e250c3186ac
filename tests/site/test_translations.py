"""A story in two languages, as readers and machines find it: each page leads to the other while both are live."""

from datetime import timedelta

import lxml.html
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from articles.models import Publication
from articles.workflow import perform
from tests import factories as make
from tests.metadata.schema import descriptions

from .newsstand import SITE, at_moment, canonical, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.make_user("journalist"), make.make_user("editor")


@pytest.fixture
def original(people):
    return make.publish(make.make_article(people[0], headline="افتتاح الميناء"), people[1])


def in_english(original, by, **fields):
    words = {"language": "en", "direction": "ltr", "headline": "Port opens", "translation_of": original}
    return make.make_article(by, **words | fields)


@pytest.fixture
def english(people, original):
    return make.publish(in_english(original, people[0]), people[1])


def alternates(page):
    """(language, address) of each link in the head, in order."""
    links = lxml.html.fromstring(page).xpath("//head/link[@rel='alternate'][@hreflang]")
    return [(link.get("hreflang"), link.get("href")) for link in links]


def led_to(page):
    """(language, direction, address, words) of each visible link to another language."""
    links = lxml.html.fromstring(page).xpath("//main//*[@class='tongue']/a")
    return [(link.get("lang"), link.get("dir"), link.get("href"), link.text) for link in links]


def says_nothing(page):
    described = "workTranslation" in page or "translationOfWork" in page
    return not (alternates(page) or led_to(page) or described)


def read(client, article):
    return text_of(client.get(canonical(article)))


def test_each_page_names_both_and_the_original_for_everybody_else(client, original, english):
    arabic, translated = SITE + canonical(original), SITE + canonical(english)
    expected = [("ar", arabic), ("en", translated), ("x-default", arabic)]
    assert alternates(read(client, original)) == alternates(read(client, english)) == expected


def test_the_link_to_the_other_is_in_the_language_that_it_leads_to(client, original, english):
    assert led_to(read(client, original)) == [("en", "ltr", canonical(english), "Read this story in English")]
    assert led_to(read(client, english)) == [("ar", "rtl", canonical(original), "اقرأ هذه المادة بالعربية")]


def test_machines_are_told_which_is_the_original(client, original, english):
    def story(article):
        return descriptions(read(client, article))["NewsArticle"]

    [told] = story(original)["workTranslation"]
    assert (told["@id"], told["url"]) == (story(english)["@id"], SITE + canonical(english))
    assert (told["inLanguage"], told["headline"]) == ("en", "Port opens")
    told = story(english)["translationOfWork"]
    assert (told["@id"], told["url"]) == (story(original)["@id"], SITE + canonical(original))
    assert "translationOfWork" not in story(original)
    assert "workTranslation" not in story(english)


def test_a_story_in_one_language_says_nothing(client, original):
    assert says_nothing(read(client, original))


HIDDEN = {
    "draft": lambda article, editor: None,
    "approved": lambda article, editor: make.approve(article, editor),
    "scheduled": lambda article, editor: make.schedule(article, editor),
    "withdrawn": lambda article, editor: make.withdraw(make.publish(article, editor), editor),
    "noticed": lambda article, editor: make.withdraw(make.publish(article, editor), editor, kind="noticed"),
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_nothing_is_said_of_a_translation_that_is_not_live(client, people, original, hide):
    hidden = in_english(original, people[0], headline="Not for readers")
    hide(hidden, people[1])
    page = read(client, original)
    assert says_nothing(page)
    assert hidden.public_id not in page


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_nothing_is_said_of_an_original_that_is_not_live(client, people, hide):
    hidden = make.make_article(people[0])
    english = make.publish(in_english(hidden, people[0]), people[1])
    hide(hidden, people[1])
    page = read(client, english)
    assert says_nothing(page)
    assert hidden.public_id not in page


def test_a_withdrawn_story_leads_nowhere(client, people, original, english):
    make.withdraw(english, people[1], kind="noticed")
    assert says_nothing(read(client, english))


def test_a_scheduled_translation_is_there_from_its_second_on(rf, people, original):
    at = timezone.now() + timedelta(hours=1)
    make.schedule(in_english(original, people[0]), people[1], at)
    moments = (at - timedelta(seconds=1), at)
    before, after = (text_of(at_moment(rf, canonical(original), moment)) for moment in moments)
    assert says_nothing(before)
    assert [language for language, _address in alternates(after)] == ["ar", "en", "x-default"]


def test_what_the_desk_has_not_published_changes_nothing(client, people, original, english):
    make.edit(english, by=people[0], translation_of=None)
    assert len(led_to(read(client, original))) == 1
    perform(make.approve(english, people[1]), "update", by=people[1])
    assert says_nothing(read(client, original))
    assert says_nothing(read(client, english))


def test_of_two_live_in_one_language_the_newer_stands(client, people, original, english):
    """The desk took the first out of its place and has not told readers."""
    make.edit(english, by=people[0], translation_of=None)
    newer = make.publish(in_english(original, people[0], headline="Port opens, again"), people[1])
    assert [link[2] for link in led_to(read(client, original))] == [canonical(newer)]
    assert len(led_to(read(client, newer))) == 1
    assert says_nothing(read(client, english))


def test_related_stories_stay_apart_from_the_other_language(client, people, original):
    related = make.publish(make.make_article(people[0], headline="مادة ذات صلة"), people[1])
    english = make.publish(in_english(original, people[0], related=[related]), people[1])

    def beside(article):
        side = lxml.html.fromstring(read(client, article)).xpath("//*[@class='story-side']//h3")
        return [headline.text_content().strip() for headline in side]

    assert beside(english) == ["مادة ذات صلة"]
    assert beside(original) == []


def test_a_preview_shows_what_readers_would_get(client, people, original):
    draft = in_english(original, people[0])
    client.force_login(people[0])
    page = text_of(client.get(reverse("admin:article_preview", args=[draft.pk]) + "?page=1"))
    assert led_to(page) == [("ar", "rtl", canonical(original), "اقرأ هذه المادة بالعربية")]


@pytest.mark.parametrize("kind", ["news", "opinion"])
def test_a_story_in_two_languages_costs_no_more_than_in_one(client, people, kind):
    writers = [make.make_author(portrait=make.make_picture())]
    original = make.publish(make.make_article(people[0], kind=kind, authors=writers), people[1])
    address = canonical(original)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    alone = cost()
    make.publish(in_english(original, people[0], kind=kind), people[1])
    assert cost() == alone <= 6


def test_the_map_of_a_month_names_both_and_asks_the_same_for_one_pair_and_for_many(client, people):
    """The original may stand in the map of another month."""
    alone = make.publish(make.make_article(people[0]), people[1])
    month = f"/sitemap/{timezone.localdate():%Y-%m}.xml"

    def pair():
        original = make.publish(make.make_article(people[0]), people[1])
        return original, make.publish(in_english(original, people[0]), people[1])

    def read_map():
        with CaptureQueriesContext(connection) as asked:
            page = client.get(month)
        assert page.status_code == 200
        found = {}
        for place in etree.fromstring(page.content):
            links = place.iterfind("{http://www.w3.org/1999/xhtml}link[@rel='alternate']")
            found[place.findtext("{*}loc")] = [(link.get("hreflang"), link.get("href")) for link in links]
        return found, len(asked)

    original, english = pair()
    arabic, translated = SITE + canonical(original), SITE + canonical(english)
    both = [("ar", arabic), ("en", translated)]
    found, few = read_map()
    assert found == {SITE + canonical(alone): [], arabic: both, translated: both}
    for _number in range(5):
        pair()
    assert read_map()[1] == few


def test_the_relation_of_a_publication_is_never_rewritten(original, english):
    copy = Publication.objects.get(article=english)
    assert copy.translation_of == original
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet.update(Publication.objects.filter(pk=copy.pk), translation_of=None)
