"""Rows straight into tables, as fast as the database takes them.

Values are what the database stores; a field that is not named gets its model's default, prepared once.
"""

import io
import json
from operator import itemgetter

from django.core.management.color import no_style
from django.db import connection, models


class Table:
    """One model's table, with its next primary keys."""

    def __init__(self, model):
        self.model = model
        self.fields = list(model._meta.concrete_fields)
        self.names = [field.attname for field in self.fields]
        self.in_order = itemgetter(*self.names)
        blank = model()
        self.defaults = {field.attname: self._stored(field, blank) for field in self.fields}
        self.next_pk = (model.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1

    def _stored(self, field, instance):
        value = getattr(instance, field.attname)
        if isinstance(field, models.JSONField) and value is not None:
            return stored_json(value)
        return field.get_db_prep_save(value, connection)

    def insert(self, rows):
        """Insert `rows` (dicts by column attribute, without `id`); return their new primary keys."""
        first = self.next_pk
        self.next_pk += len(rows)
        # A table whose keys mean something brings its own.
        keyed = (row | {"id": row.get("id") or first + number} for number, row in enumerate(rows))
        self._execute([self.in_order(self.defaults | row) for row in keyed])
        return range(first, self.next_pk)

    def _execute(self, tuples):
        quote = connection.ops.quote_name
        table = quote(self.model._meta.db_table)
        columns = ", ".join(quote(field.column) for field in self.fields)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO(_copy_lines(tuples)))
            else:
                places = ", ".join(["%s"] * len(self.names))
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", tuples)  # noqa: S608


def _copy_lines(tuples):
    """The text format of PostgreSQL's COPY: tabs between values, \\N for NULL."""
    return "".join("\t".join(map(_copy_value, values)) + "\n" for values in tuples)


def _copy_value(value):
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")
    return str(value)


def stored_moment(moment):
    return connection.ops.adapt_datetimefield_value(moment)


stored_json = json.JSONEncoder(ensure_ascii=False).encode


def hand_out_keys_after(tables):
    """Tell the database's own counters about the keys that were given out here."""
    statements = connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
