"""The markup of a picture."""

import re

import pytest
from django.urls import resolve
from lxml import html

from articles import body, picture_views
from articles.models.revision import _picture
from articles.pictures import markup, share_url
from tests import factories as make

INFO = {
    "id": 1,
    "key": "23456789bcdf",
    "address": "23456789bcdf-50x40",
    "credit": "",
    "width": 1700,
    "height": 1100,
}
AT = "/pictures/23456789bcdf-50x40/"


def test_a_whole_picture_is_offered_in_three_formats_and_every_size_that_exists():
    assert markup(INFO, "ميناء", sizes="50vw") == (
        "<picture>"
        f'<source type="image/avif" srcset="{AT}w400.avif 400w, {AT}w800.avif 800w, {AT}w1200.avif 1200w, '
        f'{AT}w1600.avif 1600w" sizes="50vw">'
        f'<source type="image/webp" srcset="{AT}w400.webp 400w, {AT}w800.webp 800w, {AT}w1200.webp 1200w, '
        f'{AT}w1600.webp 1600w" sizes="50vw">'
        f'<img src="{AT}w800.jpg" srcset="{AT}w400.jpg 400w, {AT}w800.jpg 800w, {AT}w1200.jpg 1200w, '
        f'{AT}w1600.jpg 1600w" sizes="50vw" width="1600" height="1035" alt="ميناء" loading="lazy" decoding="async">'
        "</picture>"
    )


@pytest.mark.parametrize(
    "shape, width, height, src",
    [("w", "1600", "1035", "w800"), ("c", "800", "450", "c800"), ("s", "200", "200", "s200")],
)
def test_the_page_knows_the_shape_before_the_picture_arrives(shape, width, height, src):
    image = html.fromstring(markup(INFO, "", shape=shape)).find(".//img")
    assert (image.get("width"), image.get("height"), image.get("src")) == (width, height, f"{AT}{src}.jpg")


def test_a_small_picture_is_offered_at_its_own_size():
    image = html.fromstring(markup(INFO | {"width": 300, "height": 200}, "")).find(".//img")
    assert (image.get("srcset"), image.get("src")) == (f"{AT}w400.jpg 300w", f"{AT}w400.jpg")


def test_the_first_picture_of_a_page_is_fetched_first_and_the_others_when_they_come_near():
    assert 'fetchpriority="high"' in markup(INFO, "", eager=True)
    assert "loading=" not in markup(INFO, "", eager=True)
    assert 'loading="lazy"' in markup(INFO, "")
    assert "fetchpriority" not in markup(INFO, "")


def test_words_cannot_leave_their_attribute():
    hostile = '"><script>alert(1)</script>'
    made = markup(INFO | {"address": hostile}, hostile, sizes=hostile)
    assert "<script" not in made
    assert [element.tag for element in html.fromstring(made).iter()] == ["picture", "source", "source", "img"]
    assert html.fromstring(made).find(".//img").get("alt") == hostile


def test_no_style_stands_in_the_markup():
    assert not re.search(r"\sstyle\s*=|\son\w+=", markup(INFO, "x", eager=True))


def test_the_card_has_one_address():
    assert share_url(INFO) == f"{AT}share.jpg"


@pytest.mark.django_db
def test_markup_asks_neither_the_disk_nor_the_database(django_assert_num_queries):
    info = _picture(make.make_picture())
    with django_assert_num_queries(0):
        assert f'src="/pictures/{info["address"]}/w800.jpg"' in markup(info, "")


def test_a_picture_in_a_text_is_written_without_tags_that_html_does_not_have():
    source = f'<figure class="image"><img src="/admin/pictures/{INFO["key"]}.jpg" alt="ميناء"></figure>'
    finished = body.finish(source, {INFO["key"]: INFO})
    assert markup(INFO, "ميناء").split("<img")[0] in finished
    assert "</source>" not in finished


def test_the_addresses_that_are_written_into_stories_lead_to_the_two_doors():
    assert resolve(f"{AT}w800.jpg").func == picture_views.picture
    assert resolve(f"/admin/pictures/{INFO['key']}.jpg").func == picture_views.desk_picture
    assert resolve(f"/admin{AT}w800.jpg").func == picture_views.desk_rendition
