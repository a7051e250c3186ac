"""The register of names and titles: how a person or body is written, and which honorific is theirs at what time."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from articles.arabic.normalise import fold
from articles.arabic.proofreading.rules import rules
from articles.arabic.proofreading.words import bare

# Honorifics that say a rank: one in the place of another is a mistake. «الدكتور» says a degree and may be added.
RANKS = ("جلالة", "سمو", "معالي", "سعادة", "دولة", "فخامة", "فضيلة", "سماحة")
_PREFIXES = ("و", "ف", "ب", "ل", "ك")
# «معالي الدكتور سالم»: what may stand between the honorific and the name.
_BETWEEN = frozenset(
    map(
        fold,
        "الدكتور الدكتورة المهندس المهندسة الشيخ الشيخة السيد السيدة الأستاذ الأستاذة اللواء الفريق العميد د م".split(),
    )
)


class Held(NamedTuple):
    """An honorific and the days on which it is theirs; None is open."""

    honorific: str
    since: date | None = None
    until: date | None = None

    def on(self, day):
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Entry:
    """A name as it is written; `other_forms` are wrong from `since` on (a body renamed that day), or always."""

    name: str
    other_forms: tuple = ()
    since: date | None = None
    held: tuple = ()

    def title_on(self, day):
        return next((held.honorific for held in self.held if held.on(day)), None)


class Register:
    """Entries by the first word of every form, so that a text is read once whatever their number."""

    def __init__(self, entries=()):
        self._by_first = {}
        for entry in entries:
            for form in (entry.name, *entry.other_forms):
                parts = tuple(map(fold, form.split()))
                if parts:
                    self._by_first.setdefault(parts[0], []).append((parts, entry))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def findings(self, text, found, day):
        """Yield where the `Word`s of `text` write a registered name, or the honorific before it, in another way."""
        if not self._by_first:
            return
        folded = [fold(word.text) for word in found]
        at = 0
        while at < len(found):
            match = self._match(found, folded, at)
            if match is None:
                at += 1
                continue
            parts, entry, prefix = match
            last = at + len(parts) - 1
            yield from _name_form(text, found[at], found[last], entry, prefix, day)
            yield from _title(text, found, folded, at, entry, day)
            at = last + 1

    def _match(self, found, folded, at):
        for prefix in ("", *(folded[at][0] if folded[at][:1] in _PREFIXES else "")):
            for parts, entry in self._by_first.get(folded[at].removeprefix(prefix), ()):
                end = at + len(parts)
                same = (folded[at].removeprefix(prefix), *folded[at + 1 : end]) == parts
                if same and not any(word.opens for word in found[at + 1 : end]):
                    return parts, entry, prefix
        return None


def _name_form(text, first, last, entry, prefix, day):
    written = " ".join(map(bare, text[first.start : last.end].split()))
    right = prefix + entry.name
    if written == " ".join(map(bare, right.split())):
        return
    if entry.since is None or day >= entry.since:
        yield rules()["name-form"].finding(text, first.start, last.end, [right])


def _title(text, found, folded, at, entry, day):
    if not entry.held:
        return
    before = at - 1
    while before >= 0 and folded[before] in _BETWEEN and not found[before + 1].opens:
        before -= 1
    if before < 0 or found[before + 1].opens:
        return
    word = found[before]
    prefix, honorific = _rank(folded[before])
    right = entry.title_on(day)
    if honorific and honorific != (right and fold(right)):
        suggestions = [prefix + right] if right else []
        yield rules()["name-title"].finding(text, word.start, word.end, suggestions)


_FOLDED_RANKS = frozenset(map(fold, RANKS))


def _rank(word):
    if word in _FOLDED_RANKS:
        return "", word
    if word[:1] in _PREFIXES and word[1:] in _FOLDED_RANKS:
        return word[0], word[1:]
    return "", None
