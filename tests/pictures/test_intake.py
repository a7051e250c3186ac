"""What is let in, and what is refused."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import override
from PIL import Image

from articles.models import Picture
from articles.pictures import PictureRefused, accept
from tests import factories as make

from . import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make.make_user("photographer")


@pytest.fixture
def refused(user):
    """`refused(content)` gives the reason's code, after checking that nothing was kept."""

    def refuse(content, name="photo.png"):
        with pytest.raises(PictureRefused) as refusal:
            accept(files.upload(content, name), by=user)
        assert not Picture.objects.exists()
        return refusal.value.code

    return refuse


class TestASoundPicture:
    @pytest.mark.parametrize(
        "image_format, extension",
        [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("GIF", "gif")],
    )
    def test_is_kept_as_it_came_under_the_name_of_its_content(self, user, media, image_format, extension):
        content = files.photo(image_format=image_format)
        picture = accept(files.upload(content), by=user)
        digest = hashlib.sha256(content).hexdigest()
        kept = media / "pictures" / "originals" / digest[:2] / f"{digest}.{extension}"
        assert kept.read_bytes() == content
        assert picture.original.path == str(kept)
        assert (picture.format, picture.width, picture.height) == (extension, 900, 600)
        assert picture.uploaded_by == user

    def test_keeps_its_words_without_what_no_reader_could_see(self, user):
        picture = accept(
            files.upload(files.photo()),
            by=user,
            alt="  ميناء\u202e السلطان\x00 قابوس ",
            caption="الميناء",
            credit="العُمانية",
            rights="للنشر مرة",
        )
        picture.refresh_from_db()
        assert picture.alt == "ميناء السلطان قابوس"
        assert (picture.caption, picture.credit, picture.rights) == ("الميناء", "العُمانية", "للنشر مرة")

    @pytest.mark.parametrize(
        "name, kept",
        [
            ("C:\\صور\\ميناء.jpg", "ميناء.jpg"),
            ("a\u202egpj.exe", "agpj.exe"),
            ("x" * 4000 + ".jpg", "x" * 200),
            ("nul\x00.jpg", "nul.jpg"),
        ],
    )
    def test_has_the_senders_file_name_as_words_only(self, user, name, kept):
        # Not an upload: Django's own class would tidy the name first.
        file = ContentFile(files.photo(), name="x.jpg")
        file.name = name
        picture = accept(file, by=user)
        assert picture.original_name == kept
        assert picture.original.name == f"pictures/originals/{picture.sha256[:2]}/{picture.sha256}.jpg"

    def test_may_come_from_any_binary_file(self, user):
        assert accept(io.BytesIO(files.photo()), by=user).original_name == ""

    @pytest.mark.parametrize(
        "orientation, size", [(1, (90, 60)), (3, (90, 60)), (6, (60, 90)), (8, (60, 90))]
    )
    @pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
    def test_is_measured_as_it_will_be_seen(self, user, image_format, orientation, size):
        content = files.photo(90, 60, image_format, exif=files.exif(orientation))
        picture = accept(files.upload(content), by=user)
        assert (picture.width, picture.height) == size

    @pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
    def test_with_broken_exif_is_taken_as_it_lies(self, user):
        content = files.photo(90, 60, exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
        assert accept(files.upload(content), by=user).width == 90

    def test_of_a_camera_that_puts_a_second_picture_behind_the_first_is_a_jpeg(self, user):
        small = files.plain(90, 60)
        content = files.encoded(files.plain(), "MPO", save_all=True, append_images=[small])
        picture = accept(files.upload(content), by=user)
        assert (picture.format, picture.width) == ("jpg", 900)

    def test_sent_twice_is_two_pictures_and_one_file(self, user, media):
        first, second = (accept(files.upload(files.photo()), by=user) for _ in range(2))
        assert first.key != second.key
        assert first.original.name == second.original.name
        originals = [path for path in (media / "pictures" / "originals").rglob("*") if path.is_file()]
        assert len(originals) == 1

    def test_sent_again_mends_a_file_that_was_damaged_on_disk(self, user):
        picture = accept(files.upload(files.photo()), by=user)
        original = Path(picture.original.path)
        original.write_bytes(b"rust")
        accept(files.upload(files.photo()), by=user)
        assert original.read_bytes() == files.photo()

    def test_leaves_no_unfinished_file_behind(self, user, media):
        accept(files.upload(files.photo()), by=user)
        assert list(media.rglob("*.part")) == []


class TestRefused:
    def test_an_empty_file(self, refused):
        assert refused(b"") == "empty"

    def test_a_file_of_too_many_bytes(self, refused, settings):
        settings.PICTURE_MAX_BYTES = 1024
        assert refused(files.photo(image_format="PNG", compress_level=0)) == "too_many_bytes"

    @pytest.mark.parametrize("image_format", ["EPS", "TIFF", "BMP", "ICO", "PPM", "TGA", "PDF", "JPEG2000"])
    def test_every_format_but_five_whatever_its_name_says(self, refused, image_format):
        assert refused(files.photo(64, 64, image_format), "photo.png") == "unknown"

    @pytest.mark.parametrize(
        "content",
        [
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file\n",
            b"SIMPLE  =                    T" + b" " * 3000,
            b"8BPS\0\1" + b"\0" * 200,
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            b"<?php system($_GET['x']); ?>",
            b"GIF89a",
            b"\xff\xd8\xff",
        ],
    )
    def test_what_only_pretends(self, refused, content):
        assert refused(content) in ("unknown", "damaged")

    def test_a_picture_of_a_telephone_that_needs_another_format_says_so(self, refused):
        assert refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200, "IMG_1.HEIC") == "heic"

    @pytest.mark.parametrize("size", [(13_000, 13_000), (9_000, 9_000), (7_100, 7_100), (30_000, 30_000)])
    def test_too_many_pixels_by_the_header_alone(self, refused, monkeypatch, size):
        monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda image: pytest.fail("decoded"))
        assert refused(files.png_header(*size)) == "too_many_pixels"

    def test_a_side_that_no_format_could_be_written_in(self, refused):
        assert refused(files.photo(16_001, 2, "PNG")) == "too_long"

    @pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
    @pytest.mark.parametrize("share", [0.3, 0.9])
    def test_a_file_that_ends_too_early(self, refused, image_format, share):
        noise = Image.effect_noise((300, 200), 80)
        content = files.encoded(noise, image_format)
        # The reader of AVIF wants the whole file before it knows it for one.
        expected = "unknown" if image_format == "AVIF" else "damaged"
        assert refused(content[: int(len(content) * share)]) == expected

    def test_a_truncated_progressive_jpeg(self, refused):
        content = files.encoded(Image.effect_noise((300, 200), 80), progressive=True)
        assert refused(content[: int(len(content) * 0.9)]) == "damaged"

    def test_a_jpeg_of_so_many_scans_that_decoding_would_take_for_ever(self, refused, user):
        assert refused(files.jpeg_of_many_scans(200)) == "damaged"
        assert accept(files.upload(files.jpeg_of_many_scans(10)), by=user)

    def test_whatever_a_decoder_raises_is_a_refusal_and_never_an_error(self, refused, monkeypatch):
        def stumble(image):
            raise ZeroDivisionError

        monkeypatch.setattr("PIL.ImageFile.ImageFile.load", stumble)
        assert refused(files.photo()) == "damaged"

    def test_words_that_are_too_long_before_the_file_is_written(self, user, media):
        with pytest.raises(ValidationError):
            accept(files.upload(files.photo()), by=user, alt="ا" * 251)
        assert not Picture.objects.exists()
        assert [path for path in media.rglob("*") if path.is_file()] == []

    def test_with_a_reason_in_the_language_of_whoever_reads_it(self, user, settings):
        settings.PICTURE_MAX_BYTES = 1024**2
        with pytest.raises(PictureRefused) as refusal:
            accept(files.upload(b"x" * (1024**2 + 1)), by=user)
        with override("en"):
            assert (
                str(refusal.value)
                == "The file is larger than 1 MB. Make the picture smaller and send it again."
            )
        with override("ar"):
            assert str(refusal.value) == "حجم الملف أكبر من 1 ميغابايت. صغّر الصورة ثم أعد رفعها."


MEMORY = """
import resource, sys
import django
django.setup()
from articles.pictures import pixels

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

image = pixels.open_original(open(sys.argv[1], "rb"))
before = peak()
pixels.read(image, (1600, 1067))
print((peak() - before) // 1024)
"""


@pytest.mark.parametrize(
    "image_format, megabytes",
    # 96 MB are the pixels of 24 MP themselves; a JPEG of that size is decoded at half its width.
    [("JPEG", 60), ("PNG", 150)],
)
def test_reading_24_megapixels_takes_little_more_memory_than_the_decoder(tmp_path, image_format, megabytes):
    path = tmp_path / "large"
    path.write_bytes(files.photo(6000, 4000, image_format))
    spent = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert int(spent) < megabytes
