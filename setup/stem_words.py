"""Writes articles/arabic/stem_words.txt.gz: what the stemmer of the search knows of the language.

Taken from lexicon.txt.gz, so that a reader's process holds 55,000 words and not 300,000. Run by hand; a changed
file asks for `manage.py reindex`, because stored and asked words must be cut alike.
"""

import gzip
import math
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from articles.arabic.lexicon import lexicon  # noqa: E402 - the path comes first

MOST_FREQUENT = 60_000
HEAD = """# Version: {version}
# Folded Arabic words by frequency, derived from wordfreq 3.1.1 by Robyn Speer and others, under the
# Creative Commons Attribution-ShareAlike 4.0 licence (CC BY-SA 4.0); this file is under the same licence.
# Its sources, their authors and their licences: lexicon.md beside this file.
# Every line: a level n, then the words that make up about 10 ** (-n / 100) of all words in running text.
"""


def main():
    levels = {}
    for word, share in lexicon().folded(MOST_FREQUENT).items():
        # Steps of 5: a tenth more or less decides nothing, and the file is smaller.
        levels.setdefault(5 * round(-20 * math.log10(share)), []).append(word)
    lines = [f"{level} {' '.join(sorted(words))}\n" for level, words in sorted(levels.items())]
    text = HEAD.format(version=f"{lexicon().version}/{MOST_FREQUENT}") + "".join(lines)
    target = ROOT / "articles" / "arabic" / "stem_words.txt.gz"
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
