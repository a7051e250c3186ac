"""The words known on the first day."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from articles.arabic.lexicon import frequency, lexicon
from articles.arabic.normalise import fold, without_marks

ROOT = Path(__file__).parents[2]
FILE = ROOT / "articles" / "arabic" / "lexicon.txt.gz"


def test_a_common_word_is_more_frequent_than_a_rare_one():
    assert frequency("في") > frequency("وزير") > frequency("بلدية") > frequency("الانضواء") > 0


def test_a_word_that_nobody_writes_has_no_frequency():
    assert frequency("الأدردنية") == 0.0
    assert frequency("") == 0.0
    assert frequency("مسقط\0\ud800") == 0.0


def test_vowel_signs_and_tatweel_change_no_frequency_and_a_hamza_does():
    assert frequency("عُمَـان") == frequency("عمان")
    assert frequency("أكد") > frequency("اكد")


def test_every_word_stands_in_the_list_as_it_is_looked_up():
    assert all(word == without_marks(word) and word.isalpha() for word in lexicon().levels)
    assert len(lexicon()) == 297_728


def test_words_come_most_frequent_first():
    levels = list(lexicon().levels.values())
    assert levels == sorted(levels)


def test_folded_words_are_counted_together_as_the_search_folds_them():
    folded = lexicon().folded()
    assert all(word == fold(word) for word in folded)
    assert folded["علي"] == pytest.approx(frequency("على") + frequency("علي"))
    assert 50_000 < len(folded) < 60_000


def test_the_list_says_its_version_and_its_licence():
    assert lexicon().version == "wordfreq-3.1.1-1"
    assert "CC BY-SA 4.0" in FILE.with_name("lexicon.md").read_text("utf-8") + _header()


def test_the_file_stays_small():
    assert FILE.stat().st_size <= 1_500_000


def test_importing_the_reader_reads_nothing():
    program = (
        "import articles.arabic.lexicon as room; assert room.lexicon.cache_info().currsize == 0;"
        "room.frequency('في'); assert room.lexicon.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def _header():
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        return "".join(line for line in lines if line.startswith("#"))
