"""The proofreader: every layer over one text, and the fixes that need no reader."""

from datetime import date

from articles.arabic.proofreading.counts import Counts
from articles.arabic.proofreading.findings import Category, without_overlaps
from articles.arabic.proofreading.house import House
from articles.arabic.proofreading.rules import rules
from articles.arabic.proofreading.spelling import Speller
from articles.arabic.proofreading.structure import body_findings, dateline_in_body, headline_findings
from articles.arabic.proofreading.style import style_findings
from articles.arabic.proofreading.words import words

# The parts of a story; `text` is a whole file.
PARTS = ("kicker", "headline", "standfirst", "body", "caption", "alt", "text")
_PASTED = {"pasted-leftover"}
# These say more about a word than that it is in no dictionary.
_BEFORE_SPELLING = {"maqsura-inside", "ta-inside", "tanween-after-hamza"}
_MOST_ROUNDS = 6


class Proofreader:
    """Reads texts under the decisions of a `House`, with the newspaper's `Counts`. Holds nothing of a text."""

    def __init__(self, house=None, counts=None):
        self.house = house or House()
        self._speller = Speller(self.house, counts or Counts())

    def check(self, text, part="text", day=None):
        """Return the findings over `text`, in order. `day` is the story's, for titles that people held then."""
        found = words(text)
        spelt, new_words = self._speller.check(found)
        table = rules()
        findings = [finding._replace(text=text[finding.offset : finding.end]) for finding in spelt]
        if self.house.register:
            named = list(self.house.register.findings(text, found, day or date.max))
            # What the register says about a name, it says instead of the dictionary.
            findings = [*named, *findings]
        style = list(style_findings(text, self.house.style))
        findings = [finding for finding in style if finding.rule in _BEFORE_SPELLING] + findings
        findings += [finding for finding in style if finding.rule not in _BEFORE_SPELLING]
        findings += self._structure(text, part)
        findings += [table["new-name"].finding(text, word.start, word.end) for word in new_words]
        findings = [finding for finding in findings if finding.rule not in self.house.silent_rules]
        return without_overlaps(_outside_leftovers(findings))

    def _structure(self, text, part):
        if part == "headline":
            return headline_findings(text, self.house.style)
        if part == "body":
            return [*body_findings(text, self.house.style), *dateline_in_body(text)]
        return body_findings(text, self.house.style) if part in ("text", "standfirst") else ()

    def fix(self, text, part="text"):
        """Return `text` with every safe finding applied. Fixing again changes nothing."""
        for _round in range(_MOST_ROUNDS):
            fixed = apply(text, [finding for finding in self.check(text, part) if finding.safe])
            if fixed == text:
                break
            text = fixed
        return text


def apply(text, findings):
    """Return `text` with the first suggestion of each of the `findings`, which must not overlap."""
    for finding in sorted(findings, key=lambda finding: -finding.offset):
        if finding.suggestions:
            text = text[: finding.offset] + finding.suggestions[0] + text[finding.end :]
    return text


def _outside_leftovers(findings):
    """What stands on a line that is no part of the story need not be spelt well."""
    spans = [(finding.offset, finding.end) for finding in findings if finding.rule in _PASTED]
    return [
        finding
        for finding in findings
        if finding.rule in _PASTED
        or not any(start <= finding.offset and finding.end <= end for start, end in spans)
    ]


def is_alarm(finding):
    """Does this finding say that a word is misspelt?"""
    return finding.category == Category.SPELLING
