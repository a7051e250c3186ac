"""House style: what can be seen in the letters, spaces and marks of a text.

`PATTERNS` is the table: the rule's name, where it strikes, and what it would write instead. What it writes never
strikes again, so that fixing twice is fixing once; a test holds it to that.
"""

import re
import unicodedata

from articles.arabic.digits import to_arabic_indic, to_latin
from articles.arabic.proofreading.rules import rules

_LETTERS = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3"
_MARKS = "\u064b-\u0652\u0670"
_L = f"[{_LETTERS}{_MARKS}]"
_EDGE = rf"(?![{_LETTERS}{_MARKS}])"
_START = rf"(?<![{_LETTERS}{_MARKS}])"
_SPACE = "[ \u00a0\u2009\u202f]"

_PERSIAN = {"ک": "ك", "ی": "ي", "ے": "ي", "ە": "ه", "ہ": "ه", "ھ": "ه"}
_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Letters that stand for one sound beside a number or alone: هـ, بـ, الـ56.
_TATWEEL = re.compile(
    rf"(?<={_L})\u0640+(?={_L})|(?<={_L}{{2}}[{_LETTERS}])\u0640+(?!\d|[A-Za-z(«\"]){_EDGE}"
)

PATTERNS = (
    ("latin-comma", re.compile(rf"(?<={_L}),(?!\d)|(?<={_L})[ \u00a0]+,(?=\s|$)"), "،"),
    ("latin-comma", re.compile(rf"(?<={_L})[ \u00a0]+,(?={_L})"), "، "),
    ("latin-semicolon", re.compile(rf"(?<={_L});(?=\s|$|{_L})"), "؛"),
    ("latin-question-mark", re.compile(rf"(?<={_L})[ \u00a0]*\?"), "؟"),
    ("space-before-mark", re.compile(rf"(?<=\S){_SPACE}+(?=[،؛؟!:.](?:\s|$|[\"»)]))"), ""),
    ("space-before-mark", re.compile(rf"(?<=\S){_SPACE}+([،؛؟!])(?={_L})"), r"\1 "),
    ("no-space-after-mark", re.compile(rf"(?<={_L})([،؛؟!])(?={_L})"), r"\1 "),
    ("no-space-after-stop", re.compile(rf"(?<={_L}{{3}})\.(?={_L}{{3}})"), ". "),
    ("double-space", re.compile(rf"(?<=\S){_SPACE}{{2,}}(?=\S)"), " "),
    ("space-inside-brackets", re.compile(rf"(?<=[(«\[]){_SPACE}+(?=\S)|(?<=\S){_SPACE}+(?=[)»\]])"), ""),
    ("no-space-around-brackets", re.compile(rf"(?<={_L}{{3}})(?=[(«])|(?<=[)»])(?={_L}{{2}})"), " "),
    ("separate-waw", re.compile(rf"(?:(?<=[\s(«\"])|^)و[ \u00a0](?={_L}{{2}})", re.M), "و"),
    ("tatweel", _TATWEEL, ""),
    ("tanween-after-hamza", re.compile(rf"(?<=ا)ء(?:\u064bا|ا\u064b){_EDGE}"), "ء\u064b"),
    ("maqsura-inside", re.compile(rf"(?<=[{_LETTERS}])ى(?=[{_LETTERS}]{{2}})"), "ي"),
    ("ta-inside", re.compile(rf"(?<=[{_LETTERS}]{{2}})ة(?=[{_LETTERS}]{{2}})"), "ة "),
    ("persian-letter", re.compile(rf"[{''.join(_PERSIAN)}]"), lambda match: _PERSIAN[match[0]]),
    (
        "presentation-form",
        re.compile("[\ufb50-\ufdf1\ufdf3-\ufdf9\ufe70-\ufefc]+"),
        lambda match: unicodedata.normalize("NFKC", match[0]),
    ),
    ("invisible", re.compile(f"[{_INVISIBLE}]+"), ""),
    ("repeated-word", re.compile(rf"{_START}([{_LETTERS}]{{2,}}){_SPACE}+\1{_EDGE}"), r"\1"),
    (
        "repeated-mark",
        re.compile(r"([،؛!؟])\1+|\.{4,}"),
        lambda match: "..." if match[0][0] == "." else match[1],
    ),
    ("spaced-percent", re.compile(rf"(?<=\d){_SPACE}+(?=[%٪])"), ""),
    (
        "markup",
        re.compile(r"&(?:nbsp|amp|quot|lt|gt|#\d{1,6});|</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>\n]{0,80})?/?>"),
        "",
    ),
)

_QUOTES = {
    "guillemets": (re.compile(r"\"([^\"\n]{1,300})\"|“([^”\n]{1,300})”"), "«", "»"),
    "straight": (re.compile(r"«([^«»\n]{1,300})»|“([^”\n]{1,300})”"), '"', '"'),
}
_TANWEEN = {
    "before-alef": (re.compile("ا\u064b"), "\u064bا"),
    "on-alef": (re.compile("\u064bا"), "ا\u064b"),
}
_STRATEGY = {
    "wasl": (re.compile(rf"{_START}([وفبكل]?(?:ال|لل)?)إ(?=ستراتيجي)"), r"\1ا"),
    "hamza": (re.compile(rf"{_START}([وفبكل]?(?:ال|لل)?)ا(?=ستراتيجي)"), r"\1إ"),
}
_SEATS = {
    "waw": (re.compile(rf"(?<=ش)ئ(?=ون)|(?<=مس)ئ(?=ول)|(?<=ر)ئ(?=وس{_EDGE})"), "ؤ"),
    "ya": (re.compile(rf"(?<=ش)ؤ(?=ون)|(?<=مس)ؤ(?=ول)|(?<=ر)ؤ(?=وس{_EDGE})"), "ئ"),
}
_DASH = {
    "en": (re.compile(r"(?<=[^\s\d] )-(?= [^\s\d])"), "–"),
    "hyphen": (re.compile(r"(?<=[^\s\d] )[–—](?= [^\s\d])"), "-"),
}
_LONGEST_DATELINE = 60
_ARABIC_INDIC, _LATIN_DIGITS = re.compile("[٠-٩]"), re.compile("[0-9]")
_NUMBER = {"latin": re.compile("[٠-٩][٠-٩٫٬٪]*"), "arabic-indic": re.compile(r"[0-9][0-9.,]*(?<=[0-9])%?")}
_PAIRS = ("«»", "()", "[]", "“”")


def style_findings(text, style):
    """Yield the findings of house style over `text`, under the house's choices in `style`."""
    table = rules()
    for name, pattern, replacement in PATTERNS:
        yield from _struck(table[name], pattern, replacement, text)
    for name, choices, chosen in (
        ("tanween-place", _TANWEEN, style.tanween),
        ("strategy", _STRATEGY, style.strategy),
        ("hamza-seat", _SEATS, style.hamza_seat),
    ):
        if chosen in choices:
            yield from _struck(table[name], *choices[chosen], text)
    if style.dash in _DASH:
        for start, line in _paragraphs(text):
            # «مسقط - الرؤية» is the form of a dateline.
            if len(line) > _LONGEST_DATELINE:
                for finding in _struck(table["dash"], *_DASH[style.dash], line):
                    yield finding._replace(offset=finding.offset + start)
    yield from _quotes(table["quotes"], style.quotes, text)
    yield from _digits(table, style.digits, text)
    yield from _unbalanced(table["unbalanced"], text)


def _struck(rule, pattern, replacement, text):
    for match in pattern.finditer(text):
        written = replacement(match) if callable(replacement) else match.expand(replacement)
        start, end = match.span()
        if start == end:
            # A place between two letters: the finding lies over the letter before it.
            start, written = start - 1, text[start - 1] + written
        if written != text[start:end]:
            yield rule.finding(text, start, end, [written])


def _quotes(rule, chosen, text):
    if chosen not in _QUOTES:
        return
    pattern, opening, closing = _QUOTES[chosen]
    for match in pattern.finditer(text):
        inside = match[1] if match[1] is not None else match[2]
        # A title in Latin letters keeps its own quotation marks, and inches theirs.
        if re.search(f"[{_LETTERS}]", inside) and opening not in inside:
            # Two findings of one letter each, so that what is inside keeps its own.
            yield rule.finding(text, match.start(), match.start() + 1, [opening])
            yield rule.finding(text, match.end() - 1, match.end(), [closing])


def _digits(table, chosen, text):
    for start, paragraph in _paragraphs(text):
        both = _ARABIC_INDIC.search(paragraph) and _LATIN_DIGITS.search(paragraph)
        if chosen in _NUMBER:
            to_chosen = to_latin if chosen == "latin" else to_arabic_indic
            for match in _NUMBER[chosen].finditer(paragraph):
                written = to_chosen(match[0])
                alone = not re.search(r"[A-Za-z@/_-]", paragraph[max(0, match.start() - 1) : match.end() + 1])
                if written != match[0] and alone:
                    yield table["digits"].finding(text, start + match.start(), start + match.end(), [written])
        elif both:
            yield table["mixed-digits"].finding(text, start + both.start(), start + both.end())


def _unbalanced(rule, text):
    for start, paragraph in _paragraphs(text):
        for opening, closing in _PAIRS:
            if (at := _unclosed(paragraph, opening, closing)) is not None:
                yield rule.finding(text, start + at, start + at + 1)
        if paragraph.count('"') % 2:
            at = paragraph.rindex('"')
            yield rule.finding(text, start + at, start + at + 1)


_LIST_MARK = re.compile(r"\s*[\w]{1,3}\)")


def _unclosed(paragraph, opening, closing):
    """Return where the first bracket stands that has no partner; «1)» before an item of a list has none."""
    waiting = []
    first = _LIST_MARK.match(paragraph)
    for at, char in enumerate(paragraph):
        if char == opening:
            waiting.append(at)
        elif char == closing and not (first and at == first.end() - 1):
            if not waiting:
                return at
            waiting.pop()
    return waiting[0] if waiting else None


def _paragraphs(text):
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
