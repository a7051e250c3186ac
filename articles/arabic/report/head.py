"""Kicker, headline and standfirst among the lines that stand before the first paragraph."""

import re
from dataclasses import dataclass

from articles.arabic.normalise import fold
from articles.arabic.report.lines import ends_a_sentence, word_count

MOST_TITLES = 4
LONGEST_TITLE = 18  # words
_LONGEST_MARKED_TITLE = 30
_LONGEST_STANDFIRST = 60
_LONGEST_TWO_LINES = 18
_STANDFIRST_FROM = 13

# How a kicker opens: it hangs on the headline that follows it.
_OPENINGS = tuple(
    fold(words) + " "
    for words in (
        "في إطار|في ختام|في مستهل|في سابقة|ضمن|خلال|على هامش|وسط|عقب|إثر|بعد|حتى|مع|لأول مرة|للمرة|للعام|"
        "برعاية|تحت رعاية|تحت شعار|تحت عنوان|بحضور|بمشاركة|بمناسبة|بالتعاون|بتعاون|بتنظيم|بإشراف|بدعم|بتمويل|"
        "بتكليف|بتوجيهات|بتكلفة|بقيمة|بإجمالي|بنسبة|بمعدل|بهدف|لدعم|لتعزيز|نيابة عن|وفق|وفقًا|حسب|"
        "تنفيذًا|احتفاءً|احتفالًا|تزامنًا|استعدادًا|استكمالًا|انطلاقًا|تعزيزًا|دعمًا|سعيًا|تمهيدًا|ابتداءً|اعتبارًا"
    ).split("|")
)
_GOES_ON = re.compile(
    r"(?:^|\s)(?:في|من|على|إلى|الى|عن|مع|بين|أن|إن|أو|ثم|حتى|بعد|قبل|ضد|نحو|عبر|of|the|in|for|and|to)$"
)
_KICKER_END = re.compile(r"(?::|\.\.\.?|…)$")


@dataclass
class Titles:
    kicker: str = ""
    headline: str = ""
    standfirst: str = ""
    # Lines that found no place above; they open the body.
    left: tuple = ()


def may_be_title(line):
    """Could this line be a kicker, a headline or a standfirst without a full stop?"""
    if line.level or line.bold:
        return word_count(line.text) <= _LONGEST_MARKED_TITLE
    if line.marked:
        return False
    unfinished = (
        not ends_a_sentence(line.text) or _KICKER_END.search(line.text) or line.text.endswith(("؟", "!"))
    )
    return bool(unfinished) and not line.text.endswith("،") and word_count(line.text) <= LONGEST_TITLE


def may_be_standfirst(line):
    return not line.marked and word_count(line.text) <= _LONGEST_STANDFIRST


def read_titles(lines, spaced):
    """Tell the lines before the dateline apart.

    `spaced` says that empty lines divide the parts of this text; then two lines without one between them are a
    headline that ran over.
    """
    marked = _marked_headline(lines)
    if marked is not None:
        return _around(lines, marked)
    groups = _joined(lines, spaced)
    texts = [" ".join(line.text for line in group) for group in groups]
    match len(texts):
        case 0:
            return Titles()
        case 1:
            return Titles(headline=texts[0])
        case 2 if is_kicker(*texts):
            return Titles(kicker=texts[0], headline=texts[1])
        case 2:
            return Titles(headline=texts[0], standfirst=texts[1])
    left = tuple(line for group in groups[3:] for line in group)
    if not is_kicker(texts[0], texts[1]):
        left = tuple(line for group in groups[2:] for line in group)
        return Titles(headline=texts[0], standfirst=texts[1], left=left)
    return Titles(texts[0], texts[1], texts[2], left)


def is_kicker(first, second):
    """Is `first` the kicker over the headline `second`? If not, it is the headline over a standfirst."""
    if opens_as_kicker(first):
        return True
    first_words, second_words = word_count(first), word_count(second)
    if second_words >= _STANDFIRST_FROM and first_words >= 4:
        return False
    if second.endswith(".") and not first.endswith("."):
        return False
    return first_words <= second_words + 2


def opens_as_kicker(text):
    return bool(_KICKER_END.search(text)) or (fold(text).startswith(_OPENINGS) and not text.endswith("."))


def _marked_headline(lines):
    """Return the index of the line that is set as the title, alone among these lines."""
    for marked in ([line for line in lines if line.level == 1], [line for line in lines if line.bold]):
        if len(marked) == 1:
            return lines.index(marked[0])
    return None


def _around(lines, index):
    before, after = lines[:index], lines[index + 1 :]
    return Titles(
        kicker=" ".join(line.text for line in before),
        headline=lines[index].text,
        standfirst=after[0].text if after else "",
        left=tuple(after[1:]),
    )


def _joined(lines, spaced):
    """Put together the lines of a headline that runs over two."""
    groups = []
    for line in lines:
        if groups and line.block == groups[-1][-1].block and _runs_over(groups[-1], line, spaced):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _runs_over(group, line, spaced):
    if line.level or group[-1].level:
        return False
    first, second = " ".join(part.text for part in group), line.text
    if word_count(first) + word_count(second) > _LONGEST_TWO_LINES or ends_a_sentence(second):
        return False
    if _GOES_ON.search(first):
        return True
    if opens_as_kicker(first) or ends_a_sentence(first):
        return False
    return spaced or (len(group) == 1 and word_count(first) > word_count(second) > 1)
