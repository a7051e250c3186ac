"""axe-core finds nothing on the pages of the desk, in both widths and both colour schemes."""

import pytest

from articles import workflow
from articles.models import Picture
from articles.pictures import accept
from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, PHONE
from tests.desk.editor import open_form
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


# Colours do not depend on the width: each of the two is seen once in each.
SIGHTS = pytest.mark.parametrize(
    "sight", [{"viewport": DESKTOP, "color_scheme": "light"}, {"viewport": PHONE, "color_scheme": "dark"}],
    ids=["desktop, light", "phone, dark"],
)  # fmt: skip


def stands_in_nobodys_way(page, address):
    __tracebackhide__ = True
    assert axe.faults_of(page) == [], address
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@SIGHTS
def test_nothing_stands_in_anybodys_way(visitor, newsroom, sight):
    page = visitor(newsroom, **sight)
    picture = Picture.objects.get().pk
    for address in PAGES:
        page.goto(address.format(picture=picture))
        stands_in_nobodys_way(page, address)


OF_A_STORY = [
    "compare/", "history/", "revisions/1/", "preview/", "step/correct/", "step/withdraw/", "step/assign/",
]  # fmt: skip


@SIGHTS
def test_nothing_stands_in_anybodys_way_on_the_pages_of_a_story(visitor, newsroom, sight):
    writer = make.make_user("journalist")
    picture = accept(a_photograph(), by=writer, alt="ميناء")
    story = make.publish(make.make_article(writer, lead_picture=picture, tags=["مسقط"]), newsroom)
    make.edit(story, by=writer, headline="تغيّر بعد النشر", body="<p>افتُتحت الحديقة.</p><p>وقال المدير إنها كبيرة.</p>")
    form = f"/admin/articles/article/{story.pk}/change/"
    page = visitor(newsroom, **sight)
    for part in OF_A_STORY:
        page.goto(form.replace("change/", part))
        stands_in_nobodys_way(page, part)
    open_form(page, form)
    make.edit(story, by=writer, headline="عنوان الكاتب", body="<p>افتُتحت الحديقة أمس.</p>")
    page.locator("#id_headline").fill("عنوان المحررة")
    page.get_by_role("button", name="احفظ", exact=True).click()
    page.locator("form.merge").wait_for()
    stands_in_nobodys_way(page, "merge")


def test_the_check_finds_what_it_is_for(visitor):
    page = visitor()
    page.set_content("<html lang='ar'><title>صفحة</title><main><h1>عنوان</h1><img src='data:,'></main>")

    assert [fault.split(":")[0] for fault in axe.faults_of(page)] == ["image-alt"]
