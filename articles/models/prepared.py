"""Questions that every page asks: their SQL is composed once by a process, and asked again with other values.

Composing costs Django several times what the database takes to answer. Nothing of an answer is kept.
"""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from django.db import connections
from django.db.models.query import ModelIterable, get_related_populators

from .statements import OPEN, Statement

DEFAULT = "default"
FIRST_DAY = datetime(1003, 1, 1, tzinfo=UTC)


class Prepared:
    """`build(*values, at=None, **shape)` returns a queryset; calling this with the same returns its rows, as a list.

    Values are numbers, texts, moments, days, and lists of these, and may only be compared with columns; how often a
    value stands in a list, and where, must mean nothing. What decides the shape of the question (a limit, a branch)
    is named. A question about the past (`at`) is composed each time.
    `build` runs once: what a page relies on beside the rows it reads, whoever asks must say.
    """

    def __init__(self, build):
        self.build = build
        self.composed = {}

    def __call__(self, *values, at=None, **shape):
        values = [_filled_up(value) if isinstance(value, list) else value for value in values]
        lengths = tuple(len(value) if isinstance(value, list) else None for value in values)
        if at is not None or 0 in lengths:
            return list(self.build(*values, at=at, **shape))
        name = (connections[DEFAULT].vendor, lengths, *shape.items())
        question = self.composed.get(name)
        if question is None:
            build = partial(self.build, at=None, **shape)
            question = self.composed[name] = Question(build, values)
        return question.ask(values)


class Question:
    """A statement with open places for values, and how rows are made of what it returns."""

    def __init__(self, build, values):
        stand_ins = [_stand_ins(value, number) for number, value in enumerate(values)]
        rows = build(*stand_ins)
        query = rows.query
        self.model = query.model
        compiler = query.get_compiler(DEFAULT)
        sql, parameters = compiler.as_sql()
        known = {_said(each): place for place, each in _places(stand_ins)}
        places = [(parameter, known.get(_key(parameter))) for parameter in parameters]
        self.open = [(parameter, place) for parameter, place in places if place is not None]
        if {place for _parameter, place in self.open} != set(known.values()):
            raise ValueError(f"a value does not stand in the statement as it was given: {sql}")
        self.statement = Statement(sql, [parameter if place is None else OPEN for parameter, place in places])
        columns = [column for column, _sql, _alias in compiler.select]
        self.convert = compiler.get_converters(columns) if columns else {}
        self.compiler, self.columns = compiler, columns
        self.related = []
        self.of_objects = issubclass(rows._iterable_class, ModelIterable)
        if self.of_objects:
            fields = compiler.klass_info["select_fields"]
            self.first, self.last = fields[0], fields[-1] + 1
            self.names = [column.target.attname for column in columns[self.first : self.last]]
            self.related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT)
        self.annotated = list(compiler.annotation_col_map.items())

    def ask(self, values):
        given = dict(_places(values))
        with connections[DEFAULT].cursor() as cursor:
            self.statement.execute(cursor, [_fitted(given[place], parameter) for parameter, place in self.open])
            rows = cursor.fetchall()
        if self.convert:
            rows = self.compiler.apply_converters(rows, self.convert)
        if not self.of_objects:
            return [tuple(row) for row in rows]
        return [self._object(row) for row in rows]

    def _object(self, row):
        found = self.model.from_db(DEFAULT, self.names, row[self.first : self.last])
        for related in self.related:
            related.populate(row, found)
        for name, place in self.annotated:
            setattr(found, name, row[place])
        return found


def _filled_up(value):
    """As many values as a power of two, the last one again and again: lists of any length need few statements."""
    return value + value[-1:] * ((1 << (len(value) - 1).bit_length()) - len(value)) if value else value


def _stand_ins(value, number):
    if isinstance(value, list):
        return [_stand_in(each, number * 10_000 + place) for place, each in enumerate(value)]
    return _stand_in(value, number * 10_000)


def _stand_in(value, number):
    """A value of the same kind that no statement says by itself."""
    if isinstance(value, datetime):
        return FIRST_DAY + timedelta(microseconds=number)
    if isinstance(value, date):
        return (FIRST_DAY + timedelta(days=number)).date()
    return f"value {number} of a prepared question" if isinstance(value, str) else 7_000_000_000_000 + number


def _places(values):
    """Yield ((number of the value, place in its list), value)."""
    for number, value in enumerate(values):
        if isinstance(value, list):
            yield from (((number, place), each) for place, each in enumerate(value))
        else:
            yield (number, 0), value


def _said(value):
    """How a parameter is told apart once the database's module has put it into its own form."""
    operations = connections[DEFAULT].ops
    if isinstance(value, datetime):
        value = operations.adapt_datetimefield_value(value)
    elif isinstance(value, date):
        value = operations.adapt_datefield_value(value)
    return _key(value)


def _key(value):
    return int(value) if isinstance(value, int) else str(value)


def _fitted(value, parameter):
    """`value` in the form that the parameter had in whose place it goes."""
    operations = connections[DEFAULT].ops
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    return type(parameter)(value)

