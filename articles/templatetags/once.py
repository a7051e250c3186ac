"""Parts of pages that a process makes once: each is made of the values in its tag, and of nothing else of the page.

What is made of a story stays with its row on the shelf, and goes with it; a story that is not there has it made anew.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from django import template
from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from articles.models import Publication
from articles.models.shelf import made_of

from .newsroom import left_open, said_now, with_times

register = template.Library()
# A masthead for each place of the menu, in two languages, today's and yesterday's: some 10 kB each.
MOST = 256
# Fronts: some 60 kB each.
MOST_FRONTS = 64
# What is its own description, and nearly all that there is to describe.
PLAIN = frozenset((str, int, bool, type(None), datetime, date))


@register.simple_tag
def once(name, story=None, **values):
    """`{% once "site/_footer.html" pages=around.pages %}`: that template with these values, and the language, alone.

    Values are compared, so they are texts, numbers, days, and tuples of these; never rows, of which two with one key
    are the same to Python whatever stands in them.
    """
    if settings.DEBUG:
        # Whoever works on templates sees the change at once.
        return render_to_string(name, values | {"story": story})
    if story is not None:
        return made_of(story, _of_story, name, tuple(values.items()))
    return _made(name, get_language(), tuple(values.items()))


def _of_story(story, name, values):
    return render_to_string(name, dict(values) | {"story": story})


@lru_cache(maxsize=MOST)
def _made(name, _language, values):
    return render_to_string(name, dict(values))


@register.simple_tag
def once_of_rows(name, **values):
    """The same of rows, and of lists and dataclasses of them: compared by all that has been read of each.

    A publication is known by its mark, so it must come from a shelf. «منذ …» is said anew each time, and a new day
    has its own.
    """
    if settings.DEBUG:
        return render_to_string(name, values)
    parts = _made_of_rows(name, get_language(), timezone.localdate(), Known(values))
    return mark_safe(with_times(parts, said_now()))


class Known:
    """`values`, compared by what `told` says of them, and forgotten once something has been made of them."""

    __slots__ = ("told", "values")

    def __init__(self, values):
        self.told, self.values = told(values), values

    def __hash__(self):
        return hash(self.told)

    def __eq__(self, other):
        return self.told == other.told


@lru_cache(maxsize=MOST_FRONTS)
def _made_of_rows(name, _language, _day, known):
    values, known.values = known.values, None
    return left_open(lambda: render_to_string(name, values))


def told(value):
    """Return all that is known of `value` as something that can be compared."""
    if value.__class__ in PLAIN:
        return value
    if isinstance(value, Publication):
        return value.mark
    if isinstance(value, list | tuple):
        return tuple([told(each) for each in value])
    if isinstance(value, dict):
        return tuple([(name, told(each)) for name, each in value.items()])
    if isinstance(value, Model):
        known = [
            each if each.__class__ in PLAIN else told(each)
            for name, each in vars(value).items()
            if name != "_state"
        ]
        return (type(value), *known, told(value._state.fields_cache))
    if is_dataclass(value):
        return (type(value), *[told(getattr(value, name)) for name in _names(type(value))])
    return value


@cache
def _names(kind):
    return [field.name for field in fields(kind)]
