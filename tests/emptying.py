"""The tables are emptied after a test that has committed: those that hold something, and not one by one anew.

Django's own flush truncates every table (on PostgreSQL new files for all of them and their indexes) and writes content
types and permissions again; what a test can never change stays here.
"""

from functools import cache

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

CONSTANT = {ContentType._meta.db_table, Permission._meta.db_table}


@cache
def _tables():
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [connection.ops.quote_name(name) for name in sorted(names) if name not in CONSTANT]


@cache
def is_possible():
    """On PostgreSQL only a superuser may delete what is guarded against it."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return cursor.fetchone() == ("on",)


def empty_the_tables():
    """Delete every row that a test has committed. Whoever is writing is waited for, and writes nothing meanwhile."""
    tables = _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in tables))
        for (name,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {name}")
