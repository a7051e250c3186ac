"""Photographs small enough to be made in a test, and real enough for the upload guard."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def a_photograph(name="port.jpg", size=(640, 480), kind="JPEG"):
    stream = io.BytesIO()
    Image.new("RGB", size, "#2b6777").save(stream, kind)
    return SimpleUploadedFile(name, stream.getvalue(), "image/jpeg")
