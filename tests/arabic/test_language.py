"""The language room: folding, slugs, counts and dates, for any Unicode."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.arabic import bidi, counting, dates, digits, plurals
from articles.arabic.normalise import fold, tag_key, tidy, tidy_lines
from articles.arabic.slugs import slug

ANY = st.text(alphabet=st.characters(codec=None), max_size=120)
MUSCAT = ZoneInfo("Asia/Muscat")


@pytest.mark.parametrize(
    "one, other",
    [
        ("بلدية", "بلديّة"), ("بلدية", "بلديـــة"), ("أحمد", "احمد"), ("مستشفى", "مستشفي"), ("المكتبة", "المكتبه"),
        ("٢٠٢٦", "2026"), ("۲۰۲۶", "2026"), ("ﺍﻟﺮﺅﻳﺔ", "الرؤية"), ("مُحَمَّد", "محمد"), ("کتاب", "كتاب"), ("Oman", "oman"),
    ],
)  # fmt: skip
def test_spellings_that_readers_take_for_one_word_fold_together(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("one, other", [("وزير", "زير"), ("بنك", "نك"), ("علم", "عمل"), ("مسقط", "مسقطي")])
def test_other_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_folding_and_tidying_any_text_twice_changes_nothing(text):
    for tidied in (fold, tidy, tidy_lines, tag_key):
        assert tidied(tidied(text)) == tidied(text)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_what_is_tidied_can_be_stored_by_every_database(text):
    for stored in (tidy(text), tidy_lines(text)):
        stored.encode("utf-8")
        assert "\x00" not in stored
        assert not any("\u202a" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069" for letter in stored)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_a_slug_is_never_empty_never_long_and_stable(text):
    made = slug(text)
    assert made
    assert len(made) <= 60
    assert len(made.split("-")) <= 8
    assert slug(made) == made


def test_a_slug_reads_as_the_headline():
    assert slug("بلديّة مـسقط: ٣ مشاريع جديدة!") == "بلدية-مسقط-3-مشاريع-جديدة"
    assert slug("؟؟؟", fallback="story") == "story"


@pytest.mark.parametrize(
    "number, said",
    [(1, "نتيجة"), (2, "نتيجتان"), (3, "3 نتائج"), (10, "10 نتائج"), (11, "11 نتيجة"), (99, "99 نتيجة"),
     (100, "100 نتيجة"), (103, "103 نتائج")],
)  # fmt: skip
def test_counted_nouns_take_their_form(number, said):
    assert said in plurals.counted(number, "نتيجة")


def test_words_are_counted_as_a_reader_counts_them():
    assert counting.words("في عام ٢٠٢٥ شارك ٣٠٠ خبير") == counting.words("في عام 2025 شارك 300 خبير") == 6
    assert counting.words("مُحَمَّدٌ رَجُلٌ") == 2


def test_a_minute_of_reading_is_the_least():
    assert counting.reading_minutes("كلمة " * 10) == 1
    assert counting.reading_minutes("كلمة " * 540) == 3
    assert counting.reading_minutes("") == 0


class TestDates:
    def test_as_a_newspaper_in_oman_writes_them(self):
        day = date(2026, 11, 23)
        assert dates.written(day) == "23 نوفمبر 2026م"
        assert dates.written_with_weekday(day) == "الاثنين 23 نوفمبر 2026م"
        assert dates.date_range(day, date(2026, 11, 24)) == "23 و24 نوفمبر 2026م"
        assert dates.date_range(date(2026, 11, 30), date(2026, 12, 2)) == "30 نوفمبر – 2 ديسمبر 2026م"

    @pytest.mark.parametrize(
        "minutes, said",
        [(1, "منذ دقيقة"), (2, "منذ دقيقتين"), (5, "منذ 5 دقائق"), (11, "منذ 11 دقيقة"), (60, "منذ ساعة"),
         (120, "منذ ساعتين"), (240, "منذ 4 ساعات")],
    )  # fmt: skip
    def test_a_time_ago_agrees_with_its_noun(self, minutes, said):
        now = datetime(2026, 11, 23, 20, 0, tzinfo=MUSCAT)
        assert dates.ago(now - timedelta(minutes=minutes), now) == said

    @pytest.mark.parametrize(
        "text, first, last",
        [
            ("يوم 23 نوفمبر 2026 في مسقط", (23, 11), (23, 11)),
            ("يومي 3 و4 نوفمبر", (3, 11), (4, 11)),
            ("من 3 إلى 5 تشرين الثاني", (3, 11), (5, 11)),
            ("في ٢٣/١١/٢٠٢٦م", (23, 11), (23, 11)),
        ],
    )
    def test_dates_are_found_in_prose(self, text, first, last):
        found = dates.find_dates(text, default_year=2026)[0]
        assert (found.first.day, found.first.month) == first
        assert (found.last.day, found.last.month) == last

    @given(ANY)
    @settings(max_examples=200, deadline=None)
    def test_any_text_may_be_searched_for_dates(self, text):
        for found in dates.find_dates(text, default_year=2026):
            assert 0 <= found.offset < found.offset + found.length <= len(text)
            assert found.first <= found.last


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_isolating_runs_loses_no_letter(text):
    assert "".join(run[0] for run in bidi.isolate_runs(text)) == text


@pytest.mark.parametrize("run", ["C++", "+968 2400 0000", "@omandaily", "2025-08-25", "info@example.com"])
def test_what_would_be_turned_round_is_isolated(run):
    runs = [tuple(found) for found in bidi.isolate_runs(f"اتصل على {run} الآن")]
    assert (run, "ltr") in runs


@given(st.text(alphabet="0123456789 ابت", max_size=30))
@settings(max_examples=50, deadline=None)
def test_digits_go_there_and_back(text):
    assert digits.to_latin(digits.to_arabic_indic(text)) == text
