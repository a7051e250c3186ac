"""Parts of pages that a process makes once: the same bytes, and never those of another moment."""

import pytest
from django.utils import translation

from articles.models import Section, around
from articles.templatetags import once as parts
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_made_yet():
    parts._made.cache_clear()


def menu(client):
    return client.get("/events/").content.decode().partition("</header>")[0]


def test_a_part_is_made_once_for_the_same_values(client):
    make.make_section()
    first = menu(client)
    made = parts._made.cache_info().misses
    assert menu(client) == first
    assert parts._made.cache_info().misses == made


def test_a_section_that_is_renamed_or_closed_changes_the_menu_at_once(client):
    section = make.make_section(name="الاقتصاد")
    assert "الاقتصاد" in menu(client)
    Section.objects.filter(pk=section.pk).update(name="المال والأعمال")
    assert "المال والأعمال" in menu(client)
    assert "الاقتصاد" not in menu(client)
    Section.objects.filter(pk=section.pk).update(is_active=False)
    assert "المال والأعمال" not in menu(client)


def test_each_language_has_its_own():
    values = {"site": None, "sections": around().sections, "pages": (), "year": 2026}
    arabic = parts.once("site/_footer.html", **values)
    with translation.override("en"):
        assert parts.once("site/_footer.html", **values) != arabic


def test_a_name_stays_escaped(client):
    make.make_section(name="<b>سوق</b>")
    for _time in range(2):
        assert "&lt;b&gt;سوق&lt;/b&gt;" in menu(client)
