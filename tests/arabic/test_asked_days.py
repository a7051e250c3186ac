"""The days that somebody means who types a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arabic.dates.asked import asked

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed, first, last",
    [
        *((typed, DAY, DAY) for typed in ("23 نوفمبر 2026", "23/11/2026", "2026-11-23", "٢٣/١١/٢٠٢٦م", "23.11.2026")),
        *((typed, DAY, DAY) for typed in ("الاثنين 23 نوفمبر 2026م", "23 تشرين الثاني 2026", "23 من شهر نوفمبر 2026")),
        *((typed, DAY, DAY) for typed in ("13 جمادى الآخرة 1448", "13/6/1448هـ", "١٣ جمادى الثانية ١٤٤٨ هـ")),
        ("نوفمبر 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("11/2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024/2", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("رمضان 1447", date(2026, 2, 18), date(2026, 3, 19)),
        ("شهر رمضان 1447هـ", date(2026, 2, 18), date(2026, 3, 19)),
        ("1447", date(2025, 6, 26), date(2026, 6, 15)),
    ],
)
def test_a_day_a_month_or_a_year_in_either_calendar(typed, first, last):
    assert asked(typed) == (first, last)


@pytest.mark.parametrize("typed", ["", "اليوم", "32/1/2026", "99/99/2026", "0000", "رمضان", "1200", "31/12/1600", "1"])
def test_what_is_no_date_is_none(typed):
    assert asked(typed) is None


def test_hijri_days_move_with_the_sighting_in_oman():
    assert asked("13 جمادى الآخرة 1448", shift=-1) == (date(2026, 11, 24), date(2026, 11, 24))


@given(st.text(max_size=30) | st.from_regex(r"\d{0,4}[-/. ]\d{0,4}[-/. ]\d{0,5}"))
def test_any_text_is_a_span_of_days_or_none(typed):
    span = asked(typed)
    assert span is None or span[0] <= span[1]
