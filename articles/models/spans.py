"""Which spans of time have stories: one question for many, with one look into the index for each.

Written in SQL because a table of values is planned once. A subquery for each span, as Django would write it, takes
PostgreSQL longer to plan than to answer.
"""

from datetime import UTC
from functools import cache

from django.db import connections, router

from .publication import Publication

_NEWEST = """SELECT (
        SELECT articles_publication.published_at FROM articles_publication
        WHERE {live}
            AND articles_publication.published_at >= span.column1 AND articles_publication.published_at < span.column2
        ORDER BY articles_publication.published_at DESC, articles_publication.id DESC LIMIT 1
    ) FROM (VALUES {values}) AS span"""
_PLACES = {"sqlite": "(%s, %s)", "postgresql": "(%s::timestamptz, %s::timestamptz)"}


def newest_within(spans, at=None):
    """Return when the newest story in each of `spans` appeared, or None where none did: of those live at `at`.

    A span is two aware moments, its first and the first after it.
    """
    spans = list(spans)
    if not spans:
        return []
    connection = connections[router.db_for_read(Publication)]
    live, parameters = live_sql(connection, at)
    moments = [connection.ops.adapt_datetimefield_value(moment) for span in spans for moment in span]
    values = ", ".join([_PLACES[connection.vendor]] * len(spans))
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST.format(values=values, live=live), [*parameters, *moments])
        return [_aware(found) for (found,) in cursor.fetchall()]


def live_sql(connection, at=None):
    """Return the condition of `Publication.objects.live(at)` in SQL, and its parameters."""
    # Without a moment it is by the database's clock, so it is said once and for all.
    return _live_at(connection, at) if at else _live_now(connection.alias)


def _live_at(connection, at):
    live = Publication.objects.live(at).query
    return live.get_compiler(connection=connection).compile(live.where)


@cache
def _live_now(alias):
    return _live_at(connections[alias], None)


def _aware(moment):
    """SQLite keeps moments in UTC, and says so nowhere."""
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
