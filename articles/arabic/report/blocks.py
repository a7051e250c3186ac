"""The body of a report: paragraphs, headings, questions, and lists."""

from dataclasses import dataclass
from itertools import islice

from articles.arabic.report.lines import ends_a_sentence, word_count

_LONGEST_HEADING = 10  # words
_LONGEST_MARKED_HEADING = 20
_LONGEST_QUESTION = 60
_SHORTEST_UNDER_A_HEADING = 12


@dataclass(frozen=True)
class Block:
    """A piece of the body. `kind` is paragraph, heading, question, bullets, or numbers (which count from 1)."""

    kind: str
    texts: tuple[str, ...]


def read_blocks(lines):
    """Return the body in order. A dash or number that begins no list stays in its paragraph."""
    blocks, position = [], 0
    questions = sum(map(_is_question, lines)) > 1
    while position < len(lines):
        items = _list_at(lines, position)
        if items:
            kind = "bullets" if items[0].bullet else "numbers"
            blocks.append(Block(kind, tuple(item.text for item in items)))
            position += len(items)
            continue
        line = lines[position]
        if _is_heading(lines, position):
            blocks.append(Block("heading", (line.text,)))
        elif questions and _is_question(line):
            blocks.append(Block("question", (line.raw,)))
        else:
            blocks.append(Block("paragraph", (line.raw,)))
        position += 1
    return blocks


def _list_at(lines, position):
    """Return the list items from here on; none unless there are two at least."""
    first, items = lines[position], []
    if not first.marked or first.number not in (None, 1):
        return items
    for line in islice(lines, position, None):
        expected = None if first.bullet else len(items) + 1
        if line.bullet != first.bullet or line.number != expected:
            break
        items.append(line)
    # Dashes in front of questions and answers are the manner of an interview, not a list.
    asks = first.bullet in {"-", "–", "—"} and any(map(_is_question, items))
    return items if len(items) > 1 and not asks else []


def _is_question(line):
    return line.raw.endswith(("؟", "?")) and word_count(line.raw) <= _LONGEST_QUESTION


def _is_heading(lines, position):
    """Is this a heading inside the body: marked as one, or a short line over a paragraph or list?"""
    line, following = lines[position], lines[position + 1 : position + 2]
    if line.level:
        return True
    if not following or line.marked or _is_question(line) or line.raw.endswith((".", "،", "؛")):
        return False
    if line.bold:
        return word_count(line.raw) <= _LONGEST_MARKED_HEADING
    closed = position == 0 or ends_a_sentence(lines[position - 1].raw) or lines[position - 1].marked
    short = word_count(line.raw) <= _LONGEST_HEADING and not ends_a_sentence(line.raw)
    opens_text = following[0].marked or word_count(following[0].raw) >= _SHORTEST_UNDER_A_HEADING
    return closed and short and opens_text
