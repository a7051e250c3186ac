"""The Ayaspell dictionary (hunspell-ar 3.2), for the one question whether a word can be formed in Arabic.

Its suggestions are never asked for: they take up to a second a word. Licence and source: README.md.
"""

import gzip
import tempfile
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def _speller():
    # Loaded when first asked for, so that a reader's page never pays for it: 18 MB.
    from hunspell import Hunspell

    # Hunspell reads files, not streams, and keeps nothing open.
    with tempfile.TemporaryDirectory(prefix="dictionary-") as folder:
        for name in ("ar.aff", "ar.dic"):
            (Path(folder) / name).write_bytes(gzip.decompress((_HERE / f"{name}.gz").read_bytes()))
        return Hunspell("ar", hunspell_data_dir=folder)


@lru_cache(maxsize=50_000)
def known(word):
    """Can `word` (without vowel signs) be formed from the dictionary's stems, prefixes and suffixes?"""
    return bool(_speller().spell(word))
