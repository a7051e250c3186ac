"""The words of a text as a search compares them, each with its place in the original.

One function for stored texts and for questions: what is cut alike is found. A term is made of Latin letters and
digits, or of Arabic letters, and of nothing else, so that no database reads anything into it.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from articles.arabic.normalise import fold
from articles.arabic.stemming import STOP_WORDS, stem

LONGEST = 40
# Vowel signs and joiners inside a word; folding takes them out.
_INSIDE = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff"
# The first alternative is a particle before a number: «و2,500»، «بـ3.5».
_WORD = re.compile(rf"[وبلفك]ـ*(?=\d)|\d+(?:[.,٫٬]\d+)*|[^\W_]+(?:[{_INSIDE}]+[^\W_]*)*")
_PIECE = re.compile(r"[a-z0-9]+|[\u0621-\u064a]+|[^\W_]+?(?=[a-z0-9\u0621-\u064a]|\W|_|$)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.|$)")
_PLAIN = re.compile(r"[a-z0-9]+|[\u0621-\u064a]+")


def _spellings():
    """Return the letters of a newspaper by the letter that each is folded to."""
    spellings = {}
    for letter in map(chr, (*range(0x80), *range(0x600, 0x700))):
        if letter.isalnum() and len(folded := fold(letter)) == 1:
            spellings[folded] = spellings.get(folded, "") + letter
    return spellings


_SPELLINGS = _spellings()
_FOLDED_AWAY = "ـۥۦ"
_UNUSUAL = re.compile(rf"[^{''.join(_SPELLINGS.values())}{_FOLDED_AWAY} _\W]")


class Term(NamedTuple):
    stem: str
    word: str
    """The folded word, before anything was cut off."""
    start: int
    end: int


def terms(text):
    """Return the terms of `text` in their order; words that stand in every text are left out."""
    return [
        Term(cut, word, match.start(), match.end())
        for match in _WORD.finditer(text)
        for cut, word in _cut(match[0])
    ]


def terms_between(text, start, end, more=0):
    """Return the terms of `text` between two places where no word goes on, and so many `more` behind them."""
    found = [
        Term(cut, word, match.start(), match.end())
        for match in _WORD.finditer(text, start, end)
        for cut, word in _cut(match[0])
    ]
    behind = (
        Term(cut, word, match.start(), match.end())
        for match in _WORD.finditer(text, end)
        for cut, word in _cut(match[0])
    )
    return found + list(islice(behind, more)) if more else found


def stretches(text, letters):
    """Yield (start, end) of stretches of `text`, from space to space, outside of which no folded word has `letters`.

    Many times faster than the terms of a text, for whoever looks for few of them.
    """
    if _UNUSUAL.search(text):
        yield 0, len(text)
        return
    end = 0
    for match in _written(letters).finditer(text):
        if match.start() >= end:
            start = text.rfind(" ", 0, match.start()) + 1
            end = text.find(" ", match.end())
            end = len(text) if end < 0 else end
            yield start, end


@lru_cache(maxsize=1000)
def _written(letters):
    """Return the pattern of `letters` as a word may write them: in any spelling, with anything invisible between."""
    classes = (f"[{re.escape(_SPELLINGS.get(letter, letter))}]" for letter in letters)
    return re.compile(rf"[\W{_FOLDED_AWAY}]*".join(classes))


def stems(text):
    """Return the stems of `text` in their order."""
    return [cut for match in _WORD.finditer(text) for cut, _word in _cut(match[0])]


def without_article(word):
    """Return the folded `word` without «ال», for comparing beginnings of words."""
    return word[2:] if word.startswith("ال") and len(word) > 3 else word


@lru_cache(maxsize=50_000)
def _cut(written):
    """Return (stem, word) for each part of one written word: «G20» has one, «و2026م» has one too."""
    if len(written) > 10 * LONGEST:
        written = written[: 10 * LONGEST]
    folded = fold(written)
    if _GROUPED.match(folded):
        folded = folded.replace(",", "")
    return tuple(
        (stem(word) if word[0] > "z" else word, word)
        for word in map(_safe, _PIECE.findall(folded))
        if not _says_nothing(word)
    )


def _safe(piece):
    """Return `piece` in letters that both databases leave as they are: other scripts by their numbers."""
    if not _PLAIN.fullmatch(piece):
        piece = "".join(f"u{ord(letter):x}" for letter in piece)
    return piece[:LONGEST]


def _says_nothing(word):
    return word in STOP_WORDS or (len(word) == 1 and word > "z")
