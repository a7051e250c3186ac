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
_FAMILY = re.compile(r"ال\w+(?:ي|يه|ه)$")


def is_place(text):
    return fold(text) in PLACES


def is_source(text):
    folded = fold(text).strip(" .")
    return folded in SOURCES or folded.startswith(_SOURCE_OPENINGS)


def is_person(text):
    """Is this certainly somebody's name? A known given name first, or a «بن» in it; two to six words."""
    words = _HONORIFIC.sub("", fold(text)).split()
    if not 2 <= len(words) <= 6 or any(not word.replace("-", "").isalpha() for word in words):
        return False
    return words[0] in GIVEN_NAMES or "بن" in words[1:] or "بنت" in words[1:]


def may_be_person(text):
    """Could it be a name, where a name is expected? «رائد المنصوري»: the last word is a family's."""
    words = fold(text).split()
    return is_person(text) or (
        2 <= len(words) <= 4 and not words[0].startswith("ال") and bool(_FAMILY.match(words[-1]))
    )
