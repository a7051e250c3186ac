"""The database's clock: the one clock that decides what is public."""

from datetime import datetime

from django.db import connections, router
from django.db.models.functions import Now

__all__ = ["Now", "database_now"]


def database_now(using=None):
    """Return the database's present moment, aware, cut to the millisecond.

    Cut because SQLite's clock has no finer grain: an interval opened at this moment must already
    contain a `Now()` that is asked in the same millisecond.
    """
    connection = connections[using or router.db_for_write(None)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%d %H:%M:%f+00:00', 'now')")
            moment = datetime.fromisoformat(cursor.fetchone()[0])
        else:
            cursor.execute("SELECT statement_timestamp()")
            moment = cursor.fetchone()[0]
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
