"""The focal point is chosen on the picture itself; the two numbers work without it."""

import base64
from pathlib import Path

import pytest

from . import files

pytestmark = [pytest.mark.browser, pytest.mark.looks]
STATIC = Path(__file__).resolve().parents[2] / "static"

FORM = """<!doctype html><html dir="{direction}" lang="ar"><body><form>
<span class="focal-frame" dir="ltr"><img class="picture-preview" alt="ميناء" width="600" height="600"
  src="data:image/png;base64,{picture}"></span>
<ul class="focal-crops" hidden><li><span class="focal-crop" data-wide="16" data-high="9"></span></li>
<li><span class="focal-crop" data-wide="1" data-high="1"></span></li>
<li><span class="focal-crop" data-wide="4" data-high="3"></span></li>
<li><span class="focal-crop" data-wide="1200" data-high="630"></span></li></ul>
{numbers}</form></body></html>"""
NUMBER = """<label for="{name}">{label}</label>
<input id="{name}" class="js-focal-point" type="number" name="{name}" value="{value}" min="0" max="1" step="0.01">"""


def written(direction, picture=""):
    numbers = NUMBER.format(name="focal_x", label="من اليسار", value="0.5")
    numbers += NUMBER.format(name="focal_y", label="من الأعلى", value="0.25")
    return FORM.format(direction=direction, picture=picture, numbers=numbers)


@pytest.fixture(params=["rtl", "ltr"])
def form(browser, request):
    page = browser.new_page(viewport={"width": 900, "height": 900})
    picture = base64.b64encode(files.photo(600, 600, "PNG")).decode()
    page.set_content(written(request.param, picture))
    for sheet in ("desk-forms.css", "desk-focal.css"):
        page.add_style_tag(path=STATIC / "css" / sheet)
    page.add_script_tag(path=STATIC / "js" / "focal-point.js")
    yield page
    page.close()


def chosen(page):
    return [page.input_value(f"[name={name}]") for name in ("focal_x", "focal_y")]


def middle_of(page, selector):
    """Where the part stands on the picture, each way from 0 to 1."""
    picture, part = (page.locator(each).bounding_box() for each in (".picture-preview", selector))
    return [
        round((part[start] + part[size] / 2 - picture[start]) / picture[size], 2)
        for start, size in (("x", "width"), ("y", "height"))
    ]


def test_the_mark_stands_where_the_numbers_say(form):
    assert middle_of(form, ".focal-mark") == [0.5, 0.25]


def test_a_touch_sets_both_numbers_from_the_pictures_own_edges(form):
    box = form.locator(".picture-preview").bounding_box()
    form.mouse.click(box["x"] + box["width"] * 0.78, box["y"] + box["height"] * 0.4)
    assert chosen(form) == ["0.78", "0.40"]
    assert middle_of(form, ".focal-mark") == [0.78, 0.4]


def test_the_arrow_keys_move_the_point_the_way_they_point(form):
    form.locator(".focal-frame").focus()
    for key in ("ArrowLeft", "ArrowDown", "Shift+ArrowLeft"):
        form.keyboard.press(key)
    assert chosen(form) == ["0.39", "0.26"]


def test_the_point_stays_on_the_picture(form):
    form.locator(".focal-frame").focus()
    for _ in range(12):
        form.keyboard.press("Shift+ArrowRight")
    assert chosen(form) == ["1.00", "0.25"]


def test_a_typed_number_moves_the_mark(form):
    form.fill("[name=focal_x]", "0.1")
    assert middle_of(form, ".focal-mark") == [0.1, 0.25]


def test_the_card_is_the_cut_that_the_server_makes(form):
    from articles.pictures.ladder import crop_box

    for focal in ((0.5, 0.25), (0.5, 0.6), (0.5, 1.0)):
        form.fill("[name=focal_y]", str(focal[1]))
        left, top, right, bottom = crop_box("c400", 600, 600, focal)
        assert middle_of(form, ".focal-card") == [
            (left + right) / 1200,
            pytest.approx((top + bottom) / 1200, abs=0.01),
        ]


def test_every_shape_shows_the_cut_that_the_server_makes(form):
    from articles.pictures.ladder import crop_box

    form.fill("[name=focal_x]", "0.9")
    form.fill("[name=focal_y]", "0.3")
    crops = form.locator(".focal-crop")
    for number, name in enumerate(("c400", "s200", "m43", "share")):
        window, picture = crops.nth(number).bounding_box(), crops.nth(number).locator("img").bounding_box()
        scale = picture["width"] / 600
        shown = [(window["x"] - picture["x"]) / scale, (window["y"] - picture["y"]) / scale,
                 (window["x"] + window["width"] - picture["x"]) / scale,
                 (window["y"] + window["height"] - picture["y"]) / scale]  # fmt: skip
        assert shown == pytest.approx(crop_box(name, 600, 600, (0.9, 0.3)), abs=4), name


def test_other_scripts_hear_of_the_change(form):
    form.evaluate(
        "() => { window.heard = 0; document.forms[0].addEventListener('change', () => window.heard++); }"
    )
    form.locator(".picture-preview").click(position={"x": 10, "y": 10})
    assert form.evaluate("window.heard") == 2


def test_whoever_uses_a_screen_reader_hears_what_the_frame_is(form):
    assert form.locator(".focal-frame").get_attribute("aria-label") == "من اليسار، من الأعلى"


def test_the_numbers_work_without_the_script(browser):
    page = browser.new_page(java_script_enabled=False)
    page.set_content(written("rtl"))
    page.fill("[name=focal_x]", "0.31")
    assert page.input_value("[name=focal_x]") == "0.31"
    page.close()
