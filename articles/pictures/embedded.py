"""What a file says of itself: caption, credit, keywords and rights, out of XMP, IPTC and EXIF, in this order.

Files come from cameras, agencies and attackers. Nothing here raises: what cannot be read is not there. Of a place
only the written name of the city is read, never coordinates.
"""

import logging
import re
from datetime import date, timedelta

from django.utils import timezone
from lxml import etree

from articles.arabic.normalise import tidy
from articles.models import Picture

logger = logging.getLogger(__name__)

LARGEST_XMP = 1024 * 1024
MOST_KEYWORDS = 40
# What cameras write where a person would describe the picture.
CAMERAS_SAY = {"olympus digital camera", "sony dsc", "samsung", "default", "digital camera", "minolta digital camera"}

# How the declared character sets of IPTC are named: ISO 2022 escapes.
_CHARSETS = {
    b"\x1b%G": "utf-8", b"\x1b%/G": "utf-8", b"\x1b%/I": "utf-8",
    b"\x1b-G": "iso8859_6", b"\x1b.G": "iso8859_6", b"\x1b-A": "cp1252", b"\x1b.A": "cp1252",
}  # fmt: skip
_CHARSET = (1, 90)
_IPTC = {
    "caption": (2, 120), "headline": (2, 105), "keywords": (2, 25), "creator": (2, 80), "credit": (2, 110),
    "source": (2, 115), "copyright": (2, 116), "place": (2, 90), "taken_on": (2, 55), "rights": (2, 40),
    "usable_until": (2, 37),
}  # fmt: skip
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC, _PHOTOSHOP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/photoshop/1.0/}"
_XMP = {
    "alt": ["{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility"],
    "caption": [f"{_DC}description"],
    "headline": [f"{_PHOTOSHOP}Headline"],
    "keywords": [f"{_DC}subject"],
    "creator": [f"{_DC}creator"],
    "credit": [f"{_PHOTOSHOP}Credit"],
    "source": [f"{_PHOTOSHOP}Source"],
    "copyright": [f"{_DC}rights"],
    "place": [f"{_PHOTOSHOP}City", "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}Location"],
    "taken_on": [f"{_PHOTOSHOP}DateCreated", "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal"],
    "rights": ["{http://ns.adobe.com/xap/1.0/rights/}UsageTerms", f"{_PHOTOSHOP}Instructions"],
    "usable_until": [
        "{http://ns.useplus.org/ldf/xmp/1.0/}LicenseEndDate",
        "{http://prismstandard.org/namespaces/basic/2.0/}expirationDate",
    ],
}
_EXIF = {"caption": 0x010E, "creator": 0x013B, "copyright": 0x8298}
_EXIF_MORE, _EXIF_TAKEN = 0x8769, 0x9003


def words_of(image):
    """Return what the file of `image`, already decoded, proposes for the fields of its Picture; only what it has."""
    said = {}
    for reader in (_exif, _iptc, _xmp):
        try:
            found = reader(image)
        except Exception as fault:  # metadata of any camera and any malice; the picture itself is sound
            logger.info("metadata of a picture left aside: %r", fault)
            continue
        said |= {name: values for name, values in found.items() if values}
    return {name: value for name, value in _fields(said).items() if value}


def _fields(said):
    """Make the values of `said`, each a list of lines, into what the fields of a Picture take."""
    said = {name: [line for line in map(tidy, values) if line] for name, values in said.items()}
    first = {name: values[0] for name, values in said.items() if values}
    caption = first.get("caption", "")
    if caption.lower() in CAMERAS_SAY:
        caption = ""
    return {
        "alt": _fitting("alt", first.get("alt", "")),
        "caption": _fitting("caption", caption or first.get("headline", "")),
        "credit": _fitting("credit", _credit(first)),
        "keywords": _fitting("keywords", "، ".join(list(dict.fromkeys(said.get("keywords", [])))[:MOST_KEYWORDS])),
        "place": _fitting("place", first.get("place", "")),
        "copyright": _fitting("copyright", first.get("copyright", "")),
        "rights": _fitting("rights", first.get("rights", "")),
        "taken_on": _day(first.get("taken_on", ""), latest=timezone.localdate() + timedelta(days=1)),
        "usable_until": _day(first.get("usable_until", ""), latest=date(2199, 12, 31)),
    }


def _credit(first):
    """The photographer and the agency, each once."""
    creator, credit = first.get("creator", ""), first.get("credit") or first.get("source", "")
    if creator and credit and creator.casefold() not in credit.casefold():
        return f"{creator} / {credit}"
    return credit or creator


def _fitting(name, text):
    """Shorten `text` to what the field `name` holds, at a word where one ends."""
    longest = Picture._meta.get_field(name).max_length
    if len(text) <= longest:
        return text
    return text[: longest - 1].rpartition(" ")[0].rstrip("،, ") + "…" if " " in text[:longest] else text[:longest]


def _day(text, latest):
    match = re.match(r"(\d{4})[-:/]?(\d\d)[-:/]?(\d\d)", text)
    try:
        day = date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
    return day if day and date(1900, 1, 1) <= day <= latest else None


# ---------------------------------------------------------------- IPTC


def _iptc(image):
    blocks = image.info.get("photoshop")
    rows = list(_datasets(blocks.get(0x0404, b""))) if isinstance(blocks, dict) else []
    charset = _CHARSETS.get(next((value for tag, value in rows if tag == _CHARSET), b""), "")
    return {
        name: [_decoded(value, charset) for tag, value in rows if tag == wanted] for name, wanted in _IPTC.items()
    }


def _datasets(data):
    """Yield ((record, dataset), bytes) as far as the block can be read."""
    place = 0
    while place + 5 <= len(data) and data[place] == 0x1C:
        size = int.from_bytes(data[place + 3 : place + 5], "big")
        # The highest bit says that the size is written in so many bytes after it; no text of ours is so long.
        if size & 0x8000 or place + 5 + size > len(data):
            return
        yield (data[place + 1], data[place + 2]), bytes(data[place + 5 : place + 5 + size])
        place += 5 + size


def _decoded(value, charset=""):
    """Read bytes in the declared character set; without one as UTF-8, else as what Windows wrote in Arabic."""
    for name in filter(None, (charset, "utf-8")):
        try:
            return value.decode(name)
        except UnicodeDecodeError:
            pass
    return _from_windows(value)


def _from_windows(value):
    """The Arabic code page holds the accents of French too; a word with Latin letters is of the Western one."""
    words = value.split(b" ")
    pages = ("cp1252" if re.search(rb"[A-Za-z]", word) else "cp1256" for word in words)
    return " ".join(word.decode(page, "replace") for word, page in zip(words, pages, strict=True))


# ---------------------------------------------------------------- XMP


def _xmp(image):
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    if not packet or len(packet) > LARGEST_XMP:
        return {}
    # Entities are not resolved and nothing is fetched: a bomb stays as small as it came.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    tree = etree.fromstring(packet.strip(b"\0 \r\n"), parser)
    descriptions = [] if tree is None else list(tree.iter(f"{_RDF}Description"))
    return {name: _property(descriptions, tags) for name, tags in _XMP.items()}


def _property(descriptions, tags):
    for tag in tags:
        for description in descriptions:
            found = [description.get(tag) or ""] if description.get(tag) else []
            element = description.find(tag)
            if element is not None:
                found = _values(element)
            if any(found):
                return found
    return []


def _values(element):
    """The lines of a property: of one in several languages, Arabic first."""
    items = list(element.iter(f"{_RDF}li"))
    if not items:
        return ["".join(element.itertext())]
    items.sort(key=lambda item: not (item.get(_LANG) or "").lower().startswith("ar"))
    return ["".join(item.itertext()) for item in items]


# ---------------------------------------------------------------- EXIF


def _exif(image):
    exif = image.getexif()
    found = {name: [_of_camera(exif.get(tag))] for name, tag in _EXIF.items()}
    found["taken_on"] = [_of_camera(exif.get_ifd(_EXIF_MORE).get(_EXIF_TAKEN))]
    return found


def _of_camera(value):
    """Pillow reads text as Latin 1, whatever it is in."""
    if isinstance(value, str):
        value = value.encode("latin-1", "replace") if all(ord(char) < 256 for char in value) else value.encode()
    return _decoded(value.rstrip(b"\0")) if isinstance(value, bytes) else ""
