"""The upload guard: a picture is measured before it is decoded, decoded once in full, and then kept as it came."""

import hashlib
import logging
import warnings
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from articles.arabic.normalise import tidy
from articles.models import Picture
from articles.models.picture import original_path

from . import disk, embedded, originals, pixels

logger = logging.getLogger(__name__)

# WebP ends at 16,383; no rendition is longer than its original.
LONGEST_SIDE = 16_000
# A progressive JPEG has about ten. Two hundred, 75 bytes each, cost eight seconds of decoding.
MOST_SCANS = 100
# Enough to prove that a picture can be rendered.
PROOF = (400, 300)

# Pillow merely warns of sizes up to twice its limit; here a warning is a refusal. Its limit stands behind ours.
warnings.simplefilter("error", Image.DecompressionBombWarning)


class PictureRefused(ValidationError):
    """Why a file was not taken, in words for whoever sent it; forms show it as it is."""

    def __str__(self):
        return self.messages[0]


class PictureKnown(PictureRefused):
    """The library has the same file already: as `picture`."""

    def __init__(self, picture):
        super().__init__(_("This picture is in the library already."), code="known")
        self.picture = picture


def accept_new(file, *, by, **said):
    """Accept `file` as `accept` does, unless the library has the same bytes: PictureKnown then."""
    file = file if isinstance(file, File) else File(file)
    _check_bytes(file)
    twin = Picture.objects.filter(sha256=_digest(file)).order_by("pk").first()
    if twin:
        raise PictureKnown(twin)
    return accept(file, by=by, **said)


def accept(file, *, by, **said):
    """Take an uploaded file (a Django File or any binary file) and return its new Picture.

    `said`: fields of the Picture, as a person filled them in; what the file says of itself goes into those that
    were left empty. Raises PictureRefused when the file is not a sound picture within the limits, ValidationError
    when one of the words is too long. The file is on disk before the row is written, under a name made from its
    content: what was uploaded twice is two pictures and one file.
    """
    file = file if isinstance(file, File) else File(file)
    _check_bytes(file)
    image_format, width, height, proposed = _examine(file)
    said = {name: tidy(value) if isinstance(value, str) else value for name, value in said.items()}
    picture = Picture(
        original_name=tidy(PurePosixPath((file.name or "").replace("\\", "/")).name)[:200],
        sha256=_digest(file),
        format=image_format,
        width=width,
        height=height,
        uploaded_by=by,
        **proposed | {name: value for name, value in said.items() if value or name not in proposed},
    )
    picture.original.name = original_path(picture, "")
    picture.clean_fields()
    _keep(picture.original.name, file)
    picture.save()
    return picture


def _keep(name, file):
    try:
        originals.keep(name, file)
    except originals.Away as away:
        raise PictureRefused(
            _("The place where files are kept does not answer. Try again in a minute."), code="away"
        ) from away


def _check_bytes(file):
    if not file.size:
        raise PictureRefused(_("The file is empty."), code="empty")
    if file.size > settings.PICTURE_MAX_BYTES:
        raise PictureRefused(
            _("The file is larger than %(megabytes)s MB. Make the picture smaller and send it again."),
            code="too_many_bytes",
            params={"megabytes": settings.PICTURE_MAX_BYTES // 1024**2},
        )


def _examine(file):
    """Return the extension, the width and height (as seen) and the words of a sound picture; refuse anything else."""
    image = _opened(file)
    width, height = image.size
    _check_measures(width, height)
    extension = pixels.EXTENSIONS[image.format]
    if extension == "jpg" and _scans(file) > MOST_SCANS:
        raise _damaged()
    try:
        pixels.read(image, PROOF)
    except disk.Busy as busy:
        raise PictureRefused(
            _("Other large pictures are being worked on. Try again in a minute."), code="busy"
        ) from busy
    except Exception as fault:  # a decoder may raise anything over hostile bytes; all of it means the same
        logger.info("picture refused while decoding: %r", fault)
        raise _damaged() from fault
    if pixels.is_on_its_side(image):
        width, height = height, width
    return extension, width, height, embedded.words_of(image)


def _opened(file):
    file.seek(0)
    try:
        return pixels.open_original(file)
    except UnidentifiedImageError as fault:
        raise _unknown(file) from fault
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise _too_many_pixels() from fault
    except Exception as fault:  # as above
        logger.info("picture refused while reading its header: %r", fault)
        raise _damaged() from fault


def _check_measures(width, height):
    if width * height > settings.PICTURE_MAX_PIXELS:
        raise _too_many_pixels()
    if max(width, height) > LONGEST_SIDE:
        raise PictureRefused(
            _("One side of the picture is longer than %(pixels)s pixels. Make it smaller and send it again."),
            code="too_long",
            params={"pixels": LONGEST_SIDE},
        )


def _scans(file):
    file.seek(0)
    return sum(chunk.count(b"\xff\xda") for chunk in file.chunks())


def _digest(file):
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _unknown(file):
    file.seek(0)
    if file.read(12)[4:] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return PictureRefused(
            _(
                "This picture is in HEIC, the format of iPhones. Export it as JPEG, or choose “Most Compatible” "
                "among the camera's formats in the phone's settings."
            ),
            code="heic",
        )
    return PictureRefused(
        _("This file is not a picture that can be taken. JPEG, PNG, WebP, AVIF and GIF are taken."),
        code="unknown",
    )


def _too_many_pixels():
    return PictureRefused(
        _("The picture has more than %(megapixels)s megapixels. Make it smaller and send it again."),
        code="too_many_pixels",
        params={"megapixels": settings.PICTURE_MAX_PIXELS // 1_000_000},
    )


def _damaged():
    return PictureRefused(
        _("The picture is damaged or incomplete. Send it again from where it came."), code="damaged"
    )
