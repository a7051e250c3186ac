"""Slips of the pen and of the finger: which words somebody may have meant, and how likely the slip is.

Costs are natural logarithms: the nearer to nought, the likelier.
"""

import re
from collections import defaultdict
from itertools import combinations, product

ALPHABET = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
# The rows of an Arabic keyboard; neighbours are struck by mistake.
_ROWS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر ىةوزظ")
_LOOK_ALIKE = (
    "بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "ةه", "ىي", "اأإآ", "ءئؤ", "ضظ", "ئي", "كل",
)  # fmt: skip

SLIP = -8.0  # a neighbour on the keyboard, or a letter of the same shape
OTHER_LETTER = -9.5
EXTRA, MISSING, DOUBLED, SWAPPED = -8.5, -8.5, -7.0, -7.5
LAST_LETTER = -9.5
SPELLING = -4.0  # another hamza, final ya or ta marbuta
NO_SPACE, STRAY_SPACE = -6.5, -7.5
# What gives another inflection of the same word, or another small word in front, is seldom the word meant.
INFLECTION, PERSON, PROCLITIC = -10.5, -11.0, -13.0
_PROCLITICS = set("وفبكلس")
_ENDINGS = set("هاتنية")


def _neighbours():
    near = defaultdict(set)
    for row, keys in enumerate(_ROWS):
        for column, key in enumerate(keys):
            for r, c in (
                (row, column - 1),
                (row, column + 1),
                (row - 1, column),
                (row - 1, column + 1),
                (row + 1, column - 1),
                (row + 1, column),
            ):
                if 0 <= r < len(_ROWS) and 0 <= c < len(_ROWS[r]):
                    near[key].add(_ROWS[r][c])
    for group in _LOOK_ALIKE:
        for letter in group:
            near[letter] |= set(group) - {letter}
    return near


_NEAR = _neighbours()


def near(letter):
    """Return the letters that are struck or written for `letter` by mistake, in a fixed order."""
    return "".join(sorted(_NEAR[letter]))


def one_letter(word):
    """Yield (word that may have been meant, cost) for every word one slip away: 36 × 2 × its length."""
    yield from _dropped(word)
    yield from _replaced(word)
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :], SWAPPED
    yield from _added(word)


def _dropped(word):
    for at, letter in enumerate(word):
        cost = DOUBLED if at and letter == word[at - 1] else EXTRA
        if (at == 0 and letter in _PROCLITICS) or (at == 1 and word[0] in "وف" and letter in _PROCLITICS):
            cost = PROCLITIC
        elif at == len(word) - 1:
            cost = min(cost, INFLECTION if letter in _ENDINGS else LAST_LETTER)
        yield word[:at] + word[at + 1 :], cost


def _replaced(word):
    last = len(word) - 1
    for at, letter in enumerate(word):
        for other in ALPHABET:
            if other == letter:
                continue
            cost = SLIP if other in _NEAR[letter] else OTHER_LETTER
            if at <= 1 and letter in "لبكفو" and other in "البكفو":
                cost = PROCLITIC
            elif at == last and letter in _ENDINGS and other in _ENDINGS:
                cost = min(cost, INFLECTION)
            elif at == 0 and letter in "يتنأ" and other in "يتنأ":
                cost = PERSON
            yield word[:at] + other + word[at + 1 :], cost


def _added(word):
    for at in range(len(word) + 1):
        for letter in ALPHABET:
            if at == 0 and letter in _PROCLITICS:
                cost = PROCLITIC
            elif at == len(word) and letter in _ENDINGS:
                cost = INFLECTION
            else:
                cost = MISSING
            yield word[:at] + letter + word[at:], cost


_PREFIXES = re.compile("[وف]?(?:[بكل]?ال|لل|[بكلس])?")
_MOST_SPELLINGS = 96


def spellings(word, most_changes=2):
    """Return other spellings of `word`: hamza or madda on an alef, seat of a hamza, final ya, final ta marbuta.

    Those with one change come first.
    """
    choices = _choices(word)
    places = [at for at, letters in enumerate(choices) if letters]
    found = []
    for changes in range(1, most_changes + 1):
        for chosen in combinations(places, changes):
            for letters in product(*(choices[at] for at in chosen)):
                other = list(word)
                for at, letter in zip(chosen, letters, strict=True):
                    other[at] = letter
                found.append("".join(other))
                if len(found) == _MOST_SPELLINGS:
                    return found
    return found


def _choices(word):
    # Where the word begins, after what may stand in front of it.
    start = beginning(word)
    last = len(word) - 1
    choices = []
    for at, letter in enumerate(word):
        others = ""
        if letter == "ا" and at <= start:
            others = "أإآ"
        elif letter == "ا":
            others = "أآ"
        elif letter in "أإآ":
            others = "اأإآ" if at <= start else "أآئ"
        elif at == last and letter in "ىي":
            others = "ىي"
        elif at == last and letter in "هة":
            others = "هة"
        elif letter in "ؤئء":
            others = "ؤئء"
        choices.append(others.replace(letter, ""))
    return choices


def beginning(word):
    """Return the place of the first letter of `word` after its prefixes."""
    return _PREFIXES.match(word).end()


def kind_of_change(word, other):
    """Say in one word how two spellings of equal length differ: hamza, final-ya or ta-marbuta."""
    for mine, theirs in zip(reversed(word), reversed(other), strict=True):
        if mine != theirs:
            if {mine, theirs} == set("ىي"):
                return "final-ya"
            return "ta-marbuta" if {mine, theirs} == set("هة") else "hamza"
    return ""
