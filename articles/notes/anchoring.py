"""A passage found again in a text that was edited meanwhile. Pure Python.

Words are compared as the language room folds them, so that a vowel sign, a hamza or a comma that somebody put right
loses nothing. A passage that stands there unchanged is found by its words; one that stands there several times, by
what is around it; one that was rewritten, by its neighbours on both sides, or by most of its words.
"""

import re
from collections import Counter
from typing import NamedTuple

from articles.arabic.normalise import fold

# Vowel signs belong to their word; Python counts them as no letters.
_WORD = re.compile(r"(?:\w|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed])+")
AROUND = 80
# A passage of fewer words than this is too common to be found by some of them.
ENOUGH_WORDS = 3
MOST = 0.6


class Place(NamedTuple):
    """Where a passage stands: its words now, and what is around them."""

    passage: str
    before: str
    after: str


def find(text, passage, before="", after=""):
    """Return the `Place` of `passage` in `text`, or None when it is no longer there."""
    words = [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
    plain = [word for word, _start, _end in words]
    wanted, left, right = _folded(passage), _folded(before)[-6:], _folded(after)[:6]
    if not wanted:
        return None
    span = _unchanged(plain, wanted, left, right)
    span = span or _between(plain, wanted, left, right) or _most_of(plain, wanted, left, right)
    return span and place(text, words[span[0]][1], words[span[1] - 1][2])


def place(text, start, end):
    return Place(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])


def _folded(text):
    return [fold(word) for word in _WORD.findall(text)]


def _unchanged(plain, wanted, left, right):
    length = len(wanted)
    starts = [at for at in range(len(plain) - length + 1) if plain[at : at + length] == wanted]
    return max(
        ((at, at + length) for at in starts),
        key=lambda span: _company(plain, span, left, right),
        default=None,
    )


def _company(plain, span, left, right):
    """How many of the neighbours on each side, the nearest first, are still in their places."""
    kept = 0
    for offset, word in enumerate(reversed(left), 1):
        if span[0] - offset < 0 or plain[span[0] - offset] != word:
            break
        kept += 1
    for offset, word in enumerate(right):
        if span[1] + offset >= len(plain) or plain[span[1] + offset] != word:
            break
        kept += 1
    return kept


def _between(plain, wanted, left, right):
    """What stands between the neighbours now, if both are still there and something is."""
    left, right = left[-3:], right[:3]
    if len(left) < 2 or len(right) < 2:
        return None
    longest = len(wanted) * 2 + 8
    found = []
    for start in range(len(left), len(plain)):
        if plain[start - len(left) : start] != left:
            continue
        for end in range(start + 1, min(start + longest, len(plain) - len(right)) + 1):
            if plain[end : end + len(right)] == right:
                found.append((start, end))
                break
    return max(found, key=lambda span: _shared(plain[span[0] : span[1]], wanted), default=None)


def _shared(some, wanted):
    return sum((Counter(some) & Counter(wanted)).values()) / len(wanted)


def _most_of(plain, wanted, left, right):
    """The stretch of the same length that has most of the words, if it has enough of them."""
    length, best, score = len(wanted), None, (MOST, -1)
    if length < ENOUGH_WORDS:
        return None
    needed, inside, hits = Counter(wanted), Counter(), 0
    for end, word in enumerate(plain, 1):
        inside[word] += 1
        hits += inside[word] <= needed[word]
        start = end - length
        if start > 0:
            gone = plain[start - 1]
            hits -= inside[gone] <= needed[gone]
            inside[gone] -= 1
        shared = hits / length
        if shared >= score[0]:
            span = (max(start, 0), end)
            new = (shared, _company(plain, span, left, right))
            if new > score:
                best, score = span, new
    return best and _trimmed(plain, best, needed)


def _trimmed(plain, span, needed):
    """Without the words at either end that never belonged to the passage."""
    start, end = span
    while plain[start] not in needed:
        start += 1
    while plain[end - 1] not in needed:
        end -= 1
    return start, end
