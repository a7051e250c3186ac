"""What the newspaper itself has written: how often each word, and each pair of words that follow one another."""

from collections import Counter
from itertools import pairwise

from articles.arabic.proofreading.words import words


class Counts:
    """The counts of an empty archive. Others answer the same three questions.

    Look-ups come in lots, so that a table in a database is asked twice a story and not once a word.
    """

    total = 0

    def of_words(self, wanted):
        """Return {word: times} for those of `wanted` that are in the archive."""
        return {}

    def of_pairs(self, wanted):
        """Return {"word word": times} for those of `wanted` that are in the archive."""
        return {}


class Tally(Counts):
    """Counts held in memory."""

    def __init__(self, texts=()):
        self.words, self.pairs, self.total = Counter(), Counter(), 0
        for text in texts:
            self.add(text)

    def add(self, text):
        singles, pairs = counted(text)
        self.words.update(singles)
        self.pairs.update(pairs)
        self.total += sum(singles.values())

    def of_words(self, wanted):
        return {word: self.words[word] for word in wanted if word in self.words}

    def of_pairs(self, wanted):
        return {pair: self.pairs[pair] for pair in wanted if pair in self.pairs}


def counted(text):
    """Return the words of `text` and its pairs of neighbours, counted."""
    found = [word for word in words(text) if not word.partial]
    pairs = (f"{first.text} {second.text}" for first, second in pairwise(found) if not second.opens)
    return Counter(word.text for word in found), Counter(pairs)
