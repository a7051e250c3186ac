"""Finished markup, set for its page: directions, anchors, digits. Only text is touched, never a tag."""

import html
import itertools
import re

from articles.arabic.bidi import isolate_runs
from articles.arabic.digits import to_arabic_indic

# Tags, and whole elements whose text is not Arabic prose.
_NOT_PROSE = re.compile(
    r"<(script|style|code|bdi)\b.*?</\1>|<([a-z0-9]+)\b[^>]*\s(?:lang=\"en|dir=\"ltr)[^>]*>.*?</\2>|<!--.*?-->|<[^>]*>",
    re.DOTALL,
)
# For digits alone: what is isolated is prose too, unless it says that it is of another language.
_NOT_DIGITS = re.compile(
    r"<(script|style|code)\b.*?</\1>|<([a-z0-9]+)\b[^>]*\slang=\"en[^>]*>.*?</\2>|<!--.*?-->|<[^>]*>|&#?\w+;",
    re.DOTALL,
)
_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


def isolated(markup):
    """`markup` in Arabic with every run that reads from left to right in a `<bdi>`, so that none is turned round."""
    return _text_by_text(markup, _NOT_PROSE, _isolate)


def in_arabic_digits(markup):
    """`markup` with the numbers of its text as ٠–٩; attributes, scripts and what is in English stay."""
    return _text_by_text(markup, _NOT_DIGITS, to_arabic_indic)


def anchored(markup):
    """`markup` with an anchor on each of its headings: `part-1`, `part-2` …"""
    numbers = itertools.count(1)
    return _HEADING.sub(lambda found: f'<h2 id="part-{next(numbers)}">{found[1]}</h2>', markup)


def headings(markup):
    """The headings that `anchored` gives an anchor, as (anchor, words)."""
    found = (html.unescape(re.sub(r"<[^>]*>", "", heading)) for heading in _HEADING.findall(markup))
    return [(f"part-{number}", words) for number, words in enumerate(found, start=1)]


def _text_by_text(markup, opaque, change):
    pieces, done = [], 0
    for tag in opaque.finditer(markup):
        pieces += [change(markup[done : tag.start()]), tag[0]]
        done = tag.end()
    return "".join([*pieces, change(markup[done:])])


def _isolate(text):
    if not text.strip():
        return text
    return "".join(
        f'<bdi dir="ltr">{html.escape(run, quote=False)}</bdi>' if direction else html.escape(run, quote=False)
        for run, direction in isolate_runs(html.unescape(text))
    )
