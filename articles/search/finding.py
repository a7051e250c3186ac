"""The hits of a question, page by page, on either database.

Written in SQL because the order of reading is the point: both databases go through their index from the newest entry
backwards and stop when a page is full, so that a frequent word in a long archive costs what is shown of it. SQLite
walks entry by entry; PostgreSQL, whose index knows no order, asks slice of time by slice of time, each twice as long
as the one before. What is live is asked with `Publication.objects.live`, word for word.
"""

import logging
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import islice

from django.db import OperationalError, connections, router
from django.utils import timezone

from articles.models import Publication, PublicationEntry
from articles.models.index import LARGE_SLICE_BITS, SLICE_BITS, moment_of, place_of, slices_of, words_table
from articles.models.prepared import Prepared
from articles.models.shelf import MARK, Shelf
from articles.models.spans import live_sql

from . import expressions
from .documents import TITLE
from .questions import Question

log = logging.getLogger(__name__)

COPY = "search"
BEST, NEWEST, RELEVANCE = "best", "newest", "relevance"
ORDERS = (BEST, NEWEST, RELEVANCE)
PAGE_SIZE = 20
# Counted and narrowed by one by one: so many rows are read in a few hundredths of a second.
MOST_COUNTED = 2000
# So many hits, headlines first, are weighed against one another.
MOST_WEIGHED = 300
# So many publications stay with a process, each some 20 kB with its text and what is made of it.
MOST_KEPT = 500
_CURSOR = re.compile(r"([0-2])-([0-9]{1,19})")
_TABLE, _WORDS = PublicationEntry._meta.db_table, words_table(PublicationEntry)
# So many looks, each at twice as many slices as the one before, reach back over a year; each of those after them is at
# one large slice.
_SMALL = 5
_HITS = {
    # CROSS JOIN: SQLite takes the tables in this order, and the newest entry first.
    "sqlite": f"""SELECT words.rowid AS place{{column}}
        FROM {_WORDS} AS words
        CROSS JOIN {_TABLE} AS entry INDEXED BY publicationentry_marks ON entry.place = words.rowid
        CROSS JOIN articles_publication INDEXED BY publication_interval
            ON articles_publication.id = entry.publication_id
        WHERE words.{_WORDS} MATCH %s AND {{conditions}} ORDER BY words.rowid DESC LIMIT %s""",
    # LATERAL below a LIMIT: slices are looked at only when those after them did not fill the page. The sum in ORDER BY
    # keeps PostgreSQL from walking all entries of a slice in their order because it expects a hit soon.
    "postgresql": f"""SELECT hit.* FROM generate_series(
        0, {_SMALL} + greatest(0, {{newest_large}} - ({{oldest}} >> {LARGE_SLICE_BITS}))::int
    ) AS look CROSS JOIN LATERAL (
        SELECT entry.place{{column}} FROM {_TABLE} AS entry
        JOIN articles_publication ON articles_publication.id = entry.publication_id
        WHERE entry.vector @@ %s::tsquery AND {slices_of("entry.place")} && CASE WHEN look < {_SMALL}
            THEN ARRAY(SELECT generate_series(
                greatest({{oldest}} >> {SLICE_BITS}, {{newest}} - (2 << look) + 2),
                CASE look WHEN 0 THEN {{last}} ELSE {{newest}} - (1 << look) + 1 END))
            ELSE ARRAY[look - {_SMALL} - {{newest_large}}] END
        AND (look < {_SMALL} OR entry.place < {{small_from}})
        AND {{conditions}} ORDER BY entry.place + 0 DESC LIMIT %s) AS hit LIMIT %s""",
}
# Two thousand rows take as long to hand over as to find: they come in one, as lines in the order of the rows.
_IN_ONE_ROW = {
    "sqlite": "SELECT group_concat(place, char(10)), group_concat(facets, char(10)) FROM ({hits})",
    "postgresql": "SELECT string_agg(place::text, chr(10)), string_agg(facets, chr(10)) FROM ({hits}) AS hits",
}
# For PostgreSQL, which weighs hundreds of words in one condition against each entry and not by its index.
_EACH_TOKEN = f"""SELECT hit.* FROM unnest(%s::text[]) AS token CROSS JOIN LATERAL (
        SELECT entry.place, entry.text FROM {_TABLE} AS entry
        JOIN articles_publication ON articles_publication.id = entry.publication_id
        WHERE entry.vector @@ token::tsquery AND {{live}} ORDER BY entry.place + 0 DESC LIMIT 1) AS hit
    ORDER BY hit.place DESC LIMIT 1"""
_PLACE = {"sqlite": "words.rowid", "postgresql": "entry.place"}


@dataclass(frozen=True)
class Search:
    """A question to what is live at one moment, narrowed by marks and days."""

    question: Question
    at: datetime | None = None
    groups: tuple[tuple[str, ...], ...] = ()
    """An entry must have one mark of each group."""
    first: datetime | None = None
    last: datetime | None = None

    @property
    def asks_for_something(self):
        return bool(self.question.clauses or self.groups or self.first or self.last)


@dataclass(frozen=True)
class Newest:
    """The newest hits of a search, newest first: they are counted, and most pages are made of them."""

    places: list = field(default_factory=list)
    """In digits, because few of them are looked at."""
    marks: list = field(default_factory=list)
    """The marks of each hit, in one text."""
    is_all: bool = True

    def __len__(self):
        return len(self.places)

    def since(self, place):
        """Return how many of them stand at `place` or are newer."""
        return bisect_right(self.places, -place, key=lambda each: -int(each))

    def below(self, place, limit):
        """Return the places of the `limit` newest hits under `place`; None where it takes more than these to say."""
        start = 0 if place is None else self.since(place)
        return self._enough(self.places[start : start + limit], limit)

    def besides(self, places, limit):
        """Return the places of the `limit` newest hits that are none of `places`; None as above."""
        known = set(map(str, places))
        return self._enough(list(islice((place for place in self.places if place not in known), limit)), limit)

    def _enough(self, places, limit):
        return list(map(int, places)) if self.is_all or len(places) == limit else None


@dataclass
class Found:
    """One page of hits, newest publications first within each tier."""

    stories: list = field(default_factory=list)
    older: str = ""
    is_first: bool = True


def page_of(search, order=BEST, before="", size=PAGE_SIZE, newest=None):
    """Return the page of `search` behind the cursor `before`; one that is none of ours is the first page.

    `newest` is what `newest_of` has found for the same search, where somebody asked already.
    """
    cursor = _read(before)
    is_nothing = newest is not None and newest.is_all and not newest
    if not search.asks_for_something or is_nothing:
        return Found()
    pages = {BEST: _best_first, NEWEST: _newest_first, RELEVANCE: _by_relevance}
    hits = pages[order](search, cursor, size + 1, newest)
    found = Found(is_first=cursor is None)
    if len(hits) > size:
        found.older = "{}-{}".format(*hits[size - 1])
    found.stories = _publications([place for _tier, place in hits[:size]], search.at)
    return found


def exists(search):
    """True when `search` finds anything at all."""
    return bool(_select(search, expressions.whole, limit=1))


def newest_of(search, most=MOST_COUNTED):
    """Return the `Newest` hits of `search`, at most so many."""
    if not search.asks_for_something:
        return Newest()
    ((places, marks),) = _select(search, expressions.whole, column="facets", limit=most + 1, in_one_row=True)
    if places is None:
        return Newest()
    places = places.split("\n")
    return Newest(places[:most], marks.split("\n")[:most], len(places) <= most)


def tokens_of_one_of(tokens, at):
    """Return the tokens of the newest live entry that holds any of `tokens`; empty when none does."""
    connection = _connection()
    if connection.vendor == "postgresql":
        live, live_parameters = live_sql(connection, at)
        asked = [expressions.TSQUERY.way([token]) for token in tokens]
        with connection.cursor() as cursor:
            cursor.execute(_EACH_TOKEN.format(live=live), [asked, *live_parameters])
            found = cursor.fetchall()
    else:
        found = _select(
            Search(Question(()), at),
            lambda language, _question, _groups: expressions.one_of(language, tokens),
            column="text",
            limit=1,
        )
    return found[0][1].split(" ") if found else []


def _read(cursor):
    match = _CURSOR.fullmatch(cursor)
    return (int(match[1]), int(match[2])) if match and int(match[2]) < 2**63 else None


def _newest_first(search, cursor, limit, newest=None):
    below = cursor[1] if cursor else None
    places = newest.below(below, limit) if newest is not None else None
    if places is None:
        places = _places(search, expressions.whole, below=below, limit=limit)
    return [(0, place) for place in places]


def _best_first(search, cursor, limit, newest=None):
    """Headlines that answer, newest first; behind them the other stories, newest first."""
    if not search.question.wanted:
        return _newest_first(search, cursor, limit, newest)
    tier, below = cursor or (1, None)
    headlines, others = [], None
    if tier:
        headlines = _places(search, expressions.in_titles, below=below, limit=limit)
        below = None
    rest = limit - len(headlines)
    if rest and newest is not None and not cursor:  # so these are all headlines that answer
        others = newest.besides(headlines, rest)
    if rest and others is None:
        others = _places(search, expressions.elsewhere, below=below, limit=rest)
    return [(1, place) for place in headlines] + [(0, place) for place in others or []]


def _by_relevance(search, cursor, limit, newest=None):
    candidates = _best_first(search, None, MOST_WEIGHED, newest)
    texts = dict(
        PublicationEntry.objects.filter(place__in=[hit[1] for hit in candidates]).values_list("place", "text")
    )
    wanted = [way for clause in search.question.wanted for way in clause.choices() if way[-1][-1] != "*"]
    weighed = sorted(candidates, key=lambda hit: (-_weight(texts.get(hit[1], ""), wanted), -hit[1]))
    behind = 0
    if cursor:
        places = [hit[1] for hit in weighed]
        behind = places.index(cursor[1]) + 1 if cursor[1] in places else 0
    return weighed[behind : behind + limit]


def _weight(text, ways):
    """Return how well an entry answers: often, in the headline, and not only in passing in a long text.

    Counted here and not by the database, so that both put the hits in the same order.
    """
    length = 1 + text.count(" ") / 300
    weight = 0.0
    for tokens in ways:
        often = f"{text} ".count(f" {' '.join(tokens)} ") / length
        headline = f" {' '.join(TITLE + token for token in tokens)} " in text
        weight += often / (often + 1.5) + headline
    return round(weight, 6)


def _publications(places, at):
    """Asked of the database itself, whoever found them: what was withdrawn a moment ago is not shown."""
    marks = dict(_live_at(places, at=at))
    rows = _SHELF.take(list(marks.values()))
    return [rows[marks[place]] for place in places if marks.get(place) in rows]


@Prepared
def _live_at(places, at=None):
    return Publication.objects.live(at).filter(entry__in=places).order_by().values_list("entry", MARK)


@Prepared
def _read_as_results(keys, *, at):
    """With the text that passages are cut from, and without what stands on a story's own page alone."""
    rows = Publication.objects.defer("body", "corrections", "coverage", "live_until", "tags")
    return rows.annotate(mark=MARK).filter(pk__in=keys).order_by()


_SHELF = Shelf(_read_as_results, MOST_KEPT)


def _connection():
    """Return the copy of the database that searches ask (SEARCH_DATABASE_URL); the database itself without one."""
    if COPY in connections.databases:
        try:
            connections[COPY].ensure_connection()
        except OperationalError as reason:
            log.warning("The copy of the database for searches is away: %s", reason)
        else:
            return connections[COPY]
    return connections[router.db_for_read(Publication)]


def _places(search, expression, *, below, limit):
    return [place for (place,) in _select(search, expression, below=below, limit=limit)]


def _select(search, expression, *, column="", below=None, limit, in_one_row=False):
    """Return (place, `column` of the entry) of at most `limit` live hits, newest first, with places under `below`.

    `in_one_row`: two texts, with a line for each hit; None where there is none.
    """
    connection = _connection()
    vendor, language = connection.vendor, expressions.language_of(connection)
    live, live_parameters = live_sql(connection, search.at)
    first = start_of(search.first)
    before = min((bound for bound in (start_of(search.last, 1), below) if bound is not None), default=None)
    conditions, parameters = [live], [expression(language, search.question, search.groups), *live_parameters]
    for sign, bound in ((">=", first), ("<", before)):
        if bound is not None:
            conditions.append(f"{_PLACE[vendor]} {sign} %s")
            parameters.append(bound)
    slices = _slices(first, before) if vendor == "postgresql" else {}
    column = f", entry.{column}" if column else ""
    sql = _HITS[vendor].format(column=column, conditions=" AND ".join(conditions), **slices)
    if in_one_row:
        sql = _IN_ONE_ROW[vendor].format(hits=sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *[limit] * (2 if slices else 1)])
        return cursor.fetchall()


def _slices(first, before):
    """Where slices of time begin and end: those of the entries that there are, and within the bounds asked for."""
    oldest = f"(SELECT min(place) FROM {_TABLE})"
    if first is not None:
        oldest = f"greatest({oldest}, {first})"
    if before is not None:
        newest = last = (before - 1) >> SLICE_BITS
    else:
        # What is dated ahead of this machine's clock stands in the first slice.
        newest = place_of(timezone.now(), 0) >> SLICE_BITS
        last = f"greatest((SELECT max(place) FROM {_TABLE}) >> {SLICE_BITS}, {newest})"
    # Where the small slices end a large one has begun already: of that, only what is older counts.
    small_from = max(0, newest - (1 << _SMALL) + 2) << SLICE_BITS
    newest_large = (small_from - 1) >> LARGE_SLICE_BITS
    return {
        "oldest": oldest, "newest": newest, "last": last, "small_from": small_from, "newest_large": newest_large,
    }  # fmt: skip


def start_of(day, days_later=0):
    """Return the first place of a day, by the newsroom's clock."""
    if day is None:
        return None
    try:
        moment = datetime.combine(day + timedelta(days=days_later), time.min)
        return place_of(timezone.make_aware(moment), 0)
    except (OverflowError, ValueError):
        return 0 if day.year < 2 else None


def day_of(place):
    """Return the day on which the publication at `place` was first published, by the newsroom's clock."""
    return timezone.localtime(moment_of(place)).date()
