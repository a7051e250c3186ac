"""Statements that a connection to PostgreSQL keeps planned.

Most of what the server spends on a small question goes into parsing and planning it, and psycopg2 sends each question
as a text of its own. A statement prepared by name is planned for a connection, and asked with other values after that
(https://www.postgresql.org/docs/current/sql-prepare.html). `DATABASE_PREPARE=0` is for a pooler that hands the
questions of one client to several connections.
"""

import hashlib
from itertools import count
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import DatabaseError

# Those that a site asks are about a hundred; a connection holds some 50 kB for each.
MOST_KEPT = 200
OPEN = object()
# invalid_sql_statement_name, duplicate_prepared_statement, and feature_not_supported: a column has another type now.
NOT_THERE_AS_IT_WAS = {"26000", "42P05", "0A000"}

# {connection of psycopg2: {name of a statement: whether it can be asked by that name}}, the one asked last at the end.
_kept = WeakKeyDictionary()


class Statement:
    """`sql`, with a place (`%s`) for each of `parts`: a constant, or OPEN for a value that comes when it is asked."""

    def __init__(self, sql, parts):
        self.sql, self.parts = sql, parts
        self._named = None

    def execute(self, cursor, values):
        """Run it on `cursor` with `values` in its open places."""
        if cursor.db.vendor == "postgresql" and settings.DATABASE_PREPARE:
            self._execute_by_name(cursor, values)
        else:
            self._execute_as_text(cursor, values)

    def _execute_as_text(self, cursor, values):
        values = iter(values)
        cursor.execute(self.sql, [next(values) if part is OPEN else part for part in self.parts])

    def _execute_by_name(self, cursor, values):
        name, preparing, asking = self._named or self._name(cursor)
        kept = _kept.setdefault(cursor.db.connection, {})
        is_there = kept.pop(name, None)
        # Whoever fails on the way leaves a name of which nobody knows whether it means something.
        kept[name] = False
        if is_there is False:
            return self._execute_as_text(cursor, values)
        before = "" if is_there else _room_for_one(kept) + preparing
        try:
            cursor.execute(before + asking, values)
        except DatabaseError as fault:
            if getattr(fault.__cause__, "pgcode", None) not in NOT_THERE_AS_IT_WAS or cursor.db.in_atomic_block:
                raise
            return self._execute_as_text(cursor, values)
        kept[name] = True

    def _name(self, cursor):
        """Name it after its words, so that the name means the same statement in every process."""
        numbers = count(1)
        said = [
            f"${next(numbers)}" if part is OPEN else cursor.cursor.mogrify("%s", [part]).decode()
            for part in self.parts
        ]
        words = self.sql % tuple(said)
        name = "q" + hashlib.sha256(words.encode()).hexdigest()[:20]
        places = ", ".join(["%s"] * (next(numbers) - 1))
        words = words.replace("%", "%%")
        self._named = name, f"PREPARE {name} AS {words}; ", f"EXECUTE {name}({places})" if places else f"EXECUTE {name}"
        return self._named


def _room_for_one(kept):
    """The statement that makes room among `kept`, where there are too many."""
    there = [name for name, is_there in kept.items() if is_there]
    if len(there) < MOST_KEPT:
        return ""
    del kept[there[0]]
    return f"DEALLOCATE {there[0]}; "
