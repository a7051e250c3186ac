"""The copy desk (المدقق) with what the newspaper has decided and written: `arabic.proofreading` over stories.

Decisions are kept in memory and read anew when their stamp in the database has changed, which is asked before every
text; so a change of an editor holds at once, in every process. Nothing here stands in a reader's way.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import body, jobs
from articles.arabic.proofreading import (
    Counts,
    Entry,
    Finding,
    Held,
    House,
    Proofreader,
    Register,
    Style,
    counted,
    rules,
)
from articles.arabic.proofreading.house import bare_words
from articles.models import (
    HouseStyle,
    HouseWord,
    IgnoredFinding,
    PairCount,
    Publication,
    RegisteredName,
    WordCount,
)
from articles.models.copydesk import key_of as word_key

STYLE_CHOICES = ("tanween", "quotes", "digits", "strategy", "hamza_seat", "dash")
# The parts of a story that are read, and what kind of text each is.
FIELDS = {
    "kicker": "kicker",
    "headline": "headline",
    "standfirst": "standfirst",
    "body": "body",
    "lead_alt": "alt",
    "lead_caption": "caption",
}
# More than this is no story; what follows is not read.
MOST_LETTERS = 100_000
_LONGEST_IGNORED = 200

_kept = {"stamp": None, "house": None}


def proofreader():
    """Return a `Proofreader` with the decisions and counts as they stand now: one query, and more after a change."""
    row = HouseStyle.objects.filter(pk=1).values_list("stamp", "counted_words").first()
    stamp, total = row or (0, 0)
    if _kept["stamp"] != stamp:
        _kept.update(stamp=stamp, house=_house() if stamp else House())
    return Proofreader(_kept["house"], Archive(total))


def _house():
    style = HouseStyle.objects.filter(pk=1).first()
    words = list(HouseWord.objects.values_list("kind", "text", "key", "right"))
    names = list(RegisteredName.objects.prefetch_related("titles"))
    return House(
        accepted=frozenset(key for kind, _text, key, _right in words if kind == HouseWord.Kind.ACCEPTED),
        extra_phrases=tuple(text for kind, text, _key, _right in words if kind == HouseWord.Kind.PHRASE),
        replacements={
            key: right for kind, _text, key, right in words if kind == HouseWord.Kind.REPLACED and right
        },
        names=bare_words(word for name in names for word in name.name.split()),
        register=Register(map(_entry, names)),
        style=Style(**{name: getattr(style, name) for name in STYLE_CHOICES}) if style else Style(),
        silent_rules=frozenset(style.silent_rules if style else ()),
    )


def _entry(name):
    held = tuple(Held(title.honorific, title.since, title.until) for title in name.titles.all())
    return Entry(name.name, name.forms(), name.since, held)


class Archive(Counts):
    """The newspaper's own counts, in the database."""

    def __init__(self, total):
        self.total = total

    def of_words(self, wanted):
        return _looked_up(WordCount, "word", wanted)

    def of_pairs(self, wanted):
        return _looked_up(PairCount, "pair", wanted)


_AT_ONCE = 500


def _looked_up(model, field, wanted):
    wanted, found = sorted(wanted), {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = model.objects.filter(**{f"{field}__in": wanted[start : start + _AT_ONCE]})
        found.update(rows.values_list(field, "times"))
    return found


# Reading stories.


@dataclass(frozen=True)
class Marked:
    """A finding in a field of a story; `ignored_by` names who let it stand."""

    field: str
    finding: Finding
    ignored_by: str = ""

    @property
    def title(self):
        return rules()[self.finding.rule].title


def texts_of(article):
    """Yield (field, kind of text, text) for everything of a story that the copy desk reads."""
    for field, part in FIELDS.items():
        value = getattr(article, field)
        yield field, part, body.plain_text(value) if field == "body" else value
    for alt in body.picture_alts(article.body):
        yield "body", "alt", alt


def read(article):
    """Return what the copy desk says about a story as it is saved; nothing about one in another language."""
    if article.language != "ar":
        return []
    reader, day = proofreader(), day_of(article)
    ignored = ignored_in(article)
    return [
        Marked(field, finding, ignored.get(key_of(finding), ""))
        for field, part, text in texts_of(article)
        for finding in reader.check(text[:MOST_LETTERS], part, day)
    ]


def day_of(article):
    """The day at which titles are judged: that of the first publication, today before it."""
    first = article.publications.order_by("live_from").values_list("published_at", flat=True).first()
    return timezone.localdate(first) if first else timezone.localdate()


def ignored_in(article):
    """Return who let stand what, by `key_of` the finding."""
    rows = IgnoredFinding.objects.filter(article=article).select_related("by")
    return {(row.rule, row.text): str(row.by) for row in rows}


def key_of(finding):
    return finding.rule, finding.text[:_LONGEST_IGNORED]


def ignore(article, rule, text, *, by):
    """Let a finding stand in this story; idempotent."""
    IgnoredFinding.objects.get_or_create(
        article=article, rule=rule, text=text[:_LONGEST_IGNORED], defaults={"by": by}
    )


def heed(article, rule, text):
    """Take back that a finding may stand."""
    IgnoredFinding.objects.filter(article=article, rule=rule, text=text[:_LONGEST_IGNORED]).delete()


def accept(word, *, by):
    """Add a word to the house's own dictionary; idempotent."""
    kind = HouseWord.Kind.ACCEPTED
    HouseWord.objects.get_or_create(kind=kind, key=word_key(word), defaults={"text": word, "added_by": by})


# Counting what is published.


def count_soon(publication):
    """Have the words of a story's first publication counted by a worker."""
    jobs.enqueue("count_words", {"publication": publication.pk}, key=f"story:{publication.article_id}")


@jobs.handles("count_words", label=_("Words of published stories"), atomic=True, late_after=3600, priority=9)
def count_words(publication):
    """Add the words of a publication to the newspaper's counts. Its job is done once, with its changes."""
    row = Publication.objects.filter(pk=publication, language="ar").first()
    if row is None:
        return
    text = "\n".join([row.headline, row.standfirst, body.plain_text(row.body_source)])
    words, pairs = counted(text)
    with transaction.atomic():
        _add(WordCount, "word", words)
        _add(PairCount, "pair", pairs)
        HouseStyle.the_row()
        HouseStyle.objects.filter(pk=1).update(counted_words=F("counted_words") + sum(words.values()))


def _add(model, field, counts):
    """Add to many counts in a few statements, always in the same order, so that two workers never wait in a ring."""
    table, column = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(field)
    longest = model._meta.get_field(field).max_length
    rows = sorted((name, times) for name, times in counts.items() if len(name) <= longest)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            values = ", ".join(["(%s, %s)"] * len(part))
            cursor.execute(
                f"INSERT INTO {table} ({column}, times) VALUES {values}"  # noqa: S608 - constants and parameters
                f" ON CONFLICT ({column}) DO UPDATE SET times = {table}.times + excluded.times",
                [value for row in part for value in row],
            )
