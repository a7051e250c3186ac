"""Reads the demo's files. Dates in them are counted from the day of loading, so that the demo never grows old."""

import re
import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from articles.arabic import dates

FOLDER = Path(__file__).parent
TOKEN = re.compile(r"\{\{(date|day|weekday):([+-]?\d+)\}\}")


def read(name):
    """Return one TOML file with its day tokens turned into dates."""
    return tomllib.loads(_dated(FOLDER.joinpath(name).read_text("utf-8")))


def read_events():
    return {path.stem: read(f"events/{path.name}") for path in sorted(FOLDER.glob("events/*.toml"))}


def read_stories():
    """Return the stories by key, in the order of their files."""
    paths = sorted(FOLDER.glob("stories/*.toml"))
    return {path.stem.split("-", 1)[1]: read(f"stories/{path.name}") for path in paths}


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def moment(offset, clock):
    """Return «09:30» on the day `offset` days from today, in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day(offset), time.fromisoformat(clock)))


def _dated(text):
    return TOKEN.sub(lambda token: FORMS[token[1]](day(int(token[2]))), text)


FORMS = {
    "date": dates.written,
    "day": lambda day: f"{day.day} {dates.MONTHS[day.month - 1]}",
    "weekday": lambda day: dates.WEEKDAYS[day.weekday()],
}
