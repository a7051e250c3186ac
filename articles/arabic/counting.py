"""Words, sentences and reading time of Arabic text."""

import re

from articles.arabic.normalise import TATWEEL, without_marks

# Signs that hold a number or a Latin word together (1,500 · 9:30 · COVID-19 · name@example.com); between two
# Arabic words the same signs stand for a missing space.
_JOINED = r"(?:(?<![\u0620-\u064a])[-'’.,:/@&+٫٬](?![\u0620-\u064a])[^\W_]+)*"
_WORD = re.compile(rf"[^\W_]+{_JOINED}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
_SENTENCE_END = re.compile(r"(?:[.!؟?…]+[»”\"')\]]*(?=\s|$))|\n+")
_INITIAL = re.compile(r"(?:^|[\s(«\"])(?:[^\W\d_]\.)*[^\W\d_]\.$")

WORDS_PER_MINUTE = 180


def words(text):
    """Count the words a reader sees: numbers in any digits are words, vowel signs divide none."""
    return sum(1 for _ in _WORD.finditer(_INVISIBLE.sub("", without_marks(text))))


def reading_minutes(text):
    """Return whole minutes at 180 words a minute, to the nearest; at least one where there is a word at all."""
    count = words(text)
    return max(1, (count + WORDS_PER_MINUTE // 2) // WORDS_PER_MINUTE) if count else 0


def sentence_spans(text):
    """Return (start, end) of every sentence, without the white space around it.

    A line end closes a sentence. The two points of Arabic headlines («تنمية.. وشراكة») do not, nor do
    initials and titles («د.», «ص.ب.»), nor the point inside a number.
    """
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if not _closes(text, match):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trimmed(text, *span))]


def sentences(text):
    """Return the sentences of `text`, each exactly as it stands there."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _closes(text, match):
    mark = match[0]
    if mark.startswith("\n") or match.end() == len(text) or text[match.end()] == "\n":
        return True
    if mark.startswith(("..", "…")):
        return False
    return not (
        mark == "." and _INITIAL.search(text[max(0, match.start() - 12) : match.end()].replace(TATWEEL, ""))
    )


def _trimmed(text, start, end):
    stripped = text[start:end].strip()
    if not words(stripped):
        return None
    start = text.index(stripped, start)
    return start, start + len(stripped)
