"""Datelines and bylines: «مسقط - الرؤية», «مسقط في 23 نوفمبر /العُمانية/», «كتب: …», «مسقط – سالم الهنائي».

Every word of such a line ends up in a field or in `aside`: words like «كتب» and the date of the dateline.
"""

import re
from dataclasses import dataclass, field

from articles.arabic.dates import WEEKDAYS, find_dates
from articles.arabic.normalise import fold
from articles.arabic.report.gazetteer import is_person, is_place, is_source, may_be_person
from articles.arabic.report.lines import word_count


def _folded(phrases):
    return frozenset(map(fold, phrases.split("|")))


# «كتب» announces a name without doubt; «حوار» may as well open a headline, so a name must follow it.
_SURE_LABELS = _folded(
    "كتب|كتبت|بقلم|كتبه|كتبها|حاوره|حاورته|حاورها|حاورتها|حاورهم|حاورتهم|التقاه|التقته|أجرى الحوار|أجرت الحوار|"
    "أجرى اللقاء|أجرت اللقاء|by|written by"
)
_POSSIBLE_LABELS = _folded(
    "حوار|تقرير|متابعة|تحقيق|ترجمة|إعداد|استطلاع|تحرير|رصد|الكاتب|المحرر|لقاء|متابعة وتصوير|كتابة"
)
_DIVIDER = re.compile(r"\s*[–—/|،,:()\[\]«»\"]+\s*|\s+[-ـ]+\s*|\s*-+\s+|(?<=[^\W\d_])-(?=[^\W\d_])")
_BYLINE_WITHOUT_DIVIDER = re.compile(r"(?:بقلم|by)\s+(?=\S)", re.IGNORECASE)
_BEFORE_A_DATE = re.compile(rf"(?:[،,\s]*\b(?:في|بتاريخ|يوم|{'|'.join(WEEKDAYS)}))*[،,\s]*$")
_DASH = re.compile("[-–—/]| ـ ")
_GLUE = re.compile(r"\s*[:/)\]]\s*[-–—:/]*\s*|\s[-–—ـ]+\s*|[-–—]+\s")
_MOST_WORDS = 14
_MOST_LETTERS = 120
_LONGEST_GLUED = 80


@dataclass
class Dateline:
    """What a dateline or byline says. Several of one kind are joined with a comma."""

    place: str = ""
    source: str = ""
    byline: str = ""
    aside: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind, text):
        known = getattr(self, kind)
        setattr(self, kind, f"{known}، {text}" if known else text)


def read_dateline(text, expected=False):
    """Return the Dateline that this whole line is, or None.

    Only known places, sources and given names are believed, except where a dateline is `expected`, between the
    headline and the first paragraph: there even two words that nobody knows are one, divided by a dash.
    """
    if (
        len(text) > _MOST_LETTERS
        or word_count(text) > _MOST_WORDS
        or text.rstrip().endswith((".", "؟", "!", "؛"))
    ):
        return None
    dateline = Dateline()
    divided = [part for part in _DIVIDER.split(_without_date(text, dateline)) if part.strip()]
    parts = [each for part in divided for each in _label_apart(part)]
    if not parts or len(parts) > 5:
        return None
    kinds = _kinds(parts, guess=expected and bool(_DASH.search(text)), expected=expected)
    if kinds is None:
        return None
    for part, kind in zip(parts, kinds, strict=True):
        if kind == "label":
            dateline.aside.append((part, "label"))
        else:
            dateline.add(kind, part)
    return dateline


def _label_apart(part):
    """«كتب سالم الهنائي» is a label and a name, though nothing divides them."""
    label, _, name = part.partition(" ")
    return (label, name) if fold(label) in _SURE_LABELS and is_person(name) else (part,)


def read_byline(text):
    """Return the Dateline of a line such as «كتب: سالم الهنائي» or «حوار – مريم السعدية», or None."""
    if len(text) > _MOST_LETTERS or text.rstrip().endswith((".", "؟", "!", "؛")):
        return None
    if opening := _BYLINE_WITHOUT_DIVIDER.match(text):
        label, rest = text[: opening.end()].strip(), text[opening.end() :].lstrip(" :-–—")
        names = [rest] if rest else []
    else:
        label, *names = [part for part in _DIVIDER.split(text) if part.strip()] or [""]
    if not names or not all(1 < word_count(name) <= 6 or is_source(name) or is_place(name) for name in names):
        return None
    sure = fold(label) in _SURE_LABELS
    if not sure and not (fold(label) in _POSSIBLE_LABELS and is_person(names[0])):
        return None
    dateline = Dateline(aside=[(label, "label")])
    for name in names:
        dateline.add("place" if is_place(name) else "source" if is_source(name) else "byline", name)
    return dateline


def split_glued(paragraph):
    """Return the Dateline at the start of `paragraph` and what follows it, or None: «مسقط - الرؤية: شارك وفد …»."""
    best = None
    for glue in _GLUE.finditer(paragraph[:_LONGEST_GLUED]):
        opening, rest = paragraph[: glue.start()], paragraph[glue.end() :]
        dateline = read_dateline(opening)
        if dateline and word_count(rest) >= 4 and _stands_before(dateline, opening, glue[0]):
            best = dateline, rest
    return best


def _stands_before(dateline, opening, glue):
    """Is this enough to be a dateline in front of a sentence?"""
    if dateline.place:
        return bool(dateline.source or dateline.byline) or "/" not in glue
    if dateline.source:
        return opening.startswith(("(", "/", "[")) or bool(re.search("[-–—/]", glue))
    return bool(dateline.aside)


def _without_date(text, dateline):
    """Take «في 23 نوفمبر» out of a dateline into its `aside`."""
    for found in reversed(find_dates(text, 2000)):
        start = _BEFORE_A_DATE.search(text[: found.offset]).start()
        end = found.offset + found.length
        dateline.aside.insert(0, (text[start:end].strip(" ،,"), "date"))
        text = text[:start] + " / " + text[end:]
    return text


def _kinds(parts, guess, expected):
    """Say of every part whether it is a place, a source, a byline or a label; None if one part is none of them."""
    kinds = []
    for part in parts:
        after_label, first = kinds[-1:] == ["label"], not kinds
        if fold(part) in _SURE_LABELS | _POSSIBLE_LABELS:
            kinds.append("label")
        elif is_place(part) and not ("place" in kinds and is_source(part)):
            kinds.append("place")
        elif is_source(part):
            kinds.append("source")
        elif (
            is_person(part)
            or (after_label and word_count(part) <= 6)
            or (expected and not first and may_be_person(part))
        ):
            kinds.append("byline")
        elif guess and len(parts) > 1 and part.isalpha():
            # A single unknown word is the place when it comes first, else the source.
            kinds.append("place" if first or "source" in kinds else "source")
        else:
            return None
    return None if kinds[-1] == "label" else kinds
