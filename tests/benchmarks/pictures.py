"""What the renditions of a 24-megapixel JPEG cost beside bare Pillow, as a ratio within one run: `make bench`.

Both make the same files of the same pixels: every rung of the ladder in every format. Bare Pillow decodes once, at the
size that is needed, and writes each file once; the newsroom adds colour profiles, a turn between processes, cards that
stay under the size that messengers show, and files that survive a power cut.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

MOST = 2
SIZE = (6000, 4000)
FOCAL = "78x25"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        _start_django(folder)
        original = Path(folder) / "photo.jpg"
        original.write_bytes(photograph())
        return report(original, [(bare(original), ours(original)) for _ in range(runs)])


def _start_django(folder):
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.conf import settings

    settings.MEDIA_ROOT = folder


def photograph():
    """A picture as hard to pack as a real one: soft shapes, an edge, and the grain of a sensor."""
    import io

    from PIL import Image, ImageChops, ImageDraw

    soft = Image.radial_gradient("L").resize(SIZE)
    image = Image.merge("RGB", (soft, ImageChops.invert(soft), soft.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))
    pen = ImageDraw.Draw(image)
    for number in range(0, SIZE[0], 240):
        pen.line((number, 0, SIZE[0] - number, SIZE[1]), fill=(number % 255, 90, 160), width=18)
    grain = Image.effect_noise((SIZE[0] // 2, SIZE[1] // 2), 24).resize(SIZE)
    image = Image.blend(image, Image.merge("RGB", (grain, grain, grain)), 0.18)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def bare(original):
    """Seconds that Pillow alone needs for the same renditions."""
    import io

    from PIL import Image

    from articles.pictures import ladder
    from articles.pictures.renditions import SETTINGS

    started = time.perf_counter()
    names = ladder.rungs(*SIZE)
    with Image.open(original) as image:
        image.draft("RGB", ladder.pixels_needed(names, *SIZE))
        whole = image.convert("RGB")
    focal = ladder.read_address(f"23456789bcdf-{FOCAL}")[1]
    for name in names:
        box = ladder.crop_box(name, *whole.size, focal)
        cut = whole.resize(ladder.size(name, *SIZE), Image.Resampling.LANCZOS, box=box)
        for extension in ladder.LADDER[name].extensions:
            cut.save(io.BytesIO(), **SETTINGS[extension])
    return time.perf_counter() - started


def ours(original):
    """Seconds that the newsroom's worker needs for them, files on disk included."""
    from articles.models import Picture
    from articles.models.public_key import picture_key
    from articles.pictures import render_all

    picture = Picture(key=picture_key(), width=SIZE[0], height=SIZE[1])
    picture.original.name = original.name
    started = time.perf_counter()
    render_all(picture, f"{picture.key}-{FOCAL}")
    return time.perf_counter() - started


def report(original, timed):
    from articles.pictures import ladder

    files = sum(len(ladder.LADDER[name].extensions) for name in ladder.rungs(*SIZE))
    alone, newsroom = (statistics.median(seconds) for seconds in zip(*timed, strict=True))
    ratio = statistics.median(mine / its for its, mine in timed)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{files} renditions of a {SIZE[0]} × {SIZE[1]} JPEG of {original.stat().st_size / 1e6:.1f} MB")
    print(f"bare Pillow {alone:.2f} s, the newsroom {newsroom:.2f} s: {ratio:.2f}× (at most {MOST}×)")
    print(f"memory at most {memory} MB, the making of the photograph included")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
