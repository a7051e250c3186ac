"""The ladder: every rendition there is. Nothing else is ever made, whatever an address asks for."""

import math
import re
from typing import NamedTuple


class Rung(NamedTuple):
    """`shape`: "w" the whole picture, "c" 16:9, "s" square, "share" for social cards, "m11", "m43" and "m169"
    for search engines.

    `width`: the most it is wide. `ratio`: width to height; None keeps the picture's own.
    """

    shape: str
    width: int
    ratio: tuple[int, int] | None
    extensions: tuple[str, ...] = ("avif", "webp", "jpg")


SHARE_SIZE = (1200, 630)

LADDER = {
    "w400": Rung("w", 400, None),
    "w800": Rung("w", 800, None),
    "w1200": Rung("w", 1200, None),
    "w1600": Rung("w", 1600, None),
    "c400": Rung("c", 400, (16, 9)),
    "c800": Rung("c", 800, (16, 9)),
    "s200": Rung("s", 200, (1, 1)),
    # What search engines ask for beside a story: one size, three shapes, in the one format that all of them read.
    "m11": Rung("m11", 1200, (1, 1), ("jpg",)),
    "m43": Rung("m43", 1200, (4, 3), ("jpg",)),
    "m169": Rung("m169", 1200, (16, 9), ("jpg",)),
    "share": Rung("share", SHARE_SIZE[0], SHARE_SIZE, ("jpg",)),
}

_ADDRESS = re.compile(r"([2-9a-z]{12})-([0-9]{1,3})x([0-9]{1,3})")


def read_address(address):
    """Return the key and the focal point (each part 0 to 1) that `address` names, or None."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    key, x, y = match.groups()
    return key, (min(int(x), 100) / 100, min(int(y), 100) / 100)


def known(name, extension):
    """True when some picture could have this rendition."""
    return name in LADDER and extension in LADDER[name].extensions


def rungs(width, height, shape=None):
    """Return the names of the renditions that a picture of this size has, smallest first.

    Nothing is enlarged: rungs wider than the picture are left out, but the first of a shape always exists.
    """
    names, seen = [], set()
    for name, rung in LADDER.items():
        first = rung.shape not in seen
        seen.add(rung.shape)
        if shape in (None, rung.shape) and (first or _room(rung, width, height)[0] >= rung.width):
            names.append(name)
    return names


def size(name, width, height):
    """Return the width and height of a rendition of a picture of this size."""
    rung = LADDER[name]
    if rung.shape == "share":
        # A social card has one size; a small picture is enlarged to it.
        return SHARE_SIZE
    room_width, room_height = _room(rung, width, height)
    if room_width <= rung.width:
        return room_width, room_height
    return rung.width, max(1, round(rung.width * room_height / room_width))


def crop_box(name, width, height, focal):
    """Return (left, top, right, bottom) of the largest cut of the rung's shape.

    The focal point is in its middle, or as near as the edges of the picture let it be.
    """
    room_width, room_height = _room(LADDER[name], width, height)
    left = _within(focal[0] * width - room_width / 2, width - room_width)
    top = _within(focal[1] * height - room_height / 2, height - room_height)
    return left, top, left + room_width, top + room_height


def pixels_needed(names, width, height):
    """Return the smallest size of the whole picture from which all of `names` can be made without enlarging."""
    scale = 0
    for name in names:
        scale = max(scale, size(name, width, height)[0] / _room(LADDER[name], width, height)[0])
    scale = min(scale, 1)
    return math.ceil(width * scale), math.ceil(height * scale)


def _room(rung, width, height):
    """The largest width and height of the rung's shape inside the picture."""
    if rung.ratio is None:
        return width, height
    across, down = rung.ratio
    room_width = max(1, min(width, height * across // down))
    return room_width, max(1, min(height, round(room_width * down / across)))


def _within(start, last):
    return round(min(max(start, 0), last))
