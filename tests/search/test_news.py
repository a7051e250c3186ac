"""Everyday questions to real prose find what a reader would want, on both databases alike."""

import pytest

from articles.arabic.terms import stems
from articles.models import Article, ArticleEntry
from articles.search import documents
from articles.search.desk import matching
from articles.search.questions import read
from tests import factories as make

from .news import QUERIES, texts, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def prose():
    """The texts, each in the index under its place in the list."""
    owner = make.make_user("journalist")
    found = texts()
    rows = Article.objects.bulk_create(Article(owner=owner, body=text) for text in found)
    ArticleEntry.objects.bulk_create(documents.article_entry(row) for row in rows)
    return found


def found_by(query):
    """Return the places of the texts that the database finds; the rows were written in that order."""
    first = Article.objects.order_by("pk").first().pk
    return {row.pk - first for row in matching(Article.objects.all(), query)}


def by_the_analysis_alone(query, prose):
    """Return what the tokens themselves say: whatever a database finds must be exactly this."""
    clauses = read(query).clauses
    lines = [f" {' '.join(stems(text))} " for text in prose]
    return {n for n, line in enumerate(lines) if all(f" {' '.join(c.stems)} " in line for c in clauses)}


def test_recall_and_precision_are_what_was_promised(prose):
    hits = relevant = returned = 0
    for query, patterns in QUERIES.items():
        truth, found = wanted(patterns, prose), by_the_analysis_alone(query, prose)
        assert truth, query
        hits, relevant, returned = hits + len(truth & found), relevant + len(truth), returned + len(found)
    assert len(QUERIES) == 34
    assert hits / relevant >= 0.95
    assert hits / returned >= 0.95


def test_the_database_finds_exactly_what_the_analysis_says(prose):
    """The same test runs on both databases: so both find the same."""
    different = {query for query in QUERIES if found_by(query) != by_the_analysis_alone(query, prose)}
    assert different == set()
