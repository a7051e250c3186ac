"""The captions that sites, mail and WhatsApp leave around a story.

The captions themselves stand in furniture.toml, for the desk to read and to add to. Each is recognised as a
whole line, over folded text, and set aside with its reason; nothing is deleted.
"""

import re
import tomllib
from pathlib import Path

from articles.arabic.dates import HIJRI_MONTHS, WEEKDAYS, find_dates
from articles.arabic.normalise import fold
from articles.arabic.report.refusal import gettext_noop

REASONS = {
    "share": gettext_noop("A share button's caption"),
    "comments": gettext_noop("A caption of the comments"),
    "print": gettext_noop("A caption for printing, mailing or listening"),
    "follow": gettext_noop("An invitation to follow or subscribe"),
    "related": gettext_noop("A link to other stories"),
    "link": gettext_noop("An address"),
    "views": gettext_noop("A counter of views or reading time"),
    "copyright": gettext_noop("A copyright line"),
    "date": gettext_noop("The date of the message or page"),
    "navigation": gettext_noop("A menu of the site"),
    "tags": gettext_noop("Tags"),
    "forwarded": gettext_noop("A mark of a forwarded message"),
    "stamp": gettext_noop("The stamp of a message: when, and from whom"),
    "media": gettext_noop("The place of a picture or file"),
    "photo-credit": gettext_noop("A photographer's credit"),
    "advert": gettext_noop("An advertisement's caption"),
    "greeting": gettext_noop("A greeting or note to the desk"),
    "label": gettext_noop("The label of a part that was recognised"),
    "repeated": gettext_noop("The dateline, once more"),
    "ornament": gettext_noop("An ornament without words"),
    "end": gettext_noop("A mark that the text ends"),
}

_FURNITURE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_SIGNS = {
    "[": "(?:",
    "]": ")?",
    "(": "(?:",
    ")": ")",
    "|": "|",
    "*": ".{0,80}",
    "~": ".*",
    "9": r"[\d.,]+",
    "_": r"\b",
}


def _pattern(caption):
    """Translate a caption, written as furniture.toml explains, into a pattern for folded text."""
    caption = re.sub(r"\{(\w+)\}", lambda match: f"({_FURNITURE['words'][match[1]]})", caption)
    if "{" in caption:
        return _pattern(caption)
    return "".join(_SIGNS.get(char) or re.escape(char) for char in fold(caption.replace("\n", "")))


def _captions(where):
    return {
        reason: re.compile("|".join(f"(?:{_pattern(caption)})" for caption in captions))
        for reason, captions in _FURNITURE[where].items()
    }


_ANYWHERE, _AT_THE_HEAD, _AT_THE_TAIL = map(_captions, ("anywhere", "head", "tail"))
# What has a shape of its own rather than words.
_SHAPES = {
    "share": re.compile(rf"(?:{_pattern('{network}')}[\s|·,،/+-]*)+"),
    "link": re.compile(r"(?:(?:الرابط|المصدر|link|source|url) ?[:/-]? ?)?(?:https?://|www\.)\S+"),
    "tags": re.compile(r"(?:#\w+[\s،,|]*)+"),
    "navigation": re.compile(r"(?:الرييسيه|home)(?: ?[/>»«|‹›←\\-] ?[^/>»«|‹›←\\]{1,40}){1,5}"),
    "media": re.compile(
        r"\S+(?: \S+){0,4}\.(?:jpe?g|png|webp|gif|heic|mp4|mov|opus|pdf|docx?|pptx?|xlsx?)"
        r"(?: ?\(.{0,40}\))?(?: ?.? ?\d+ (?:صفحه|صفحات|pages?))?"
    ),
}
_LONGEST = 200
_LONGEST_ADDRESS = 2000
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")


def reason_anywhere(text):
    """Return why this line is no part of a story wherever it stands, or None."""
    folded = _folded(text)
    if not any(char.isalnum() for char in folded):
        return "ornament"
    if "©" in text and len(text) <= 120:
        return "copyright"
    if len(text) < _LONGEST_ADDRESS and _SHAPES["link"].fullmatch(text.casefold()):
        return "link"
    return _first_match(_ANYWHERE, folded) or _first_match(_SHAPES, folded) or _date(folded)


def reason_at_the_head(text):
    return reason_anywhere(text) or _first_match(_AT_THE_HEAD, _folded(text))


def reason_at_the_tail(text):
    return reason_anywhere(text) or _first_match(_AT_THE_TAIL, _folded(text))


def opens_related(text):
    """Does this line head a list of other stories, so that the lines under it belong to the list?"""
    return reason_at_the_tail(text) == "related" and len(text.split()) <= 4


_STAMP = re.compile(
    r"(?:\[(?=[^\]]*\d[/.-]\d)(?=[^\]]*\d:\d\d)[^\[\]]*\]"
    r"|(?:\d{1,4}[/.-]){2}\d{2,4}[,،]? \d{1,2}:\d\d(?::\d\d)? ?(?:ص|م|am|pm)?\.? [-–])"
    r"(?: ?~? ?[^:\[\]]{1,40}:(?!//|\d\d))?",
    re.IGNORECASE,
)
_DIRECTION_MARKS = "\u200e\u200f"
_LONGEST_STAMP = 120


def stamp_length(text):
    """Return how much of the start of `text` is a stamp such as «[23/11/2026, 10:15 ص] سالم:», else 0."""
    kept = [index for index, char in enumerate(text[:_LONGEST_STAMP]) if char not in _DIRECTION_MARKS]
    match = _STAMP.match("".join(text[index] for index in kept))
    return kept[match.end() - 1] + 1 if match else 0


_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_HIJRI = re.compile(
    rf"\d{{1,2}} (?:من )?(?:{'|'.join(map(fold, (*HIJRI_MONTHS, 'ذو القعدة', 'ذو الحجة')))}),? ?(?:1[34]\d\d)? ?ه?\b"
)
_SINCE = re.compile(
    r"(?:منذ|قبل) (?:\d+ )?(?:ساعه|ساعات|ساعتين|دقيقه|دقايق|دقيقتين|يوم|يومين|ايام)|\d+ (?:hours?|minutes?|days?) ago"
)
_AROUND_A_DATE = re.compile(
    rf"\b(?:{'|'.join(map(fold, WEEKDAYS))}|يوم|في|الساعه|بتاريخ|تاريخ|النشر|نشر|نشرت|تم|كتب|اخر|تحديث|التحديث|الموافق"
    r"|صباحا|مساء|ظهرا|عصرا|فجرا|ص|م|ه|am|pm|gmt|بتوقيت|مسقط|published|updated|posted|on|at|last)\b|[\W_]"
)


def _date(folded):
    """Return "date" for a line that holds a date, a time or «منذ ساعتين» and nothing else."""
    if len(folded) > 120:
        return None
    rest = folded
    for found in reversed(find_dates(folded, 2000)):
        rest = rest[: found.offset] + " " + rest[found.offset + found.length :]
    for dated in (_HIJRI, _SINCE, _TIME):
        rest = dated.sub(" ", rest)
    return "date" if rest != folded and not _AROUND_A_DATE.sub("", rest) else None


def _folded(text):
    return fold(text[: _LONGEST + 1])


def _first_match(table, folded):
    """Match the line as it is, and without the ornaments around it. A whole sentence is never a caption."""
    if len(folded) > _LONGEST or (folded.endswith(".") and folded.count(" ") > 6):
        return None
    bare = _AROUND.sub("", folded)
    for reason, pattern in table.items():
        if pattern.fullmatch(folded) or (bare and pattern.fullmatch(bare)):
            return reason
    return None
