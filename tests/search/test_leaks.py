"""What is not live never shows: not as a hit, not in a count, a filter, a suggestion or an answer's words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Publication
from articles.search import finding, suggestions
from tests import factories as make

from .questions import ask, looked

pytestmark = pytest.mark.django_db
SECRET = "زلطان"


@pytest.fixture
def hidden(client):
    """The word of the secret in a draft, a scheduled story, a withdrawn one, and one that an update took it from."""
    section = make.make_section(name="قسم الاختبار", slug="tested")
    author = make.make_author(name=f"كاتب {SECRET}")
    event = make.make_event(title=f"ملتقى {SECRET}")
    fields = {"section": section, "event": event, "body": f"<p>نص فيه {SECRET}</p>"}
    make.publish(headline="مادة منشورة", section=section)
    make.make_article(headline=f"مسودة {SECRET}", authors=[author], **fields)
    make.schedule(make.make_article(headline=f"مجدولة {SECRET}", authors=[author], **fields))
    for kind in ("error", "noticed"):
        story = make.make_article(headline=f"مسحوبة {SECRET}", authors=[author], **fields)
        make.withdraw(make.publish(story), kind=kind)
    return {"author": author, "event": event, "section": section}


def page(client, **parameters):
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return response


def test_it_is_no_hit_and_counts_nowhere(client, hidden):
    for order in finding.ORDERS:
        assert ask(SECRET, order) == []
    found = page(client, q=SECRET)
    assert found.context["counts"].total == 0
    assert not any(found.context["counts"].choices.values())
    assert ask(f"{SECRET[:4]}*") == []


def test_it_counts_in_no_filter_of_what_is_live(client, hidden):
    counts = page(client, section="tested").context["counts"]
    assert counts.total == 1
    assert [choice.count for choice in counts.choices["section"]] == [1]
    assert SECRET not in str([choice.label for choices in counts.choices.values() for choice in choices])


def test_it_is_never_suggested(client, hidden):
    for slip in ("زلطن", "زلطاان", "رلطان", "زطلان"):
        search = looked(slip)
        assert suggestions.did_you_mean(search, suggestions.each_alone(search)) == ""
        assert SECRET not in page(client, q=slip).content.decode()


def test_a_filter_by_a_hidden_name_does_not_say_the_name(client, hidden):
    shown = page(client, q="مادة", author=hidden["author"].slug).content.decode()
    main = shown.partition("<main")[2].replace(hidden["author"].slug, "")
    assert SECRET not in main


def test_the_count_of_a_word_alone_is_that_of_live_stories(client, hidden):
    alone = page(client, q=f"منشورة {SECRET}").context["alone"]
    assert [(word.typed, word.count) for word in alone] == [("منشورة", 1), (SECRET, 0)]


def test_a_scheduled_story_is_found_from_its_very_second_on(client):
    at = timezone.now() + timedelta(hours=1)
    make.schedule(make.make_article(headline=f"خبر {SECRET}"), at=at)
    begins = Publication.objects.get().live_from
    assert ask(SECRET, at=begins - timedelta(milliseconds=1)) == []
    assert ask(SECRET, at=begins) == [f"خبر {SECRET}"]


def test_the_same_words_are_found_as_soon_as_they_are_live(client, hidden):
    """The net has no hole: the secret is found everywhere once a story with it is public."""
    make.publish(headline=f"خبر {SECRET}", authors=[hidden["author"]])
    assert ask(SECRET) == [f"خبر {SECRET}"]
    assert page(client, q="زلطن").context["better"] == SECRET
    labels = [choice.label for choice in page(client, q=SECRET).context["counts"].choices["author"]]
    assert labels == [f"كاتب {SECRET}"]
