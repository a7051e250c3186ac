"""The Hijri date of a day.

The tables are those of Umm al-Qura. Oman announces its months by its own sighting, often a day apart, so the
starts of months that were announced come first, and the tables where there is none; or a plain `shift` does:
-1 when the month in Oman began one day later.
"""

from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Gregorian

# After a day the name of the month stands in the genitive: «10 ذي الحجة».
HIJRI_MONTHS = (
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذي القعدة",
    "ذي الحجة",
)

LONGEST_MONTH = 30


class HijriDate(NamedTuple):
    year: int
    month: int
    day: int

    def __str__(self):
        return f"{self.day} {HIJRI_MONTHS[self.month - 1]} {self.year}هـ"


def hijri(day, shift=0):
    """Return the Hijri date of `day`, or None outside the tables (August 1924 to November 2077)."""
    try:
        day = date(day.year, day.month, day.day) + timedelta(days=shift)
        return HijriDate(*Gregorian(day.year, day.month, day.day).to_hijri().datetuple())
    except OverflowError:
        return None


def hijri_announced(day, starts):
    """Return the Hijri date of `day` by the announced `starts` (first day, year, month), later ones counting more.

    A month that was announced goes on until the next one is, for thirty days at most; elsewhere the tables decide.
    """
    first_days = {(year, month): first for first, year, month in starts}
    begun = [(first, year, month) for (year, month), first in first_days.items() if first <= day]
    if begun:
        first, year, month = max(begun)
        if (day - first).days < LONGEST_MONTH:
            return HijriDate(year, month, (day - first).days + 1)
    return hijri(day)


def hijri_range(first, last):
    """Write two Hijri dates as one range, saying nothing twice; empty where one of them is unknown."""
    if not (first and last):
        return ""
    if first == last:
        return str(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{' و' if last.day - first.day == 1 else ' – '}{last}"
    if first.year == last.year:
        return f"{first.day} {HIJRI_MONTHS[first.month - 1]} – {last}"
    return f"{first} – {last}"


def hijri_written(day, shift=0):
    """«13 جمادى الآخرة 1448هـ»; empty outside the tables."""
    found = hijri(day, shift)
    return str(found) if found else ""
