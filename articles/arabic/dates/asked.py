"""The days that somebody means who types a date: a day, a month or a year, Gregorian or Hijri.

«23 نوفمبر 2026»، 23/11/2026، 2026-11-23، «نوفمبر 2026»، 2026، «13 جمادى الآخرة 1448»، 13/6/1448، «رمضان 1447»، 1447.
A year under 1700 is Hijri. Hijri days are those of Umm al-Qura, moved by `shift` as in `hijri`.
"""

import calendar
import re
from datetime import date, timedelta

from hijridate import Hijri

from articles.arabic.dates.found import MONTHS_BY_NAME, find_dates
from articles.arabic.dates.hijri import HIJRI_MONTHS
from articles.arabic.normalise import fold

_HIJRI = {fold(name): number for number, name in enumerate(HIJRI_MONTHS, 1)} | {
    fold(name): number
    for name, number in {
        "المحرم": 1, "ربيع أول": 3, "ربيع ثاني": 4, "ربيع الثاني": 4, "جمادى الأول": 5, "جمادى أولى": 5,
        "جمادى الثانية": 6, "جمادى الثاني": 6, "جماد الأول": 5, "جماد الثاني": 6,
        "ذو القعدة": 11, "ذو الحجة": 12,
    }.items()
}  # fmt: skip
_FIGURES = re.compile(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})|(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?")
_WORDS = re.compile(r"(?:(\d{1,2}) )?(?:من )?(?:شهر )?([^\d]+?) (\d{4})")
_ERA = re.compile(r" ?(?:هـ?|م)\.?$")
FIRST_GREGORIAN_YEAR = 1700


def asked(text, shift=0):
    """Return the first and the last day that `text` means, or None for what is no date."""
    plain = _ERA.sub("", fold(text[:60]).replace("،", " ")).strip()
    if plain.isdecimal() and len(plain) == 4:
        return _span(int(plain), None, None, shift)
    if match := _FIGURES.fullmatch(plain):
        day, month, year = (match[3] and match.group(1, 2, 3)) or match.group(6, 5, 4)
        return _span(int(year), int(month), int(day) if day else None, shift)
    if match := _WORDS.fullmatch(plain):
        year = int(match[3])
        months = _HIJRI if year < FIRST_GREGORIAN_YEAR else MONTHS_BY_NAME
        if month := months.get(match[2].strip()):
            return _span(year, month, int(match[1]) if match[1] else None, shift)
    found = find_dates(text[:60])
    return (found[0].first, found[0].last) if len(found) == 1 else None


def _span(year, month, day, shift):
    try:
        return (_hijri if year < FIRST_GREGORIAN_YEAR else _gregorian)(year, month, day, shift)
    except (ValueError, OverflowError):
        return None


def _gregorian(year, month, day, _shift):
    if day:
        return date(year, month, day), date(year, month, day)
    last_month = month or 12
    return date(year, month or 1, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])


def _hijri(year, month, day, shift):
    first = Hijri(year, month or 1, day or 1)
    last = first if day else Hijri(year, month or 12, Hijri(year, month or 12, 1).month_length())
    return tuple(
        date(*when.to_gregorian().datetuple()) - timedelta(days=shift) for when in (first, last)
    )
