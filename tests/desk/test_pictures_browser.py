"""The library in hands: many files sent from a phone, and a picture chosen for a story."""

import pytest
from playwright.sync_api import expect

from articles.models import Picture
from articles.pictures import accept
from tests import factories as make
from tests.browser import PHONE
from tests.desk.editor import open_form
from tests.desk.photographs import a_photograph
from tests.desk.stories import address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

DROP = """async (zone, address) => {
    const bytes = await (await fetch(address)).blob();
    const data = new DataTransfer();
    data.items.add(new File([bytes, "x"], "أُفلتت.jpg", { type: "image/jpeg" }));
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def a_file(name, content=None, **made):
    content = content or a_photograph(**made).read()
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def test_many_files_are_sent_from_a_phone_and_described_together(visitor):
    photographer = make.make_user("photographer")
    known = accept(a_photograph(size=(60, 40)), by=photographer, alt="ميناء", caption="الميناء القديم")
    page = visitor(photographer, viewport=PHONE, is_mobile=True, has_touch=True)
    page.goto("/admin/articles/picture/many/")
    page.set_input_files(
        "#upload-files",
        [a_file("ملتقى.jpg"), a_file("صفحة.jpg", b"<html>"), a_file("قديمة.jpg", size=(60, 40))],
    )
    rows = page.locator("#upload-rows li")
    expect(rows.filter(has_text="ملتقى.jpg")).to_contain_text("أُدخلت المكتبة")
    expect(rows.filter(has_text="صفحة.jpg")).to_contain_text("هذا الملف ليس صورة مقبولة")
    expect(rows.filter(has_text="قديمة.jpg")).to_contain_text("هذه الصورة موجودة في المكتبة.")
    expect(rows.filter(has_text="قديمة.jpg").get_by_role("link")).to_have_text("الميناء القديم")
    page.locator(".drop-zone").evaluate(DROP, known.desk_url)
    expect(rows.filter(has_text="أُفلتت.jpg")).to_contain_text("أُدخلت المكتبة")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

    page.get_by_role("link", name="صف هذه الصور").tap()
    shared = page.get_by_role("group", name="لها جميعًا")
    shared.get_by_label("المصدر").fill("تصوير: سالم")
    for number, field in enumerate(page.get_by_label("النص البديل").all()):
        field.fill(f"قاعة الملتقى {number}")
    with page.expect_navigation():
        page.get_by_role("button", name="احفظ").tap()

    new = Picture.objects.exclude(pk=known.pk)
    assert set(new.values_list("alt", "credit")) == {(f"قاعة الملتقى {n}", "تصوير: سالم") for n in (0, 1)}


def test_a_lead_picture_is_chosen_from_the_narrowed_library_and_says_that_its_rights_ended(visitor, writer):
    accept(a_photograph(size=(50, 50)), by=writer, alt="سوق", caption="سوق نزوى")
    picture = accept(a_photograph(), by=writer, alt="قلعة", caption="قلعة نزوى", usable_until="2020-01-31")
    page = visitor(writer, viewport=PHONE, is_mobile=True, has_touch=True)
    open_form(page, address(make.make_article(writer)))

    page.get_by_role("button", name="صورة من المكتبة").last.tap()
    window = page.get_by_role("dialog", name="صورة من المكتبة")
    window.get_by_role("searchbox").fill("نزوي")
    expect(window.locator(".found li")).to_have_count(2)
    window.locator("summary").tap()
    window.get_by_label("الحقوق").select_option("expired")
    expect(window.locator(".found li")).to_have_count(1)
    window.get_by_role("button", name="قلعة نزوى").tap()

    lead = page.locator(".lead-picture")
    expect(lead.locator("select")).to_have_value(str(picture.pk))
    expect(lead.locator(".rights")).to_have_text("انتهت حقوقها في 31 يناير 2020م.")
