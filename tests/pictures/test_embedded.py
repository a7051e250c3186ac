"""What a file says of itself becomes the picture's words; none of it is needed, and none of it breaks an upload."""

import struct
from datetime import date

import pytest
from django.utils import timezone
from PIL import Image

from articles.pictures import accept, render_all
from tests import factories as make

from . import files

pytestmark = pytest.mark.django_db

UTF_8, ARABIC = b"\x1b%G", b"\x1b-G"
CAPTION, CITY, CREDIT = "وزير التراث يفتتح ملتقى المدن في صلالة", "صلالة", "العُمانية"


def dataset(number, value, record=2):
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def iptc(*rows, charset=None):
    block = dataset(90, charset, record=1) if charset else b""
    block += b"".join(dataset(number, value) for number, value in rows)
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(block)) + block + b"\0" * (len(block) % 2)
    return b"Photoshop 3.0\0" + resource


def with_iptc(segment):
    """A JPEG that holds `segment` where Photoshop puts it."""
    photo = files.photo()
    return photo[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + photo[2:]


XMP = """<?xpacket begin="﻿" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ps="http://ns.adobe.com/photoshop/1.0/"
 xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:r="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 ps:Credit="العُمانية" ps:City="صلالة" ps:DateCreated="2026-03-05T10:11:12+04:00" prism:expirationDate="2027-01-31"
 exif:GPSLatitude="23,36.83N">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">The minister opens the forum</rdf:li>
<rdf:li xml:lang="ar">وزير التراث يفتتح ملتقى المدن في صلالة</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>سالم المعمري</rdf:li></rdf:Seq></dc:creator>
<dc:subject><rdf:Bag><rdf:li>ملتقى المدن</rdf:li><rdf:li>صلالة</rdf:li><rdf:li>صلالة</rdf:li></rdf:Bag></dc:subject>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">وكالة الأنباء العُمانية</rdf:li></rdf:Alt></dc:rights>
<core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="ar">وزير يقص شريطًا أمام باب</rdf:li></rdf:Alt>
</core:AltTextAccessibility>
<r:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">للاستعمال الصحفي</rdf:li></rdf:Alt></r:UsageTerms>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def taken(content, **said):
    picture = accept(files.upload(content), by=None, **said)
    picture.refresh_from_db()
    return picture


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_xmp_describes_the_picture_in_arabic_where_it_can(image_format):
    picture = taken(files.photo(image_format=image_format, **xmp_of(image_format)))

    assert (picture.alt, picture.caption, picture.place) == ("وزير يقص شريطًا أمام باب", CAPTION, CITY)
    assert (picture.credit, picture.copyright) == ("سالم المعمري / العُمانية", "وكالة الأنباء العُمانية")
    assert (picture.keywords, picture.rights) == ("ملتقى المدن، صلالة", "للاستعمال الصحفي")
    assert (picture.taken_on, picture.usable_until) == (date(2026, 3, 5), date(2027, 1, 31))


def xmp_of(image_format):
    if image_format != "PNG":
        return {"xmp": XMP}
    from PIL import PngImagePlugin

    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return {"pnginfo": notes}


@pytest.mark.parametrize(
    "charset, encoding", [(UTF_8, "utf-8"), (None, "utf-8"), (None, "cp1256"), (ARABIC, "iso8859_6")]
)
def test_iptc_is_read_in_the_character_set_that_it_declares_or_that_agencies_use(charset, encoding):
    said = [(120, CAPTION), (90, CITY), (25, "ملتقى"), (25, "مدن"), (55, "20260305")]
    picture = taken(with_iptc(iptc(*((number, text.encode(encoding)) for number, text in said), charset=charset)))

    assert (picture.caption, picture.place, picture.keywords) == (CAPTION, CITY, "ملتقى، مدن")
    assert picture.taken_on == date(2026, 3, 5)


def test_a_photographers_name_keeps_its_accents_in_the_old_encodings():
    picture = taken(with_iptc(iptc((80, "José Peña".encode("cp1252")), (110, b"AFP"))))

    assert picture.credit == "José Peña / AFP"


def test_exif_is_the_last_that_is_asked():
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = (text.encode() for text in ("ميناء صحار", "سالم", "الرؤية"))
    exif.get_ifd(0x8769)[0x9003] = "2026:03:05 10:11:12"
    alone, beside = taken(files.photo(exif=exif.tobytes())), taken(files.photo(exif=exif.tobytes(), xmp=XMP))

    assert (alone.caption, alone.credit, alone.copyright) == ("ميناء صحار", "سالم", "الرؤية")
    assert alone.taken_on == date(2026, 3, 5)
    assert beside.caption == CAPTION


def test_what_a_person_typed_is_never_overwritten():
    picture = taken(files.photo(xmp=XMP), caption="تعليق كُتب باليد", keywords="", credit="الرؤية")

    assert (picture.caption, picture.credit, picture.keywords) == ("تعليق كُتب باليد", "الرؤية", "ملتقى المدن، صلالة")


def test_a_headline_stands_in_for_a_caption_and_a_cameras_own_words_do_not():
    exif = Image.Exif()
    exif[0x010E] = "OLYMPUS DIGITAL CAMERA"

    assert taken(files.photo(exif=exif.tobytes())).caption == ""
    assert taken(with_iptc(iptc((105, CAPTION.encode())))).caption == CAPTION


BOMB = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>&b;&f;</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.mark.parametrize(
    "content",
    [
        lambda: files.photo(xmp=b"<x:xmpmeta"),
        lambda: files.photo(xmp=b"\xff\xfe\0\0" * 50),
        lambda: files.photo(xmp=BOMB),
        lambda: with_iptc(iptc((120, b"x" * 20))[:-9]),
        lambda: with_iptc(b"Photoshop 3.0\x008BIM\x04\x04\0\0\xff\xff\xff\xff\x1c\x02"),
        lambda: with_iptc(iptc((120, b"\xd8\xff\xfe\0\0"), (55, b"20269999"), (37, b"\xff"), charset=b"\x1b%Z")),
        lambda: with_iptc(iptc((120, "ا".encode() * 5000), (25, "ك".encode() * 900), charset=UTF_8)),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_damaged_and_hostile_metadata_never_breaks_an_upload(content):
    picture = taken(content())

    assert picture.width == 900
    assert "root:" not in picture.caption
    assert len(picture.caption) <= 400
    assert (picture.taken_on, picture.usable_until) == (None, None)


def test_a_day_that_has_not_come_is_the_clock_of_a_camera():
    tomorrow = timezone.localdate().year + 1
    assert taken(with_iptc(iptc((55, f"{tomorrow}1231".encode())))).taken_on is None


def test_no_rendition_carries_a_place_a_name_or_a_word_of_the_file(media):
    """The bytes of every one of them: no coordinates, no metadata, nothing that was found in the file."""
    exif = files.exif(canary=True)
    content = files.photo(1700, 1200, exif=exif, xmp=XMP.replace(b"23,36.83N", files.CANARY))
    picture = taken(content)

    paths = render_all(picture)

    assert len(paths) > 20
    for path in paths:
        written = path.read_bytes()
        for trace in (files.CANARY, b"GPS", b"Exif", b"xmpmeta", b"8BIM", CREDIT.encode()):
            assert trace not in written, (path.name, trace)
        with Image.open(path) as image:
            assert not image.getexif()
            assert {"exif", "xmp", "photoshop", "comment", "icc_profile"} & set(image.info) == set(), path.name


def test_what_was_read_is_proposed_on_the_form_and_found_in_the_library(client):
    client.force_login(make.make_user("photographer"))
    answer = client.post(
        "/admin/articles/picture/many/", {"files": files.upload(files.photo(xmp=XMP))}, HTTP_ACCEPT="application/json"
    ).json()

    form = client.get(f"/admin/articles/picture/describe/?pk={answer['id']}").text
    assert CAPTION in form
    assert [row["id"] for row in client.get("/admin/articles/article/library/?q=ملتقي المدن").json()["found"]] == [
        answer["id"]
    ]
