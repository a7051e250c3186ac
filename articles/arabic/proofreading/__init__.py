"""The copy desk (المدقق): what is wrong in a text, by which rule, and what would be right.

words          the words of a text, and where they stand
dictionary/    hunspell-ar: can this word be formed?
counts         how often the newspaper has written a word and a pair of words
likelihood     the language's counts and the newspaper's, put together
edits          slips of the pen and of the finger, and how likely each is
phrases        set phrases of the house: «الذكاء الاصطناعي»
pairs          always-wrong words, by table and by rule
names          places and persons of the gazetteer
spelling       the layers of spelling, in order
register       names and titles, with the days on which they hold
style          house style: punctuation, spaces, letters, digits
structure      headline, leftovers of pasting, long sentences and paragraphs
house          what the desk decides: its dictionary, its phrases, its choices where schools differ
rules          every rule with its severity, reason and source; rules.toml
findings       what is said about a text
readability    how a story reads
checking       Proofreader: all of it over one text, and safe fixes

A word is looked up in the dictionary, never asked for suggestions; the likeliest words are found by counting.
Nothing is loaded before the first text is read.
"""

from articles.arabic.proofreading.checking import Proofreader, apply
from articles.arabic.proofreading.counts import Counts, Tally, counted
from articles.arabic.proofreading.findings import Category, Finding, Severity
from articles.arabic.proofreading.house import House, Style
from articles.arabic.proofreading.readability import readability
from articles.arabic.proofreading.register import Entry, Held, Register
from articles.arabic.proofreading.rules import rules

__all__ = [
    "Category", "Counts", "Entry", "Finding", "Held", "House", "Proofreader", "Register", "Severity", "Style", "Tally",
    "apply", "counted", "readability", "rules",
]  # fmt: skip
