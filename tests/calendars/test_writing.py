"""The text of a calendar, read back by a reader that is not ours."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.calendars import Entry, calendar

CHANGED = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


def entry(**fields):
    fields.setdefault("uid", "session-1@newsroom.example")
    fields.setdefault("title", "الجلسة الأولى")
    fields.setdefault("starts", datetime(2026, 11, 23, 5, 0, tzinfo=UTC))
    fields.setdefault("ends", datetime(2026, 11, 23, 6, 30, tzinfo=UTC))
    return Entry(changed_at=CHANGED, **fields)


def written(*entries, name="ملتقى المدن"):
    return calendar(name, entries, product="الرؤية")


def read(content):
    """The calendar and its entries; fails on anything that the standard does not allow."""
    found = icalendar.Calendar.from_ical(content)
    for component in found.walk():
        assert component.errors == []
        assert [name for name in component.required if name not in component] == []
    return found, list(found.walk("VEVENT"))


def test_an_entry_says_what_when_where_and_in_which_state():
    content = written(
        entry(
            place="القاعة الكبرى", description="سطر\nوسطر", address="https://newsroom.example/x/", sequence=3
        )
    )
    found, [event] = read(content)
    assert (found["X-WR-CALNAME"], found["METHOD"], found["VERSION"]) == ("ملتقى المدن", "PUBLISH", "2.0")
    assert event["UID"] == "session-1@newsroom.example"
    assert (event["SUMMARY"], event["LOCATION"], event["DESCRIPTION"]) == (
        "الجلسة الأولى", "القاعة الكبرى", "سطر\nوسطر",
    )  # fmt: skip
    assert event.start == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    assert event.end == datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert (event["SEQUENCE"], event["STATUS"]) == (3, "CONFIRMED")
    assert event["DTSTAMP"].dt == CHANGED
    assert event["URL"] == "https://newsroom.example/x/"


def test_an_entry_by_days_ends_after_its_last_day():
    _calendar, [event] = read(written(entry(starts=date(2026, 11, 23), ends=date(2026, 11, 24))))
    assert (event.start, event.end) == (date(2026, 11, 23), date(2026, 11, 25))


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut():
    content = written(entry(title="ملتقى " * 60, description="🎉é" * 90))
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()
    assert b"\n" not in content.replace(b"\r\n", b"")
    _calendar, [event] = read(content)
    assert event["SUMMARY"] == "ملتقى " * 60


HOSTILE = ["a\r\nATTENDEE:mailto:x", "END:VEVENT\nBEGIN:VALARM", "x\x00\x0b\x85\ud800", "\\n;,\\"]


@pytest.mark.parametrize("nasty", HOSTILE)
def test_no_text_ends_its_line(nasty):
    content = written(entry(title=nasty, place=nasty, description=nasty, uid=nasty), name=nasty)
    _calendar, [event] = read(content)
    assert sorted(event) == sorted(read(written(entry(place="x", description="x")))[1][0])
    assert [line for line in content.split(b"\r\n") if line.startswith((b"ATTENDEE", b"BEGIN:VALARM"))] == []


@given(st.text(max_size=300))
def test_what_is_written_is_read_again(text):
    _calendar, [event] = read(written(entry(title="ع" + text)))
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    from articles.calendars.writing import CONTROLS

    assert event["SUMMARY"] == "ع" + CONTROLS.sub("", plain)
