"""What is not a report, and why: reasons with a code for programs and a sentence for people."""

import csv
import json
import re

LARGEST = 1024 * 1024
MOST_LINES = 5_000


def gettext_noop(message):
    """Mark a sentence for translation; the page that shows it translates it."""
    return message


REFUSALS = {
    "empty": gettext_noop("The file is empty."),
    "too-large": gettext_noop("The file is larger than 1 MB."),
    "binary": gettext_noop("The file holds no text: it is a picture, a PDF or another binary file."),
    "undecodable": gettext_noop("The text cannot be read as UTF-8 or Windows-1256."),
    "old-word": gettext_noop("This kind of Word file is too old to be read. Save it as .docx and try again."),
    "word-damaged": gettext_noop("The Word file is damaged and cannot be opened."),
    "word-too-large": gettext_noop("The Word file is too large when unpacked."),
    "word-unsafe": gettext_noop("The Word file refers to outside content and was not opened."),
    "no-letters": gettext_noop("The text has no Arabic or Latin letters."),
    "one-word": gettext_noop("The text is a single word."),
    "data": gettext_noop("The file is a table or data, not a report."),
    "code": gettext_noop("The file is a page's markup or a program, not a report."),
}


class NotAReport(ValueError):
    """The input is not a report. `reason` is one of `REFUSALS`; `message` is its English sentence."""

    def __init__(self, reason):
        self.reason = reason
        self.message = REFUSALS[reason]
        super().__init__(self.message)


_ARABIC_OR_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype|<html|<svg|<rss|\{\\rtf|%PDF|%!PS|#!\s*/)", re.IGNORECASE)
_CODE_LINE = re.compile(
    r"\s*(?:(?:def|class|import|from|function|var|let|const|return|public|private|static|if|for|while|elif|else|"
    r"try|except|with|switch|case|using|namespace|package|func|select|insert|create|update)\b.*[:;{}(]\s*$"
    r"|from \S+ import\b.*|import [\w.]+\s*$|[@#]\w+[^\u0600-\u06ff]*[<(\"].*|//.*|/\*.*|\*/.*"
    r"|[\w.\[\]\"']+\s*[+-]?=\s*\S.*|.*[;{}]\s*$|</?\w+[^<>]*>.*|[)\]}]+[,;]?\s*$)",
    re.IGNORECASE,
)


def refuse_unless_report(text):
    """Raise NotAReport for text that no journalist meant as a story."""
    if len(text) > LARGEST:
        raise NotAReport("too-large")
    if not text.strip("\ufeff \t\r\n\x00"):
        raise NotAReport("empty")
    if not _ARABIC_OR_LATIN.search(text):
        raise NotAReport("no-letters")
    if len(re.findall(r"[^\W_]+", text)) < 2 or len(text.split()) < 2:
        raise NotAReport("one-word")
    if _line_count(text) > MOST_LINES or _is_json(text) or _is_table(text):
        raise NotAReport("data")
    if _is_code(text):
        raise NotAReport("code")


def _line_count(text):
    return sum(1 for line in text.splitlines() if line.strip())


def _is_json(text):
    start = text.strip("\ufeff \t\r\n")
    if start[0] not in "{[":
        return False
    first_line = start.splitlines()[0]
    return _parses_as_json(start) or (start[0] == "{" and _parses_as_json(first_line))


def _parses_as_json(text):
    try:
        return isinstance(json.loads(text), (dict, list))
    except RecursionError:
        return True
    except ValueError:
        return False


def _is_table(text):
    """Do all lines have the same number of short cells? (CSV, TSV and their relatives)"""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 3 or sum(line.rstrip().endswith((".", "؟", "!")) for line in lines) * 3 > len(lines):
        return False
    for delimiter in ",;\t|":
        try:
            rows = list(csv.reader(lines[:200], delimiter=delimiter))
        except csv.Error:
            continue
        widths = {len(row) for row in rows}
        cells = [cell for row in rows for cell in row]
        if len(widths) == 1 and widths.pop() > 1 and sum(map(len, cells)) / len(cells) < 40:
            return True
    return False


def _is_code(text):
    if _MARKUP.match(text.lstrip("\ufeff")):
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    code = sum(1 for line in lines if len(line) < 160 and not _ARABIC.search(line) and _CODE_LINE.match(line))
    return code >= 2 and code * 2 >= len(lines)
