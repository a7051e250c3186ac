"""Publications that this process has read already.

What is live, and in which order, is asked of the database for every page. The answer is *marks*: the key of a row with
the moment at which it was written. No other row ever has the same one (after a transaction that was rolled back, or a
backup that was put back, another row may have the key alone). A publication never changes but for its end; so
whoever has the mark of one may take the row from here, and only those that are not here are read.

Rows are shared by every page and thread of the process. Nobody writes to them, or follows a relation from them.
`live_until` is not in them: comparing it fails. A page relies on a row that was here as on one that was read.
What is made of a row alone (`made_of`) stays with it and goes with it.
"""

from collections import OrderedDict, defaultdict
from operator import itemgetter
from threading import Lock

from django.db.models import BigIntegerField, CharField, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import get_language

from .dependence import relies_on
from .prepared import Prepared
from .publication import Publication


def mark_of(to=""):
    """The mark of a publication, in SQL; `to`: the way to it from another row (`publication__`)."""
    return Concat(Cast(f"{to}pk", CharField()), Value(" "), Cast(f"{to}created_at", CharField()))


MARK = mark_of()
# With what is made of it, a row of a list takes some 12 kB, and a whole one 50: 17 MB in all.
MOST_OF_LISTS, MOST_WHOLE = 1000, 100
# So many pieces are made of a row: some twenty cards in two languages; its passages for questions have no end.
MOST_MADE = 32


class NotHere:
    """Stands for the end of a publication, which the database alone knows."""


class Shelf:
    """Rows by mark, those used last; `read(keys)` reads some, with their marks."""

    def __init__(self, read, most):
        self.read, self.most = read, most
        self.rows = OrderedDict()
        self.lock = Lock()

    def take(self, marks):
        """Return {mark: row} for `marks`, in at most one question."""
        with self.lock:
            found = {mark: self.rows[mark] for mark in marks if mark in self.rows}
            for mark in found:
                self.rows.move_to_end(mark)
        relies_on(*[row.relied_on_as for row in found.values()])
        missing = [mark for mark in marks if mark not in found]
        return found | self._fetched(missing) if missing else found

    def _fetched(self, marks):
        rows = {row.mark: row for row in self.read(_padded([int(mark.partition(" ")[0]) for mark in marks]))}
        for row in rows.values():
            row.__dict__.update(live_until=NotHere(), made={}, relied_on_as=row.dependence_name())
        with self.lock:
            self.rows.update(rows)
            while len(self.rows) > self.most:
                self.rows.popitem(last=False)
        return rows


def _padded(keys):
    """`keys`, some twice, so that few lengths are ever asked for: each is a statement of its own."""
    length = 1 << (len(keys) - 1).bit_length()
    return keys + keys[-1:] * (length - len(keys))


@Prepared
def _read_for_lists(keys, *, at):
    return Publication.objects.for_lists().defer("live_until").annotate(mark=MARK).filter(pk__in=keys)


@Prepared
def _read_whole(keys, *, at):
    return Publication.objects.defer("live_until").annotate(mark=MARK).filter(pk__in=keys)


LISTED = Shelf(_read_for_lists, MOST_OF_LISTS)
WHOLE = Shelf(_read_whole, MOST_WHOLE)


def made_of(row, make, *options, language=None):
    """Return `make(row, *options)`: made once in each language for a row of a shelf, and anew for any other.

    `language`: the active one, where the caller has asked for it already.
    """
    made = row.__dict__.get("made")
    if made is None:
        return make(row, *options)
    name = (make, language or get_language(), *options)
    found = made.get(name)
    if found is None:
        if len(made) >= MOST_MADE:
            made.clear()
        found = made[name] = make(row, *options)
    return found


# ---------------------------------------------------------------- several lists in one question


def part(name, rows, rank=0):
    """One list of a question for several. It is in the order of `rank` (an expression), and then the newest first.

    `rows` may be cut to the first few.
    """
    if rows.query.is_sliced:
        rows = Publication.objects.filter(pk__in=rows.values("pk"))
    said = {
        "part": Cast(Value(name), CharField()),
        "rank": Cast(rank if hasattr(rank, "resolve_expression") else Value(rank), BigIntegerField()),
        "mark": MARK,
    }
    return rows.order_by().annotate(**said).values_list("part", "rank", "mark")


class FirstMarks(Subquery):
    """The marks of `rows`, in order and cut to a few, in one column of another question, for `read_marks`."""

    template = "(SELECT GROUP_CONCAT(mark, ',') FROM (%(subquery)s) listed)"

    def __init__(self, rows):
        super().__init__(rows.values(mark=MARK), output_field=CharField())

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template=self.template.replace("GROUP_CONCAT", "STRING_AGG"))


def read_marks(column):
    return column.split(",") if column else []


def together(*parts):
    return parts[0].union(*parts[1:], all=True)


def listed(answer):
    """Return {name: rows} of what a question of `together` answered; a list that has none is empty."""
    rows = LISTED.take([mark for _part, _rank, mark in answer])
    ranked = defaultdict(list)
    for name, rank, mark in answer:
        if mark in rows:
            ranked[name].append((rank, rows[mark]))
    lists = defaultdict(list)
    for name, found in ranked.items():
        found.sort(key=lambda one: (one[1].published_at, one[1].pk), reverse=True)
        found.sort(key=itemgetter(0))
        lists[name] = [row for _rank, row in found]
    return lists
