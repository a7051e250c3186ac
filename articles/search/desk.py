"""Search among the stories of the desk. Who may find what is the caller's queryset: `Article.objects.visible_to`."""

from django.db import connections, router
from django.db.models.expressions import RawSQL

from articles.models import Article, ArticleEntry
from articles.models.index import words_table

from . import expressions
from .questions import read

_WORDS = words_table(ArticleEntry)
_MATCHING = {
    "sqlite": f"SELECT rowid FROM {_WORDS} WHERE {_WORDS} MATCH %s",
    "postgresql": f"SELECT article_id FROM {ArticleEntry._meta.db_table} WHERE vector @@ %s::tsquery",
}


def matching(articles, typed):
    """Narrow `articles` to those that answer what was `typed`; the last word may be the beginning of one."""
    question = read(typed, as_typed=True)
    if not question.clauses:
        return articles.none() if typed.strip() else articles
    connection = connections[router.db_for_read(Article)]
    expression = expressions.whole(expressions.language_of(connection), question)
    return articles.filter(pk__in=RawSQL(_MATCHING[connection.vendor], [expression]))  # noqa: S611 - no input in it
