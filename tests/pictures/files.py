"""Files as they come in: sound, odd and hostile."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

CANARY = b"kan4ry-of-a-source"
ORIENTATION = 0x0112


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def encoded(image, image_format="JPEG", **options):
    buffer = io.BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()


def photo(width=900, height=600, image_format="JPEG", **options):
    return encoded(plain(width, height), image_format, **options)


def plain(width=900, height=600, colour=(30, 90, 160)):
    return Image.new("RGB", (width, height), colour)


def halves(width, height, first, second, *, across=True):
    """`first` on the left (or on top) half, `second` on the other."""
    image = plain(width, height, first)
    box = (width // 2, 0, width, height) if across else (0, height // 2, width, height)
    ImageDraw.Draw(image).rectangle(box, fill=second)
    return image


def exif(orientation=None, canary=False):
    data = Image.Exif()
    if orientation:
        data[ORIENTATION] = orientation
    if canary:
        words = CANARY.decode()
        data[0x010E] = data[0x013B] = data[0x0110] = words
        place = data.get_ifd(0x8825)
        place[1], place[2] = "N", (23.0, 36.0, 50.0)
        place[0x1D] = words
    return data.tobytes()


def profile_with_canary():
    """An sRGB profile whose description carries the canary, still readable by LittleCMS."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = "sRGB built-in".encode("utf-16-be")
    assert name in profile
    return profile.replace(name, "kan4ry-sRGBpr".encode("utf-16-be"))


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + CANARY + b"</x:xmpmeta>"


def full_of_metadata(image_format):
    """A picture that carries the canary everywhere its format has a place for it."""
    image = plain()
    everywhere = {"exif": exif(canary=True), "icc_profile": profile_with_canary(), "xmp": XMP}
    if image_format == "JPEG":
        return encoded(image, "JPEG", comment=CANARY, **everywhere) + CANARY
    if image_format == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", CANARY.decode())
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        everywhere.pop("xmp")
        return encoded(image, "PNG", pnginfo=notes, **everywhere) + CANARY
    if image_format == "GIF":
        return encoded(image.convert("P"), "GIF", comment=CANARY)
    return encoded(image, image_format, **everywhere)


def png_header(width, height):
    """A PNG that is nothing but its promise of a size."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def jpeg_of_many_scans(count):
    image = Image.new("L", (64, 64), 128)
    data = encoded(image, "JPEG", progressive=True)
    scan = data[data.rfind(b"\xff\xda") : -2]
    return data[:-2] + scan * count + data[-2:]
