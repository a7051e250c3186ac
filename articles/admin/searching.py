"""Search in the desk's lists: «احمد» finds «أحمد» and «أحمدُ», on both databases alike."""

import re

from django.db.models import Q

from articles.arabic.normalise import fold, tidy

LONGEST = 100
MOST_WORDS = 8

# What folding makes of a letter, and everything that it is made of.
_FAMILIES = {"ا": "اأإآٱ", "ي": "يىئیې", "ه": "هةہھە", "و": "وؤ", "ك": "كکگ", "ب": "بپ", "ج": "جچ", "ف": "فڤ"}
_FAMILIES |= {str(n): f"{n}{chr(0x660 + n)}{chr(0x6F0 + n)}" for n in range(10)}
_MARKS = "[\u0640\u064b-\u065f\u0670]*"


def matching(rows, fields, typed):
    """Narrow `rows` to those in which every typed word stands in one of `fields`, however it is spelt."""
    for word in tidy(typed)[:LONGEST].split()[:MOST_WORDS]:
        pattern = spelt_any_way(word)
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__iregex": pattern})
        rows = rows.filter(found)
    return rows


def spelt_any_way(word):
    """Return a regular expression for `word` in any spelling; it means the same to both databases."""
    return _MARKS.join(_any_of(letter) for letter in fold(word) or word)


def _any_of(letter):
    return f"[{_FAMILIES[letter]}]" if letter in _FAMILIES else re.escape(letter)
