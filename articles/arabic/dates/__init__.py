"""Dates and times, as an Omani newspaper writes them and as its stories mention them.

written   dates, times, ranges and «منذ …», in words
hijri     the Hijri date of a day
found     the dates that stand in a text
asked     the days that somebody means who types a day, a month or a year
"""

from articles.arabic.dates.found import FoundDate, find_dates
from articles.arabic.dates.hijri import (
    HIJRI_MONTHS,
    HijriDate,
    hijri,
    hijri_announced,
    hijri_range,
    hijri_written,
)
from articles.arabic.dates.written import (
    MONTHS,
    WEEKDAYS,
    ago,
    date_range,
    is_settled,
    month_and_year,
    written,
    written_time,
    written_with_time,
    written_with_weekday,
)

__all__ = [
    "HIJRI_MONTHS",
    "MONTHS",
    "WEEKDAYS",
    "FoundDate",
    "HijriDate",
    "ago",
    "date_range",
    "find_dates",
    "hijri",
    "hijri_announced",
    "hijri_range",
    "hijri_written",
    "is_settled",
    "month_and_year",
    "written",
    "written_time",
    "written_with_time",
    "written_with_weekday",
]
