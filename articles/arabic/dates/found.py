"""The Gregorian dates that stand in Arabic prose.

The search runs over the folded text, where both kinds of digits and all spellings of a month are one.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from articles.arabic.dates.written import WEEKDAYS
from articles.arabic.normalise import fold, fold_with_offsets

# Omani and Egyptian names, and the Levantine ones.
_MONTH_NAMES = (
    ("يناير", "كانون الثاني", "كانون ثاني"),
    ("فبراير", "شباط"),
    ("مارس", "آذار"),
    ("أبريل", "نيسان"),
    ("مايو", "أيار"),
    ("يونيو", "يونيه", "حزيران"),
    ("يوليو", "يوليه", "تموز"),
    ("أغسطس", "آب"),
    ("سبتمبر", "أيلول"),
    ("أكتوبر", "تشرين الأول", "تشرين أول"),
    ("نوفمبر", "تشرين الثاني", "تشرين ثاني"),
    ("ديسمبر", "كانون الأول", "كانون أول"),
)
MONTHS_BY_NAME = {fold(name): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}

_UNITS = ("", "الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
_ORDINALS = {
    fold(words): day
    for day, names in [
        (1, ["الأول"]),
        *((day, [_UNITS[day]]) for day in range(2, 10)),
        (10, ["العاشر"]),
        *((day + 10, [f"{_UNITS[day]} عشر"]) for day in range(1, 10)),
        (20, ["العشرين", "العشرون"]),
        *((day + 20, [f"{_UNITS[day]} والعشرين", f"{_UNITS[day]} والعشرون"]) for day in range(1, 10)),
        (30, ["الثلاثين", "الثلاثون"]),
        (31, ["الحادي والثلاثين", "الحادي والثلاثون"]),
    ]
    for words in names
}


def _any_of(words):
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_WEEKDAY = rf"(?:{_any_of(map(fold, WEEKDAYS))})"
_DAY = rf"(?:(?:ال)?(?:0?[1-9]|[12]\d|3[01])(?!\d|[:/]\d|[.,]\d)|(?:{_any_of(_ORDINALS)})(?!\w))"
_UNTIL = r"(?: ?[-–—] ?| و?(?:الي|حتي) | ?لغايه )"
_JOINT = rf"(?:{_UNTIL}|،? و|، )(?:يوم )?(?:{_WEEKDAY} )?(?:الموافق )?"
_ONE_MONTH = rf"(?:{_any_of(MONTHS_BY_NAME)})(?![^\W\d_])"
# «نوفمبر», and both names together: «تشرين الثاني/نوفمبر», «نوفمبر (تشرين الثاني)».
_MONTH = rf"(?P<month>{_ONE_MONTH})(?: ?[/(] ?{_ONE_MONTH}\)?)?"
_YEAR = r"(?:(?:،|,)? ?(?:من )?(?:ل?عام |ل?سنه )?(?P<year>(?:19|20|21)\d\d)(?!\d|[:/.-]\d)(?: ?م(?!\w))?)?"

_IN_WORDS = re.compile(
    rf"(?<![\d.,/:-])(?P<days>{_DAY}(?:{_JOINT}{_DAY}){{0,6}})"
    rf" (?:من )?(?:شهر )?{_MONTH}{_YEAR}"
)
_IN_FIGURES = re.compile(
    r"(?<![\d.,/-])(?:(?P<y>\d{4})(?P<s>[-/])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<s2>[-/.])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4}))(?!\d|[/-]\d)(?:م(?!\w))?"
)
_ONE_DAY = re.compile(_DAY)
_IS_UNTIL = re.compile(_UNTIL)
_BETWEEN_DATES = re.compile(
    rf"(?P<until>{_UNTIL})?(?P<and>،? و)?(?:من )?(?:يوم )?(?:{_WEEKDAY} )?(?:الموافق )?"
)
_BETWEEN = re.compile(r"(?<!\w)بين (?:يومي )?$")
# «الأسبوع الأول من نوفمبر» and «النصف الثاني من مايو» are no days.
_PART_OF_A_MONTH = re.compile(
    r"(?<!\w)[وبل]?(?:ال|ل)?(?:اسبوع|اسبوعين|نصف|ربع|ثلث|عقد|جزء|قسم|بند|فصل|اصدار|عدد|نسخه|دوره) $"
)


class FoundDate(NamedTuple):
    """A day (`first == last`) or a range of days, and where it stands: `text[offset:offset + length]`."""

    offset: int
    length: int
    first: date
    last: date


class _Days(NamedTuple):
    """Days of one month as they are read, before a year is known for certain."""

    start: int
    end: int
    first: int
    last: int
    month: int
    year: int | None


def find_dates(text, default_year=None):
    """Return the dates in `text`, in order, as `FoundDate`s.

    Understands «23 نوفمبر 2026م», «الثالث والعشرين من تشرين الثاني», «3 و4 نوفمبر», «من 3 إلى 5 نوفمبر»,
    «30 نوفمبر – 2 ديسمبر», 23/11/2026 and 2026-11-23, in Latin and Arabic-Indic digits. A date without a year
    is of `default_year`; without that it is left out. What is no day of the calendar is left out too.
    """
    folded = fold_with_offsets(text)
    # «آب» and «أب» (father) fold alike; only the month is written with a madda.
    days = [
        found
        for match in _IN_WORDS.finditer(folded.text)
        if match["month"] != "اب" or "آ" in text[slice(*folded.span(*match.span("month")))]
        for found in _days_of(folded.text, match)
    ]
    spans = [*_with_years(folded.text, days, default_year), *_dates_in_figures(folded.text)]
    found = []
    for start, end, first, last in sorted(spans):
        offset, stop = folded.span(start, end)
        found.append(FoundDate(offset, stop - offset, first, last))
    return found


def _days_of(text, match):
    """Read «3 و4 و5», «3 إلى 5» or one day; days that do not follow on one another come apart."""
    start, end = match.span("days")
    month, year = MONTHS_BY_NAME[match["month"]], int(match["year"]) if match["year"] else None
    groups, previous_end = [], None
    for day in _ONE_DAY.finditer(text, start, end):
        number = _ORDINALS.get(day[0]) or int(day[0].removeprefix("ال"))
        joint = text[previous_end : day.start()] if groups else ""
        previous_end = day.end()
        if groups and _follows(text, start, joint, groups[-1][3], number):
            groups[-1][1], groups[-1][3] = day.end(), number
        else:
            # A number that is greater than the day after it was none: «القاعة 12، 3 نوفمبر».
            groups = [group for group in groups if group[3] < number and "،" not in joint]
            groups.append([day.start(), day.end(), number, number])
    groups[-1][1] = match.end()
    if text.startswith(tuple(_ORDINALS), start) and _PART_OF_A_MONTH.search(_just_before(text, start)):
        return []
    return [_Days(*group, month, year) for group in groups]


def _just_before(text, start):
    return text[max(0, start - 20) : start]


def _follows(text, start, joint, last, number):
    if number <= last:
        return False
    return bool(_IS_UNTIL.match(joint) or number == last + 1 or _BETWEEN.search(_just_before(text, start)))


def _with_years(text, days, default_year):
    """Give every group its year and join what runs over the end of a month."""
    done = 0
    while done < len(days):
        here = days[done]
        then = days[done + 1] if done + 1 < len(days) else None
        if then and (joined := _joined(text, here, then, default_year)):
            yield joined
            done += 2
            continue
        done += 1
        first, last = (
            _day(here.year or default_year, here.month, number) for number in (here.first, here.last)
        )
        if first and last:
            yield here.start, here.end, first, last


def _joined(text, here, then, default_year):
    between = _BETWEEN_DATES.fullmatch(text, here.end, then.start)
    if (
        not between
        or (here.month, here.year) == (then.month, then.year)
        or not (between["until"] or between["and"])
    ):
        return None
    later = (then.month, then.first) > (here.month, here.last)
    if here.year or not (then.year or default_year):
        first_year = here.year
    else:
        first_year = (then.year - (not later)) if then.year else default_year
    if not first_year:
        return None
    first = _day(first_year, here.month, here.first)
    last = _day(then.year or first_year + (not later), then.month, then.last)
    if not (first and last and first < last):
        return None
    follows_on = _day(first_year, here.month, here.last) == _day(
        last.year, then.month, then.first
    ) - timedelta(days=1)
    if between["until"] or follows_on or _BETWEEN.search(_just_before(text, here.start)):
        return here.start, then.end, first, last
    return None


def _dates_in_figures(text):
    for match in _IN_FIGURES.finditer(text):
        year, month, number = (int(match[name] or match[f"{name}2"]) for name in "ymd")
        if 1900 <= year < 2200 and (day := _day(year, month, number)):
            yield match.start(), match.end(), day, day


def _day(year, month, number):
    try:
        return date(year, month, number)
    except (TypeError, ValueError):
        return None
