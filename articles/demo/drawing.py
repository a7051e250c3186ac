"""Draws the demo's pictures on every core. No Django here: the processes that draw start without it."""

import io
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from articles.demo.scenes import draw


def draw_all(keys):
    """Return the JPEG bytes of each picture, by its key."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return dict(zip(keys, pool.map(draw_to_jpeg, keys), strict=True))


def draw_to_jpeg(key):
    file = io.BytesIO()
    draw(key).convert("RGB").save(file, "JPEG", quality=88)
    return file.getvalue()
