"""The Hijri date of a day.

The tables are those of Umm al-Qura. Oman announces its months by its own sighting, often a day apart, so
every function takes the `shift` that the desk has set: -1 when the month in Oman began one day later.
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


def hijri_written(day, shift=0):
    """«13 جمادى الآخرة 1448هـ»; empty outside the tables."""
    found = hijri(day, shift)
    return str(found) if found else ""
