"""The filters beside the words, and the counts that lead to them.

A name stands on the page only where a live story has it: the existence of an author or an event could give away
what is not public yet.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from articles.arabic.dates.asked import asked
from articles.arabic.normalise import tidy
from articles.models import Author, Event, Kind, Publication, PublicationAuthor, Section
from articles.models.prepared import Prepared

from .documents import AUTHOR, EVENT, KIND, SECTION
from .finding import day_of, start_of

NAMES = ("section", "author", "event", "kind", "from", "to")
MOST_NAMES = 8
LONGEST_VALUE = 120
LETTER = len(SECTION)


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
    asked_for = Narrowing(typed={name: value[name] for name in ("from", "to")})
    for name, rows in (("section", _section_at), ("author", _live_author_at), ("event", _event_at)):
        if value[name] and (row := next(iter(rows(value[name], at=at)), None)):
            setattr(asked_for, name, row)
    if value["kind"] in Kind.values:
        asked_for.kind = value["kind"]
    for name, place, which in (("from", "first", 0), ("to", "last", 1)):
        if span := asked(value[name]):
            setattr(asked_for, place, span[which])
        elif value[name]:
            asked_for.wrong.append(name)
    return asked_for


@Prepared
def _section_at(slug, at=None):
    return Section.objects.public().filter(slug=slug)


@Prepared
def _live_author_at(slug, at=None):
    rows = PublicationAuthor.objects.filter(author=OuterRef("pk"), publication__in=Publication.objects.live(at))
    return Author.objects.filter(Exists(rows), slug=slug)


@Prepared
def _event_at(slug, at=None):
    return Event.objects.public().filter(slug=slug)


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


def counts(newest, narrowed):
    """Count the hits that `finding.newest_of` has returned, for a search that was `narrowed`."""
    marks = defaultdict(int)
    # Many stories have the same line of marks.
    for line, count in Counter(newest.marks).items():
        for mark in line.split(" "):
            marks[mark] += count
    of = {letter: {} for letter in (SECTION, AUTHOR, EVENT, KIND)}
    for mark, count in marks.items():
        of[mark[:LETTER]][mark[LETTER:]] = count
    years = _years(newest)
    choices = {
        "section": _sections(of[SECTION], narrowed.section),
        "kind": _kinds(of[KIND], narrowed.kind),
        "author": _named(_authors, of[AUTHOR], narrowed.author),
        "event": _named(_events, of[EVENT], narrowed.event),
        "year": [Choice(str(year), str(year), count) for year, count in sorted(years.items(), reverse=True)],
    }
    return Counts(len(newest), not newest.is_all, choices)


def _years(newest):
    """Count the hits by year: each year ends where the first place before it stands."""
    found, counted = {}, 0
    while counted < len(newest):
        year = day_of(int(newest.places[counted])).year
        until = newest.since(start_of(date(year, 1, 1)) or 0)
        found[year], counted = until - counted, until
    return found


def _sections(found, chosen):
    """The main sections with all that is below them; under a chosen one, those that are below it."""
    places = {str(row[0]): row for row in _public_sections()} if found else {}
    main = chosen and (chosen.parent_id or chosen.pk)
    sums = Counter()
    for key, count in found.items():
        if key in places:
            pk, name, slug, *parent = places[key]
            is_apart = parent[0] is None or parent[0] == main
            sums[(pk, name, slug) if is_apart else tuple(parent)] += count
    return [
        Choice(name, slug, count, bool(chosen) and chosen.pk == pk)
        for (pk, name, slug), count in sums.most_common()
        if not chosen or pk != chosen.parent_id
    ]


def _kinds(found, chosen):
    ordered = sorted(found.items(), key=lambda item: -item[1])
    return [Choice(Kind(kind).label, kind, count, kind == chosen) for kind, count in ordered]


def _named(rows_of, found, chosen):
    most = sorted(found.items(), key=lambda item: (-item[1], int(item[0])))[:MOST_NAMES]
    rows = {pk: (name, slug) for pk, name, slug in rows_of([int(pk) for pk, _count in most])}
    return [
        Choice(*rows[int(pk)], count, bool(chosen) and chosen.pk == int(pk))
        for pk, count in most
        if int(pk) in rows
    ]


@Prepared
def _public_sections(at=None):
    columns = ("pk", "name", "slug", "parent_id", "parent__name", "parent__slug")
    return Section.objects.public().order_by().values_list(*columns)


@Prepared
def _authors(ids, at=None):
    return Author.objects.filter(pk__in=ids).values_list("pk", "name", "slug").order_by()


@Prepared
def _events(ids, at=None):
    return Event.objects.public().filter(pk__in=ids).values_list("pk", "title", "slug").order_by()
