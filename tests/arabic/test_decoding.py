"""The bytes of a file: read in the encoding that they are in, or refused with the reason."""

import codecs
import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.arabic.report import NotAReport, decode, read_report
from articles.arabic.report.refusal import LARGEST, REFUSALS
from articles.arabic.word_document import read_file

NEWS = "بلدية صور تزرع ثلاثة آلاف شجرة، و«المشروع» يستمر عامًا كاملًا.\r\nقال المدير: نعم؟"
FRENCH = "Le café d'été est très animé à Mascate, où l'on parle déjà français."


def refusal(function, given_data):
    with pytest.raises(NotAReport) as refused:
        function(given_data)
    return refused.value.reason


@pytest.mark.parametrize(
    "data",
    [
        NEWS.encode(),
        codecs.BOM_UTF8 + NEWS.encode(),
        codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"),
        NEWS.encode("cp1256"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16 le", "utf-16 be", "windows-1256"],
)
def test_news_is_read_in_every_encoding_that_offices_send(data):
    assert decode(data) == NEWS


def test_latin_text_with_accents_in_the_arabic_code_page_is_read():
    assert decode(FRENCH.encode("cp1256")) == FRENCH


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"%PDF-1.7\n", "binary"),
        (b"PK\x03\x04 something", "binary"),
        (NEWS.encode() + b"\x00", "binary"),
        (NEWS.encode("utf-16-le"), "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old-word"),
        (b"{\\rtf1\\ansi text}", "old-word"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", "undecodable"),
        (NEWS.encode()[:-3], "undecodable"),
        (("The museum of the old harbour opens at nine. " * 3 + "café é").encode()[:-1], "undecodable"),
        (NEWS.encode().replace(b"\xd9", b"\xff", 1), "undecodable"),
        ("これはニュースです。東京で会議が開かれました".encode("shift_jis"), "undecodable"),
        ("Сегодня в городе открылась новая библиотека для детей".encode("cp1251"), "undecodable"),
        (b"a" * (LARGEST + 1), "too-large"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_the_reason(data, reason):
    assert refusal(decode, data) == reason


def test_a_file_of_the_largest_size_is_still_read():
    assert len(decode(b"a" * LARGEST)) == LARGEST


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "empty"),
        ("خبر", "one-word"),
        ("  مسقط-الرؤية  ", "one-word"),
        ("12:30 — 45 – 99%", "no-letters"),
        ("これは ニュース です", "no-letters"),
        (json.dumps({"headline": "خبر جديد", "body": ["نص"]}, ensure_ascii=False), "data"),
        ('{"a": "خبر أول"}\n{"a": "خبر ثانٍ"}', "data"),
        ("[" * 100_000 + " a b", "data"),
        ("الاسم,العمر,المدينة\nسالم,30,مسقط\nمريم,28,صور\n", "data"),
        ("a\tb\nc\td\ne\tf", "data"),
        ("سطر قصير\n" * 6_000, "data"),
        ("<!doctype html><html lang=ar><body><p>خبر من مسقط</p></body></html>", "code"),
        ("<?xml version='1.0'?><rss><item>خبر جديد</item></rss>", "code"),
        ("import os\n\ndef main():\n    x = os.getcwd()\n    return x\n", "code"),
        ("const a = 1;\nfunction go() {\n  return a;\n}\n", "code"),
        ("SELECT id\nFROM people\nWHERE id = 3;\nUPDATE people SET id = 4;\n", "code"),
    ],
)
def test_text_that_no_journalist_meant_as_a_story_is_refused(text, reason):
    assert refusal(read_report, text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "خبر قصير",
        "Short news",
        "زار الوفد، وفق البرنامج، ثلاث مدن\nوالتقى، في اليوم الأول، رئيس البلدية\nثم عاد، مساءً، إلى مسقط",
        "قال: «إن [المشروع] {كبير}»; ثم مضى.",
        "[23/11/2026, 10:15 ص] سالم: خبر قصير",
        "For visitors (the first group):\nwith guides;\nthe museum opens at nine.\nIt closes at five.\nEntry is free.",
    ],
)
def test_text_that_only_looks_unlikely_is_read(text):
    read_report(text)


def test_every_refusal_says_a_sentence():
    for reason, message in REFUSALS.items():
        assert str(NotAReport(reason)) == message
        assert message.endswith(".")


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    for read in (decode, read_file):
        with contextlib.suppress(NotAReport):
            read(data)
