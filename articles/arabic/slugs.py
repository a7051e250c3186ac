"""A headline as the last part of an address."""

import re
import unicodedata

from articles.arabic.digits import to_latin
from articles.arabic.normalise import TATWEEL, is_mark

_THOUSANDS = re.compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’ʼ](?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+")


def slug(text, words=8, length=60, fallback="story"):
    """Return at most `words` whole words of `text` and at most `length` characters, joined by hyphens.

    Arabic letters stay as they are written; vowel signs and tatweel go, digits are 0–9, Latin is lower case.
    `fallback` stands in where the text has neither a letter nor a digit, so a slug is never empty.
    """
    chosen = []
    for word in _WORD.findall(_plain(text)):
        if len(chosen) == words or len("-".join([*chosen, word])) > length:
            break
        chosen.append(word)
    if not chosen:
        # One endless word, or none at all.
        chosen = [word[:length] for word in _WORD.findall(_plain(text))[:1]]
    return "-".join(chosen) or fallback


def _plain(text):
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    text = "".join(char for char in text if not _is_dropped(char))
    return _APOSTROPHE.sub("", _THOUSANDS.sub("", to_latin(unicodedata.normalize("NFC", text))))


def _is_dropped(char):
    return char == TATWEEL or is_mark(char) or unicodedata.category(char) in {"Cf", "Cs"}
