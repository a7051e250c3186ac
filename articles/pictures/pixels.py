"""An original read into plain pixels: 8 bits, sRGB, upright, on white."""

import io
import math
from contextlib import nullcontext

from PIL import Image, ImageCms

from . import disk

# Each of Pillow's other readers is one more door: EPS runs a program, FITS and PSD have had their own holes.
OPENED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
# Cameras put a second picture behind the first; such a JPEG calls itself MPO.
EXTENSIONS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}

ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ON_ITS_SIDE = {5, 6, 7, 8}

# Only JPEG can be decoded small. A large picture of another format takes up to 16 bytes a pixel.
LARGE = 16_000_000
BAND = 4_000_000


def open_original(file):
    """Read the header of `file`, and nothing more; raises what Pillow raises."""
    return Image.open(file, formats=OPENED)


def is_on_its_side(image):
    """True when `image`, already read, is stored turned by a quarter: seen, its height is its width."""
    return _orientation(image) in ON_ITS_SIDE


def read(image, needed):
    """Decode `image` and return it as pixels, at least `needed` (width, height as seen) large where it is.

    Memory: what the decoder needs, a few megabytes more, and the result.
    """
    with _place_in_memory(image):
        if _decodes_small(image):
            image.draft(None, needed[::-1] if is_on_its_side(image) else needed)
        image.load()
        # Only now: PNG may keep its EXIF behind the pixels, and would be loaded to find it.
        orientation = _orientation(image)
        pixels = _reduced(image, needed[::-1] if orientation in ON_ITS_SIDE else needed)
    pixels = _in_srgb(pixels, image.info.get("icc_profile"))
    if orientation in UPRIGHT:
        pixels = pixels.transpose(UPRIGHT[orientation])
    return pixels


def bare(image):
    """Paste the pixels of `image` into a new one, for saving: an image's comment and profile would be written too."""
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    return clean


def _orientation(image):
    try:
        return image.getexif().get(ORIENTATION, 1)
    except Exception:  # malformed EXIF raises whatever its reader stumbles over; the pixels are good
        return 1


def _decodes_small(image):
    return image.format in ("JPEG", "MPO")


def _place_in_memory(image):
    if _decodes_small(image) or image.width * image.height <= LARGE:
        return nullcontext()
    return disk.turn(disk.here("pictures/.one-large-picture-at-a-time"), patience=30)


def _reduced(image, needed):
    """Average whole blocks of pixels, band by band, so that no second copy of a large picture is in memory."""
    width, height = image.size
    block = max(1, min(width // needed[0], height // needed[1]))
    rows = max(1, BAND // width // block) * block
    result = None
    for top in range(0, height, rows):
        band = _plain(image.crop((0, top, width, min(top + rows, height))))
        if result is None:
            result = Image.new(band.mode, (math.ceil(width / block), math.ceil(height / block)))
        result.paste(band.reduce(block), (0, top // block))
    return result


def _plain(band):
    """Return `band` as L, RGB or CMYK: 8 bits, no palette, transparent parts on white."""
    if band.mode.startswith("I"):
        return band.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if band.has_transparency_data:
        band = band.convert("RGBA")
        paper = Image.new("RGB", band.size, "white")
        paper.paste(band, mask=band.getchannel("A"))
        return paper
    return band if band.mode in ("L", "RGB", "CMYK") else band.convert("RGB")


def _in_srgb(image, profile):
    """Apply the colour profile of the file; one that is broken or meant for other channels is left aside."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            channels = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}[source.profile.xcolor_space.strip()]
            if channels == image.mode:
                return ImageCms.profileToProfile(
                    image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
                )
        except (ImageCms.PyCMSError, OSError, KeyError, ValueError):
            pass
    return image.convert("RGB")
