"""What a body may hold beside its text, made by hand in a real browser, on a desktop and on a phone."""

import pytest

from articles import body, pictures
from articles.models import Picture
from tests import factories as make
from tests.browser import PHONE
from tests.desk.editor import WRITING, button, caret_at_end, open_form, save, type_at_the_start, written
from tests.desk.photographs import a_photograph
from tests.desk.stories import address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.looks]

ON_A_PHONE = {"viewport": PHONE, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
SIZES = [pytest.param({}, id="desktop"), pytest.param(ON_A_PHONE, id="phone")]


def press(page, name):
    """Press a button of the toolbar, which may be behind «more» on a phone."""
    if page.viewport_size != PHONE:
        button(page, name).click()
        return
    if not button(page, name).is_visible():
        page.locator(".ck-toolbar__grouped-dropdown > button").first.tap()
    button(page, name).tap()


@pytest.fixture(params=SIZES)
def page(request, visitor, writer):
    page = visitor(writer, **request.param)
    page.article = make.make_article(writer, body="<p>أول الكلام.</p>")
    open_form(page, address(page.article))
    caret_at_end(page)
    return page


def in_the_library(alt, **said):
    """A picture with its file, as the library shows it."""
    return pictures.accept(a_photograph(size=(640, 400 + len(alt))), by=None, alt=alt, **said)


def kept_body(page, holding=""):
    """What the form lets in of what was written, once that holds what a window puts in as it closes."""
    page.wait_for_function(
        f"holding => document.querySelector('{WRITING}').ckeditorInstance.getData().includes(holding)", arg=holding
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return body.clean(written(page))


def test_boxes_of_words_are_written_in_their_own_frames(page):
    for write in (
        a_fact_box_by_hand, a_fact_box_by_the_enter_key, a_question_and_its_answer, a_pull_quote_set_apart_and_back,
    ):  # fmt: skip
        page.evaluate(f"document.querySelector('{WRITING}').ckeditorInstance.setData('<p>أول الكلام.</p>')")
        caret_at_end(page)
        assert kept_body(page) == "<p>أول الكلام.</p>"
        assert write(page) == kept_body(page), write.__name__


FACTS = (
    '<p>أول الكلام.</p><aside class="factbox"><h3>الملتقى في أرقام</h3>'
    '<div class="factbox-body"><p>شارك فيه 300 خبير.</p></div></aside>'
)


def a_fact_box_by_hand(page):
    press(page, "صندوق حقائق")
    page.keyboard.type("الملتقى في أرقام")
    page.locator(f"{WRITING} .factbox-body p").click()
    page.keyboard.type("شارك فيه 300 خبير.")
    return FACTS


def a_fact_box_by_the_enter_key(page):
    press(page, "صندوق حقائق")
    page.keyboard.type("الملتقى في أرقام")
    page.keyboard.press("Enter")
    page.keyboard.type("شارك فيه 300 خبير.")
    return FACTS


def a_question_and_its_answer(page):
    page.keyboard.press("Enter")
    press(page, "سؤال")
    page.keyboard.type("متى بدأتم؟")
    page.keyboard.press("Enter")
    page.keyboard.type("قبل عام.")
    return '<p>أول الكلام.</p><p class="question">متى بدأتم؟</p><p>قبل عام.</p>'


def a_pull_quote_set_apart_and_back(page):
    page.keyboard.press("Enter")
    press(page, "اقتباس بارز")
    page.keyboard.type("نبني مدنًا للناس")
    assert written(page).endswith('<blockquote class="pullquote"><p>نبني مدنًا للناس</p></blockquote>')
    press(page, "اقتباس بارز")
    return "<p>أول الكلام.</p><p>نبني مدنًا للناس</p>"


def test_a_related_story_is_found_among_those_that_readers_see(page, writer):
    public = make.publish(make.make_article(headline="أسبوع المدن العربية يُفتتح"))
    make.make_article(writer, headline="أسبوع المدن مسودة لم تُنشر")
    press(page, "مادة ذات صلة")
    window = page.get_by_role("dialog", name="مادة ذات صلة")
    window.get_by_role("searchbox").fill("اسبوع المدن")
    window.locator(".found button", has_text="يُفتتح").wait_for()
    page.wait_for_function("document.querySelectorAll('.found button').length === 1")
    window.locator(".found button").click()
    assert kept_body(page, 'class="related"') == (
        f'<p>أول الكلام.</p><aside class="related"><a href="/a/{public.public_id}/">{public.headline}</a></aside>'
    )


def test_an_embed_is_its_provider_and_id_and_nothing_is_loaded_for_it(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "تضمين منشور أو مقطع أو خريطة")
    window = page.get_by_role("dialog")
    window.get_by_label("رابط").fill("https://vm.tiktok.com/ZM1abc/")
    window.get_by_role("button", name="أدرِج").click()
    assert "لا يمكن تضمين هذا الرابط" in window.get_by_role("alert").inner_text()
    window.get_by_label("رابط").fill("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s")
    window.get_by_label("التعليق").fill("كلمة الافتتاح")
    window.get_by_role("button", name="أدرِج").click()
    assert kept_body(page, 'class="embed"') == (
        '<p>أول الكلام.</p><figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ">'
        "<figcaption>كلمة الافتتاح</figcaption></figure>"
    )
    assert all("youtu" not in url for url in asked)


def test_a_gallery_is_chosen_described_and_put_in_order(page, photo):
    first, second = in_the_library("الأولى"), in_the_library("الثانية")
    press(page, "معرض صور")
    window = page.get_by_role("dialog", name="معرض صور")
    for name in ("الأولى", "الثانية"):
        window.locator(".found button", has_text=name).click()
    window.locator("input[type=file]").set_input_files(photo)
    window.locator(".found button", has_text="ميناء.jpg").wait_for()
    window.get_by_role("button", name="التالي").click()
    rows = window.locator(".gallery-rows li")
    rows.nth(2).get_by_label("النص البديل").fill("ميناء مطرح")
    rows.nth(2).get_by_label("التعليق").fill("الميناء صباح أمس")
    rows.nth(1).get_by_role("button", name="قدّم").click()
    window.get_by_role("button", name="تم").click()
    uploaded = Picture.objects.exclude(pk__in=[first.pk, second.pk]).get()
    assert kept_body(page, 'class="gallery"') == (
        '<p>أول الكلام.</p><div class="gallery">'
        f'<figure class="image"><img src="{second.desk_url}" alt="الثانية"></figure>'
        f'<figure class="image"><img src="{first.desk_url}" alt="الأولى"></figure>'
        f'<figure class="image"><img src="{uploaded.desk_url}" alt="ميناء مطرح">'
        "<figcaption>الميناء صباح أمس</figcaption></figure></div>"
    )


def test_a_picture_of_the_library_is_described_before_it_stands_in_the_text(page):
    picture = in_the_library("جبل شمس", caption="الجبل")
    press(page, "صورة من المكتبة")
    page.locator(".found button", has_text="الجبل").click()
    window = page.get_by_role("dialog", name="ماذا في الصورة؟")
    assert window.get_by_label("النص البديل").input_value() == "جبل شمس"
    window.get_by_label("التعليق").fill("جبل شمس فجر أمس")
    window.get_by_role("button", name="تم").click()
    assert kept_body(page, "<figcaption>") == (
        f'<p>أول الكلام.</p><figure class="image"><img src="{picture.desk_url}" alt="جبل شمس">'
        "<figcaption>جبل شمس فجر أمس</figcaption></figure>"
    )


def test_every_box_survives_a_change_elsewhere(visitor, writer):
    shown = [in_the_library("أ"), in_the_library("أب")]
    figures = "".join(
        f'<figure class="image"><img src="{picture.desk_url}" alt="صورة"><figcaption>تعليق</figcaption></figure>'
        for picture in shown
    )
    story = make.publish()
    text = (
        f'<p>كلمة.</p><div class="gallery">{figures}</div>{figures}'
        '<aside class="factbox"><h3>عنوان</h3><div class="factbox-body"><p>نص</p><ul><li>بند</li></ul></div></aside>'
        f'<aside class="related"><a href="/a/{story.public_id}/">مادة «أخرى»</a></aside>'
        '<figure class="embed" data-provider="map" data-id="23.6193,58.5649,15"><figcaption>مطرح</figcaption></figure>'
        '<figure class="embed" data-provider="x" data-id="1850000000000000001"></figure>'
        '<p class="question" dir="rtl">سؤال؟</p><p>جواب</p><blockquote class="pullquote"><p>اقتباس</p></blockquote>'
    )
    article = make.make_article(writer, body=text)
    page = visitor(writer)
    open_form(page, address(article))
    type_at_the_start(page, "أول ")
    save(page)
    article.refresh_from_db()
    assert article.body == text.replace("كلمة", "أول كلمة", 1)


def test_the_whole_screen_is_for_the_text_alone_and_the_keys_are_listed(page):
    page.keyboard.press("Control+Shift+F")
    page.wait_for_selector(".is-whole-screen")
    box = page.locator(".is-whole-screen").bounding_box()
    assert (box["x"], box["y"], box["width"]) == (0, 0, page.viewport_size["width"])
    page.keyboard.type(" وتتمته.")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.is-whole-screen')")
    page.keyboard.press("Alt+0")
    keys = page.get_by_role("dialog", name="اختصارات لوحة المفاتيح")
    keys.locator("kbd", has_text="Ctrl+Shift+F").wait_for()
    page.keyboard.press("Escape")
    keys.wait_for(state="hidden")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.article.refresh_from_db()
    assert page.article.body == "<p>أول الكلام. وتتمته.</p>"
