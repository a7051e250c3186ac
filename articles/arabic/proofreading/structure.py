"""The build of a story: its headline, leftovers of pasting, long sentences and paragraphs."""

import re

from articles.arabic.counting import sentence_spans, words
from articles.arabic.proofreading.rules import rules
from articles.arabic.report.dateline import read_dateline
from articles.arabic.report.furniture import reason_anywhere

_LONGEST_HEADLINE = 80
_NO_LEFTOVERS = {None, "ornament", "date", "tags", "label", "repeated", "photo-credit", "end"}
_HEADLINE_END = re.compile(r"(?<![.…])[.،؛](?=\s*$)")


def headline_findings(text, style):
    table = rules()
    shown = text.strip()
    if words(shown) > style.longest_headline or len(shown) > _LONGEST_HEADLINE:
        yield table["long-headline"].finding(text, 0, len(text))
    if match := _HEADLINE_END.search(text):
        yield table["headline-stop"].finding(text, match.start(), match.end(), [""])
    if (at := text.find("!")) >= 0:
        yield table["headline-mark"].finding(text, at, at + 1)


def body_findings(text, style):
    """Yield what a text of paragraphs has that a story should not."""
    table = rules()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield from _paragraph(table, text, start, end, style)
        start = end + 1


def dateline_in_body(text):
    """Yield a dateline that stands as the first paragraph of a body: it has fields of its own."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found = read_dateline(line)
            if found and (found.place or found.source):
                yield rules()["dateline-in-body"].finding(text, start, start + len(line))
            return
        start += len(line) + 1


def _paragraph(table, text, start, end, style):
    line = text[start:end]
    if reason_anywhere(line) not in _NO_LEFTOVERS:
        yield table["pasted-leftover"].finding(text, start, end, [""])
        return
    if words(line) > style.longest_paragraph:
        yield table["long-paragraph"].finding(text, start, end)
    for first, last in sentence_spans(line):
        if words(line[first:last]) > style.longest_sentence:
            yield table["long-sentence"].finding(text, start + first, start + last)
