"""The bytes of a text file as text."""

import codecs
import re

from articles.arabic.report.refusal import LARGEST, NotAReport

# Other files in a text file's clothes. Old Word and its relatives get an answer of their own.
_BINARY_STARTS = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"ID3", b"OggS"),
    *(b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!"),
    *(b"\x7fELF", b"MZ\x90", b"SQLite format 3"),
)
_OLD_WORD_STARTS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1b\x7f]")
# Multi-byte sequences of UTF-8.
_UTF8_SEQUENCES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_ARABIC_WORD = re.compile("[\u0621-\u064a]{2,}")
_MIXED_WORD = re.compile("[A-Za-z\u00c0-\u024f][\u0621-\u064a]|[\u0621-\u064a][A-Za-z\u00c0-\u024f]")


def decode(data):
    """Return the text of a file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1256.

    Raises NotAReport when the file is empty, over 1 MB, binary, or in none of these encodings.
    """
    if len(data) > LARGEST:
        raise NotAReport("too-large")
    if data.startswith(_OLD_WORD_STARTS):
        raise NotAReport("old-word")
    if data.startswith(_BINARY_STARTS):
        raise NotAReport("binary")
    text = _decoded(data)
    if not text.strip("\ufeff \t\r\n"):
        raise NotAReport("empty")
    return text


def _decoded(data):
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data)
    if _CONTROLS.search(data):
        raise NotAReport("binary")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _windows_1256(data)


def _utf16(data):
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise NotAReport("undecodable") from error
    if _CONTROLS.search(text.encode("utf-8")):
        raise NotAReport("binary")
    return text


def _windows_1256(data):
    """Every byte means something in Windows-1256, so the result must also look like writing."""
    high = len(_HIGH.findall(data))
    # A UTF-8 file with a wound would come out as «ط§ظ„ط±ط¤», letters all, and pass for Arabic.
    in_sequences = sum(map(len, _UTF8_SEQUENCES.findall(data)))
    if in_sequences * 2 > high:
        raise NotAReport("undecodable")
    text = data.decode("cp1256")
    words = len(text.split())
    if len(_MIXED_WORD.findall(text)) * 10 > words or not _reads_as_writing(text, high):
        raise NotAReport("undecodable")
    return text


def _reads_as_writing(text, high):
    """Are the bytes above ASCII mostly Arabic words, or a few accents in Latin text?"""
    arabic = sum(map(len, _ARABIC_WORD.findall(text)))
    return arabic * 2 > high or high * 4 < len(text)
