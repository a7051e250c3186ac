"""A Word file (.docx) as plain text with its headings and lists marked, for `read_report`."""

import io
import zipfile

from articles.arabic.report.refusal import LARGEST, NotAReport

MOST_ENTRIES = 500
LARGEST_UNPACKED = 20 * 1024 * 1024


def looks_like_word(data):
    """True for a zip file that holds a Word document."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def read_word(data):
    """Return the text of a .docx file: one line a paragraph, «# » before headings, «• » and «1. » before items.

    Raises NotAReport for a file that is too large, packed to burst, refers outside itself, or is damaged.
    """
    if len(data) > LARGEST:
        raise NotAReport("too-large")
    _refuse_a_bomb(data)
    try:
        return "\n\n".join(_lines(io.BytesIO(data)))
    except NotAReport:
        raise
    except Exception as error:  # a damaged file breaks the reader in more ways than it has names for
        raise NotAReport("word-damaged") from error


def _refuse_a_bomb(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise NotAReport("word-too-large")
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(entry):
                    raise NotAReport("word-unsafe")
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, NotAReport):
            raise
        raise NotAReport("word-damaged") from error


def _lines(file):
    from docx import Document

    document = Document(file)
    for paragraph in document.paragraphs:
        text = " ".join(paragraph.text.split())
        if text:
            yield _mark(paragraph) + text
    for table in document.tables:
        for row in table.rows:
            cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
            if any(cells):
                yield " | ".join(filter(None, cells))


def _mark(paragraph):
    style = (paragraph.style.name or "").lower()
    if style.startswith(("heading", "title")):
        return "# "
    properties = paragraph._p.pPr
    listed = properties is not None and properties.numPr is not None
    if "number" in style:
        return "1. "
    return "• " if listed or "bullet" in style else ""
