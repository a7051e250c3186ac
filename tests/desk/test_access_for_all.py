"""axe-core finds nothing on the pages of the desk, in both widths and both colour schemes."""

import pytest

from articles import workflow
from articles.models import Picture
from articles.pictures import accept
from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, PHONE
from tests.desk.photographs import a_photograph

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.looks]


@pytest.fixture
def newsroom():
    """An editor, and a story in every state that a list can show."""
    editor, writer = make.make_user("editor"), make.make_user("journalist")
    make.make_article(writer, kicker="بلدية مسقط")
    make.submit(make.make_article(writer))
    make.approve(make.make_article(writer), editor)
    make.schedule(make.make_article(writer), editor)
    make.edit(make.publish(make.make_article(writer), editor), by=writer, headline="تغيّر بعد النشر")
    workflow.perform(make.submit(make.make_article(writer)), "return", by=editor, note="أضف مصدرًا ثانيًا.")
    picture = accept(a_photograph(), by=editor, alt="ميناء", restriction="طلبت الأسرة")
    make.make_event(picture=picture)
    return editor


PAGES = [
    "/admin/", "/admin/articles/article/",
    "/admin/articles/picture/?rights=restricted", "/admin/articles/picture/{picture}/change/",
    "/admin/articles/picture/many/", "/admin/articles/picture/describe/?pk={picture}",
    "/admin/articles/picture/{picture}/delete/",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_nothing_stands_in_anybodys_way(visitor, newsroom, width, scheme):
    page = visitor(newsroom, viewport=PHONE if width == "phone" else DESKTOP, color_scheme=scheme)
    picture = Picture.objects.get().pk
    for address in PAGES:
        page.goto(address.format(picture=picture))
        assert axe.faults_of(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_the_check_finds_what_it_is_for(visitor):
    page = visitor()
    page.set_content("<html lang='ar'><title>صفحة</title><main><h1>عنوان</h1><img src='data:,'></main>")

    assert [fault.split(":")[0] for fault in axe.faults_of(page)] == ["image-alt"]
