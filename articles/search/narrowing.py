"""The filters beside the words, and the counts that lead to them.

A name stands on the page only where a live story has it: the existence of an author or an event could give away
what is not public yet.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from articles.arabic.dates.asked import asked
from articles.arabic.normalise import tidy
from articles.models import Author, Event, Kind, Publication, PublicationAuthor, Section

from .documents import AUTHOR, EVENT, KIND, SECTION
from .finding import MOST_COUNTED, day_of, marks_of, start_of

NAMES = ("section", "author", "event", "kind", "from", "to")
MOST_NAMES = 8
LONGEST_VALUE = 120


@dataclass
class Narrowing:
    """What a reader has narrowed a search to; a value that means nothing narrows nothing."""

    section: Section | None = None
    author: Author | None = None
    event: Event | None = None
    kind: str = ""
    first: object = None
    last: object = None
    typed: dict = field(default_factory=dict)
    """The days as they were typed."""
    wrong: list = field(default_factory=list)
    """The names of the days that are none."""

    @property
    def groups(self):
        groups = []
        if self.section:
            family = [self.section.pk, *(child.pk for child in self.section.children.all())]
            groups.append(tuple(f"{SECTION}{pk}" for pk in family))
        for mark, row in ((AUTHOR, self.author), (EVENT, self.event)):
            if row:
                groups.append((f"{mark}{row.pk}",))
        return (*groups, (f"{KIND}{self.kind}",)) if self.kind else tuple(groups)

    @property
    def kind_label(self):
        return Kind(self.kind).label if self.kind else ""

    def values(self):
        """Return what an address carries for this, by name."""
        rows = {"section": self.section, "author": self.author, "event": self.event}
        values = {name: row.slug for name, row in rows.items() if row}
        return values | ({"kind": self.kind} if self.kind else {}) | {n: t for n, t in self.typed.items() if t}


def narrowing(parameters, at=None):
    """Return the `Narrowing` that the `parameters` of an address ask for."""
    value = {name: tidy(parameters.get(name, "")[:LONGEST_VALUE]) for name in NAMES}
    live = Publication.objects.live(at)
    asked_for = Narrowing(typed={name: value[name] for name in ("from", "to")})
    if value["section"]:
        asked_for.section = Section.objects.filter(slug=value["section"]).filter(is_active=True).first()
    if value["author"]:
        rows = PublicationAuthor.objects.filter(author=OuterRef("pk"), publication__in=live)
        asked_for.author = Author.objects.filter(Exists(rows), slug=value["author"]).first()
    if value["event"]:
        asked_for.event = Event.objects.public().filter(slug=value["event"]).first()
    if value["kind"] in Kind.values:
        asked_for.kind = value["kind"]
    for name, place, which in (("from", "first", 0), ("to", "last", 1)):
        if span := asked(value[name]):
            setattr(asked_for, place, span[which])
        elif value[name]:
            asked_for.wrong.append(name)
    return asked_for


@dataclass
class Choice:
    label: str
    value: str
    count: int
    is_chosen: bool = False


@dataclass
class Counts:
    """How many hits there are, and how they fall into sections, kinds, authors, events and years."""

    total: int = 0
    is_more: bool = False
    """True where there are more than are counted one by one."""
    choices: dict = field(default_factory=dict)


def counts(search, narrowed):
    """Count the hits of `search`, the newest `MOST_COUNTED` of them."""
    rows = marks_of(search)
    is_more = len(rows) > MOST_COUNTED
    rows = rows[:MOST_COUNTED]
    marks = Counter(mark for _place, line in rows for mark in line.split(" "))
    of = {letter: _of(letter, marks) for letter in (SECTION, AUTHOR, EVENT, KIND)}
    years = _years([place for place, _line in rows])
    choices = {
        "section": _sections(of[SECTION], narrowed.section),
        "kind": _kinds(of[KIND], narrowed.kind),
        "author": _named(Author.objects.all(), of[AUTHOR], "name", narrowed.author),
        "event": _named(Event.objects.public(), of[EVENT], "title", narrowed.event),
        "year": [Choice(str(year), str(year), count) for year, count in sorted(years.items(), reverse=True)],
    }
    return Counts(len(rows), is_more, choices)


def _years(places):
    """Count `places`, newest first, by year: each year ends where the first place before it stands."""
    found, counted = {}, 0
    while counted < len(places):
        year = day_of(places[counted]).year
        first = start_of(date(year, 1, 1)) or 0
        until = bisect_right(places, -first, lo=counted, key=lambda place: -place)
        found[year], counted = until - counted, until
    return found


def _of(letter, marks):
    return {mark.removeprefix(letter): count for mark, count in marks.items() if mark.startswith(letter)}


def _sections(found, chosen):
    """The main sections with all that is below them; under a chosen one, those that are below it."""
    places = {str(place.pk): place for place in Section.objects.public().select_related("parent")}
    sums = Counter()
    for pk, count in found.items():
        if place := places.get(pk):
            is_below = chosen and place.parent_id == (chosen.parent_id or chosen.pk)
            sums[place if is_below else place.parent or place] += count
    return [
        Choice(place.name, place.slug, count, chosen == place)
        for place, count in sums.most_common()
        if not chosen or place.pk != chosen.parent_id
    ]


def _kinds(found, chosen):
    ordered = sorted(found.items(), key=lambda item: -item[1])
    return [Choice(Kind(kind).label, kind, count, kind == chosen) for kind, count in ordered]


def _named(rows, found, name, chosen):
    most = sorted(found.items(), key=lambda item: (-item[1], int(item[0])))[:MOST_NAMES]
    rows = rows.in_bulk([int(pk) for pk, _count in most])
    return [
        Choice(getattr(row, name), row.slug, count, row == chosen)
        for pk, count in most
        if (row := rows.get(int(pk)))
    ]
