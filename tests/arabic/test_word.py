"""A Word file goes the way of every report, and no file can harm the reader of it."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from articles.arabic.report import NotAReport, decode
from articles.arabic.word_document import LARGEST_UNPACKED, MOST_ENTRIES, read_file, read_word

HEADLINE = "بلدية صور تزرع ثلاثة آلاف شجرة"
FIRST = "زرعت بلدية صور ثلاثة آلاف شجرة على الطريق الساحلي، وتستكمل المشروع في الربيع المقبل بمشاركة المدارس."
SECOND = "وقال مدير المشروع إن الأشجار اختيرت من الأنواع المحلية التي تتحمل الملوحة وقلة الماء في الصيف."


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def document_of(*paragraphs):
    document = Document()
    for paragraph in paragraphs:
        text, style = paragraph if isinstance(paragraph, tuple) else (paragraph, None)
        document.add_paragraph(text, style=style)
    return document


def repacked(data, change):
    """The same package with its parts changed: `change` takes and returns a dict of name and content."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in change(parts).items():
            package.writestr(name, content)
    return file.getvalue()


def refusal(data):
    with pytest.raises(NotAReport) as refused:
        read_word(data)
    return refused.value.reason


def test_the_parts_of_a_story_are_recognised_as_in_plain_text():
    report = read_file(saved(document_of("في إطار التشجير", HEADLINE, "صور - الرؤية", FIRST, SECOND)))
    assert (report.kicker, report.headline) == ("في إطار التشجير", HEADLINE)
    assert (report.place, report.source) == ("صور", "الرؤية")
    assert report.paragraphs == [FIRST, SECOND]


def test_titles_headings_and_lists_keep_what_word_says_they_are():
    document = document_of(
        "ولاية صور",
        (HEADLINE, "Title"),
        "صور - الرؤية",
        FIRST,
        ("مراحل العمل في الأعوام الثلاثة المقبلة كما أعلنتها البلدية أمس", "Heading 2"),
        ("بند أول", "List Bullet"),
        ("بند ثانٍ", "List Bullet"),
        SECOND,
        ("خطوة أولى", "List Number"),
        ("خطوة ثانية", "List Number"),
    )
    report = read_file(saved(document))
    assert (report.kicker, report.headline) == ("ولاية صور", HEADLINE)
    assert [block.kind for block in report.blocks] == [
        "paragraph",
        "heading",
        "bullets",
        "paragraph",
        "numbers",
    ]
    assert report.blocks[-1].texts == ("خطوة أولى", "خطوة ثانية")


def test_a_list_made_with_the_toolbar_is_a_list():
    document = document_of(HEADLINE, "صور - الرؤية", FIRST, "بند أول", "بند ثانٍ")
    for paragraph in document.paragraphs[3:]:
        numbering = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        paragraph._p.get_or_add_pPr().append(numbering)
    paragraph, items = read_file(saved(document)).blocks
    assert (paragraph.kind, items.texts) == ("paragraph", ("بند أول", "بند ثانٍ"))


def test_a_headline_broken_with_shift_and_enter_is_one():
    document = document_of(
        "بلدية صور تزرع ثلاثة آلاف شجرة على\nالطريق الساحلي", "صور - الرؤية", FIRST, SECOND
    )
    assert read_file(saved(document)).headline == "بلدية صور تزرع ثلاثة آلاف شجرة على الطريق الساحلي"


def test_the_rows_of_a_table_are_not_lost():
    document = document_of(HEADLINE, "صور - الرؤية", FIRST)
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["الموقع", "العدد", "الطريق الساحلي", "1,200"], strict=True):
        cell.text = text
    assert read_file(saved(document)).paragraphs == [FIRST, "الموقع | العدد", "الطريق الساحلي | 1,200"]


def test_inserted_text_and_text_boxes_are_read_and_deleted_text_is_not():
    document = document_of(HEADLINE, "صور - الرؤية", "")
    spaces = f"{nsdecls('w')} w:id='1' w:author='a'"
    for markup in (
        f"<w:ins {spaces}><w:r><w:t>زرعت البلدية ثلاثة آلاف شجرة</w:t><w:tab/></w:r></w:ins>",
        f"<w:del {spaces}><w:r><w:delText>كلمة حُذفت</w:delText></w:r></w:del>",
        f"<w:hyperlink {nsdecls('w')}><w:r><w:t>على الطريق الساحلي في ولاية صور.</w:t></w:r></w:hyperlink>",
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>نص في مربع</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>",
    ):
        document.paragraphs[-1]._p.append(parse_xml(markup))
    text = read_word(saved(document))
    assert "زرعت البلدية ثلاثة آلاف شجرة على الطريق الساحلي في ولاية صور." in text
    assert text.count("نص في مربع") == 1
    assert "كلمة حُذفت" not in text


def test_the_second_copy_of_a_text_box_is_not_read():
    document = document_of(HEADLINE, "صور - الرؤية", FIRST)
    box = "<w:txbxContent><w:p><w:r><w:t>نص في مربع</w:t></w:r></w:p></w:txbxContent>"
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    markup = (
        f"<w:r {nsdecls('w')} xmlns:mc='{compatibility}'><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.paragraphs[-1]._p.append(parse_xml(markup))
    assert read_word(saved(document)).count("نص في مربع") == 1


def test_a_word_file_given_as_text_is_refused():
    with pytest.raises(NotAReport) as refused:
        decode(saved(document_of(HEADLINE)))
    assert refused.value.reason == "binary"


def test_an_empty_document_is_refused_as_empty():
    assert refusal(saved(Document())) == "empty"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:400],
        lambda data: data[:-60],
        lambda data: b"PK\x03\x04" + bytes(500),
        lambda data: repacked(data, lambda parts: {}),
        lambda data: repacked(data, lambda parts: parts | {"word/document.xml": b"<w:document"}),
        lambda data: repacked(data, lambda parts: parts | {"word/document.xml": b"<a/>"}),
        lambda data: repacked(data, lambda parts: parts | {"word/document.xml": b"<a>" * 5_000}),
        lambda data: repacked(data, lambda parts: parts | {"[Content_Types].xml": b"<Types/>"}),
        lambda data: repacked(data, lambda parts: parts | {"word/_rels/document.xml.rels": b"not xml"}),
        lambda data: data.replace(b"word/document.xml", b"word/documenT.xml", 1),
    ],
)
def test_a_damaged_document_is_refused_as_damaged(damage):
    assert refusal(damage(saved(document_of(HEADLINE, FIRST)))) == "word-damaged"


def test_a_package_that_grows_when_unpacked_is_refused_before_it_is_unpacked():
    data = saved(document_of(HEADLINE, FIRST))
    assert (
        refusal(repacked(data, lambda parts: parts | {"word/big.xml": b" " * LARGEST_UNPACKED}))
        == "word-too-large"
    )
    many = {f"word/{number}.xml": b"" for number in range(MOST_ENTRIES)}
    assert refusal(repacked(data, lambda parts: parts | many)) == "word-too-large"


def test_a_file_over_one_megabyte_is_refused():
    assert refusal(b"PK\x03\x04" + bytes(1024 * 1024)) == "too-large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(encoding):
    def with_entity(parts):
        name = "word/document.xml"
        inner = parts[name].decode().split("?>", 1)[1]
        markup = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{inner}'
        return parts | {name: markup.encode(encoding)}

    assert refusal(repacked(saved(document_of(HEADLINE, FIRST)), with_entity)) == "word-unsafe"
