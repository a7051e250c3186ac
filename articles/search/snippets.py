"""The passage of a story that answers, in the story's own spelling, with the words that were found marked."""

import re
from typing import NamedTuple

from articles.arabic.terms import stretches, terms_between, without_article
from articles.body import plain_text
from articles.models.shelf import made_of

LENGTH = 230
_EDGE = re.compile(r"\s")


class Piece(NamedTuple):
    text: str
    is_hit: bool


def marked(text, question):
    """Return the whole `text` in pieces, those that were looked for marked as hits."""
    return _pieces(text, [span[:2] for span in _hits(text, question)], 0, len(text))


def snippet(publication, question, length=LENGTH):
    """Return the passage of `publication` that holds most of what was looked for."""
    text = made_of(publication, _text)
    hits = _hits(text, question)
    start, end = _window(text, hits, length)
    pieces = _pieces(text, [span[:2] for span in hits], start, end)
    if start:
        pieces.insert(0, Piece("… ", False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return [Piece(piece.text.replace("\n", " "), piece.is_hit) for piece in pieces]


def _text(publication):
    return "\n".join(part for part in (publication.standfirst, plain_text(publication.body_source)) if part)


def _hits(text, question):
    """Return (start, end, clause) of every place in `text` that answers a clause of `question`, in order."""
    hits = set()
    for number, clause in enumerate(question.wanted):
        # A word has the letters of its stem in a row, and those that it begins with.
        for letters in {*clause.stems[:1], clause.beginning} - {""}:
            for start, end in stretches(text, letters):
                found = terms_between(text, start, end, more=max(0, len(clause.stems) - 1))
                hits.update((*span, number) for span in _answers(found, clause))
    return sorted(hits)


def _answers(found, clause):
    """Yield (start, end) of the places in the terms `found` that answer `clause`."""
    size = len(clause.stems)
    for place, term in enumerate(found):
        run = found[place : place + size]
        if size and term.stem == clause.stems[0] and tuple(each.stem for each in run) == clause.stems:
            yield term.start, run[-1].end
        elif clause.beginning and without_article(term.word).startswith(clause.beginning):
            yield term.start, term.end


def _window(text, hits, length):
    """Return the start and the end of the passage with most different answers, then with most answers."""
    if len(text) <= length or not hits:
        return 0, _word_end(text, length)
    best, best_start = (0, 0), 0
    for first, (start, _end, _clause) in enumerate(hits):
        inside = [hit for hit in hits[first : first + 20] if hit[1] <= start + length * 3 // 4]
        value = (len({hit[2] for hit in inside}), len(inside))
        if value > best:
            best, best_start = value, start
    start = _beginning(text, best_start, length // 4)
    return start, _word_end(text, start + length)


def _beginning(text, hit, before):
    """Return where to begin, so that the hit at `hit` is near: at its sentence, else at a word."""
    if hit <= before:
        return 0
    sentence = max(text.rfind(sign, hit - before, hit) for sign in ("\n", ". ", "؟ ", "! "))
    if sentence >= 0:
        return sentence + (1 if text[sentence] == "\n" else 2)
    space = _EDGE.search(text, hit - before, hit)
    return space.end() if space else hit


def _word_end(text, end):
    if end >= len(text):
        return len(text)
    edges = [match.start() for match in _EDGE.finditer(text, max(0, end - 40), end + 1)]
    return edges[-1] if edges else end


def _pieces(text, spans, start, end):
    pieces, done = [], start
    for first, last in spans:
        if first < done or last > end:
            continue
        if first > done:
            pieces.append(Piece(text[done:first], False))
        pieces.append(Piece(text[first:last], True))
        done = last
    if done < end:
        pieces.append(Piece(text[done:end], False))
    return pieces
