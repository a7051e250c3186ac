"""What every public page carries around its own content: the menu, the foot, «عاجل» and the Hijri month."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, Q, Value
from django.db.models.functions import Cast

from articles.arabic.dates import hijri_announced

from .calendar import MonthStart
from .front import Breaking
from .page import Page
from .prepared import Prepared
from .section import Section

LONGEST_MONTH = timedelta(days=31)


class Place(NamedTuple):
    """An open section in the menu, with the open ones `below` it."""

    order: int
    name: str
    slug: str
    pk: int
    parent: int | None
    below: tuple = ()

    def get_absolute_url(self):
        return Section(slug=self.slug).get_absolute_url()


class Leaf(NamedTuple):
    """A public page of the paper about itself."""

    order: int
    title: str
    slug: str

    def get_absolute_url(self):
        return Page(slug=self.slug).get_absolute_url()


class Alert(NamedTuple):
    """The line of «عاجل», and the story that it leads to, if any."""

    pk: int
    text: str
    public_id: str
    ends_at: datetime


@dataclass
class Around:
    """`sections` are the main ones; `breaking` is one line or None."""

    sections: tuple = ()
    pages: tuple = ()
    breaking: Alert | None = None
    months: list = field(default_factory=list)

    def hijri(self, day, known_by=None):
        """The Hijri date of `day` by what had been announced at the moment `known_by` (default: all of it)."""
        known = [
            start for announced_at, *start in self.months if known_by is None or announced_at <= known_by
        ]
        return hijri_announced(day, known)


def around(at=None, days=()):
    """Read what stands around a page, in one query. `days`: those whose Hijri date the page will ask for."""
    found = Around()
    places, leaves = [], []
    days = sorted(set(days))
    for kind, pk, order, parent, text, word, moment, day in _rows(
        [day - LONGEST_MONTH for day in days], days, at=at
    ):
        if kind == "section":
            places.append(Place(order, text, word, pk, parent))
        elif kind == "page":
            leaves.append(Leaf(order, text, word))
        elif kind == "breaking":
            if found.breaking is None or pk > found.breaking.pk:
                found.breaking = Alert(pk, text, word, moment)
        else:
            found.months.append((moment, day, parent, order))
    places.sort()
    below = {main.pk: tuple(place for place in places if place.parent == main.pk) for main in places}
    found.sections = tuple(main._replace(below=below[main.pk]) for main in places if main.parent is None)
    found.pages = tuple(sorted(leaves))
    found.months.sort(key=lambda month: month[0])
    return found


@Prepared
def _rows(after, until, at=None):
    """Four small tables in one answer. Each part has the same columns, said in the types of the first."""
    near = Q(pk=None)
    for first, last in zip(after, until, strict=True):
        near |= Q(starts_on__gt=first, starts_on__lte=last)
    parts = [
        _part(Section.objects.public(), "section", order="order", parent="parent_id", text="name", word="slug"),
        _part(Page.objects.public(), "page", order="order", text="title", word="slug"),
        _part(Breaking.objects.during(at), "breaking", text="text", word="public_id", moment="ends_at"),
        _part(MonthStart.objects.filter(near), "month", order="month", parent="year", moment="announced_at",
              day="starts_on"),
    ]  # fmt: skip
    return parts[0].union(*parts[1:], all=True)


COLUMNS = {
    "order": BigIntegerField(),
    "parent": BigIntegerField(),
    "text": CharField(),
    "word": CharField(),
    "moment": DateTimeField(),
    "day": DateField(),
}


def _part(rows, kind, **columns):
    said = {
        f"its_{name}": Cast(F(columns[name]) if name in columns else Value(None), output_field=form)
        for name, form in COLUMNS.items()
    }
    return (
        rows.order_by()
        .annotate(its_kind=Cast(Value(kind), CharField()), **said)
        .values_list("its_kind", "pk", *said)
    )
