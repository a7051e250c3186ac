"""The text as lines: what was wrapped is whole again, lists and headings keep their marks.

No letter of a line is changed. Only what cannot be seen goes: controls, direction marks at its edges, and
double spaces.
"""

import re
from dataclasses import dataclass

from articles.arabic.normalise import split_lines, storable

_EDGES = " \u200b\u200c\u200d\u200e\u200f\u061c\u2060"
_HEADING = re.compile(r"(#{1,6}) +(?=\S)")
_BOLD = re.compile(r"(\*{1,2})(?=[^\s*])([^*]+?)(?<=[^\s*])\1")
_BULLET = re.compile(
    r"(?:[•●▪◦‣■□◾◼▫◆◇⁃∙✅✔☑🔹🔸🔷🔶📌📍▶►➤→◀←]\ufe0f? ?|[·*–—-] |-(?=[\u0621-\u064a«]))(?=\S)"
)
_NUMBER = re.compile(r"\(?([0-9٠-٩]{1,2})(?: ?[.)ـ/]| ?[-–])(?: |(?=[\u0621-\u064a«]))(?=\S)")
_SENTENCE_END = re.compile(r"[.!؟?…؛:][»”\"')\]]*$")


@dataclass(frozen=True)
class Line:
    """One line of the report.

    `text` is the line without the mark in front of it, `raw` with it: a dash that turns out to begin no list
    stays where it is. `place` counts lines, `block` counts the groups that empty lines divide.
    """

    raw: str
    place: int
    block: int
    text: str = ""
    level: int = 0
    bold: bool = False
    bullet: str = ""
    number: int | None = None

    @property
    def marked(self):
        return bool(self.bullet) or self.number is not None

    def with_raw(self, raw):
        """The same line after something in front of it was taken away."""
        return read_line(raw, self.place, self.block)


def read_lines(text):
    """Return the lines of `text` that hold anything visible."""
    blocks = _blocks(text)
    width = _wrapping_width(blocks)
    lines = []
    for number, block in enumerate(blocks):
        for raw in _unwrapped(block, width) if width else block:
            lines.append(read_line(raw, len(lines), number))
    return lines


def read_line(raw, place=0, block=0):
    raw = visible(raw)
    if heading := _HEADING.match(raw):
        raw = raw[heading.end() :]
        return Line(raw, place, block, text=raw, level=len(heading[1]))
    if bold := _BOLD.fullmatch(raw):
        return Line(bold[2], place, block, text=bold[2], bold=True)
    if bullet := _BULLET.match(raw):
        return Line(raw, place, block, text=raw[bullet.end() :], bullet=bullet[0].strip())
    if number := _NUMBER.match(raw):
        return Line(raw, place, block, text=raw[number.end() :], number=int(number[1]))
    return Line(raw, place, block, text=raw)


def visible(text):
    """Return `text` as one line, letters untouched."""
    return " ".join(storable(text).split()).strip(_EDGES)


def ends_a_sentence(text):
    return bool(_SENTENCE_END.search(text))


def word_count(text):
    return len(re.findall(r"[^\W_][^\s]*", text))


def _blocks(text):
    blocks, open_block = [], False
    for line in map(visible, split_lines(text)):
        if not line:
            open_block = False
        elif open_block:
            blocks[-1].append(line)
        else:
            blocks.append([line])
            open_block = True
    return blocks


def _wrapping_width(blocks):
    """Return the width at which a mail or text editor broke the lines of this text, 0 where none did."""
    widths = [max(map(len, block)) for block in blocks if _looks_wrapped(block)]
    return max(widths, default=0)


def _looks_wrapped(block):
    if len(block) < 3 or any(read_line(line).marked for line in block):
        return False
    width, inner = max(map(len, block)), block[:-1]
    ended = sum(map(ends_a_sentence, inner))
    return 45 <= width <= 100 and min(map(len, inner)) >= 0.65 * width and ended * 3 <= len(inner)


def _unwrapped(block, width):
    """Join a line with the one before it where that one runs to the full width."""
    joined, last_length = [], 0
    for line in block:
        goes_on = joined and last_length >= 0.7 * width and not read_line(line).marked
        if goes_on:
            joined[-1] += " " + line
        else:
            joined.append(line)
        last_length = len(line)
    return joined
