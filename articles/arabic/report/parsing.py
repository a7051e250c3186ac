"""read_report: a text taken apart into the parts of a story. Every line of it ends up in exactly one part."""

from dataclasses import asdict, dataclass, field

from articles.arabic.report import head
from articles.arabic.report.dateline import read_byline, read_dateline, read_glued
from articles.arabic.report.furniture import furniture, stamp
from articles.arabic.report.lines import ends_a_sentence, read_lines, word_count
from articles.arabic.report.refusal import refuse_unless_report

SUBHEADING_WORDS = 9
PARAGRAPH_WORDS = 22
HEAD_LINES = 6


@dataclass(frozen=True)
class SetAside:
    """A line that does not belong to the story, and why it is thought so."""

    text: str
    reason: str


@dataclass(frozen=True)
class Block:
    """A part of the body: `kind` is paragraph, heading, bullets or numbers."""

    kind: str
    lines: tuple


@dataclass
class Report:
    """What was recognised in a text."""

    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    place: str = ""
    source: str = ""
    byline: str = ""
    blocks: list = field(default_factory=list)
    set_aside: list = field(default_factory=list)

    @property
    def paragraphs(self):
        """The paragraphs, headings and items of the body, in order, one text each."""
        return [line for block in self.blocks for line in block.lines]

    def as_dict(self):
        """Return plain values, for JSON."""
        parts = {
            name: getattr(self, name)
            for name in ("kicker", "headline", "standfirst", "place", "source", "byline")
        }
        return parts | {"paragraphs": self.paragraphs, "set_aside": [asdict(line) for line in self.set_aside]}


def read_report(text):
    """Return the `Report` that `text` holds. Raises NotAReport for what no journalist meant as a story.

    Letters are never changed: what is typed wrong stays wrong, for the writer to correct.
    """
    refuse_unless_report(text)
    report = Report()
    lines = _without_furniture(read_lines(text), report)
    opening, rest = _split(lines, report)
    report.kicker, report.headline, report.standfirst = head.read_head(opening)
    report.blocks = _blocks(rest)
    return report


def _without_furniture(lines, report):
    """Set aside the stamps of a chat, and the captions before and after the story."""
    kept = []
    for line in lines:
        found = stamp(line.raw)
        if found:
            report.set_aside.append(SetAside(found, "forwarded"))
            line = line.with_raw(line.raw[len(found) :])
        if line.raw:
            kept.append(line)
    reasons = [furniture(line.raw) for line in kept]
    first = next((place for place, reason in enumerate(reasons) if not reason), len(kept))
    last = next((place for place in reversed(range(len(kept))) if not reasons[place]), -1)
    if first > last:
        return kept
    story = []
    for place, (line, reason) in enumerate(zip(kept, reasons, strict=True)):
        if reason and (
            not first <= place <= last or reason in ("forwarded", "sharing", "comments", "sign", "rights")
        ):
            report.set_aside.append(SetAside(line.raw, reason))
        else:
            story.append(line)
    return story


def _split(lines, report):
    """Divide the lines into those over the story and the story itself; take the dateline and bylines out."""
    opening = []
    for place, line in enumerate(lines):
        if place >= HEAD_LINES or line.marked:
            return opening, lines[place:]
        if names := read_byline(line.raw):
            _add_byline(report, names)
            opening_over = place > 0
            if opening_over and len(opening) > 0 and not _more_of_the_head(lines[place + 1 :]):
                return opening, lines[place + 1 :]
            continue
        if found := opening and read_dateline(line.raw):
            _take(report, found)
            return opening, _after_dateline(lines[place + 1 :], report)
        if found := read_glued(line.raw):
            _take(report, found)
            if found.date:
                report.set_aside.append(SetAside(found.date, "dateline"))
            return opening, [line.with_raw(found.rest), *lines[place + 1 :]]
        if _is_paragraph(line) and not _dateline_follows(lines[place + 1 :]):
            return (opening, lines[place:]) if opening else ([], lines)
        opening.append(line)
    return (opening, []) if len(opening) < 4 else (opening[:1], opening[1:])


def _more_of_the_head(lines):
    return bool(lines) and not _is_paragraph(lines[0])


def _dateline_follows(lines):
    """A standfirst may be as long as a paragraph; a dateline within the next lines tells them apart."""
    return any(read_dateline(line.raw) for line in lines[:3])


def _after_dateline(lines, report):
    if lines and (names := read_byline(lines[0].raw)):
        _add_byline(report, names)
        return lines[1:]
    return lines


def _take(report, found):
    report.place, report.source = found.place, found.source
    if found.byline:
        _add_byline(report, found.byline)


def _add_byline(report, names):
    report.byline = f"{report.byline}، {names}" if report.byline else names


def _is_paragraph(line):
    return word_count(line.text) >= PARAGRAPH_WORDS or (
        ends_a_sentence(line.text) and word_count(line.text) > 12 and not line.level
    )


def _blocks(lines):
    blocks = []
    for place, line in enumerate(lines):
        kind = _kind(line, lines[place + 1 : place + 2])
        text = line.text if kind != "paragraph" or not line.marked else line.raw
        if kind in ("bullets", "numbers") and blocks and blocks[-1].kind == kind:
            blocks[-1] = Block(kind, (*blocks[-1].lines, text))
        else:
            blocks.append(Block(kind, (text,)))
    return blocks


def _kind(line, following):
    if line.bullet:
        return "bullets"
    if line.number is not None:
        return "numbers"
    if line.level:
        return "heading"
    short = word_count(line.text) <= SUBHEADING_WORDS and not ends_a_sentence(line.text)
    return (
        "heading" if short and following and word_count(following[0].text) > SUBHEADING_WORDS else "paragraph"
    )
