"""Derive articles/arabic/lexicon.txt.gz from wordfreq's Arabic counts.

Only for a new version of the word list; nothing that runs needs wordfreq. In a virtual environment of its own:

    pip install wordfreq==3.1.1 && python setup/lexicon.py

A changed list means another VERSION in it, and with that a new search index.
"""

import gzip
import re
import sys
from importlib.metadata import version
from pathlib import Path

from wordfreq import get_frequency_list

TARGET = Path(__file__).resolve().parent.parent / "articles" / "arabic" / "lexicon.txt.gz"
REVISION = 1
# Beyond these the list is mostly names in passing and words run together.
MOST_WORDS = 300_000
# The 36 letters of Arabic words; no digits, no Persian letters, no vowel signs.
_WORD = re.compile("[ء-غف-ي]+")
HEADER = """\
# Version: wordfreq-{version}-{revision}
# Arabic words by frequency, derived from wordfreq {version} by Robyn Speer and others, under the
# Creative Commons Attribution-ShareAlike 4.0 licence (CC BY-SA 4.0); this file is under the same licence.
# Its sources, their authors and their licences: lexicon.md beside this file.
# Changed: only words of Arabic letters are kept, and the rarest left out.
# Every line: a level n, then the words that make up about 10 ** (-n / 100) of all words in running text.
"""


def levels():
    kept = 0
    for level, words in enumerate(get_frequency_list("ar", "large")):
        words = sorted(word for word in words if _WORD.fullmatch(word))
        kept += len(words)
        if kept > MOST_WORDS:
            return
        if words:
            yield level, words


def main():
    text = HEADER.format(version=version("wordfreq"), revision=REVISION)
    text += "".join(f"{level} {' '.join(words)}\n" for level, words in levels())
    # The same words always make the same file: no time of day inside.
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
