"""How a story reads: its length, its long sentences and paragraphs, and how its sentences begin.

Everything is counted without vowel signs, so that «شَارَكَ» is one word of four letters; numbers in any digits are words.
"""

from dataclasses import dataclass

from articles.arabic.counting import reading_minutes, sentence_spans, words
from articles.arabic.proofreading.words import bare
from articles.arabic.proofreading.words import words as words_of

LONG_SENTENCE, LONG_PARAGRAPH = 40, 90
# «تم افتتاح» hides who opened.
_PASSIVE_OPENINGS = frozenset("تم تمت يتم تتم سيتم ستتم جرى جرت يجري تجري".split())


@dataclass(frozen=True)
class Readability:
    """Spans are (start, end) in the text."""

    words: int
    sentences: int
    paragraphs: int
    minutes: int
    longest_sentence: int
    long_sentences: tuple
    long_paragraphs: tuple
    passive_openings: tuple
    repeated_openings: tuple

    @property
    def words_a_sentence(self):
        return round(self.words / self.sentences) if self.sentences else 0


def readability(text):
    """Measure `text`, whose lines are paragraphs."""
    sentences = sentence_spans(text)
    lengths = [words(text[start:end]) for start, end in sentences]
    openings = [_opening(text[start:end]) for start, end in sentences]
    paragraphs = [span for span in _lines(text) if words(text[slice(*span)])]
    return Readability(
        words=words(text),
        sentences=len(sentences),
        paragraphs=len(paragraphs),
        minutes=reading_minutes(text),
        longest_sentence=max(lengths, default=0),
        long_sentences=tuple(
            span for span, length in zip(sentences, lengths, strict=True) if length > LONG_SENTENCE
        ),
        long_paragraphs=tuple(span for span in paragraphs if words(text[slice(*span)]) > LONG_PARAGRAPH),
        passive_openings=tuple(
            span for span, opening in zip(sentences, openings, strict=True) if opening in _PASSIVE_OPENINGS
        ),
        repeated_openings=tuple(
            sentences[at]
            for at in range(1, len(sentences))
            if openings[at] and openings[at] == openings[at - 1]
        ),
    )


def _opening(sentence):
    """Return the first word without the conjunction: «وأضاف» and «أضاف» open alike."""
    found = words_of(sentence)
    if not found:
        return ""
    first = bare(found[0].text)
    return first[1:] if len(first) > 3 and first[0] in "وف" else first.removeprefix("و")


def _lines(text):
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
