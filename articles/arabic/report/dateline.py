"""«مسقط - الرؤية»: the place and the source of a story, on a line of their own or before its first words."""

import re
from dataclasses import dataclass

from articles.arabic.report.gazetteer import is_person, is_place, is_source, may_be_person

_DASH = r"\s*(?:[-–—/|،]|:(?=\s))\s*"
_TWO = re.compile(rf"\(?([^-–—/|:،()]{{2,40}}?)\)?(?:{_DASH}\(?([^-–—/|:()]{{2,40}}?)\)?)?\s*[:.]?")
_GLUED = re.compile(
    r"\(?([^-–—/|:،()«»\"]{2,30}?)\)?(?:\s*[-–—/|]\s*\(?([^-–—/|:()«»\"]{2,30}?)\)?)?\s*(?::|/-?|(?<=\S)\s[-–—](?=\s))\s*"
)
_GLUED_AGENCY = re.compile(r"([^-–—/|:،()]{2,25}?) في ([^/]{3,25}?)\s*/\s*([^/]{2,25}?)\s*/[-–. ]*")
_BYLINE = re.compile(
    r"(?:كتب|كتبت|كتبه|كتبها|تقرير|إعداد|أعدّه|أعده|أعدته|حوار|حاوره|حاورته|حاورها|تصوير|ترجمة|متابعة|By)\s*[:：-]\s*(.+)"
)
LONGEST = 7


@dataclass(frozen=True)
class Dateline:
    """Where a story comes from and who reports it; `rest` is what stood behind it, `date` a date inside it."""

    place: str = ""
    source: str = ""
    byline: str = ""
    rest: str = ""
    date: str = ""


def read_dateline(text):
    """Return the dateline that the whole line `text` is, or None."""
    if len(text.split()) > LONGEST:
        return None
    match = _TWO.fullmatch(text.strip())
    if not match:
        return None
    first, second = match[1].strip(), (match[2] or "").strip()
    if not second:
        return Dateline(source=first) if text.strip().startswith("(") and is_source(first) else None
    return _named(first, second)


def read_glued(text):
    """Return the dateline that the paragraph `text` begins with, or None."""
    if agency := _GLUED_AGENCY.match(text):
        place, date, source = (part.strip() for part in agency.groups())
        if is_place(place) and is_source(source):
            return Dateline(place, source, date=f"في {date}", rest=text[agency.end() :])
    match = _GLUED.match(text)
    if not match or not text[match.end() :].strip():
        return None
    first, second = match[1].strip(), (match[2] or "").strip()
    if not second:
        return Dateline(place=first, rest=text[match.end() :]) if is_place(first) else None
    found = _named(first, second)
    return found and Dateline(found.place, found.source, found.byline, rest=text[match.end() :])


def read_byline(text):
    """Return the names of a byline such as «كتب: سالم الهنائي», or an empty string."""
    match = _BYLINE.fullmatch(text.strip())
    return match[1].strip() if match and len(match[1].split()) <= 8 else ""


def _named(first, second):
    if is_source(first) and not is_place(first) and is_place(second):
        first, second = second, first
    if not (is_place(first) or is_source(second)):
        return None
    if is_source(second):
        return Dateline(place=first, source=second)
    if is_person(second) or may_be_person(second):
        return Dateline(place=first, byline=second)
    return Dateline(place=first, source=second) if len(second.split()) <= 3 else None
