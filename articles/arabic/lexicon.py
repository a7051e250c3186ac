"""How often an Arabic word is met in running text: the language as known on the first day.

The list is frozen: it changes only by `setup/lexicon.py`, and then has another `version`. Where it comes from and
under which licence it stands says lexicon.md. It is read when first asked for (0.2 s, about 45 MB), so a process
that only serves readers never holds it.
"""

import gzip
from functools import lru_cache
from itertools import islice
from pathlib import Path

from articles.arabic.normalise import fold, without_marks

_FILE = Path(__file__).with_name("lexicon.txt.gz")


class Lexicon:
    """Words as they are written, without vowel signs and tatweel; hamzas and the last ya count.

    `levels` maps each word to n, where the word is about 10 ** (-n / 100) of all words: 146 for «في», 737 for the
    rarest. It is there for tight loops over candidates; others ask `frequency`.
    """

    def __init__(self, version, levels):
        self.version = version
        self.levels = levels

    def __contains__(self, word):
        return without_marks(word) in self.levels

    def __len__(self):
        return len(self.levels)

    def frequency(self, word):
        """Return the share of `word` in running text, vowel signs aside; 0.0 for a word not in the list."""
        return _share(self.levels.get(without_marks(word)))

    def folded(self, most_frequent=60_000):
        """Return the shares of the most frequent words by their folded spelling, as `normalise.fold` gives it.

        Words that fold alike («على», «علي») are counted together. A new dictionary at every call.
        """
        shares = {}
        for word, level in islice(self.levels.items(), most_frequent):
            key = fold(word)
            shares[key] = shares.get(key, 0.0) + _share(level)
        return shares


@lru_cache(maxsize=1)
def lexicon():
    """Return the one `Lexicon` of this process, most frequent words first."""
    version, levels = "", {}
    for line in gzip.decompress(_FILE.read_bytes()).decode().splitlines():
        if line.startswith("#"):
            version = version or line.removeprefix("# Version: ")
            continue
        level, *words = line.split(" ")
        levels.update(dict.fromkeys(words, int(level)))
    return Lexicon(version, levels)


def frequency(word):
    """Return the share of `word` in running text; 0.0 for a word that is not in the list."""
    return lexicon().frequency(word)


def _share(level):
    return 0.0 if level is None else 10 ** (-level / 100)
