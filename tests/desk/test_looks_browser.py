"""How a story looks before readers see it: the cards beside the form, and the page of looks."""

import pytest
from playwright.sync_api import expect

from articles import pictures
from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, PHONE
from tests.desk.editor import open_form
from tests.desk.photographs import a_photograph
from tests.desk.stories import ADD, address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.looks]

LONG = "بلدية مسقط تعلن انطلاق المرحلة الثانية من مشروع تطوير الواجهة البحرية في ولاية مطرح بكلفة عشرين مليون ريال"


@pytest.fixture(params=[pytest.param({}, id="desktop"), pytest.param({"viewport": PHONE}, id="phone")])
def page(request, visitor, writer):
    return visitor(writer, **request.param)


def test_the_cards_follow_what_is_typed_and_say_what_is_cut(page):
    open_form(page, ADD)
    headline = page.get_by_label("العنوان:", exact=True)
    headline.fill("مطرح تحتفي بالبحر")
    cards = page.locator("#headline-looks")
    for card in (".mock-home", ".mock-whatsapp", ".mock-google"):
        expect(cards.locator(card).locator("b")).to_have_text("مطرح تحتفي بالبحر")
    expect(page.locator(".headline-meter output")).to_have_text("سطر واحد")
    expect(cards.locator("[data-cut=whatsapp]")).to_have_text("يظهر كاملًا")
    headline.fill(LONG)
    expect(cards.locator("[data-cut=whatsapp]")).to_have_text("يُقطع")
    page.locator(".headline-meter.is-long").wait_for()
    page.locator("summary", has_text="محركات البحث").click()
    page.locator("#id_social_headline").fill("واجهة مطرح")
    expect(cards.locator(".mock-whatsapp b")).to_have_text("واجهة مطرح")
    expect(cards.locator("[data-cut=whatsapp]")).to_have_text("يظهر كاملًا")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_meter_measures_width_and_not_letters(page):
    open_form(page, ADD)
    page.evaluate("document.fonts.ready")
    headline, bar = page.get_by_label("العنوان:", exact=True), page.locator(".headline-meter progress")
    headline.fill("ا" * 20)
    narrow = float(bar.get_attribute("value"))
    headline.fill("ص" * 20)
    assert float(bar.get_attribute("value")) > 2 * narrow


def test_a_headline_stays_one_line_of_text(page):
    open_form(page, ADD)
    page.get_by_label("العنوان:", exact=True).fill("عنوان")
    page.keyboard.press("Enter")
    expect(page.locator("#id_standfirst")).to_be_focused()


def test_a_story_is_seen_in_every_place_and_colour(visitor, writer):
    picture = pictures.accept(a_photograph(), by=None, alt="ميناء")
    article = make.make_article(writer, headline="عنوان المعاينة", standfirst="مقدمة", lead_picture=picture)
    page = visitor(writer)
    looks = address(article).replace("change/", "looks/")
    colours = {}
    for place, scheme in (("phone", "light"), ("phone", "dark"), ("desktop", "light"), ("print", "light")):
        page.goto(f"{looks}?as={place}&in={scheme}")
        framed = page.frame_locator(".looks-stage iframe")
        framed.locator("html[data-looks]").wait_for()
        assert framed.locator("h1").inner_text() == "عنوان المعاينة"
        colours[place, scheme] = framed.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        shown = framed.locator("html").evaluate("html => [html.clientWidth, html.scrollWidth]")
        assert shown[0] == shown[1]
        assert framed.locator(".menu").is_visible() == (place != "print")
    assert colours["phone", "light"] != colours["phone", "dark"]
    page.goto(f"{looks}?as=push")
    assert page.locator(".mock-push b").inner_text() == "عنوان المعاينة"
    page.goto(f"{looks}?as=cards")
    assert page.locator(".mock-whatsapp span").inner_text() == "مقدمة"


def test_a_guest_reads_the_story_with_its_picture_through_the_link(visitor, writer):
    picture = pictures.accept(a_photograph(), by=None, alt="ميناء")
    article = make.make_article(writer, headline="عنوان قبل النشر", lead_picture=picture)
    page = visitor(writer)
    open_form(page, address(article))
    page.locator("#preview-links summary").click()
    page.get_by_label("لمن:").fill("المستشار")
    page.get_by_role("button", name="أنشئ الرابط").click()
    link = page.locator("#shared-address").input_value()
    guest = visitor(viewport=PHONE)
    guest.goto(link)
    assert guest.locator("h1").inner_text() == "عنوان قبل النشر"
    guest.wait_for_function("document.querySelector('.story-picture img').naturalWidth > 0")
    assert guest.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(address(article))
    page.get_by_role("button", name="اسحب الرابط").click()
    page.locator(".messagelist .success").wait_for()
    assert guest.request.get(link).status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_form_and_every_look_stand_in_nobodys_way(visitor, writer, scheme, viewport):
    picture = pictures.accept(a_photograph(), by=None, alt="ميناء")
    image = f'<img src="{picture.desk_url}" alt="ميناء">'
    figure = f'<figure class="image">{image}<figcaption>الميناء</figcaption></figure>'
    body = (
        f'<p>نص.</p><div class="gallery">{figure}</div>{figure}<p class="question">سؤال؟</p><p>جواب.</p>'
        '<aside class="factbox"><h3>حقائق</h3><div class="factbox-body"><p>نص</p></div></aside>'
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
    )
    article = make.make_article(writer, headline="عنوان", lead_picture=picture, body=body)
    page = visitor(writer, color_scheme=scheme, viewport=viewport)
    for url in (address(article), ADD):
        open_form(page, url)
        page.locator(".headline-meter").wait_for()
        page.wait_for_load_state("networkidle")
        # The editor makes a caption, which is a <figcaption>, a field to write in.
        assert axe.faults_of(page, except_for=["aria-allowed-role"]) == [], url
    for place in ("phone", "cards", "push"):
        page.goto(address(article).replace("change/", f"looks/?as={place}"))
        assert axe.faults_of(page, "#content") == [], place
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
