"""Folding keeps the way back; tidying keeps every letter."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.arabic.normalise import (
    fold,
    fold_with_offsets,
    split_lines,
    tag_key,
    tidy,
    tidy_lines,
    without_marks,
)

ANY = st.text(alphabet=st.characters(codec=None), max_size=120)
ARABIC = st.text(alphabet="بلديّةًـ ﷲﻻ٢۴\u200f\u202eأىک É", max_size=60)


@pytest.mark.parametrize(
    "text, folded",
    [
        ("أإآٱا", "ااااا"),
        ("ؤ ئ ى ة ء", "و ي ي ه ء"),
        ("کتابی ھنا", "كتابي هنا"),
        ("ﷲ ﷺ ﻻ", "الله صلي الله عليه وسلم لا"),
        ("٣٫٥٪ و١٬٠٠٠", "3.5% و1,000"),
        ("مســـقط‌ ‏\u202eعُمان\u2069", "مسقط عمان"),
        ("كتابﹰا", "كتابا"),
        ("e\u0301 É ß ﬁ", "e e ss fi"),
        ("  سطر\n\tآخر\u00a0هنا ", "سطر اخر هنا"),
        ("نص\x00\ud800 آخر", "نص اخر"),
    ],
)
def test_folding_takes_away_only_what_spellings_differ_in(text, folded):
    assert fold(text) == folded


@given(st.one_of(ANY, ARABIC))
@settings(max_examples=200, deadline=None)
def test_the_way_back_agrees_with_the_folding(text):
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)
    assert list(folded.starts) == sorted(folded.starts)
    for index, char in enumerate(folded.text):
        assert char in (fold(text[folded.starts[index] : folded.ends[index]]) or " ")


@pytest.mark.parametrize(
    "text, word, original",
    [
        ("قالت بلديّةُ مسقط", "بلديه", "بلديّةُ"),
        ("في مـــسقط ٢٠٢٦", "مسقط", "مـــسقط"),
        ("في مـــسقط ٢٠٢٦", "2026", "٢٠٢٦"),
        ("صلى ﷺ عليه", "الله", "ﷺ"),
        ("«\u200fعُمان\u200f» وطن", "عمان", "عُمان"),
    ],
)
def test_a_found_word_is_marked_in_the_original_with_its_vowels(text, word, original):
    folded = fold_with_offsets(text)
    start = folded.text.index(word)
    first, last = folded.span(start, start + len(word))
    assert text[first:last] == original


@pytest.mark.parametrize(
    "one, other",
    [
        ("بلدية", "بلديّة"),
        ("بلدية مسقط", "#بلدية_مسقط"),
        ("بلدية مسقط", "«بلدية  مسقط»"),
        ("مستشفى", "مستشفي"),
        ("COVID-19", "covid 19"),
    ],
)
def test_spellings_of_one_tag_have_one_key(one, other):
    assert tag_key(one) == tag_key(other)


@pytest.mark.parametrize("one, other", [("C++", "C"), ("C#", "C++"), ("البلدية", "بلدية"), ("؟", "!")])
def test_different_tags_have_different_keys(one, other):
    assert tag_key(one) != tag_key(other)


def test_a_key_fits_its_column_whatever_the_tag_expands_to():
    assert len(tag_key("ﷺ" * 100)) <= 120


@given(st.text(alphabet="بلدية أؤئىآ ABé٣0\u0301\u064b\u0651،", max_size=60))
@settings(max_examples=150, deadline=None)
def test_tidying_a_line_changes_nothing_but_its_spaces(text):
    assert tidy(text) == " ".join(unicodedata.normalize("NFC", text).split())


def test_tidying_keeps_what_has_a_use_and_takes_what_turns_a_page_around():
    assert tidy("\ufeffمي\u200cخواهم\u200f \u202eabc\u2066 \x00\x07") == "مي\u200cخواهم\u200f abc"


def test_lines_stay_lines_with_one_empty_line_between_them_at_most():
    assert tidy_lines("\r\n أول \r\n\r\n\r\n\r\nثانٍ  هنا\u2028ثالث\n\n") == "أول\n\nثانٍ هنا\nثالث"
    assert split_lines("أ\r\nب\rج\x85د") == ["أ", "ب", "ج", "د"]


def test_marks_go_and_letters_keep_their_shape():
    assert without_marks("شَارك مُؤتمَرٌ أُولَى مـسقط") == "شارك مؤتمر أولى مسقط"
