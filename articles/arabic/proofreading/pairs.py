"""Always-wrong words: a short table, and rules of spelling that reach every word of the same kind."""

import re
import tomllib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from articles.arabic.proofreading.words import bare

_PREFIXES = ("و", "ف", "ب", "ك", "ل", "وب", "ول", "فب", "فل")


@lru_cache(maxsize=1)
def _table():
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    pairs = {}
    for rows in table.values():
        for wrong, right in rows.items():
            pairs[" ".join(map(bare, wrong.split()))] = right
    return pairs


def right_for(word):
    """Return what is right in place of a word of the table, with the same prefix; None for other words."""
    table = _table()
    if word in table:
        return table[word]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and (right := table.get(word.removeprefix(prefix))) and " " not in right:
            return prefix + right
    return None


def right_for_two(found):
    """Yield (first word, second word, what is right) for the pairs of neighbours that are always wrong."""
    table = _table()
    for first, second in pairwise(found):
        if not second.opens and (right := table.get(f"{first.text} {second.text}")):
            yield first, second, right


_HAMZA_ON_ITS_OWN_YA = re.compile("[^ايىو][يى]ء$")
_WAW_OF_THE_PLURAL = re.compile("[أؤ]و$")
_SMALL_WORDS = ("لا", "ما")
_VERB = re.compile("[يتن]..|تم$|زال|دام")


def misspelt_seats(word):
    """Yield what a word that is in no dictionary may have to be, by the rules for hamza and the plural's waw."""
    if _HAMZA_ON_ITS_OWN_YA.search(word):
        yield word[:-2] + "ئ"
    if _WAW_OF_THE_PLURAL.search(word):
        yield word[:-2] + "ؤوا"
        yield word[:-2] + "أوا"
    if word.endswith("و") and len(word) > 3:
        yield word + "ا"
    if "ؤ" in word[:-1] and "ؤو" not in word:
        yield word.replace("ؤ", "ؤو", 1)


def accusative_after_hamza(word):
    """«مساءا» is «مساءً»: no alef after a hamza that follows an alef."""
    return word[:-1] if word.endswith("اءا") and len(word) > 4 else None


def joined_small_word(word):
    """Return («لا», «تزال») for «لاتزال»: what may have to be two words."""
    for small in _SMALL_WORDS:
        rest = word.removeprefix(small)
        if rest != word and _VERB.match(rest):
            return small, rest
    return None
