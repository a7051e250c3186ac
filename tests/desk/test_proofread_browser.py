"""The copy desk in a real browser: written with its slips on a phone, and repaired by the panel."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, HouseWord, IgnoredFinding
from tests import factories as make
from tests.browser import PHONE
from tests.desk.editor import WRITING, save
from tests.desk.stories import ADD, address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

HEADLINE = "بلدية صور تشارك فى ملتقى المدن الذكية بالأردن"
KICKER = "في إطار تعزيز التعاون بين المدن"
PARAGRAPHS = [
    "شاركت بلدية صور أمس في أعمال الملتقى الثاني للمدن الذكية بالمملكة الأدردنية الهاشمية ، بحضور رؤساء البلديات.",
    "وتناول الملتقى تطبيقات الذكار الاصطناعي وإنترنت الأشياء، إضافةً إلى تجربة أمانة عمّان في النقل.",
    "تعليق عبر الفيس بوك",
]


@pytest.fixture
def writer():
    make.make_section(name="محليات")
    return make.make_user("journalist")


def on_a_phone(visitor, user):
    page = visitor(user, viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    page.goto(ADD)
    page.wait_for_selector(WRITING)
    return page


def kind(page, name):
    return page.locator(f'.proof-counts [data-kind="{name}"] b')


def remark(page, words):
    return page.locator(".proof-list button", has=page.locator("b", has_text=words))


def take(page, words, better):
    """Open the remark about `words`, and tap what is suggested."""
    remark(page, words).tap()
    page.locator(".proof-card .is-suggestion", has_text=better).tap()


def test_a_report_with_its_slips_is_written_on_a_phone_and_repaired_by_the_panel(visitor, writer):
    page = on_a_phone(visitor, writer)
    page.get_by_label("العنوان التمهيدي:").fill(KICKER)
    page.get_by_label("العنوان:", exact=True).fill(HEADLINE)
    page.locator(WRITING).tap()
    for number, paragraph in enumerate(PARAGRAPHS):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)
    expect(kind(page, "spelling")).to_have_text("3")
    expect(kind(page, "structure")).to_have_text("1")
    expect(kind(page, "style")).to_have_text("1")

    underlined = "() => [...CSS.highlights.get('proof-error')].map((range) => range.toString())"
    assert {"الأدردنية", "الذكار"} <= set(page.evaluate(underlined))
    assert page.locator(".field-headline .proof-mirror mark").inner_text() == "فى"

    take(page, "فى", "في")
    expect(kind(page, "spelling")).to_have_text("2")
    take(page, "الأدردنية", "الأردنية")
    expect(kind(page, "spelling")).to_have_text("1")
    take(page, "الذكار", "الذكاء")
    expect(kind(page, "spelling")).to_have_text("0")
    page.get_by_role("button", name="أصلح كل الآمن").tap()
    expect(kind(page, "style")).to_have_text("0")
    take(page, "تعليق عبر", "أزل")
    expect(page.locator(".proof-state")).to_have_text("لا ملاحظات.")

    with page.expect_navigation():
        page.get_by_role("button", name="احفظ", exact=True).tap()
    article = Article.objects.get()
    assert article.headline == "بلدية صور تشارك في ملتقى المدن الذكية بالأردن"
    first = PARAGRAPHS[0].replace("الأدردنية", "الأردنية").replace(" ،", "،")
    second = PARAGRAPHS[1].replace("الذكار", "الذكاء")
    assert article.body.startswith(f"<p>{first}</p><p>{second}</p>")
    assert "الفيس" not in article.body


def asked_again(page):
    """The newsroom's next answer has come, as it does whenever somebody pauses."""
    checked = page.locator("#proofread").get_attribute("data-checked")
    page.evaluate("document.getElementById('article_form').dispatchEvent(new Event('input'))")
    expect(page.locator("#proofread")).not_to_have_attribute("data-checked", checked)


def test_remarks_are_gone_through_by_keyboard(visitor, writer):
    article = make.make_article(writer, headline="اعلن الوزير", body="<p>وصل الوفد الى مسقط.</p>")
    page = visitor(writer)
    page.goto(address(article))
    expect(kind(page, "spelling")).to_have_text("2")
    page.locator(WRITING).click()
    said = page.locator(".proof-card .proof-said")
    page.keyboard.press("F8")
    expect(said).to_have_text("بدلًا من «اعلن»:")
    page.keyboard.press("F8")
    expect(said).to_have_text("بدلًا من «الى»:")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(WRITING)).to_contain_text("وصل الوفد إلى مسقط.")
    page.keyboard.press("Shift+F8")
    expect(said).to_have_text("بدلًا من «اعلن»:")
    asked_again(page)
    page.keyboard.press("Enter")
    expect(page.get_by_label("العنوان:", exact=True)).to_have_value("أعلن الوزير")
    expect(page.locator(".proof-state")).to_have_text("لا ملاحظات.")
    expect(page.locator(".proof-state")).to_be_focused()
    expect(page.get_by_role("button", name="أصلح كل الآمن")).to_be_hidden()


def test_what_may_stand_here_stands_and_the_editor_adds_a_word_for_every_story(visitor, writer):
    article = make.make_article(writer, headline="وصول الوفد", body="<p>وقال الشيخ زعرنوق إن العمل بدأ.</p>")
    page = visitor(writer)
    page.goto(address(article))
    remark(page, "زعرنوق").click()
    expect(page.get_by_role("button", name="أضف إلى القاموس")).to_have_count(0)
    with page.expect_response("**/ignore/"):
        page.get_by_role("button", name="تجاهلها هنا").click()
    expect(page.locator(".proof-state")).to_have_text("لا ملاحظات.")
    assert [(row.rule, row.text, row.by) for row in IgnoredFinding.objects.all()] == [
        ("new-name", "زعرنوق", writer)
    ]

    other = make.make_article(writer, headline="عودة الوفد", body="<p>وقال الشيخ زعرنوق إن العمل انتهى.</p>")
    editor = visitor(make.make_user("editor"))
    editor.goto(address(other))
    remark(editor, "زعرنوق").click()
    with editor.expect_response("**/house-words/"):
        editor.get_by_role("button", name="أضف إلى القاموس").click()
    expect(editor.locator(".proof-state")).to_have_text("لا ملاحظات.")
    assert HouseWord.objects.get().text == "زعرنوق"


def test_nothing_of_the_copy_desk_is_in_the_stored_text(visitor, writer):
    article = make.make_article(
        writer, headline="وصول الوفد", body="<p>وصل الوفد الى <strong>مسقط</strong>.</p>"
    )
    stored = Article.objects.get().body
    page = visitor(writer)
    page.goto(address(article))
    remark(page, "الى").click()
    save(page)
    assert Article.objects.get().body == stored
