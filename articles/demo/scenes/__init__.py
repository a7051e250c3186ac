"""The demo newsroom's pictures, drawn by program: one function per scene, each on a fresh sheet.

`pictures.toml` says which scene a picture is, and what a reader is told about it.
"""

import tomllib
from functools import cache
from pathlib import Path

from . import (
    city,
    coast,
    country,
    desert,
    halls,
    hills,
    indoors,
    industry,
    oasis,
    portraits,
    souq,
    sport,
    theatre,
    work,
)
from .sheet import Sheet

CATALOGUE = Path(__file__).parent.parent / "pictures.toml"
MODULES = (
    city,
    coast,
    country,
    desert,
    halls,
    hills,
    indoors,
    industry,
    oasis,
    portraits,
    souq,
    sport,
    theatre,
    work,
)
SCENES = {name: scene for module in MODULES for name, scene in module.SCENES.items()}
LANDSCAPE = (1600, 1067)
SQUARE = (900, 900)


@cache
def catalogue():
    """Every picture's entry by key, in the order of the file."""
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def draw(key, scale=1.0):
    """The picture as a PIL image: 1600 by 1067, a portrait 900 by 900, times `scale`.

    The same key gives the same pixels every time.
    """
    scene = catalogue()[key]["scene"]
    width, height = SQUARE if scene == "portrait" else LANDSCAPE
    return SCENES[scene](Sheet(key, width, height, round(width * scale)))
