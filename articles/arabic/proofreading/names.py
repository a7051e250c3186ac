"""Places and persons that are known before the newspaper has written of them: the gazetteer of reports."""

import re
from functools import lru_cache

from articles.arabic.normalise import fold
from articles.arabic.report.gazetteer import GIVEN_NAMES, PLACES

_PREFIXES = ("و", "ف", "ب", "ل", "ك")
_FAMILY = re.compile(r"ال\w{2,}(?:ي|يه)$")
_DESCENT = frozenset(map(fold, "بن بنت ابن أبو آل عبد".split()))


@lru_cache(maxsize=1)
def _words_of_places():
    return frozenset(word for place in PLACES for word in place.split())


def is_known_name(word):
    """Is `word` part of a place's name or a given name, with or without a small word in front?"""
    folded = fold(word)
    forms = [folded, folded[1:]] if folded.startswith(_PREFIXES) else [folded]
    return any(form in GIVEN_NAMES or form in _words_of_places() for form in forms)


def is_family_name(word, before):
    """Could `word` be the family name after a given name or «بن»? «سالم الندابي»."""
    if not before or not _FAMILY.match(fold(word)):
        return False
    folded = fold(before)
    return (
        folded in _DESCENT
        or folded in GIVEN_NAMES
        or folded[1:] in GIVEN_NAMES
        or bool(_FAMILY.match(folded))
    )
