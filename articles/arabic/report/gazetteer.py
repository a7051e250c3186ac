"""Places, sources and given names: what a dateline is made of. All are compared folded.

The names themselves stand in gazetteer.toml, for the desk to read and to add to.
"""

import re
import tomllib
from pathlib import Path

from articles.arabic.normalise import fold

_GAZETTEER = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _names(text):
    return frozenset(fold(name) for name in text.split("،"))


PLACES = frozenset().union(*map(_names, _GAZETTEER["places"].values()))
SOURCES = _names(_GAZETTEER["sources"]["known"])
GIVEN_NAMES = frozenset().union(*map(_names, _GAZETTEER["given_names"].values()))
_SOURCE_OPENINGS = tuple(word + " " for word in _names(_GAZETTEER["sources"]["openings"]))

_HONORIFIC = re.compile(r"^(?:(?:د|م|ا|الدكتور|الدكتوره|المهندس|المهندسه|الاستاذ|الاستاذه|الشيخ)\.? )+")
_DESCENT = {"بن", "بنت", "ابن", "ابو", "ال", "عبد", "bin", "bint", "al"}
_FAMILY = re.compile(r"ال\w+(?:ي|يه|ه)$")


def is_place(text):
    return fold(text) in PLACES


def is_source(text):
    folded = fold(text).strip(" .")
    return folded in SOURCES or folded.startswith(_SOURCE_OPENINGS)


def is_person(text):
    """Is this certainly somebody's name, or several joined by «و»?

    A known given name comes first, a family name or another given name last: «سالم بن علي الهنائي». «أمل جديد
    لمرضى القلب» and «على الطريق» begin alike and are none.
    """
    if text.startswith(("على ", "الى ", "إلى ")):
        return False
    names = [_HONORIFIC.sub("", name).split() for name in re.split(r" و(?=\w)", fold(text))]
    return all(2 <= len(words) <= 6 and all(map(_is_word, words)) and _is_name(words) for words in names)


def _is_word(word):
    return word.replace("-", "").isalpha()


def _is_name(words):
    first, *middle, last = words
    if first not in GIVEN_NAMES and not _DESCENT & set(middle):
        return False
    return all(word in GIVEN_NAMES or word in _DESCENT or _is_family(word) for word in (*middle, last))


def _is_family(word):
    return word.startswith("ال") or (word.isascii() and word not in GIVEN_NAMES)


def may_be_person(text):
    """Could it be a name, where a name is expected? «رائد المنصوري»: the last word is a family's."""
    words = fold(text).split()
    return is_person(text) or (
        2 <= len(words) <= 4 and not words[0].startswith("ال") and bool(_FAMILY.match(words[-1]))
    )
