"""What a reader typed, as words, phrases, exclusions and beginnings of words.

Every string is a question: what cannot be read as more is read as words. `"…"` and «…» hold a phrase, a hyphen
before a word leaves out the stories that have it, an asterisk after it asks for the words that begin so.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from articles.arabic.normalise import fold, tidy
from articles.arabic.terms import Term, terms, without_article

from .documents import BEGINNING

LONGEST = 200
MOST_CLAUSES = 12
SHORTEST_BEGINNING = 2
_CLAUSE = re.compile(r'(?P<no>(?<!\S)[-−–])?(?:"(?P<a>[^"]*)"|«(?P<b>[^»]*)»|“(?P<c>[^”]*)”|(?P<word>[^\s"«»“”]+))')
_ONE_SCRIPT = re.compile(r"[a-z0-9]+|[\u0621-\u064a]+")
_QUOTES = str.maketrans("„‟＂″", '""""')


@dataclass(frozen=True)
class Clause:
    """Words that must stand one after the other; one word alone is the usual case."""

    stems: tuple[str, ...]
    typed: str
    """As the reader wrote it, without its signs."""
    leaves_out: bool = False
    beginning: str = ""
    """The folded beginning of a word that a headline may have instead."""

    def choices(self, marker=""):
        """Return the ways in which a story can satisfy this clause, each a list of tokens in a row.

        A choice that ends in an asterisk stands for every token that begins so.
        """
        ways = [[marker + stem for stem in self.stems]] if self.stems else []
        return [*ways, [f"{BEGINNING}{self.beginning}*"]] if self.beginning else ways


@dataclass(frozen=True)
class Question:
    clauses: tuple[Clause, ...]
    typed: str = ""

    @cached_property
    def wanted(self):
        return [clause for clause in self.clauses if not clause.leaves_out]

    @cached_property
    def unwanted(self):
        return [clause for clause in self.clauses if clause.leaves_out]


def read(typed, *, as_typed=False):
    """Return the `Question` in `typed`. With `as_typed` the last word may be the beginning of one."""
    line = tidy(typed[: 4 * LONGEST])[:LONGEST].translate(_QUOTES)
    clauses = [clause for match in _CLAUSE.finditer(line) if (clause := _clause(match))]
    if as_typed and clauses and line[-1:] not in '"»”' and not line.endswith("*"):
        clauses[-1] = _begun(clauses[-1])
    return Question(tuple(dict.fromkeys(clauses))[:MOST_CLAUSES], line)


def _clause(match):
    word = match["word"]
    written = word if word is not None else match["a"] or match["b"] or match["c"] or ""
    found = terms(written)
    leaves_out = bool(match["no"])
    clause = Clause(_stems(found), written.strip("*"), leaves_out)
    if word is not None and word.endswith("*"):
        return _begun(clause)
    return clause if found else None


def _begun(clause):
    """Return `clause` as the beginning of a word, where it is one word and long enough to narrow anything."""
    words = fold(clause.typed).split()
    beginning = without_article(words[-1]) if len(words) == 1 and _ONE_SCRIPT.fullmatch(words[0]) else ""
    if len(beginning) < SHORTEST_BEGINNING or clause.leaves_out:
        return clause if clause.stems else None
    return Clause(clause.stems, clause.typed, beginning=beginning)


def _stems(found: list[Term]):
    return tuple(term.stem for term in found)
