"""Questions whose SQL is composed once answer what the same querysets answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Author, Picture, Publication
from articles.models.prepared import Prepared
from tests import factories as make

pytestmark = pytest.mark.django_db


def asked_both_ways(build, *values, **shape):
    prepared = Prepared(build)
    prepared(*[other_than(value) for value in values], **shape)
    with CaptureQueriesContext(connection, ) as asked:
        found = prepared(*values, **shape)
    assert len(asked) == 1
    return found, list(build(*values, at=None, **shape))


def other_than(value):
    """A value of the same kind, so that the question is composed with another one than it is asked with."""
    if isinstance(value, list):
        return [other_than(each) for each in value]
    return value + timedelta(days=1) if hasattr(value, "year") else type(value)(f"{value}1")


@pytest.fixture
def stories():
    writer, editor = make.make_user("journalist"), make.make_user("editor")
    made = [make.publish(make.make_article(writer, headline=f"خبر {n}"), editor) for n in range(4)]
    return [story.publications.get() for story in made]


@pytest.mark.parametrize("question", ["text", "number", "list", "moment", "day"])
def test_a_prepared_question_finds_what_its_queryset_finds(stories, question):
    first, second = stories[:2]
    live = Publication.objects.live
    build, values = {
        "text": (lambda public_id, at: live(at).filter(public_id=public_id), [first.public_id]),
        "number": (lambda pk, at: live(at).filter(pk__gt=pk).newest_first(), [first.pk]),
        "list": (lambda pks, at: live(at).filter(pk__in=pks).newest_first(), [[first.pk, second.pk]]),
        "moment": (lambda until, at: live(at).filter(published_at__lte=until).newest_first(), [timezone.now()]),
        "day": (lambda day, at: live(at).filter(published_at__date__lte=day).newest_first(), [timezone.localdate()]),
    }[question]
    found, expected = asked_both_ways(build, *values)
    assert found == expected != []
    assert [vars(row) | {"_state": 0} for row in found] == [vars(row) | {"_state": 0} for row in expected]


def test_lists_of_any_length_need_few_statements(stories):
    keys = [story.pk for story in stories]
    question = Prepared(lambda pks, at: Publication.objects.live(at).filter(pk__in=pks).order_by("pk"))
    for length in range(5):
        assert [story.pk for story in question(keys[:length])] == keys[:length]
    assert len(question.composed) == 3


def test_it_brings_related_rows_deferred_columns_and_rows_of_values(django_assert_num_queries):
    author = make.make_author(portrait=make.make_picture())
    (found,), (expected,) = asked_both_ways(
        lambda pk, at: Author.objects.select_related("portrait").defer("biography").filter(pk__lte=pk), author.pk
    )
    with django_assert_num_queries(0):
        assert (found, found.portrait) == (expected, author.portrait)
    assert found.get_deferred_fields() == {"biography"}
    found, expected = asked_both_ways(
        lambda pk, at: Picture.objects.filter(pk__lte=pk).values_list("pk", "width"), author.portrait.pk
    )
    assert found == expected == [(author.portrait.pk, author.portrait.width)]


def test_a_limit_is_part_of_the_question_and_the_past_is_asked_anew(stories):
    question = Prepared(lambda *, count, at: Publication.objects.live(at).newest_first()[:count])
    assert [len(question(count=count)) for count in (1, 3, 1)] == [1, 3, 1]
    assert question(count=3, at=timezone.now() - timedelta(days=1)) == []


def test_a_value_that_is_changed_on_its_way_into_the_statement_is_refused(stories):
    with pytest.raises(ValueError, match="does not stand"):
        Prepared(lambda words, at: Publication.objects.filter(headline__contains=words))("خبر")


@pytest.mark.parametrize("slug", ["x", "خبر-من-مسقط", "a(b)~'c'"])
def test_the_address_of_a_story_is_the_one_that_the_table_of_addresses_gives(slug):
    story = Publication(section_slug="oman", public_id="ab12cd34", slug=slug)
    assert story.get_absolute_url() == reverse("article", args=["oman", "ab12cd34", slug])
