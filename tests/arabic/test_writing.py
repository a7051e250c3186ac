"""Numbers, dates and directions, as a reader sees them."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.arabic import dates
from articles.arabic.bidi import isolate_runs
from articles.arabic.counting import reading_minutes, sentence_spans, sentences, words
from articles.arabic.digits import to_arabic_indic, to_latin
from articles.arabic.plurals import NOUNS, counted, counted_oblique, form
from articles.arabic.slugs import slug

MUSCAT = ZoneInfo("Asia/Muscat")
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=MUSCAT)
ANY = st.text(alphabet=st.characters(codec=None), max_size=120)


class TestCountedNouns:
    @pytest.mark.parametrize(
        "noun, said",
        [
            ("يوم", ["لا أيام", "يوم واحد", "يومان", "3 أيام", "11 يومًا", "100 يوم", "103 أيام", "111 يومًا"]),
            (
                "مادة",
                ["لا مواد", "مادة واحدة", "مادتان", "3 مواد", "11 مادة", "100 مادة", "103 مواد", "111 مادة"],
            ),
            ("خطأ", ["لا أخطاء", "خطأ واحد", "خطآن", "3 أخطاء", "11 خطأً", "100 خطأ", "103 أخطاء", "111 خطأً"]),
            (
                "قارئ",
                ["لا قراء", "قارئ واحد", "قارئان", "3 قراء", "11 قارئًا", "100 قارئ", "103 قراء", "111 قارئًا"],
            ),
        ],
    )
    def test_a_noun_takes_all_six_forms(self, noun, said):
        assert [counted(n, noun) for n in (0, 1, 2, 3, 11, 100, 103, 111)] == said

    @pytest.mark.parametrize(
        "n, noun, said",
        [
            (2, "يوم", "يومين"),
            (2, "ساعة", "ساعتين"),
            (2, "خطأ", "خطأين"),
            (5, "دقيقة", "5 دقائق"),
            (12, "شهر", "12 شهرًا"),
        ],
    )
    def test_after_a_preposition_two_are_oblique(self, n, noun, said):
        assert counted_oblique(n, noun) == said

    def test_large_numbers_are_grouped(self):
        assert counted(9_999, "مشاهدة") == "9999 مشاهدة"
        assert counted(12_345, "مشاهدة") == "12,345 مشاهدة"

    def test_no_noun_of_the_table_is_left_without_a_shape(self):
        for noun in NOUNS.values():
            assert all(noun)
            assert noun.dual.endswith("ان") or noun.dual.endswith("آن")
            assert noun.dual_oblique.endswith("ين")

    @given(st.integers(0, 10_000))
    @settings(max_examples=100, deadline=None)
    def test_the_form_is_that_of_the_last_two_figures(self, n):
        assert n < 3 or form(n) == form(n % 100 + 100)


class TestWrittenDates:
    @pytest.mark.parametrize(
        "hour, minute, said",
        [
            (0, 0, "12:00 منتصف الليل"),
            (0, 15, "12:15 بعد منتصف الليل"),
            (9, 30, "9:30 صباحًا"),
            (12, 5, "12:05 ظهرًا"),
            (13, 0, "1:00 مساءً"),
            (22, 30, "10:30 مساءً"),
        ],
    )
    def test_every_hour_of_the_day_has_one_reading(self, hour, minute, said):
        assert dates.written_time(NOW.replace(hour=hour, minute=minute)) == said

    @pytest.mark.parametrize(
        "days, said",
        [
            (0, "22 نوفمبر 2026م"),
            (1, "22 و23 نوفمبر 2026م"),
            (3, "22 – 25 نوفمبر 2026م"),
            (10, "22 نوفمبر – 2 ديسمبر 2026م"),
            (50, "22 نوفمبر 2026م – 11 يناير 2027م"),
        ],
    )
    def test_a_range_says_nothing_twice(self, days, said):
        first = date(2026, 11, 22)
        assert dates.date_range(first, first + timedelta(days=days)) == said

    def test_two_days_over_the_end_of_a_month_are_joined(self):
        assert dates.date_range(date(2026, 11, 30), date(2026, 12, 1)) == "30 نوفمبر و1 ديسمبر 2026م"

    def test_a_range_that_ends_before_it_begins_is_a_mistake(self):
        with pytest.raises(ValueError, match="before it begins"):
            dates.date_range(date(2026, 11, 2), date(2026, 11, 1))

    @pytest.mark.parametrize(
        "passed, said",
        [
            (timedelta(seconds=20), "الآن"),
            (timedelta(hours=20), "منذ 20 ساعة"),
            (timedelta(hours=22), "أمس 10:30 مساءً"),
            (timedelta(days=2), "21 نوفمبر 2026م"),
            (-timedelta(hours=1), "اليوم 9:30 مساءً"),
            (-timedelta(hours=10), "غدًا 6:30 صباحًا"),
            (-timedelta(days=3), "26 نوفمبر 2026م، 8:30 مساءً"),
        ],
    )
    def test_how_long_ago_ends_in_a_date(self, passed, said):
        assert dates.ago(NOW - passed, NOW) == said

    def test_hours_are_counted_over_midnight_for_the_first_six(self):
        early = NOW.replace(hour=2)
        assert dates.ago(early - timedelta(hours=4), early) == "منذ 4 ساعات"
        assert dates.ago(early - timedelta(hours=7), early) == "أمس 7:30 مساءً"

    @pytest.mark.parametrize("hours", [0, 1, 5, 7, 12, 19, 21, 23, 47, 60, -1, -5])
    def test_a_settled_moment_is_said_the_same_until_midnight_and_others_are_not(self, hours):
        now = NOW.replace(hour=8, minute=0)
        moment, last = now - timedelta(hours=hours), now.replace(hour=23, minute=59)
        minutes = [now + timedelta(minutes=minute) for minute in range(0, (last - now) // timedelta(minutes=1))]
        said = {dates.ago(moment, each) for each in minutes}
        assert dates.is_settled(moment, now) == (len(said) == 1)

    def test_days_are_those_of_the_reader_not_of_the_clock(self):
        late = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
        assert dates.ago(late, NOW) == "منذ 19 ساعة"

    def test_hijri_dates_follow_the_shift_that_the_desk_has_set(self):
        assert dates.hijri_written(NOW) == "13 جمادى الآخرة 1448هـ"
        assert dates.hijri_written(NOW, shift=-1) == "12 جمادى الآخرة 1448هـ"
        assert dates.hijri(date(2026, 5, 27)) == (1447, 12, 10)
        assert dates.hijri_written(date(2026, 5, 27)) == "10 ذي الحجة 1447هـ"

    @pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 1, 1), date.max])
    def test_days_outside_the_tables_have_no_hijri_date(self, day):
        assert dates.hijri(day, shift=1) is None
        assert dates.hijri_written(day) == ""


class TestFoundDates:
    @pytest.mark.parametrize(
        "text, expected",
        [
            ("في 23 نوفمبر 2026م بمسقط", [("23 نوفمبر 2026م", "2026-11-23", "2026-11-23")]),
            ("٢٣ تشرين الثاني/نوفمبر", [("٢٣ تشرين الثاني/نوفمبر", "2026-11-23", "2026-11-23")]),
            ("الـ23 من نوفمبر", [("الـ23 من نوفمبر", "2026-11-23", "2026-11-23")]),
            ("مساء الثالث والعشرين من نوفمبر", [("الثالث والعشرين من نوفمبر", "2026-11-23", "2026-11-23")]),
            ("3 و4 نوفمبر", [("3 و4 نوفمبر", "2026-11-03", "2026-11-04")]),
            ("3، 4 و5 نوفمبر", [("3، 4 و5 نوفمبر", "2026-11-03", "2026-11-05")]),
            ("3 و7 نوفمبر", [("3", "2026-11-03", "2026-11-03"), ("7 نوفمبر", "2026-11-07", "2026-11-07")]),
            ("بين 3 و7 نوفمبر", [("3 و7 نوفمبر", "2026-11-03", "2026-11-07")]),
            ("من 3 إلى 5 نوفمبر 2027", [("3 إلى 5 نوفمبر 2027", "2027-11-03", "2027-11-05")]),
            ("من الأول حتى الخامس من يونيه", [("الأول حتى الخامس من يونيه", "2026-06-01", "2026-06-05")]),
            (
                "من الاثنين 30 نوفمبر إلى الأربعاء 2 ديسمبر",
                [("30 نوفمبر إلى الأربعاء 2 ديسمبر", "2026-11-30", "2026-12-02")],
            ),
            ("30 ديسمبر – 2 يناير", [("30 ديسمبر – 2 يناير", "2026-12-30", "2027-01-02")]),
            ("30 ديسمبر – 2 يناير 2026", [("30 ديسمبر – 2 يناير 2026", "2025-12-30", "2026-01-02")]),
            (
                "15 مايو، ثم 20 أيار",
                [("15 مايو", "2026-05-15", "2026-05-15"), ("20 أيار", "2026-05-20", "2026-05-20")],
            ),
            (
                "٢٣/١١/٢٠٢٦ و2026-11-23",
                [("٢٣/١١/٢٠٢٦", "2026-11-23", "2026-11-23"), ("2026-11-23", "2026-11-23", "2026-11-23")],
            ),
            ("القاعة 12، 3 آب", [("3 آب", "2026-08-03", "2026-08-03")]),
        ],
    )
    def test_dates_are_found_where_they_stand(self, text, expected):
        found = dates.find_dates(text, 2026)
        assert [(text[f.offset : f.offset + f.length], str(f.first), str(f.last)) for f in found] == expected

    @pytest.mark.parametrize(
        "text",
        [
            "31 نوفمبر",
            "30 فبراير 2026",
            "3 أب",
            "13 رجب 1448هـ",
            "نوفمبر 2026",
            "1,500 نوفمبر",
            "الأسبوع الأول من ديسمبر",
            "النصف الثاني من مايو",
            "3/11",
            "31/2/2026",
            "10.11.12.2026",
        ],
    )
    def test_what_is_no_day_of_the_calendar_is_not_found(self, text):
        assert dates.find_dates(text, 2026) == []

    def test_without_a_year_to_go_by_only_full_dates_are_found(self):
        found = dates.find_dates("3 نوفمبر و4 ديسمبر 2026")
        assert [f.first for f in found] == [date(2026, 12, 4)]

    @given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(1, 40))
    @settings(max_examples=150, deadline=None)
    def test_what_we_write_we_can_read(self, first, days):
        last = first + timedelta(days=days)
        for text, expected in (
            (dates.written(first), (first, first)),
            (dates.written_with_weekday(first), (first, first)),
            (dates.date_range(first, last), (first, last)),
        ):
            assert [(f.first, f.last) for f in dates.find_dates(text)] == [expected]


class TestDirections:
    @pytest.mark.parametrize(
        "text, runs",
        [
            ("لغة C++ وC# و@handle، و#OmanVision.", ["C++", "C#", "@handle", "#OmanVision"]),
            ("اتصل على +968 2412 3456 أو 2412 3456.", ["+968 2412 3456", "2412 3456"]),
            ("في 2026-11-23 فاز 3-1 ودرجة الحرارة -5° و+10%.", ["2026-11-23", "3-1", "-5°", "+10%"]),
            (
                "(info@example.com) و https://example.com/خبر?x=1،",
                ["info@example.com", "https://example.com/خبر?x=1"],
            ),
            ("رؤية «Oman Vision 2040» وشركة AT&T (COVID-19)", ["Oman Vision 2040", "AT&T", "COVID-19"]),
            ("هاتف iPhone 15 Pro وشبكة 5G بقيمة $50", ["iPhone 15 Pro", "5G", "$50"]),
            ("«22 – 25 نوفمبر» الساعة 9:30 نحو 1,500.5 بـ10% والدورة الـ56", []),
            ("بين عامي 2025 2026", []),
        ],
    )
    def test_runs_that_would_be_scrambled_are_isolated(self, text, runs):
        assert [segment for segment, direction in isolate_runs(text) if direction == "ltr"] == runs


class TestDigits:
    def test_numbers_of_prose_change_and_names_keep_theirs(self):
        text = "في 2026م نمت 3.5% و1,500 ريال عند 9:30 بمركز G20 هاتف +968 2412 3456"
        assert to_arabic_indic(text) == "في ٢٠٢٦م نمت ٣٫٥٪ و١٬٥٠٠ ريال عند ٩:٣٠ بمركز G20 هاتف +968 2412 3456"

    def test_every_digit_of_the_region_becomes_latin(self):
        assert to_latin("٣٫٥٪ و١٬٥٠٠ و۴۵۶") == "3.5% و1,500 و456"

    @given(ANY)
    @settings(max_examples=100, deadline=None)
    def test_any_text_is_written_in_either_digits(self, text):
        assert to_latin(to_latin(text)) == to_latin(text)
        assert to_arabic_indic(to_arabic_indic(text)) == to_arabic_indic(text)


class TestCounting:
    @pytest.mark.parametrize(
        "text, count",
        [
            ("", 0),
            ("... — ؟", 0),
            ("شَارك وفدٌ مـــن ٣٠٠ شخصٍ", 5),
            ("تنمية.. وشراكة أقوى", 3),
            ("تنمية..وشراكة", 2),
            ("مسقط/العُمانية", 2),
            ("COVID-19 و1,500.5 في 9:30 إلى name@example.com", 6),
            ("والدورة الـ56", 2),
        ],
    )
    def test_words_are_what_a_reader_sees(self, text, count):
        assert words(text) == count

    def test_reading_takes_a_minute_for_180_words_to_the_nearest(self):
        assert [reading_minutes("كلمة " * n) for n in (0, 1, 269, 270, 900)] == [0, 1, 1, 2, 5]

    def test_sentences_end_where_a_reader_stops(self):
        text = "قال د. سالم إن النسبة 3.5 في المئة. وأضاف: «نعم».  هل تم؟ تنمية.. وشراكة أقوى\nسطر آخر"
        assert sentences(text) == [
            "قال د. سالم إن النسبة 3.5 في المئة.",
            "وأضاف: «نعم».",
            "هل تم؟",
            "تنمية.. وشراكة أقوى",
            "سطر آخر",
        ]

    @given(ANY)
    @settings(max_examples=100, deadline=None)
    def test_sentences_hold_every_word_once(self, text):
        spans = sentence_spans(text)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert sum(words(text[start:end]) for start, end in spans) == words(text)


class TestSlugs:
    @pytest.mark.parametrize(
        "text, made",
        [
            ("بلديّة مـسقط – «الرؤية»: 10% نموّ في 1,500 مشروع", "بلدية-مسقط-الرؤية-10-نمو-في-1500-مشروع"),
            ("ﺍﻟﺮﺅﻳﺔ ٢٠٢٦ Oman's COVID-19", "الرؤية-2026-omans-covid-19"),
            ("أحمد إلى آخر مستشفى", "أحمد-إلى-آخر-مستشفى"),
            ("؟؟؟", "story"),
            ("أ" * 100, "أ" * 60),
        ],
    )
    def test_a_slug_keeps_the_shape_of_its_letters(self, text, made):
        assert slug(text) == made

    def test_a_slug_ends_with_a_whole_word(self):
        assert slug("كلمة " * 20, words=3) == "كلمة-كلمة-كلمة"
        assert slug("كلمة أخرى طويلة", length=12) == "كلمة-أخرى"
        assert slug("", fallback="tag") == "tag"
