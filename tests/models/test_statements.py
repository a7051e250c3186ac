"""PostgreSQL plans a question that is asked again and again once for a connection."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Tag, statements
from articles.models.prepared import Prepared

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="a question of PostgreSQL"),
]


@pytest.fixture(autouse=True)
def a_new_connection(transactional_db):
    connection.close()
    yield
    connection.close()


@pytest.fixture
def by_name():
    """A question for the tags of a name, and two tags."""
    for name in ("100 %", "الموانئ"):
        Tag.objects.create(name=name, slug=name)
    return Prepared(lambda name, *, at, count=5: Tag.objects.filter(name=name).exclude(slug="50 %")[:count])


def planned():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements ORDER BY 1")
        return cursor.fetchall()


def asked_as(question, *values, **shape):
    """What is found, and the first word of what the database was asked."""
    with CaptureQueriesContext(connection) as asked:
        found = question(*values, **shape)
    assert len(asked) == 1
    return [tag.name for tag in found], asked[0]["sql"].split()[0]


def test_it_is_planned_once_and_asked_with_other_values_after_that(by_name):
    assert asked_as(by_name, "100 %") == (["100 %"], "PREPARE")
    assert asked_as(by_name, "الموانئ") == (["الموانئ"], "EXECUTE")
    assert asked_as(by_name, "' OR ''='") == ([], "EXECUTE")
    ((words, times),) = planned()
    assert (times, "$1" in words, "'50 %'" in words) == (3, True, True)


def test_another_connection_plans_for_itself(by_name):
    by_name("100 %")
    connection.close()
    assert asked_as(by_name, "100 %") == (["100 %"], "PREPARE")


def test_what_was_rolled_back_is_still_planned(by_name):
    with transaction.atomic():
        by_name("100 %")
        transaction.set_rollback(True)
    assert asked_as(by_name, "100 %") == (["100 %"], "EXECUTE")


def test_a_newspaper_behind_a_pooler_asks_in_so_many_words(by_name, settings):
    settings.DATABASE_PREPARE = False
    assert asked_as(by_name, "100 %") == asked_as(by_name, "100 %") == (["100 %"], "SELECT")
    assert planned() == []


def test_a_connection_that_has_forgotten_is_asked_in_so_many_words(by_name):
    by_name("100 %")
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert [tag.name for tag in by_name("100 %")] == ["100 %"]
    assert asked_as(by_name, "الموانئ") == (["الموانئ"], "SELECT")


def test_a_connection_on_which_somebody_else_planned_it_is_asked_in_so_many_words(by_name):
    by_name("100 %")
    statements._kept.clear()
    assert [tag.name for tag in by_name("100 %")] == ["100 %"]
    assert asked_as(by_name, "الموانئ") == (["الموانئ"], "SELECT")


def test_a_column_that_has_changed_its_type_meanwhile_is_read(by_name):
    by_name("100 %")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_tag ALTER slug TYPE text")
    try:
        assert [tag.slug for tag in by_name("100 %")] == ["100 %"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE articles_tag ALTER slug TYPE varchar(100)")


def test_a_question_that_fails_is_asked_again(by_name):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_tag RENAME slug TO slugs")
    try:
        with pytest.raises(DatabaseError):
            by_name("100 %")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE articles_tag RENAME slugs TO slug")
    assert [tag.name for tag in by_name("100 %")] == ["100 %"]


def test_a_connection_keeps_so_many_and_gives_up_the_one_that_was_not_asked_for_longest(by_name, monkeypatch):
    monkeypatch.setattr(statements, "MOST_KEPT", 2)
    for count in (1, 2, 1, 3):
        by_name("100 %", count=count)
    assert sorted(re.search(r"LIMIT (\d)", words)[1] for words, _times in planned()) == ["1", "3"]
    assert asked_as(by_name, "100 %", count=2) == (["100 %"], "DEALLOCATE")
    assert asked_as(by_name, "100 %", count=2) == (["100 %"], "EXECUTE")
