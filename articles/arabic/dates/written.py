"""Dates and times in words.

The style, chosen once: the month names of Oman (أبريل, not إبريل or نيسان), Latin digits, the year closed by «م».
Hours run from 1 to 12 with minutes always shown: «صباحًا» until noon, «ظهرًا» from 12:00 to 12:59, «مساءً» after;
the first hour of a day is «بعد منتصف الليل», because «12:15 صباحًا» is read two ways.
"""

from datetime import timedelta

from articles.arabic.plurals import NOUNS, counted_oblique

MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
# In the order of `date.weekday()`.
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")

_NOTHING, _MINUTE, _HOUR = timedelta(0), timedelta(minutes=1), timedelta(hours=1)
# Until then a story of last night still says how many hours ago it appeared.
_STILL_COUNTED_IN_HOURS = timedelta(hours=6)


def written(day):
    """«23 نوفمبر 2026م». Takes a date or a datetime, whose day is that of its own time zone."""
    return f"{_day_and_month(day)} {_year(day)}"


def written_with_weekday(day):
    """«الاثنين 23 نوفمبر 2026م»."""
    return f"{WEEKDAYS[day.weekday()]} {written(day)}"


def month_and_year(day):
    """«نوفمبر 2026م»."""
    return f"{MONTHS[day.month - 1]} {_year(day)}"


def written_time(moment):
    """«9:30 صباحًا»، «12:05 ظهرًا»، «10:30 مساءً»، «12:15 بعد منتصف الليل»، «12:00 منتصف الليل»."""
    clock = f"{moment.hour % 12 or 12}:{moment.minute:02d}"
    if moment.hour == 0:
        return f"{clock} بعد منتصف الليل" if moment.minute else f"{clock} منتصف الليل"
    if moment.hour < 12:
        return f"{clock} صباحًا"
    return f"{clock} ظهرًا" if moment.hour == 12 else f"{clock} مساءً"


def written_with_time(moment):
    """«23 نوفمبر 2026م، 9:30 صباحًا»."""
    return f"{written(moment)}، {written_time(moment)}"


def ago(moment, now):
    """Say how long before `now` it was: «الآن»، «منذ دقيقتين»، «منذ 5 ساعات»، «أمس 10:30 مساءً», then the date.

    Hours are counted within the day, and over midnight for the first six. What is still to come reads
    «اليوم 9:30 مساءً»، «غدًا 9:30 صباحًا», then date and time. Days are those of the time zone of `now`.
    """
    passed = now - moment
    if now.tzinfo is not None:
        moment = moment.astimezone(now.tzinfo)
    days = (now.date() - moment.date()).days
    if abs(passed) < _MINUTE:
        return "الآن"
    if passed < _NOTHING:
        return _still_to_come(moment, days)
    if passed < _HOUR:
        return f"منذ {_lapse(passed // _MINUTE, 'دقيقة')}"
    if days == 0 or passed < _STILL_COUNTED_IN_HOURS:
        return f"منذ {_lapse(passed // _HOUR, 'ساعة')}"
    if days == 1:
        return f"أمس {written_time(moment)}"
    return written(moment)


def is_settled(moment, now):
    """True when `ago` says the same of `moment`, which is past, for the rest of the day of `now`."""
    return now - moment >= _STILL_COUNTED_IN_HOURS and moment.astimezone(now.tzinfo).date() < now.date()


def date_range(first, last):
    """Write the days from `first` to `last`, saying nothing twice.

    «23 نوفمبر 2026م» · «22 و23 نوفمبر 2026م» · «22 – 25 نوفمبر 2026م» · «30 نوفمبر – 2 ديسمبر 2026م» ·
    «30 ديسمبر 2026م – 2 يناير 2027م».
    """
    days = (last - first).days
    if days < 0:
        raise ValueError("A range of dates must not end before it begins.")
    if days == 0:
        return written(last)
    joint = " و" if days == 1 else " – "
    if first.year != last.year:
        return f"{written(first)}{joint}{written(last)}"
    if first.month != last.month:
        return f"{_day_and_month(first)}{joint}{written(last)}"
    return f"{first.day}{joint}{written(last)}"


def _still_to_come(moment, days):
    if days == 0:
        return f"اليوم {written_time(moment)}"
    return f"غدًا {written_time(moment)}" if days == -1 else written_with_time(moment)


def _lapse(n, noun):
    # «منذ ساعة», where a count would say «ساعة واحدة».
    return NOUNS[noun].singular if n == 1 else counted_oblique(n, noun)


def _day_and_month(day):
    return f"{day.day} {MONTHS[day.month - 1]}"


def _year(day):
    return f"{day.year}م"
