"""Kicker, headline and standfirst: what the lines over a story are."""

import re

from articles.arabic.normalise import fold
from articles.arabic.report.lines import ends_a_sentence, word_count

# A kicker leads up to the headline: «في إطار …»، «برعاية …»، «خلال …».
_LEADS_UP = re.compile(
    r"(?:في|ضمن|خلال|علي هامش|برعايه|بمشاركه|بحضور|بتنظيم|بالتعاون|بمناسبه|بهدف|تحت|بعد|قبل|بدء|مع|وسط|من|عن"
    r"|تنظمه|تنظمها)\b"
)
STANDFIRST_WORDS = 16


def read_head(lines):
    """Return (kicker, headline, standfirst) from the lines over a story; every line is in one of the three."""
    texts = [line.text for line in lines]
    standfirst = []
    while len(texts) > 1 and _is_standfirst(texts[-1]):
        standfirst.insert(0, texts.pop())
    kicker, headline = _kicker_and_headline(lines[: len(texts)], texts)
    if len(headline) > 2:
        headline, standfirst = headline[:2], [*headline[2:], *standfirst]
    return kicker, " ".join(headline), " ".join(standfirst)


def _is_standfirst(text):
    return word_count(text) >= STANDFIRST_WORDS or (ends_a_sentence(text) and word_count(text) > 8)


def _kicker_and_headline(lines, texts):
    if len(texts) < 2:
        return "", texts
    if _is_kicker(lines, texts):
        return texts[0], texts[1:]
    return "", texts


def _is_kicker(lines, texts):
    """Lines that stand apart are kicker and headline; lines that touch are one headline broken in two."""
    first, second = lines[0], lines[1]
    if first.level or second.level:
        return second.level == 1 or second.level > first.level > 1
    apart = first.block != second.block
    if len(texts) > 2:
        return apart or _LEADS_UP.match(fold(texts[0])) is not None
    return apart or texts[0].endswith((":", "..")) or _LEADS_UP.match(fold(texts[0])) is not None
