"""What two spellings have in common, and input made safe to store.

`fold` is for comparing and searching, never for showing. `tidy` is for storing: it takes out only what
no reader could see and what breaks a database, a feed or the direction of a page.
"""

import re
import unicodedata
from typing import NamedTuple

TATWEEL = "\u0640"
# Left and right marks and joiners have honest uses in a text; embeddings, overrides and isolates turn
# whatever follows them around, on our own page too.
DIRECTION_CONTROLS = "\u202a-\u202e\u2066-\u2069"
_UNSTORABLE = re.compile(f"[\x00-\x1f\x7f-\x9f{DIRECTION_CONTROLS}\ufeff\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# Letters that spelling habits, keyboards and foreign names write in more than one way, and that no
# Unicode decomposition joins.
_LETTERS = {
    "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ٵ": "ا",
    "ى": "ي", "ی": "ي", "ۍ": "ي", "ێ": "ي", "ې": "ي", "ے": "ي",
    "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "ڭ": "ك",
    "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف",
    "٫": ".", "٬": ",", "٪": "%",
}  # fmt: skip
_QURANIC_SMALL_LETTERS = "\u06e5\u06e6"


def is_mark(char):
    """Is `char` a vowel sign or another mark that words are compared without?

    True for the scripts whose marks are optional in writing; marks of Indic scripts are part of the word.
    """
    return unicodedata.category(char) in {"Mn", "Me"} and (
        char < "\u0900" or "\u1ab0" <= char <= "\u20ff" or "\ufe00" <= char <= "\ufe2f" or char > "\U00010efc"
    )


def without_marks(text):
    """Return `text` without vowel signs and tatweel; every letter keeps its shape."""
    return "".join(char for char in text if char != TATWEEL and not is_mark(char))


def _folded_once(char):
    if char.isspace():
        return " "
    if char in _LETTERS:
        return _LETTERS[char]
    if char == TATWEEL or char in _QURANIC_SMALL_LETTERS or is_mark(char):
        return ""
    category = unicodedata.category(char)
    if category in {"Cf", "Cc", "Cs"}:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    parts = unicodedata.normalize("NFKD", char)
    # A mark that stands alone in the presentation forms comes apart into a space and the mark.
    if parts.startswith(" ") and len(parts) > 1 and all(is_mark(part) for part in parts[1:]):
        return ""
    return unicodedata.normalize("NFKD", parts.casefold())


class _Folding(dict):
    """Character by character, worked out when first met, so that `str.translate` runs at full speed."""

    # The letters of a newspaper fit many times; a hostile text cannot make it grow without end.
    CAPACITY = 20_000

    def __missing__(self, code):
        folded = chr(code)
        while (again := "".join(map(_folded_once, folded))) != folded:
            folded = again
        if len(self) < self.CAPACITY:
            self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text):
    """Return what spellings of the same words have in common.

    Without vowel signs, tatweel and invisible characters; أ إ آ ٱ are ا, ى is ي, ة is ه, ؤ is و, ئ is ي;
    Persian letters and presentation forms are the Arabic ones; digits are 0–9; Latin letters lose case and
    accents; white space is one space. Folding twice changes nothing.
    """
    return " ".join(text.translate(_FOLDING).split())


class Folded(NamedTuple):
    """A folded text that remembers where each of its characters came from."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start, end):
        """Return where `text[start:end]`, which must not be empty, stands in the original.

        Vowel signs and tatweel belong to the letter before them.
        """
        return self.starts[start], self.ends[end - 1]


def fold_with_offsets(text):
    """Fold, keeping the way back: `fold_with_offsets(text).text == fold(text)`."""
    chars, starts, ends = [], [], []
    for index, char in enumerate(text):
        folded = _FOLDING[ord(char)]
        if not folded and chars and (char == TATWEEL or is_mark(char)):
            ends[-1] = index + 1
        for piece in folded:
            if piece == " " and (not chars or chars[-1] == " "):
                if chars:
                    ends[-1] = index + 1
                continue
            chars.append(piece)
            starts.append(index)
            ends.append(index + 1)
    length = len(chars) - (1 if chars and chars[-1] == " " else 0)
    return Folded("".join(chars[:length]), tuple(starts[:length]), tuple(ends[:length]))


def tag_key(text, length=120):
    """Return what makes two tags one: «بلدية مسقط», «بلديّة مسقط» and «#بلدية_مسقط» have the same key.

    Punctuation does not count, except in names like C++ and C#. Empty only where nothing can be seen.
    """
    folded = fold(text)
    spaced = "".join(
        " " if unicodedata.category(char)[0] in "PS" and char not in "+#" else char for char in folded
    )
    key = " ".join(re.sub(r"(?<!\w)[+#]+(?=\w)", " ", spaced).split())
    return (key or folded)[:length].rstrip()


def storable(text):
    """Take out what no reader sees and a database, a feed or a page cannot bear; white space becomes a space.

    Controls, direction overrides, lone surrogates and noncharacters go. No letter is touched.
    """
    return _UNSTORABLE.sub(lambda match: " " if match[0].isspace() else "", text)


def tidy(text):
    """Return one line that is safe to store: NFC, no control characters, white space made single."""
    return " ".join(unicodedata.normalize("NFC", storable(text)).split())


def tidy_lines(text):
    """The same for text of several lines: line ends become \\n, and two paragraphs keep one empty line at most."""
    lines = "\n".join(tidy(line) for line in split_lines(text))
    return re.sub("\n{3,}", "\n\n", lines).strip("\n")


def split_lines(text):
    """Return the lines of `text`, whichever system wrote it."""
    return _LINE_ENDS.split(text)
