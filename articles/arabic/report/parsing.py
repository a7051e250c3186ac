"""A report, taken apart into the parts of a story, with nothing dropped."""

from dataclasses import asdict, dataclass, field, replace

from articles.arabic.normalise import fold
from articles.arabic.report import furniture
from articles.arabic.report.blocks import Block, read_blocks
from articles.arabic.report.dateline import Dateline, read_byline, read_dateline, split_glued
from articles.arabic.report.head import (
    LONGEST_TITLE,
    MOST_TITLES,
    may_be_standfirst,
    may_be_title,
    opens_as_kicker,
    read_titles,
)
from articles.arabic.report.lines import Line, ends_a_sentence, read_lines, visible, word_count
from articles.arabic.report.refusal import refuse_unless_report

_HEAD_WITHIN = 8  # lines
_LEADING_ITEMS = 6
_LABELS = {
    fold(label): name
    for name, labels in {
        "kicker": ["العنوان التمهيدي", "عنوان تمهيدي", "Kicker"],
        "headline": ["العنوان", "العنوان الرئيسي", "عنوان الخبر", "عنوان رئيسي", "Headline", "Title"],
        "standfirst": ["العنوان الفرعي", "المقدمة", "مقدمة الخبر", "عنوان فرعي", "Standfirst", "Subtitle"],
        "place": ["المكان", "مكان الخبر", "Place"],
        "source": ["المصدر", "مصدر الخبر", "Source"],
    }.items()
    for label in labels
}


@dataclass(frozen=True)
class SetAside:
    """Words that are no part of the story, kept for the journalist to see. `reason` is one of `furniture.REASONS`."""

    text: str
    reason: str

    @property
    def explanation(self):
        return furniture.REASONS[self.reason]


@dataclass
class Report:
    """The parts of a story, as far as they were recognised. Every word of the input is in exactly one of them."""

    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    place: str = ""
    source: str = ""
    byline: str = ""
    blocks: list[Block] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)

    @property
    def paragraphs(self):
        """The body as plain texts, in order; a heading and each item of a list count as one."""
        return [text for block in self.blocks for text in block.texts]

    def as_dict(self):
        """Return plain values, for JSON."""
        parts = asdict(self)
        return {
            **{
                name: parts[name]
                for name in ("kicker", "headline", "standfirst", "place", "source", "byline")
            },
            "paragraphs": self.paragraphs,
            "blocks": [{"kind": block.kind, "texts": list(block.texts)} for block in self.blocks],
            "set_aside": parts["set_aside"],
        }


def read_report(text):
    """Return the Report in `text`. Raises NotAReport when it is none.

    No letter of a paragraph is changed: only invisible characters and double spaces go.
    """
    refuse_unless_report(text)
    return _Reading(read_lines(text)).report


class _Reading:
    """One pass over the lines, from the outside in: furniture, head and tail, then the body that is left."""

    def __init__(self, lines):
        self.report = Report()
        self.aside = []
        blocks = len({line.block for line in lines})
        self.spaced = blocks > 1 and blocks * 2 >= len(lines)
        lines = self.without_furniture(self.without_stamps(lines))
        lines = self.without_edges(lines)
        lines = self.read_glued(self.read_head(lines))
        self.report.blocks = read_blocks(self.read_tail(lines))
        self.aside.sort(key=lambda entry: entry[0])
        self.report.set_aside = [entry for _place, entry in self.aside]

    def put_aside(self, line, reason, text=None):
        self.aside.append((line.place, SetAside(line.raw if text is None else text, reason)))

    def take(self, line, dateline):
        """Enter what a dateline or byline says into the report; what it says once more goes aside."""
        for name in ("place", "source", "byline"):
            said, known = getattr(dateline, name), getattr(self.report, name)
            if said and fold(said) == fold(known):
                self.put_aside(line, "repeated", said)
            elif said:
                setattr(self.report, name, f"{known}، {said}" if known else said)
        for text, reason in dateline.aside:
            self.put_aside(line, reason, text)

    def without_stamps(self, lines):
        kept = []
        for line in lines:
            if length := furniture.stamp_length(line.raw):
                self.put_aside(line, "stamp", visible(line.raw[:length]))
                line = line.with_raw(line.raw[length:])
            if line.raw:
                kept.append(line)
        return kept

    def without_furniture(self, lines):
        kept = []
        for number, line in enumerate(lines, 1):
            reason = furniture.reason_anywhere(line.raw)
            if reason is None:
                kept.append(line)
                continue
            self.put_aside(line, reason)
            if reason == "related" and furniture.opens_related(line.raw) and _are_links(lines[number:]):
                for link in lines[number:]:
                    self.put_aside(link, furniture.reason_anywhere(link.raw) or "related")
                break
        return kept

    def without_edges(self, lines):
        while lines and (reason := furniture.reason_at_the_head(lines[0].raw)):
            self.put_aside(lines.pop(0), reason)
        while lines and (reason := furniture.reason_at_the_tail(lines[-1].raw)):
            self.put_aside(lines.pop(), reason)
        return lines

    def read_tail(self, lines):
        """Take a byline or the source off the end of the body, and the captions before it."""
        while len(lines) > 1 and (byline := read_byline(lines[-1].text) or _source_line(lines[-1].text)):
            self.take(lines[-1], byline)
            lines = lines[:-1]
            while lines and (reason := furniture.reason_at_the_tail(lines[-1].raw)):
                self.put_aside(lines[-1], reason)
                lines = lines[:-1]
        return lines

    def read_head(self, lines):
        """Read titles, dateline and byline; return the lines of the body."""
        titles, leading, found, position = [], [], False, 0
        while position < min(len(lines), _HEAD_WITHIN + len(leading)):
            line = lines[position]
            if self.read_labelled(line):
                found = found or bool(self.report.headline)
            elif dateline := self.dateline_at(lines, position, titled=bool(titles or self.report.headline)):
                self.take(line, dateline)
                found = True
            elif (
                not found
                and titles
                and line.marked
                and self.dateline_follows(lines, position, _LEADING_ITEMS)
            ):
                # The main points of a story, listed between headline and dateline, open its body.
                leading.append(line)
            elif (found and (titles or self.report.headline)) or not self.belongs_to_titles(
                lines, position, titles
            ):
                break
            else:
                titles.append(line)
            position += 1
        body = leading + lines[position:]
        if not found and not self.leads_to_a_body(titles, body):
            first = _first_titles(titles)
            titles, body = first, [*titles[len(first) :], *body]
        return self.enter_titles(titles) + body

    def read_labelled(self, line):
        """Read «العنوان: …», «المصدر: …» and the like, as some offices send them."""
        label, colon, text = line.text.partition(":")
        name = _LABELS.get(fold(label))
        text = text.strip()
        if not (colon and name and text) or getattr(self.report, name):
            return False
        setattr(self.report, name, text)
        self.put_aside(line, "label", label.strip())
        return True

    def dateline_at(self, lines, position, titled):
        line, following = lines[position], lines[position + 1 : position + 2]
        if byline := read_byline(line.text):
            return byline
        if line.marked or line.level:
            return None
        dateline = read_dateline(line.text, expected=titled)
        if dateline is None:
            return None
        named = bool(dateline.place) + bool(dateline.source) + bool(dateline.byline)
        if not titled:
            # Before any headline «مسقط - مدينة المستقبل» may be the headline itself.
            return dateline if dateline.source and (named > 1 or line.text[0] in "(/[") else None
        if named > 1 or line.text[0] in "(/[":
            return dateline
        # One word alone is a dateline only where a paragraph or another dateline follows it.
        more = following and not may_be_title(following[0])
        return dateline if more or (following and read_dateline(following[0].text, expected=True)) else None

    def belongs_to_titles(self, lines, position, titles):
        line, rest = lines[position], lines[position + 1 :]
        if len(titles) >= MOST_TITLES or (line.level > 1 and titles):
            return False
        if may_be_title(line):
            return True
        if not may_be_standfirst(line):
            return False
        if not titles:
            # A headline with a full stop after it.
            return word_count(line.text) <= LONGEST_TITLE and self.dateline_follows(lines, position, 2)
        if self.dateline_follows(lines, position, 2):
            return True
        # A lead without a full stop, over a longer paragraph.
        return bool(rest) and not ends_a_sentence(line.text) and len(rest[0].text) > len(line.text)

    def dateline_follows(self, lines, position, within):
        following = range(position + 1, min(position + 1 + within, len(lines)))
        return any(self.dateline_at(lines, place, titled=True) for place in following)

    @staticmethod
    def leads_to_a_body(titles, body):
        """Do the titles stand over a paragraph or list? If only short lines follow, most of them are the text."""
        return bool(body) and (len(titles) < MOST_TITLES or not may_be_title(body[0]))

    def enter_titles(self, titles):
        """Fill kicker, headline and standfirst; return the lines left over."""
        if self.report.headline:
            return titles
        read = read_titles(titles, self.spaced)
        self.report.headline = read.headline
        left = list(read.left)
        for name, text in (("kicker", read.kicker), ("standfirst", read.standfirst)):
            if getattr(self.report, name) and text:
                left.insert(0, Line(text, 0, 0, text=text))
            elif text:
                setattr(self.report, name, text)
        return left

    def read_glued(self, lines):
        """Take the dateline off the start of the first paragraph, if the report has none."""
        if not lines or lines[0].marked or self.report.place or self.report.source:
            return lines
        if split := split_glued(lines[0].raw):
            dateline, rest = split
            self.take(lines[0], dateline)
            return [replace(lines[0], raw=rest, text=rest), *lines[1:]]
        return lines


def _first_titles(titles):
    """In a text of short lines only the first is the headline, unless it is plainly a kicker."""
    if len(titles) > 1 and opens_as_kicker(titles[0].text):
        return titles[:2]
    return titles[:1]


def _are_links(lines):
    """Are these the headlines of other stories, rather than the story going on?"""
    return all(word_count(line.raw) <= 20 and not line.raw.endswith((".", "»")) for line in lines)


def _source_line(text):
    """Read «(العُمانية)», «/العُمانية/» or «المصدر: وكالات» after the last paragraph."""
    label, colon, rest = text.partition(":")
    if colon and _LABELS.get(fold(label)) == "source" and 0 < word_count(rest) <= 6:
        return Dateline(source=rest.strip(), aside=[(label.strip(), "label")])
    return read_dateline(text) if text[0] in "(/[" else None
