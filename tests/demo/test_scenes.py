"""The pictures of the demo newsroom: drawn by program, the same every time, and described for every reader."""

import pytest

from articles.demo.scenes import SCENES, catalogue, draw

SMALL = 0.06


@pytest.mark.parametrize("key", catalogue())
def test_every_picture_says_what_it_shows_and_who_made_it(key):
    entry = catalogue()[key]
    more = {"keywords", "place", "copyright", "rights", "restriction", "usable_for_days"}
    assert set(entry) - more == {"scene", "alt", "caption", "credit", "focal"}
    assert 20 <= len(entry["alt"]) <= 250
    assert not entry["alt"].startswith(("صورة", "رسم"))
    assert 10 <= len(entry["caption"]) <= 400
    assert entry["caption"].endswith(".")
    assert entry["credit"]


@pytest.mark.parametrize("key", catalogue())
def test_every_focal_point_lies_in_its_picture(key):
    across, down = catalogue()[key]["focal"]
    assert 0 < across < 1
    assert 0 < down < 1


def test_every_scene_has_a_picture_and_every_picture_a_scene():
    assert {entry["scene"] for entry in catalogue().values()} == set(SCENES)


@pytest.mark.parametrize("key", catalogue())
def test_every_picture_draws_and_is_neither_blank_nor_flat(key):
    picture = draw(key, SMALL)
    assert picture.mode == "RGB"
    darkest, lightest = picture.convert("L").getextrema()
    assert lightest - darkest > 120


def test_a_scene_is_a_landscape_and_a_portrait_is_square():
    assert draw("wahiba-sands", 0.1).size == (160, 107)
    assert draw("portrait-salim", 0.1).size == (90, 90)


@pytest.mark.parametrize("key", ["muttrah-corniche", "book-fair", "stadium", "portrait-maryam"])
def test_a_picture_comes_out_the_same_every_time(key):
    assert draw(key, SMALL).tobytes() == draw(key, SMALL).tobytes()


def test_each_portrait_is_of_someone_else():
    portraits = [key for key, entry in catalogue().items() if entry["scene"] == "portrait"]
    assert len({draw(key, SMALL).tobytes() for key in portraits}) == len(portraits)
