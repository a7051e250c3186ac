"""How likely a word is, at its place: the language's own counts, and the newspaper's as its archive grows."""

import math

from articles.arabic.lexicon import lexicon
from articles.arabic.proofreading.dictionary import known

# The lexicon weighs as much as an archive of so many words.
_LEXICON_WEIGHT = 5_000_000
# The share of a word that is in no list: formed as the dictionary allows, or not even that.
_FORMED, _UNKNOWN = 3e-9, 2e-11
_NEXT_WORD = 0.6


class Likelihood:
    """The likelihood of words within one text. `prepare` fetches the newspaper's counts in one go."""

    def __init__(self, counts):
        self._levels = lexicon().levels
        self._counts = counts
        self._words, self._pairs = {}, {}

    def prepare(self, words, pairs=()):
        if not self._counts.total:
            return
        missing = {word for word in words if word not in self._words}
        found = self._counts.of_words(missing)
        self._words.update({word: found.get(word, 0) for word in missing})
        missing = {pair for pair in pairs if pair not in self._pairs}
        found = self._counts.of_pairs(missing)
        self._pairs.update({pair: found.get(pair, 0) for pair in missing})

    def level(self, word):
        return self._levels.get(word)

    def written_here(self, word):
        """How often the newspaper has written `word`."""
        return self._words.get(word, 0)

    def pair(self, first, second):
        """How often the newspaper has written the two after one another."""
        return self._pairs.get(f"{first} {second}", 0)

    def share(self, word):
        level = self._levels.get(word)
        general = 10 ** (-level / 100) if level is not None else 0.0
        own, total = self._words.get(word, 0), self._counts.total
        share = (general * _LEXICON_WEIGHT + own) / (_LEXICON_WEIGHT + total)
        return share or (_FORMED if known(word) else _UNKNOWN)

    def at(self, word, before, after):
        """Return the logarithm of how likely `word` is between its neighbours, either of which may be None."""
        share = self.share(word)
        log = math.log(share)
        if not self._counts.total:
            return log
        if before and (times := self._words.get(before)):
            pair = self._pairs.get(f"{before} {word}", 0)
            log = math.log(_NEXT_WORD * pair / times + (1 - _NEXT_WORD) * share) - math.log(1 - _NEXT_WORD)
        if after and (own := self._words.get(word)):
            usual = self.share(after)
            pair = self._pairs.get(f"{word} {after}", 0)
            log += math.log(_NEXT_WORD * pair / own + (1 - _NEXT_WORD) * usual)
            log -= math.log((1 - _NEXT_WORD) * usual)
        return log
