"""The card of a shared link that has no picture: the words themselves, set in the paper's colours.

Drawn once and kept in private; Arabic is shaped and put in order by Raqm, which Pillow's wheels bring.
"""

import hashlib
import io
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from .disk import here, write_whole
from .ladder import SHARE_SIZE

FOLDER = "pictures/cards"
FONT = Path(__file__).with_name("font") / "card.ttf"
PAPER, INK, LINE = "#0b5763", "#fdfbf6", "#f2c14e"
MARGIN = 80
LINES = 4
SIZES = (76, 68, 62, 56, 50, 44)
LEADING = 1.55
# Between the label and the line above the paper's name.
MIDDLE, ROOM = 300, 350
# What the font has no letter for would be an empty box.
NOT_DRAWN = re.compile(r"[^ -~\xa0«»·©À-ÿ؀-؃؋،؛؟ء-غـ-ٖ٠-ٱپچژڤگیۍ۰-۹٪‐-―‘-”…•‹›]")
NAME = re.compile(r"(story|event|site)-([0-9a-z]{1,15})-([0-9a-f]{12})\.jpg")


def card_url(copy):
    """The path of the card of a publication. It changes with the words, so that nobody shows an old one."""
    return _url("story", copy.public_id, copy.headline, copy.section_name)


def event_card_url(event):
    return _url("event", event.pk, event.title, event.motto)


def site_card_url():
    return _url("site", "0", settings.SITE_NAME, "")


def _url(kind, key, title, label):
    version = hashlib.sha256(f"{title}\0{label}\0{settings.SITE_NAME}".encode()).hexdigest()[:12]
    return f"/pictures/cards/{kind}-{key}-{version}.jpg"


def read_card(name):
    """Return the kind and the key that the name of a card says, or None."""
    match = NAME.fullmatch(name)
    return match and match.groups()[:2]


def card(address, title, label="", direction="rtl"):
    """Return the JPEG of the card at `address` (a `…card_url`), drawing it if it was never asked for."""
    path = here(f"{FOLDER}/{address.rpartition('/')[2]}")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        drawn = draw(title, label, direction)
        write_whole(path, [drawn])
        return drawn


def draw(title, label="", direction="rtl"):
    """Draw a card: the label above, the title in up to four lines, the paper's name below."""
    image = Image.new("RGB", SHARE_SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    width, height = SHARE_SIZE
    size, lines = _fitted(drawable(title), direction)
    _line(pen, drawable(label), 34, 84, LINE, direction)
    top = MIDDLE - round(len(lines) * size * LEADING / 2)
    for number, line in enumerate(lines):
        _line(pen, line, size, top + round((number + 0.5) * size * LEADING), INK, direction)
    pen.rectangle((MARGIN, height - 118, width - MARGIN, height - 115), fill=LINE)
    _line(pen, drawable(settings.SITE_NAME), 40, height - 66, INK, direction)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88, optimize=True)
    return buffer.getvalue()


def drawable(text):
    """Return `text` without what the font cannot draw."""
    return " ".join(NOT_DRAWN.sub(" ", text).split())


def _fitted(title, direction):
    """Return the largest size at which `title` fits, and its lines; the last is cut where none does."""
    for size in SIZES:
        lines = _wrapped(title, size, direction)
        if len(lines) <= LINES and len(lines) * size * LEADING <= ROOM:
            return size, lines
    return size, [*lines[: LINES - 1], lines[LINES - 1].rpartition(" ")[0] + "…"]


def _wrapped(title, size, direction):
    lines = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _font(size).getlength(longer, direction=direction) <= SHARE_SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _line(pen, text, size, middle, fill, direction):
    side, anchor = (SHARE_SIZE[0] - MARGIN, "rm") if direction == "rtl" else (MARGIN, "lm")
    pen.text((side, middle), text, font=_font(size), fill=fill, anchor=anchor, direction=direction)


@cache
def _font(size):
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.RAQM)
