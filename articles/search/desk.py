"""Search among the stories and the pictures of the desk. Who may find what is the caller's queryset."""

from django.db import connections, router
from django.db.models.expressions import RawSQL

from articles.arabic.normalise import tidy
from articles.arabic.terms import stems
from articles.models import ArticleEntry, PictureEntry
from articles.models.index import words_table

from . import expressions
from .documents import CREDIT
from .questions import LONGEST, read

# An entry has the number of its row.
_MATCHING = {
    "sqlite": "SELECT rowid FROM {words} WHERE {words} MATCH %s",
    "postgresql": "SELECT id FROM {table} WHERE vector @@ %s::tsquery",
}


def matching(articles, typed):
    """Narrow `articles` to those that answer what was `typed`; the last word may be the beginning of one."""
    return _asked(articles, ArticleEntry, typed)


def pictures_matching(pictures, typed):
    """The same for pictures, by the words that describe them."""
    return _asked(pictures, PictureEntry, typed)


def pictures_credited(pictures, typed):
    """Narrow `pictures` to those whose credit or owner has every word that was `typed`."""
    marks = [[[CREDIT + stem]] for stem in dict.fromkeys(stems(tidy(typed)[:LONGEST]))]
    if not marks:
        return pictures.none() if typed.strip() else pictures
    return _found(pictures, PictureEntry, lambda language: language.all_of(map(language.any_of, marks)))


def _asked(rows, entries, typed):
    question = read(typed, as_typed=True)
    if not question.clauses:
        return rows.none() if typed.strip() else rows
    return _found(rows, entries, lambda language: expressions.whole(language, question))


def _found(rows, entries, expression):
    connection = connections[router.db_for_read(entries)]
    matching_rows = _MATCHING[connection.vendor].format(words=words_table(entries), table=entries._meta.db_table)
    written = expression(expressions.language_of(connection))
    return rows.filter(pk__in=RawSQL(matching_rows, [written]))  # noqa: S611 - no input in it
