"""`manage.py reindex`: resumable, online, and due when the analysis has changed."""

import pytest
from django.core.management import call_command

from articles.models import ArticleEntry, PublicationEntry
from articles.search import documents, reindexing
from tests import factories as make

from .questions import ask

pytestmark = pytest.mark.django_db


def reindex(capsys, **options):
    call_command("reindex", **options)
    return capsys.readouterr().out


def test_an_index_that_is_up_to_date_is_left_alone(capsys):
    make.publish()
    assert reindex(capsys) == "The search index is up to date.\n"


def test_what_is_missing_is_made_and_found_again(capsys):
    make.publish(headline="ميناء الدقم")
    entries = PublicationEntry.objects.values_list("place", "facets", "text").get()
    PublicationEntry.objects.all().delete()
    ArticleEntry.objects.all().delete()
    assert ask("الدقم") == []
    assert reindex(capsys, check=True) == "2 entries are due.\n"
    assert "2/2" in reindex(capsys)
    assert ask("الدقم") == ["ميناء الدقم"]
    assert PublicationEntry.objects.values_list("place", "facets", "text").get() == entries


def test_another_word_list_makes_it_due_and_a_second_run_finds_nothing_to_do(capsys, monkeypatch):
    make.publish(headline="ميناء الدقم")
    monkeypatch.setattr("articles.arabic.stemming.RULES", 99)
    assert reindexing.is_due()
    reindex(capsys)
    assert not reindexing.is_due()
    assert set(PublicationEntry.objects.values_list("analysis", flat=True)) == {documents.analysis()}
    assert ask("الدقم") == ["ميناء الدقم"]


def test_a_run_that_was_stopped_goes_on_where_it_stopped(monkeypatch):
    for _number in range(5):
        make.publish()
    reindexing.forget()
    monkeypatch.setattr(reindexing, "BATCH", 2)
    run = reindexing.reindex()
    assert next(run) == 2
    run.close()
    assert reindexing.due() == 8
    assert sum(reindexing.reindex()) == 8
    assert not reindexing.is_due()


def test_an_entry_written_by_reindex_is_the_one_that_saving_writes():
    article = make.publish(tags=["الموانئ"], authors=[make.make_author(name="سالم")])
    written = ArticleEntry.objects.get(article=article).text
    reindexing.forget()
    list(reindexing.reindex())
    assert ArticleEntry.objects.get(article=article).text == written
