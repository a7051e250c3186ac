"""The Arabic words of a text, each as it is looked up and where it stands in the original."""

import re
import unicodedata
from typing import NamedTuple

from articles.arabic.normalise import TATWEEL, without_marks

# Arabic letters of every spelling with the marks on them, and the presentation forms of pasted PDF text.
_WORD = re.compile(
    "[\u0621-\u065f\u0670-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\ufb50-\ufbb1\ufbd3-\ufdfb\ufe70-\ufefc]+"
)
_TO_ARABIC = str.maketrans("ٱکیێېےۍہھەۃ", "اكيييييهههة")
# A letter, a digit, or the sign of a tag or an address.
_JOINED_TO = re.compile(r"[\w@#]")


class Word(NamedTuple):
    """`text` is bare: no vowel signs, no tatweel, Arabic letters only."""

    start: int
    end: int
    text: str
    opens: bool  # nothing but a break stands before it: a line end, a bracket, a mark
    partial: bool  # an abbreviation (هـ) or part of something longer (الـ56): not for the dictionary

    @property
    def length(self):
        return self.end - self.start


def words(text):
    """Return the `Word`s of `text`, in order."""
    found, previous_end = [], None
    for match in _WORD.finditer(text):
        start, end = match.span()
        bare = _bare(match[0])
        if not bare:
            continue
        gap = text[previous_end:start] if previous_end is not None else "\n"
        opens = not gap.isspace() or "\n" in gap
        around = text[start - 1 : start] if start else "", text[end : end + 1]
        partial = match[0].endswith(TATWEEL) or any(map(_JOINED_TO.match, around))
        found.append(Word(start, end, bare, opens, partial))
        previous_end = end
    return found


def bare(word):
    """Return `word` as the dictionary and the counts know it."""
    return _bare(word)


def _bare(raw):
    if raw.isalpha() and raw.isascii():
        return raw
    if any(char >= "\ufb50" for char in raw):
        raw = unicodedata.normalize("NFKC", raw)
    return "".join(char for char in without_marks(raw).translate(_TO_ARABIC) if char.isalpha())
