"""Set phrases of the house: official names and terms that are written in one way only.

A word one slip away from a member of a phrase, beside the other member, was meant to be that member: «الذكار
الاصطناعي». The phrases that come with the newsroom stand in phrases.toml; the desk adds its own.
"""

import tomllib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from articles.arabic.proofreading.words import words

_SHORTEST = 4


@lru_cache(maxsize=1)
def day_one_phrases():
    """Return the phrases that the newsroom knows on its first day."""
    groups = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(phrase for group in groups.values() for phrase in group["phrases"])


class Phrases:
    """Phrases taken apart into pairs of neighbours."""

    def __init__(self, phrases):
        self._after, self._before = {}, {}
        for phrase in phrases:
            for first, second in pairwise([word.text for word in words(phrase)]):
                self._after.setdefault(first, set()).add(second)
                self._before.setdefault(second, set()).add(first)

    def meant(self, word, before, after):
        """Return what the phrases would have in place of `word` between its neighbours, or None.

        `before` and `after` are words or None. Other inflections of a member are left alone.
        """
        for neighbour, members in ((after, self._before), (before, self._after)):
            if not neighbour:
                continue
            expected = next((members[form] for form in _without_prefixes(neighbour) if form in members), None)
            if expected and (found := _one_slip_away(word, expected)):
                return found
        return None


def _one_slip_away(word, expected):
    forms = list(_without_prefixes(word))
    if any(form in expected for form in forms):
        return None
    for form in forms:
        for member in sorted(expected):
            if len(member) >= _SHORTEST and _begins_alike(form, member) and _is_slip(form, member):
                return _with_prefix_of(word, form, member)
    return None


def _begins_alike(form, member):
    return form[0] == member[0] or form[:2] == member[1::-1]


def _with_prefix_of(word, form, member):
    if not word.endswith(form):
        # «للتجارة»: the article is inside the prefix.
        return word[: word.index("لل")] + "لل" + member[2:] if member.startswith("ال") else member
    prefix = word[: len(word) - len(form)]
    if prefix.endswith("ل") and member.startswith("ال"):
        return prefix + "ل" + member[2:]
    return prefix + member


def _is_slip(form, member):
    if form[:-1] == member or member[:-1] == form:
        return False
    # «وزيرة الخارجية» is another word, no slip.
    if (
        len(form) == len(member)
        and form[:-1] == member[:-1]
        and form[-1] in "ةهيات"
        and member[-1] in "ةهيات"
    ):
        return False
    return within_one_edit(form, member)


def _without_prefixes(word):
    yield word
    for prefix in ("و", "ف", "ب", "ل", "ك"):
        if word.startswith(prefix) and len(word) > _SHORTEST:
            yield word[1:]
            if prefix in "وف" and word[1] in "بلك":
                yield word[2:]
    if word.startswith("لل"):
        yield "ا" + word[1:]
    if word.startswith(("ولل", "فلل")):
        yield "ا" + word[2:]


def within_one_edit(one, other):
    """Do the two differ by one letter dropped, added, replaced, or by two neighbours swapped?"""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    if len(one) == len(other):
        swapped = at + 1 < len(one) and one[at] == other[at + 1] and one[at + 1] == other[at]
        return one[at + 1 :] == other[at + 1 :] or (swapped and one[at + 2 :] == other[at + 2 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]
