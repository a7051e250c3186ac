"""What every public page carries around its own content: the menu, the foot, «عاجل» and the Hijri month."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, Q, Value
from django.db.models.functions import Cast

from articles.arabic.dates import hijri_announced

from .calendar import MonthStart
from .front import Breaking
from .page import Page
from .prepared import Prepared
from .section import Section

LONGEST_MONTH = timedelta(days=31)


@dataclass
class Around:
    """`sections` are the main ones, each with its open `below`; `breaking` is one line or None."""

    sections: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    breaking: Breaking | None = None
    months: list = field(default_factory=list)

    def hijri(self, day, known_by=None):
        """The Hijri date of `day` by what had been announced at the moment `known_by` (default: all of it)."""
        known = [start for announced_at, *start in self.months if known_by is None or announced_at <= known_by]
        return hijri_announced(day, known)


def around(at=None, days=()):
    """Read what stands around a page, in one query. `days`: those whose Hijri date the page will ask for."""
    found = Around()
    readers = {"section": _section, "page": _page, "breaking": _breaking, "month": _month}
    days = sorted(set(days))
    for kind, *row in _rows([day - LONGEST_MONTH for day in days], days, at=at):
        readers[kind](found, *row)
    below = [place for place in found.sections if place.parent_id]
    found.sections = sorted((p for p in found.sections if not p.parent_id), key=lambda p: (p.order, p.name))
    for main in found.sections:
        main.below = sorted((p for p in below if p.parent_id == main.pk), key=lambda p: (p.order, p.name))
    found.pages.sort(key=lambda page: (page.order, page.title))
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


def _section(found, pk, order, parent, name, slug, *_rest):
    found.sections.append(Section(pk=pk, order=order, parent_id=parent, name=name, slug=slug))


def _page(found, pk, order, _parent, title, slug, *_rest):
    found.pages.append(Page(pk=pk, order=order, title=title, slug=slug))


def _breaking(found, pk, _order, _parent, text, public_id, ends_at, _day):
    if found.breaking is None or pk > found.breaking.pk:
        found.breaking = Breaking(pk=pk, text=text, public_id=public_id, ends_at=ends_at)


def _month(found, _pk, month, year, _text, _word, announced_at, starts_on):
    found.months.append((announced_at, starts_on, year, month))
