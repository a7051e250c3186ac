"""A question in the language of each database's index.

The two say the same: all of these, none of those. Tokens are of letters and digits alone (`articles.arabic.terms`),
so nothing that a reader types can be read as a sign of either language.
"""

from dataclasses import dataclass

from .documents import EVERYTHING, TITLE


@dataclass(frozen=True)
class Language:
    """How an index joins, excludes and quotes."""

    both: str
    either: str
    without: str
    row: str
    """Between the tokens of a phrase."""
    quoted: str
    beginning: str

    def way(self, tokens):
        if tokens[-1].endswith("*"):
            return self.beginning.format(tokens[-1][:-1])
        if self.row == " ":
            return self.quoted.format(" ".join(tokens))
        return f"({self.row.join(self.quoted.format(token) for token in tokens)})"

    def any_of(self, ways):
        return f"({self.either.join(map(self.way, ways))})"

    def all_of(self, parts):
        return f"({self.both.join(parts)})"


FTS5 = Language(" AND ", " OR ", " NOT ", " ", '"{}"', '"{}"*')
TSQUERY = Language(" & ", " | ", " & !", " <-> ", "'{}'", "'{}':*")


def language_of(connection):
    return TSQUERY if connection.vendor == "postgresql" else FTS5


def whole(language, question, groups=()):
    """Return the expression for everything that answers `question` and has one mark of each of `groups`."""
    return _expression(language, question, groups, [clause.choices() for clause in question.wanted])


def in_titles(language, question, groups=()):
    """The same, for stories that answer with their headline alone."""
    return _expression(language, question, groups, [clause.choices(TITLE) for clause in question.wanted])


def elsewhere(language, question, groups=()):
    """What answers `question`, but not with the headline alone."""
    return f"{whole(language, question, groups)}{language.without}{in_titles(language, question, groups)}"


def one_of(language, tokens):
    """Return the expression for entries that hold any of `tokens`."""
    return language.any_of([[token] for token in tokens])


def _expression(language, question, groups, wanted):
    parts = [language.any_of(choices) for choices in wanted]
    parts += [language.any_of([[mark] for mark in group]) for group in groups]
    # An exclusion needs something to exclude from.
    found = language.all_of(parts or [language.any_of([[EVERYTHING]])])
    unwanted = [way for clause in question.unwanted for way in clause.choices()]
    return f"({found}{language.without}{language.any_of(unwanted)})" if unwanted else found
