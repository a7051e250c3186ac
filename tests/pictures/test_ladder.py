"""Which renditions there are."""

import pytest

from articles.pictures import ladder

LARGE = (6000, 4000)


def test_a_large_picture_has_the_whole_ladder():
    for_readers = ["w400", "w800", "w1200", "w1600", "c400", "c800", "s200"]
    assert ladder.rungs(*LARGE) == [*for_readers, "m11", "m43", "m169", "share"]


@pytest.mark.parametrize(
    "size, names",
    [
        ((1600, 1000), ["w400", "w800", "w1200", "w1600"]),
        ((1599, 1000), ["w400", "w800", "w1200"]),
        ((800, 9000), ["w400", "w800"]),
        ((799, 9000), ["w400"]),
        ((120, 90), ["w400"]),
    ],
)
def test_no_rung_is_wider_than_the_picture_but_the_first_always_exists(size, names):
    assert ladder.rungs(*size, "w") == names


def test_a_crop_is_measured_inside_the_picture():
    assert ladder.rungs(3000, 449, "c") == ["c400"]
    assert ladder.rungs(3000, 450, "c") == ["c400", "c800"]


@pytest.mark.parametrize(
    "name, size, expected",
    [
        ("w800", LARGE, (800, 533)),
        ("w400", (120, 90), (120, 90)),
        ("w400", (5000, 1), (400, 1)),
        ("c800", LARGE, (800, 450)),
        ("c400", (160, 900), (160, 90)),
        ("s200", LARGE, (200, 200)),
        ("s200", (300, 50), (50, 50)),
        ("share", LARGE, (1200, 630)),
        ("share", (100, 100), (1200, 630)),
    ],
)
def test_the_size_of_a_rendition_follows_from_that_of_the_picture(name, size, expected):
    assert ladder.size(name, *size) == expected


@pytest.mark.parametrize(
    "focal, box",
    [
        ((0.5, 0.5), (0, 312, 1000, 874)),
        ((0.5, 0.0), (0, 0, 1000, 562)),
        ((0.5, 1.0), (0, 624, 1000, 1186)),
        ((0.5, 0.4), (0, 193, 1000, 755)),
    ],
)
def test_a_crop_has_the_focal_point_in_its_middle_or_as_near_as_the_edge_allows(focal, box):
    assert ladder.crop_box("c400", 1000, 1186, focal) == box


def test_an_address_names_the_key_and_the_focal_point():
    assert ladder.read_address("23456789bcdf-78x25") == ("23456789bcdf", (0.78, 0.25))


@pytest.mark.parametrize(
    "address",
    [
        "", "23456789bcdf", "23456789bcdf-5x", "../../etc/passwd-1x1", "23456789bcdf-٥x٥",
        "23456789bcdf-50x50\n", "a" * 4096,
    ],
)  # fmt: skip
def test_nothing_else_is_an_address(address):
    assert ladder.read_address(address) is None
