"""What readers get of a picture."""

import io
import multiprocessing
import threading
import time
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from articles import jobs
from articles.models import Job, Picture
from articles.pictures import (
    Busy,
    NoRendition,
    accept,
    disk,
    forget,
    ladder,
    pixels,
    render,
    render_all,
    render_soon,
    renditions,
)
from tests import factories as make

from . import files

pytestmark = pytest.mark.django_db

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 200), (255, 255, 255)


@pytest.fixture
def taken():
    """`taken(content, **fields)` is the picture of that file."""

    def take(content, **fields):
        picture = accept(files.upload(content), by=make.make_user("photographer"))
        Picture.objects.filter(pk=picture.pk).update(**fields)
        return Picture.objects.get(pk=picture.pk)

    return take


def shown(picture, name, extension="jpg"):
    with Image.open(render(picture, picture.address, name, extension)) as image:
        image.load()
        return image.convert("RGB")


def size_of(path):
    with Image.open(path) as image:
        return image.size


def about(colour, other, tolerance=16):
    return all(abs(a - b) <= tolerance for a, b in zip(colour, other, strict=True))


def middle(image):
    return image.getpixel((image.width // 2, image.height // 2))


class TestTheWholeLadder:
    def test_is_made_in_three_formats_with_a_card_and_three_cuts_and_nothing_else(self, taken, media):
        picture = taken(files.photo(1700, 1100))
        paths = render_all(picture)
        folder = media / "pictures" / "renditions" / picture.address
        alone = {"share", "m11", "m43", "m169"}
        names = {f"{name}.{e}" for name in set(ladder.LADDER) - alone for e in ("avif", "webp", "jpg")}
        expected = names | {f"{name}.jpg" for name in alone}
        assert {path.name for path in folder.iterdir() if not path.name.startswith(".")} == expected
        assert {path.name for path in paths} == expected

    def test_has_the_sizes_and_formats_that_it_names(self, taken):
        picture = taken(files.photo(1700, 1100))
        formats = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
        for path in render_all(picture):
            with Image.open(path) as image:
                assert image.size == ladder.size(path.stem, 1700, 1100), path.name
                assert image.format == formats[path.suffix[1:]]
                assert image.mode == "RGB"

    def test_never_enlarges_a_small_picture(self, taken):
        picture = taken(files.photo(300, 200))
        made = {path.stem: size_of(path) for path in render_all(picture) if path.suffix == ".webp"}
        assert made == {"w400": (300, 200), "c400": (300, 169), "s200": (200, 200)}

    def test_of_a_single_pixel_can_be_made(self, taken):
        assert len(render_all(taken(files.photo(1, 1)))) == 13

    def test_spares_a_phone_a_heavy_picture(self, taken):
        """A picture full of detail gives up quality before it takes a reader's time."""
        noise = taken(files.encoded(Image.effect_noise((1200, 800), 90).convert("RGB"), quality=95))
        with Image.open(render(*address_of(noise), "w800", "jpg")) as image:
            at_best = renditions._saved(image, **renditions.SETTINGS["avif"])
        assert len(at_best) > renditions.LARGEST_ON_A_PHONE
        assert render(*address_of(noise), "w800", "avif").stat().st_size < len(at_best)

    def test_is_not_made_twice(self, taken):
        picture = taken(files.photo(500, 300))
        before = {path: path.stat().st_mtime_ns for path in render_all(picture)}
        Path(picture.original.path).unlink()
        assert {path: path.stat().st_mtime_ns for path in render_all(picture)} == before

    def test_asks_no_database(self, taken, django_assert_num_queries):
        picture = taken(files.photo(500, 300))
        with django_assert_num_queries(0):
            render_all(picture)

    def test_may_be_made_by_several_processes(self, taken):
        made = [taken(files.encoded(files.plain(300, 200, colour))) for colour in (RED, GREEN, BLUE)]
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert [len(paths) for paths in pool.map(render_all, made)] == [13, 13, 13]

    def test_holds_progressive_jpegs(self, taken):
        with Image.open(render(*address_of(taken(files.photo())), "w800", "jpg")) as image:
            assert image.info["progressive"] == 1


def address_of(picture):
    return picture, picture.address


class TestNoMetadata:
    @pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
    def test_of_the_original_is_in_any_rendition(self, taken, image_format):
        content = files.full_of_metadata(image_format)
        assert files.CANARY in content
        paths = render_all(taken(content))
        assert len(paths) == 19
        for path in paths:
            made = path.read_bytes()
            for canary in (files.CANARY, b"k\0a\0n\04\0r\0y\0", "kan4ry".encode("utf-16-be")):
                assert canary not in made, path.name
            with Image.open(path) as image:
                held = set(image.info) & {"exif", "icc_profile", "xmp", "comment", "photoshop"}
                assert (held, dict(image.getexif())) == (set(), {}), path.name

    def test_that_is_a_page_behind_the_pixels_reaches_a_reader(self, taken):
        attack = b"<html><script>alert(document.domain)</script><?php system('id') ?>"
        for path in render_all(taken(files.encoded(files.plain(), comment=attack) + attack)):
            assert b"<script" not in path.read_bytes()
            assert b"<?php" not in path.read_bytes()


class TestTheFocalPoint:
    """Three fields of colour side by side, or one over the other: the crop shows the one that matters."""

    def thirds(self, width, height, across):
        image = files.plain(width, height, RED)
        for number, colour in enumerate((GREEN, BLUE), 1):
            start = (width * number // 3, 0) if across else (0, height * number // 3)
            image.paste(colour, (*start, width, height))
        return files.encoded(image, "PNG")

    @pytest.mark.parametrize("focal, colour", [(0.1, RED), (0.5, GREEN), (0.95, BLUE)])
    def test_decides_what_a_crop_of_a_wide_picture_shows(self, taken, focal, colour):
        picture = taken(self.thirds(2400, 400, across=True), focal_x=focal)
        for name in ("c400", "s200"):
            image = shown(picture, name)
            corners = [image.getpixel(at) for at in ((4, 4), (image.width - 5, image.height - 5))]
            assert all(about(pixel, colour) for pixel in [middle(image), *corners])

    @pytest.mark.parametrize("focal, colour", [(0.1, RED), (0.5, GREEN), (0.95, BLUE)])
    def test_decides_what_a_crop_of_a_tall_picture_shows(self, taken, focal, colour):
        picture = taken(self.thirds(300, 1800, across=False), focal_y=focal)
        for name in ("c400", "s200", "share"):
            assert about(middle(shown(picture, name)), colour)

    def test_leaves_the_whole_picture_whole(self, taken):
        image = shown(taken(self.thirds(900, 300, across=True), focal_x=0.9), "w400")
        assert about(image.getpixel((4, 4)), RED)
        assert about(image.getpixel((image.width - 5, 4)), BLUE)

    def test_of_an_old_address_is_that_of_the_address(self, taken):
        picture = taken(self.thirds(2400, 400, across=True), focal_x=0.1)
        with Image.open(render(picture, f"{picture.key}-95x50", "c400", "jpg")) as image:
            assert about(middle(image), BLUE)

    def test_is_counted_on_the_picture_as_it_is_seen(self, taken):
        # Stored lying on its side, seen upright with red above blue.
        upright = files.halves(400, 1600, RED, BLUE, across=False)
        content = files.encoded(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=files.exif(6))
        picture = taken(content, focal_y=0.1)
        assert (picture.width, picture.height) == (400, 1600)
        assert about(middle(shown(picture, "c400")), RED)


class TestPixels:
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_stand_upright(self, taken, orientation):
        # Red in the corner at the top left, as seen.
        seen = files.plain(600, 400, GREEN)
        seen.paste(RED, (0, 0, 150, 100))
        back = {6: 8, 8: 6}.get(orientation, orientation)
        stored = seen.transpose(pixels.UPRIGHT[back]) if orientation > 1 else seen
        picture = taken(files.encoded(stored, quality=95, exif=files.exif(orientation)))
        image = shown(picture, "w400")
        assert image.size == (400, 267)
        assert about(image.getpixel((30, 20)), RED)
        assert about(image.getpixel((370, 250)), GREEN)

    @pytest.mark.parametrize(
        "image_format, mode", [("PNG", "P"), ("GIF", "P"), ("PNG", "LA"), ("WEBP", "RGBA")]
    )
    def test_that_were_transparent_are_white(self, taken, image_format, mode):
        image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
        image.paste((200, 30, 30, 255), (0, 0, 150, 200))
        # A GIF makes its palette itself, with an entry that stands for nothing.
        made = image if image_format == "GIF" else image.quantize(8) if mode == "P" else image.convert(mode)
        result = shown(taken(files.encoded(made, image_format)), "w400")
        assert about(result.getpixel((280, 100)), WHITE, 4)
        assert not about(result.getpixel((20, 100)), WHITE, 60)

    def test_of_a_colour_that_stands_for_transparent_are_white(self, taken):
        content = files.encoded(files.halves(300, 200, RED, (0, 0, 0)), "PNG", transparency=(0, 0, 0))
        assert about(shown(taken(content), "w400").getpixel((280, 100)), WHITE, 4)

    @pytest.mark.parametrize("value, expected", [(0, 0), (0x4000, 0x40), (0xC000, 0xC0), (0xFFFF, 0xFF)])
    def test_of_sixteen_bits_keep_their_tone(self, taken, value, expected):
        picture = taken(files.encoded(Image.new("I;16", (300, 200), value), "PNG"))
        assert about(middle(shown(picture, "w400")), (expected,) * 3, 3)

    @pytest.mark.parametrize("mode", ["1", "L", "P"])
    def test_of_few_colours_become_colours(self, taken, mode):
        picture = taken(files.encoded(Image.new(mode, (300, 200), 1 if mode == "1" else 255), "PNG"))
        assert shown(picture, "w400", "webp").mode == "RGB"

    def test_of_a_printing_house_become_colours_of_a_screen(self, taken):
        cyan = Image.new("CMYK", (300, 200), (255, 0, 0, 0))
        assert about(middle(shown(taken(files.encoded(cyan)), "w400")), (0, 255, 255), 90)

    def test_of_a_wider_colour_space_are_brought_into_srgb(self, taken):
        """A profile whose red and blue are swapped: whoever drops it without applying it shows red."""
        swapped = swapped_profile()
        picture = taken(files.encoded(files.plain(300, 200, RED), "PNG", icc_profile=swapped))
        assert about(middle(shown(picture, "w400")), (RED[2], RED[1], RED[0]), 24)

    @pytest.mark.parametrize("profile", [b"not a profile", b"\0" * 200])
    def test_with_a_broken_profile_are_shown_as_they_are(self, taken, profile):
        picture = taken(files.encoded(files.plain(300, 200, RED), "PNG", icc_profile=profile))
        assert about(middle(shown(picture, "w400")), RED)

    def test_with_a_profile_for_other_channels_are_shown_as_they_are(self, taken):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        picture = taken(files.encoded(Image.new("L", (300, 200), 90), "PNG", icc_profile=profile))
        assert about(middle(shown(picture, "w400")), (90,) * 3, 4)

    @pytest.mark.parametrize("image_format", ["GIF", "WEBP", "PNG", "AVIF"])
    def test_of_an_animation_are_those_of_its_first_frame(self, taken, image_format):
        frames = [files.plain(300, 200, colour) for colour in (RED, GREEN, BLUE)]
        content = files.encoded(frames[0], image_format, save_all=True, append_images=frames[1:])
        assert about(middle(shown(taken(content), "w400")), RED)

    def test_of_a_large_picture_come_out_the_same_band_by_band(self, monkeypatch):
        image = Image.effect_noise((900, 700), 60).convert("RGB")
        content = files.encoded(image, "PNG")
        at_once = pixels.read(pixels.open_original(io.BytesIO(content)), (300, 200))
        monkeypatch.setattr(pixels, "BAND", 900 * 7)
        in_bands = pixels.read(pixels.open_original(io.BytesIO(content)), (300, 200))
        assert at_once.size == (300, 234)
        assert in_bands.tobytes() == at_once.tobytes()


def swapped_profile():
    """An sRGB profile whose tags of the red and the blue primary have changed names."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    table, rest = profile[:400], profile[400:]
    table = table.replace(b"rXYZ", b"swap").replace(b"bXYZ", b"rXYZ").replace(b"swap", b"bXYZ")
    return table + rest


class TestTheSocialCard:
    def test_is_under_300_kilobytes_even_of_noise(self, taken):
        noise = Image.effect_noise((1300, 700), 120).convert("RGB")
        path = render(*address_of(taken(files.encoded(noise))), "share", "jpg")
        assert path.stat().st_size < 300_000
        assert size_of(path) == (1200, 630)


class TestOnDemand:
    @pytest.mark.parametrize(
        "name, extension",
        [("w801", "jpg"), ("w1600", "jpg"), ("share", "webp"), ("w400", "png"), ("../w400", "jpg"), ("", "")],
    )
    def test_nothing_beside_the_ladder_is_made(self, taken, media, monkeypatch, name, extension):
        picture = taken(files.photo(900, 600))
        monkeypatch.setattr(pixels, "read", lambda *_: pytest.fail("decoded"))
        with pytest.raises(NoRendition):
            render(picture, picture.address, name, extension)
        assert not (media / "pictures" / "renditions").exists()

    def test_one_rendition_is_made_and_no_more(self, taken):
        picture = taken(files.photo(1000, 600))
        path = render(picture, picture.address, "w800", "webp")
        assert [each.name for each in path.parent.iterdir() if not each.name.startswith(".")] == ["w800.webp"]

    def test_a_jpeg_is_decoded_no_larger_than_needed(self, taken, monkeypatch):
        sizes = []
        reduced = pixels._reduced
        monkeypatch.setattr(
            pixels, "_reduced", lambda image, *rest: sizes.append(image.size) or reduced(image, *rest)
        )
        picture = taken(files.photo(3200, 2000))
        sizes.clear()
        render(picture, picture.address, "w400", "jpg")
        assert sizes == [(400, 250)]

    @pytest.mark.parametrize("content", [None, b"", b"rust", files.photo(900, 600)[:3000]])
    def test_a_missing_or_damaged_original_is_no_rendition_rather_than_an_error(self, taken, content):
        picture = taken(files.photo(900, 600))
        original = Path(picture.original.path)
        original.unlink() if content is None else original.write_bytes(content)
        with pytest.raises(NoRendition):
            render(picture, picture.address, "w400", "jpg")
        assert not renditions.path_of(picture.address, "w400", "jpg").exists()

    def test_two_requests_do_the_work_once(self, taken, monkeypatch):
        picture = taken(files.photo(900, 600))
        work, read = [], pixels.read

        def slowly(*arguments):
            work.append(1)
            time.sleep(0.2)
            return read(*arguments)

        monkeypatch.setattr(pixels, "read", slowly)
        threads = [
            threading.Thread(target=render, args=(picture, picture.address, "w400", "jpg")) for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert work == [1]

    def test_whoever_waits_too_long_is_told_so(self, taken, monkeypatch):
        picture = taken(files.photo(900, 600))
        impatient = disk.turn
        monkeypatch.setattr(renditions, "turn", lambda path: impatient(path, patience=0.1))
        with impatient(renditions.path_of(picture.address, ".turn", "lock")), pytest.raises(Busy):
            render(picture, picture.address, "w400", "jpg")

    def test_a_file_that_could_not_be_finished_is_not_there_at_all(self, tmp_path):
        def chunks():
            yield b"half"
            raise OSError("disk full")

        with pytest.raises(OSError):
            disk.write_whole(tmp_path / "a" / "picture.jpg", chunks())
        assert list((tmp_path / "a").iterdir()) == []


class TestInTheBackground:
    def test_a_worker_makes_the_whole_ladder_and_nothing_is_made_before(self, taken):
        picture = taken(files.photo(300, 200))
        render_soon(picture)
        assert not renditions.path_of(picture.address, "w400", "jpg").exists()
        jobs.run_next("worker")
        assert renditions.path_of(picture.address, "s200", "avif").exists()

    def test_what_no_worker_has_made_is_made_when_it_is_asked_for(self, taken):
        picture = taken(files.photo(300, 200))
        render_soon(picture)
        assert render(picture, picture.address, "w400", "jpg").exists()

    def test_a_missing_file_is_an_alarm_for_operators_and_stops_nothing(self, taken):
        missing, sound = taken(files.photo(300, 200)), taken(files.photo(320, 200))
        Path(missing.original.path).unlink()
        render_soon(missing)
        render_soon(sound)
        while jobs.run_next("worker"):
            pass
        assert missing.key in Job.objects.failed().get().fault
        assert renditions.path_of(sound.address, "w400", "jpg").exists()

    def test_a_picture_that_was_deleted_meanwhile_needs_nothing(self, taken):
        picture = taken(files.photo(300, 200))
        render_soon(picture)
        picture.delete()
        jobs.run_next("worker")
        assert not Job.objects.failed().exists()

    def test_the_same_picture_is_made_once_and_again_after_its_focal_point_moved(self, taken):
        picture = taken(files.photo(300, 200))
        render_soon(picture)
        render_soon(picture)
        picture.focal_x = 0.1
        picture.save()
        render_soon(picture)
        assert Job.objects.count() == 2


class TestADeletedPicture:
    def test_leaves_nothing_behind(self, taken, media):
        picture = taken(files.photo(300, 200))
        render_all(picture)
        render(picture, f"{picture.key}-10x10", "c400", "jpg")
        picture.delete()
        forget(picture)
        left = [
            path
            for path in (media / "pictures").rglob("*")
            if path.is_file() or path.parent.name == "renditions"
        ]
        assert left == []

    def test_leaves_the_file_that_another_row_shares_and_its_renditions(self, taken):
        first, second = taken(files.photo(300, 200)), taken(files.photo(300, 200))
        made = [*render_all(second), Path(second.original.path)]
        render_all(first)
        first.delete()
        forget(first)
        assert all(path.exists() for path in made)
