"""A Word file (.docx) as text that `read_report` understands.

Headings become lines with «#», list items lines with «•» or «1.», table rows lines with «|» between the cells;
every other paragraph stands between empty lines. Inserted text under review counts, deleted text does not;
text boxes are read where they are anchored. Headers, footers and footnotes are not part of the report.
"""

import io
import re
import zipfile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from articles.arabic.report import NotAReport, decode, read_report
from articles.arabic.report.refusal import LARGEST

LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_ENTRIES = 500
_ZIP_START = b"PK\x03\x04"
_HEADING_STYLE = re.compile(r"Heading (\d)$", re.IGNORECASE)
_P, _T, _TR = qn("w:p"), qn("w:t"), qn("w:tr")
_SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away text, and the second copy of a text box that Word keeps for old readers.
_UNREAD = {qn("w:del"), qn("w:moveFrom"), _FALLBACK}


def read_file(data):
    """Return the Report in the bytes of a text or Word file. Raises NotAReport when there is none."""
    return read_report(read_word(data) if data.startswith(_ZIP_START) else decode(data))


def read_word(data):
    """Return the text of a Word file. Raises NotAReport when it is damaged, too large or unsafe to open."""
    if len(data) > LARGEST:
        raise NotAReport("too-large")
    _refuse_unsafe(data)
    try:
        text = _text_of(docx.Document(io.BytesIO(data)))
    except NotAReport:
        raise
    except Exception as error:
        # Whatever a hand-made package breaks inside the libraries, the file is one that cannot be read.
        raise NotAReport("word-damaged") from error
    if not text.strip():
        raise NotAReport("empty")
    return text


def _refuse_unsafe(data):
    """Look at the package before anything is unpacked or parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise NotAReport("word-too-large")
            parts = [
                package.read(entry) for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))
            ]
    except NotAReport:
        raise
    except Exception as error:
        # zipfile answers damaged or encrypted packages with half a dozen kinds of exception.
        raise NotAReport("word-damaged") from error
    # A part written in UTF-16 has a zero between two letters.
    if any(
        b"<!DOCTYPE" in part or b"<!ENTITY" in part
        for raw in parts
        for part in (raw, raw.replace(b"\0", b""))
    ):
        raise NotAReport("word-unsafe")


def _text_of(document):
    written, number, row = [], 0, None
    for element in document.element.body.iter(_P):
        if any(parent.tag in _UNREAD for parent in element.iterancestors()):
            continue
        text = "\n".join(" ".join(line.split()) for line in _text(element).split("\n")).strip()
        if not text:
            continue
        if (cells := _outermost_row(element)) is not None:
            if cells is row:
                written[-1] += " | " + text.replace("\n", " ")
            else:
                written.append(text.replace("\n", " "))
            row, number = cells, 0
            continue
        mark = _mark(Paragraph(element, document._body), document)
        number = number + 1 if mark == "1." else 0
        mark, row = f"{number}." if mark == "1." else mark, None
        written.append(f"{mark} {text.replace(chr(10), ' ')}" if mark else text)
    return "\n\n".join(written)


def _text(element):
    """Return the text of one paragraph, without that of the text boxes anchored in it."""
    pieces = []
    for child in element:
        if child.tag in _UNREAD or child.tag == _P:
            continue
        if child.tag == _T:
            pieces.append(child.text or "")
        elif child.tag in _SPACES:
            pieces.append(_SPACES[child.tag])
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _outermost_row(element):
    rows = [parent for parent in element.iterancestors() if parent.tag == _TR]
    return rows[-1] if rows else None


def _mark(paragraph, document):
    """Return what stands in front of a heading or list item, else an empty string."""
    style = paragraph.style.name if paragraph.style is not None else ""
    if style == "Title":
        return "#"
    if heading := _HEADING_STYLE.match(style):
        return "#" * min(int(heading[1]), 6)
    if style.startswith("List Bullet"):
        return "•"
    if style.startswith("List Number"):
        return "1."
    return {None: "", "bullet": "•"}.get(_number_format(paragraph, document), "1.")


def _number_format(paragraph, document):
    """Return the numbering of a list item (bullet, decimal …), or None outside lists."""
    properties = paragraph._p.pPr
    numbered = properties.numPr if properties is not None else None
    if numbered is None or numbered.numId is None or numbered.numId.val == 0:
        return None
    level = numbered.ilvl.val if numbered.ilvl is not None else 0
    numbering = next((part for part in document.part.rels.values() if part.reltype == RT.NUMBERING), None)
    if numbering is None:
        return "bullet"
    found = numbering.target_part.element.xpath(
        f"./w:abstractNum[@w:abstractNumId = ../w:num[@w:numId = '{int(numbered.numId.val)}']/w:abstractNumId/@w:val]"
        f"/w:lvl[@w:ilvl = '{int(level)}']/w:numFmt/@w:val"
    )
    return found[0] if found else "bullet"
