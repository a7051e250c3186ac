"""A body as paragraphs: which of two bodies belong together, and what becomes of two people's changes.

A paragraph is an element on the top level of a body: a paragraph, a heading, a whole list, table or picture.
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

import lxml.html

# How much of their words two paragraphs share when one is the other, changed.
ALIKE = 0.4
# Two that were added at one place and share this much are one, written twice.
SAME_ADDITION = 0.6
# Beyond it, paragraphs of a rewritten stretch are paired by their places: nobody reads them side by side anyway.
MOST_COMPARED = 40_000

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r'(?:src|url)="([^"]+)"')


def split(markup):
    """Return the paragraphs of `markup`, each as its markup."""
    tree = lxml.html.fragment_fromstring(markup or "", create_parent="div")
    found = [escape(tree.text.strip(), quote=False)] if (tree.text or "").strip() else []
    for element in tree:
        found.append(lxml.html.tostring(element, encoding="unicode", with_tail=False))
        if (element.tail or "").strip():
            found.append(escape(element.tail.strip(), quote=False))
    return found


def align(old, new):
    """Return the pairs (place in `old` or None, place in `new` or None) in reading order."""
    pairs = []
    for same, i, i_end, j, j_end in _stretches(old, new):
        if same:
            pairs += zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            pairs += _pair_up(old, new, range(i, i_end), range(j, j_end))
    return pairs


def _stretches(old, new):
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind == "equal", i, i_end, j, j_end


def _pair_up(old, new, olds, news):
    """Pair the paragraphs of a stretch that changed, in order, so that together they share most words."""
    if len(olds) * len(news) > MOST_COMPARED:
        shorter = min(len(olds), len(news))
        chosen = list(zip(olds[:shorter], news[:shorter], strict=True))
    else:
        chosen = _best_pairs([_words(old[i]) for i in olds], [_words(new[j]) for j in news])
        chosen = [(olds[i], news[j]) for i, j in chosen]
    pairs, i, j = [], olds.start, news.start
    for next_i, next_j in [*chosen, (olds.stop, news.stop)]:
        pairs += [(gone, None) for gone in range(i, next_i)] + [(None, added) for added in range(j, next_j)]
        if next_i < olds.stop and next_j < news.stop:
            pairs.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return pairs


def _best_pairs(olds, news):
    """The pairs in order with the greatest likeness in all, by dynamic programming."""
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    alike = [[likeness(a, b) for b in news] for a in olds]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            taken = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ALIKE else 0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    chosen, i, j = [], 0, 0
    while i < len(olds) and j < len(news):
        if alike[i][j] >= ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            chosen.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chosen


def _words(paragraph):
    text = re.sub(r"<[^>]+>", " ", paragraph)
    return Counter(_WORD.findall(text)) + Counter(_ADDRESS.findall(paragraph))


def alike(old, new):
    """How much two paragraphs or lines share, from 0 to 1."""
    return likeness(_words(old), _words(new))


def likeness(a, b):
    """How much two counts of words share, from 0 to 1."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


# ---------------------------------------------------------------- two people's changes


@dataclass(frozen=True)
class Clash:
    """One place that both changed, each in another way: paragraphs as they were, mine and theirs."""

    base: tuple
    mine: tuple
    theirs: tuple


def merge(base, mine, theirs):
    """Bring two changed versions of `base` together; all three are lists of paragraphs.

    Returns a list of paragraphs and, wherever both changed the same one, a `Clash`. What only one changed,
    added or removed is taken as it is; of two additions at one place, theirs comes first.
    """
    mine, theirs = _Changes(base, mine), _Changes(base, theirs)
    merged = _added(mine, theirs, 0)
    for place, was in enumerate(base):
        merged += _became(was, mine, theirs, place) + _added(mine, theirs, place + 1)
    return merged


class _Changes:
    """What became of each paragraph of `base` (None: removed), and what was added before each place."""

    def __init__(self, base, new):
        self.fate, self.added, place = [None] * len(base), [[] for _ in range(len(base) + 1)], 0
        for i, j in align(base, new):
            if i is None:
                self.added[place].append(new[j])
                continue
            self.fate[i] = None if j is None else new[j]
            place = i + 1

    def take(self, place):
        """What stands in the place of a paragraph; where it was written anew, that is what was added behind it."""
        if self.fate[place] is not None:
            return [self.fate[place]]
        written_anew, self.added[place + 1] = self.added[place + 1], []
        return written_anew


def _became(was, mine, theirs, place):
    my_fate, their_fate = mine.fate[place], theirs.fate[place]
    both_wrote_anew = my_fate is None and their_fate is None and mine.added[place + 1] and theirs.added[place + 1]
    if both_wrote_anew and mine.added[place + 1] != theirs.added[place + 1]:
        return [Clash((was,), tuple(mine.take(place)), tuple(theirs.take(place)))]
    if my_fate == their_fate or their_fate == was:
        return [] if my_fate is None else [my_fate]
    if my_fate == was:
        return [] if their_fate is None else [their_fate]
    return [Clash((was,), tuple(mine.take(place)), tuple(theirs.take(place)))]


def _added(mine, theirs, place):
    my_own, their_own = mine.added[place], theirs.added[place]
    if my_own == their_own or not their_own:
        return my_own
    if not my_own:
        return their_own
    counts = [_words(paragraph) for paragraph in their_own]
    if any(likeness(_words(paragraph), count) >= SAME_ADDITION for paragraph in my_own for count in counts):
        return [Clash((), tuple(my_own), tuple(their_own))]
    return their_own + my_own
