"""Renditions: made once, from pixels alone, kept where no web server looks."""

import io
import shutil
from contextlib import suppress

from PIL import Image

from articles.models import Picture

from . import ladder, originals, pixels
from .disk import Busy, here, turn, write_whole
from .originals import Away

__all__ = ["Away", "Busy", "NoRendition", "forget", "path_of", "render", "render_all"]

FOLDER = "pictures/renditions"
SETTINGS = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 6},
    "webp": {"format": "WEBP", "quality": 78},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
# Messengers leave out the picture of a link when it is larger.
LARGEST_SHARE = 300_000
# What a phone loads before anything else of a story is not to take longer than the story: within the first two
# windows of a new connection. A phone shows these 800 pixels on 400, where a lower quality cannot be told.
LARGEST_ON_A_PHONE = 22_000
ON_A_PHONE = ("w800", "c800")


class NoRendition(Exception):
    """There is no such rendition, or it cannot be made: the original is missing or no longer a picture."""


def stored_name(address, name, extension):
    return f"{FOLDER}/{address}/{name}.{extension}"


def path_of(address, name, extension):
    """Where a rendition lies, whether or not it has been made."""
    return here(stored_name(address, name, extension))


def render(picture, address, name, extension):
    """Return the path of one rendition, making it if need be.

    Raises NoRendition; Busy when another has the turn; Away when the original cannot be read now.
    `address` names the focal point: that of an old publication may differ from the picture's today.
    """
    if not ladder.known(name, extension) or name not in ladder.rungs(picture.width, picture.height):
        raise NoRendition(f"{address}/{name}.{extension}")
    path = path_of(address, name, extension)
    if not path.exists():
        _make(picture, address, [(name, extension)])
    return path


def render_all(picture, address=None):
    """Make every rendition that `picture` lacks at `address` (its own of today, if none is given); return their paths.

    Asks no database, so that a caller may give pictures to several processes.
    """
    address = address or picture.address
    wanted = [
        (name, extension)
        for name in ladder.rungs(picture.width, picture.height)
        for extension in ladder.LADDER[name].extensions
    ]
    _make(picture, address, wanted)
    return [path_of(address, name, extension) for name, extension in wanted]


def forget(picture):
    """Remove the files of a picture whose row is gone: its renditions, and the original unless another row has it.

    For `transaction.on_commit`: a file that is still needed must not go with a deletion that was taken back.
    """
    for folder in here(FOLDER).glob(f"{picture.key}-*"):
        shutil.rmtree(folder, ignore_errors=True)
    if not Picture.objects.filter(sha256=picture.sha256).exists():
        with suppress(Away):  # it is in the log, and nobody is shown what has no row
            originals.remove(picture.original.name)


def _make(picture, address, wanted):
    with turn(path_of(address, ".turn", "lock")):
        missing = [each for each in wanted if not path_of(address, *each).exists()]
        if not missing:
            return
        try:
            _make_from_original(picture, address, missing)
        except (Away, Busy):
            raise
        except (
            Exception
        ) as fault:  # a missing, damaged or hostile file, a full disk: readers get the same answer
            raise NoRendition(f"{address}: {fault!r}") from fault


def _make_from_original(picture, address, missing):
    _key, focal = ladder.read_address(address)
    names = list(dict.fromkeys(name for name, _extension in missing))
    needed = ladder.pixels_needed(names, picture.width, picture.height)
    with originals.opened(picture.original.name) as file:
        whole = pixels.read(pixels.open_original(file), needed)
    for name in names:
        image = _cut(whole, name, picture, focal)
        for extension in (extension for wanted, extension in missing if wanted == name):
            write_whole(path_of(address, name, extension), [_encoded(image, name, extension)])


def _cut(whole, name, picture, focal):
    box = ladder.crop_box(name, *whole.size, focal)
    size = ladder.size(name, picture.width, picture.height)
    return pixels.bare(whole.resize(size, Image.Resampling.LANCZOS, box=box))


def _encoded(image, name, extension):
    if name == "share":
        return _encoded_within(image, LARGEST_SHARE, "jpg", (82, 74, 66, 58, 50, 40, 30, 20, 10))
    if name in ON_A_PHONE and extension == "avif":
        return _encoded_within(image, LARGEST_ON_A_PHONE, "avif", (60, 54, 50, 46, 42))
    return _saved(image, **SETTINGS[extension])


def _encoded_within(image, limit, extension, qualities):
    """The first of `qualities` at which `image` is smaller than `limit`; else the last."""
    for quality in qualities:
        encoded = _saved(image, **SETTINGS[extension] | {"quality": quality})
        if len(encoded) < limit:
            break
    return encoded


def _saved(image, **settings):
    buffer = io.BytesIO()
    image.save(buffer, **settings)
    return buffer.getvalue()
