"""Writing and publishing in a real browser: what the story form promises to hands and eyes."""

import base64
import re

import pytest
from playwright.sync_api import expect

from articles.models import Article, DeskState, Picture, PublicState
from tests import factories as make
from tests.browser import PHONE
from tests.desk.editor import (
    WRITING,
    button,
    describe,
    open_form,
    paste,
    save,
    set_body,
    type_at_the_end,
    type_at_the_start,
)
from tests.desk.stories import ADD, address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

def test_a_journalist_writes_and_submits_and_an_editor_publishes(visitor, writer, photo):
    page = visitor(writer)
    open_form(page, ADD)
    page.get_by_label("العنوان:", exact=True).fill("بلدية مسقط تشارك في اجتماع منظمة المدن العربية")
    page.get_by_label("مكان الخبر:").fill("مسقط")
    page.get_by_label("القسم:").select_option(label="محليات")
    page.locator(WRITING).click()
    page.keyboard.type("شارك وفد من بلدية مسقط في المؤتمر.")
    page.keyboard.press("Enter")
    button(page, "نص عريض").or_(button(page, "عريض")).first.click()
    page.keyboard.type("جملة بارزة.")
    with page.expect_file_chooser() as chooser:
        page.locator(".ck-toolbar .ck-file-dialog-button").click()
    chooser.value.set_files(photo)
    describe(page, "ميناء مطرح", "الميناء صباح أمس")
    with page.expect_navigation():
        page.get_by_role("button", name="احفظ وأرسل للمراجعة").click()
    assert "أُرسلت المادة للمراجعة" in page.inner_text("#container")

    article = Article.objects.get()
    assert (article.desk_state, article.owner) == (DeskState.SUBMITTED, writer)
    assert [line.author.name for line in article.bylines.all()] == ["سالم الهنائي"]
    assert article.body.startswith("<p>شارك وفد من بلدية مسقط في المؤتمر.</p><p><strong>جملة بارزة.</strong></p>")
    figure = (
        f'<figure class="image"><img src="{Picture.objects.get().desk_url}" alt="ميناء مطرح">'
        "<figcaption>الميناء صباح أمس</figcaption></figure>"
    )
    assert figure in article.body

    editor = visitor(make.make_user("editor"))
    editor.goto(address(article))
    editor.get_by_role("link", name="أعد إلى الكاتب").click()
    editor.get_by_label("ملاحظة:").fill("أضف رأي الجهة المنظمة.")
    editor.get_by_role("button", name="أعد إلى الكاتب").click()
    editor.wait_for_selector(".messagelist")

    open_form(page, address(article))
    assert "أضف رأي الجهة المنظمة." in page.inner_text(".returned-note")
    page.locator(WRITING).locator("p").first.click()
    page.keyboard.press("End")
    page.keyboard.type(" وأشاد المنظمون بالمشاركة.")
    with page.expect_navigation():
        page.get_by_role("button", name="احفظ وأرسل للمراجعة").click()

    editor.goto(address(article))
    for name in ("اعتمد", "انشر الآن"):
        editor.get_by_role("link", name=name, exact=True).click()
        assert "وأشاد المنظمون بالمشاركة." in editor.inner_text(".exact-words")
        editor.get_by_role("button", name=name, exact=True).click()
        editor.wait_for_selector(".messagelist .success")
    assert Article.objects.get().public_state == PublicState.LIVE

    editor.get_by_role("link", name="شاهدها في الموقع").click()
    assert "وأشاد المنظمون بالمشاركة." in editor.inner_text("article")


@pytest.mark.looks
def test_opening_and_saving_changes_no_word(visitor, writer):
    body = (
        "<h2>عنوان</h2><p class=\"question\" dir=\"rtl\">سؤال؟</p><p>نص <u>تحته خط</u> و<sub>2</sub> و<s>مشطوب</s>.</p>"
        '<ol start="3"><li>ثالثًا</li></ol><blockquote class="pullquote"><p>اقتباس</p></blockquote>'
        '<figure class="table"><table><tbody><tr><td>خلية</td><td>5</td></tr></tbody></table></figure>'
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
    )
    article = make.make_article(writer, body=body)
    stored = Article.objects.get(pk=article.pk).body
    page = visitor(writer)
    open_form(page, address(article))
    page.get_by_label("العنوان التمهيدي:").fill("تمهيد")
    save(page)
    article.refresh_from_db()
    assert (article.kicker, article.body) == ("تمهيد", stored)


@pytest.mark.looks
def test_editing_one_word_leaves_the_rest_of_the_markup(visitor, writer):
    body = (
        '<p>كلمة.</p><p class="question" dir="rtl">سؤال؟</p><p>نص <u>تحته خط</u> و<sub>2</sub>.</p>'
        '<ol start="3"><li>ثالثًا</li></ol><blockquote class="pullquote"><p>اقتباس</p></blockquote>'
        "<h2>عنوان</h2><h3>أصغر</h3>"
        '<figure class="table"><table><tbody><tr><td>خلية</td><td>5</td></tr></tbody></table></figure><hr>'
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
    )
    article = make.make_article(writer, body=body)
    page = visitor(writer)
    open_form(page, address(article))
    type_at_the_start(page, "أول ")
    save(page)
    article.refresh_from_db()
    assert article.body == body.replace("كلمة", "أول كلمة")


@pytest.mark.looks
def test_what_is_pasted_from_word_arrives_clean(visitor, writer, faults):
    article = make.make_article(writer, body="")
    page = visitor(writer)
    open_form(page, address(article))
    page.locator(WRITING).click()
    paste(
        page,
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<head><meta name="Generator" content="Microsoft Word 15"><style>p.MsoNormal{font-size:13pt}</style></head>'
        '<body><p class="MsoNormal" dir="RTL" style="font-size:13pt;color:red">'
        '<b><span lang="AR-SA" style="font-family:Arial">افتتح</span></b>'
        '<span style="background:yellow"> المعرض.</span>'
        '<o:p></o:p></p><img src="https://elsewhere.example/track.gif"></body></html>',
    )
    page.get_by_text("لم تُدرج صور المواقع الأخرى").wait_for()
    save(page)
    article.refresh_from_db()
    assert re.sub(r' dir="rtl"', "", article.body) == "<p><strong>افتتح</strong> المعرض.</p>"


@pytest.mark.looks
@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_picture_is_taken_in_however_it_arrives(visitor, writer, photo, way):
    article = make.make_article(writer)
    page = visitor(writer)
    open_form(page, address(article))
    page.locator(WRITING).click()
    page.locator(WRITING).evaluate(
        """async (area, [bytes, way]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "a.jpg", { type: "image/jpeg" }));
            const box = area.getBoundingClientRect();
            const common = { bubbles: true, cancelable: true, clientX: box.x + 40, clientY: box.y + 40 };
            area.dispatchEvent(way === "paste"
                ? new ClipboardEvent("paste", { clipboardData: data, ...common })
                : new DragEvent("drop", { dataTransfer: data, ...common }));
        }""",
        [list(photo.read_bytes()), way],
    )
    describe(page, "ميناء")
    save(page)
    article.refresh_from_db()
    assert Picture.objects.get().desk_url in article.body


@pytest.mark.looks
def test_a_picture_inside_what_is_pasted_is_taken_in(visitor, writer, photo):
    article = make.make_article(writer)
    page = visitor(writer)
    open_form(page, address(article))
    page.locator(WRITING).click()
    encoded = base64.b64encode(photo.read_bytes()).decode()
    paste(page, f'<p>نص.</p><p><img src="data:image/jpeg;base64,{encoded}"></p>')
    describe(page, "ميناء")
    save(page)
    article.refresh_from_db()
    assert Picture.objects.get().desk_url in article.body


@pytest.mark.looks
def test_words_and_minutes_are_counted_as_arabic_counts(visitor, writer):
    article = make.make_article(writer, body="")
    page = visitor(writer)
    open_form(page, address(article))
    for typed, said in {
        "": "لا كلمات",
        "كلمة": "كلمة واحدة · دقيقة واحدة للقراءة",
        "كَلِمـة كلمة": "كلمتان · دقيقة واحدة للقراءة",
        "في ٢٠٢٥ شارك 1,500": "4 كلمات · دقيقة واحدة للقراءة",
        "ط " * 11: "11 كلمة · دقيقة واحدة للقراءة",
        "ط " * 360: "360 كلمة · دقيقتان للقراءة",
        "ط " * 540: "540 كلمة · 3 دقائق للقراءة",
    }.items():
        set_body(page, f"<p>{typed}</p>" if typed else "")
        expect(page.locator(".editor-foot output")).to_have_text(said)


@pytest.mark.looks
def test_a_refused_upload_says_why_beside_the_editor(visitor, writer, tmp_path):
    page = visitor(writer)
    open_form(page, ADD)
    wrong = tmp_path / "صورة.png"
    wrong.write_bytes(b"<html>")
    with page.expect_file_chooser() as chooser:
        page.locator(".ck-toolbar .ck-file-dialog-button").click()
    chooser.value.set_files(wrong)
    page.locator(".editor-foot p", has_text=re.compile("[\u0621-\u064a]{3}")).wait_for()
    assert Picture.objects.count() == 0


def test_the_lead_picture_is_uploaded_on_the_spot(visitor, writer, photo):
    page = visitor(writer)
    open_form(page, ADD)
    page.locator('input[name="lead_picture-upload"]').set_input_files(photo)
    page.locator('.lead-picture img.chosen[src^="/admin/pictures/"]').wait_for()
    page.get_by_label("النص البديل للصورة الرئيسة:").fill("ميناء مطرح")
    save(page)
    assert Article.objects.get().lead_picture == Picture.objects.get()


def test_the_programme_follows_the_event(visitor, writer):
    session = make.make_session(make.make_event(title="ملتقى المدن"), title="رؤية عالمية في الاستدامة")
    page = visitor(writer)
    open_form(page, ADD)
    page.locator("summary", has_text="الفعالية").click()
    page.get_by_role("combobox", name="الفعالية", exact=True).press("Enter")
    page.locator(".select2-container--open .select2-search__field").last.fill("مُلتقي")
    page.get_by_role("option", name="ملتقى المدن").wait_for()
    page.keyboard.press("Enter")
    page.locator(f'#id_session option[value="{session.pk}"]').wait_for(state="attached")
    page.locator("#id_session").select_option(str(session.pk))
    save(page)
    assert Article.objects.get().session == session


@pytest.mark.looks
def test_names_are_added_and_put_in_order(visitor, writer):
    desk = make.make_author(name="الرؤية", kind="desk")
    page = visitor(writer)
    open_form(page, ADD)
    page.locator("summary", has_text="الكتّاب").click()
    page.get_by_role("button", name="أضف اسمًا").click()
    rows = page.locator("ol.bylines > li")
    rows.nth(1).locator("select").first.select_option(str(desk.pk))
    rows.nth(1).get_by_role("button", name="قدّم").click()
    save(page)
    assert [line.author.name for line in Article.objects.get().bylines.all()] == ["الرؤية", "سالم الهنائي"]


@pytest.mark.looks
def test_leaving_with_unsaved_words_asks_first(visitor, writer):
    article = make.make_article(writer)
    page = visitor(writer)
    open_form(page, address(article))
    type_at_the_end(page, " كلام لم يُحفظ")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.get_by_role("link", name="السجل").click()
    assert asked == ["beforeunload"]
    assert page.url.endswith(address(article))


def test_the_next_step_saves_what_was_typed_on_the_way(visitor, writer):
    article = make.make_article(writer)
    page = visitor(writer)
    open_form(page, address(article))
    page.get_by_label("العنوان:", exact=True).fill("عنوان كُتب للتو")
    with page.expect_navigation():
        page.get_by_role("link", name="معاينة").click()
    assert "عنوان كُتب للتو" in page.inner_text("h1")
    assert "معاينة" in page.inner_text(".desk-banner")


@pytest.mark.looks
def test_a_fault_leads_to_its_field_and_keeps_the_rich_text(visitor, writer):
    article = make.make_article(writer)
    page = visitor(writer)
    open_form(page, address(article))
    type_at_the_end(page, " زيادة كُتبت للتو")
    page.locator("summary", has_text="محركات البحث").click()
    page.locator("#id_seo_headline").fill("ط" * 121)
    save(page)
    page.wait_for_selector(WRITING)
    assert "زيادة كُتبت للتو" in page.inner_text(WRITING)
    page.locator(".errornote a").first.click()
    expect(page.locator("#id_seo_headline")).to_be_focused()


@pytest.mark.looks
def test_a_story_is_written_on_a_phone(visitor, writer):
    page = visitor(writer, viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    open_form(page, ADD)
    page.get_by_label("العنوان:", exact=True).fill("عنوان من الهاتف")
    page.locator(WRITING).tap()
    page.keyboard.type("متن من الهاتف.")
    save(page)
    article = Article.objects.get()
    assert (article.headline, article.body) == ("عنوان من الهاتف", "<p>متن من الهاتف.</p>")
    article.section = make.make_section()
    article.save()
    for path in ("change/", "history/", "preview/", "step/submit/", "revisions/1/"):
        page.goto(f"/admin/articles/article/{article.pk}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
    page.goto("/admin/articles/article/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_scripts_the_body_is_a_textarea(visitor, writer):
    article = make.make_article(writer)
    page = visitor(writer, java_script_enabled=False)
    page.goto(address(article))
    page.locator("#id_body").fill("<p>متن بلا برامج.</p>")
    save(page)
    article.refresh_from_db()
    assert article.body == "<p>متن بلا برامج.</p>"


@pytest.mark.looks
def test_the_editor_speaks_the_desks_language_and_follows_the_storys_direction(visitor, writer):
    article = make.make_article(writer, language="en", direction="ltr")
    page = visitor(writer)
    open_form(page, address(article))
    assert page.locator(WRITING).get_attribute("dir") == "ltr"
    assert page.locator(".ck-toolbar").first.get_attribute("dir") in (None, "rtl")
    page.locator("summary", has_text="اللغة والترجمة").click()
    page.locator("#id_language").select_option("ar")
    expect(page.locator(WRITING)).to_have_attribute("dir", "rtl")
    expect(page.locator("#id_headline")).to_have_attribute("dir", "rtl")

    original = make.make_article(writer, kicker="صحار")
    open_form(page, f"{ADD}?translates={original.pk}")
    headline, kicker = page.locator("#id_headline"), page.locator("#id_kicker")
    expect(headline).to_have_attribute("dir", "rtl")
    expect(page.locator(f"{WRITING} p").first).to_have_css("unicode-bidi", "plaintext")
    headline.fill("COP31 opens")
    expect(headline).to_have_attribute("dir", "ltr")
    expect(kicker).to_have_attribute("dir", "rtl")
