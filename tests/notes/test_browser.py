"""Talking about a story in a browser, on a wide screen and on a phone, typing Arabic."""

import pytest
from playwright.sync_api import expect

from articles import notes
from articles.models import Article, Note, Notification
from articles.workflow import perform
from tests import axe
from tests import factories as make
from tests.browser import PHONE
from tests.desk.editor import type_at_the_end

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = (
    "<p>افتتحت بلدية مسقط حديقة القرم صباح أمس.</p>"
    "<p>وقال مدير الحدائق إن المشروع كلّف مليوني ريال، وإن المرحلة الثانية تبدأ في مارس.</p>"
)


@pytest.fixture(params=["desk", pytest.param("phone", marks=pytest.mark.looks)])
def at(request, visitor):
    """A page of somebody's, on a wide screen and on a phone."""
    phone = {"viewport": PHONE, "is_mobile": True, "has_touch": True} if request.param == "phone" else {}
    return lambda user, **options: visitor(user, **phone, **options)


@pytest.fixture
def writer():
    return make.make_user("journalist", name="سالم الهنائي")


@pytest.fixture
def editor():
    return make.make_user("editor", name="مريم البلوشي")


@pytest.fixture
def article(writer):
    return make.make_article(writer, body=BODY, headline="حديقة القرم")


def open_form(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.locator("textarea.rich-text[data-ready]").wait_for(state="attached")
    return page.locator(".ck-editor__editable")


def choose(page, words):
    """Select `words` in the editor, as a person would with the mouse or a finger."""
    page.evaluate(
        """(words) => {
            const editor = document.querySelector(".ck-editor__editable").ckeditorInstance;
            editor.focus();
            for (const { type, item } of editor.model.createRangeIn(editor.model.document.getRoot())) {
                const at = type === "text" ? item.data.indexOf(words) : -1;
                if (at < 0) continue;
                const from = editor.model.createPositionAt(item.parent, item.startOffset + at);
                const to = editor.model.createPositionAt(item.parent, item.startOffset + at + words.length);
                editor.model.change((writer) => writer.setSelection(editor.model.createRange(from, to)));
            }
        }""",
        words,
    )
    page.wait_for_function("words => getSelection().toString() === words", arg=words)


def panel(page):
    return page.locator(".notes-panel")


def test_a_note_on_a_passage_is_marked_in_the_text_and_never_stored_with_it(at, article, editor):
    page = at(editor)
    area = open_form(page, article)
    choose(page, "كلّف مليوني ريال")
    page.get_by_role("button", name="ملاحظة على المحدد").click()
    panel(page).get_by_label("ملاحظة جديدة").press_sequentially("من قال هذا الرقم؟")
    panel(page).get_by_role("button", name="أضف الملاحظة").click()
    panel(page).get_by_text("من قال هذا الرقم؟").wait_for()
    expect(area.locator(".note-mark")).to_have_text("كلّف مليوني ريال")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    note = Note.objects.get()
    assert (note.passage, note.before[-7:], note.after[:5]) == ("كلّف مليوني ريال", "المشروع", "، وإن")
    page.locator("#id_headline").fill("حديقة القرم تفتح أبوابها")
    page.get_by_role("button", name="احفظ", exact=True).click()
    page.get_by_text("حُفظت المادة.").first.wait_for()
    article.refresh_from_db()
    assert article.body == BODY


def test_typing_in_the_story_is_not_lost_by_writing_a_note(at, article, writer):
    page = at(writer)
    area = open_form(page, article)
    type_at_the_end(page, " وأضاف سطرًا لم يُحفظ بعد.")
    panel(page).get_by_label("ملاحظة جديدة").fill("هل يكفي هذا؟")
    panel(page).get_by_role("button", name="أضف الملاحظة").click()
    panel(page).locator(".note-text", has_text="هل يكفي هذا؟").wait_for()
    assert "وأضاف سطرًا لم يُحفظ بعد." in area.inner_text()


def test_a_name_after_an_at_sign_is_offered_and_called(at, article, writer, editor):
    page = at(writer)
    open_form(page, article)
    box = panel(page).get_by_label("ملاحظة جديدة")
    box.press_sequentially("راجعي هذا @مري")
    page.get_by_role("option", name="مريم البلوشي").wait_for()
    box.press("Enter")
    expect(box).to_have_value("راجعي هذا @مريم البلوشي ")
    panel(page).get_by_role("button", name="أضف الملاحظة").click()
    panel(page).get_by_text("راجعي هذا @مريم البلوشي").wait_for()
    assert Notification.objects.get(kind="mentioned").recipient == editor


def test_a_passage_that_is_deleted_is_said_to_be_gone_while_typing(at, article, writer, editor):
    notes.write(article, by=editor, text="من قال هذا؟", passage="كلّف مليوني ريال", before="المشروع ")
    page = at(writer)
    area = open_form(page, article)
    area.locator(".note-mark").wait_for()
    gone = panel(page).get_by_text("لم يعد في النص")
    assert gone.is_hidden()
    choose(page, "كلّف مليوني ريال")
    page.keyboard.press("Delete")
    gone.wait_for()
    page.get_by_role("button", name="احفظ", exact=True).click()
    page.get_by_text("حُفظت المادة.").first.wait_for()
    panel(page).get_by_text("لم يعد في النص").wait_for()
    assert "مليوني" not in Article.objects.get(pk=article.pk).body


def test_a_note_stays_with_a_passage_that_is_edited(at, article, writer, editor):
    notes.write(
        article,
        by=editor,
        text="من قال هذا؟",
        passage="كلّف مليوني ريال",
        before="وقال مدير الحدائق إن المشروع ",
        after="، وإن المرحلة الثانية",
    )
    page = at(writer)
    area = open_form(page, article)
    area.locator(".note-mark").wait_for()
    choose(page, "مليوني")
    page.keyboard.type("ثلاثة ملايين")
    page.get_by_role("button", name="احفظ", exact=True).click()
    page.get_by_text("حُفظت المادة.").first.wait_for()
    page.locator("textarea.rich-text[data-ready]").wait_for(state="attached")
    page.locator(".ck-editor__editable .note-mark").first.wait_for()
    marked = "".join(page.locator(".ck-editor__editable .note-mark").all_inner_texts())
    assert marked == "كلّف ثلاثة ملايين ريال"


def test_a_thread_is_answered_settled_and_opened_again(at, article, writer, editor):
    notes.write(article, by=editor, text="من قال هذا؟")
    page = at(writer)
    open_form(page, article)
    thread = panel(page).locator(".thread")
    thread.get_by_text("الرد", exact=True).click()
    thread.get_by_label("ردك").press_sequentially("المدير نفسه.")
    thread.get_by_role("button", name="أرسل الرد").click()
    thread.locator(".replies").get_by_text("المدير نفسه.").wait_for()
    thread.get_by_role("button", name="عولجت").click()
    panel(page).get_by_text("ملاحظة واحدة معالَجة").click()
    panel(page).get_by_role("button", name="افتحها من جديد").click()
    panel(page).get_by_role("button", name="عولجت").wait_for()
    assert not Note.objects.filter(answers=None).get().is_resolved


def test_without_a_script_a_note_is_a_plain_form(at, article, editor):
    page = at(editor, java_script_enabled=False)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    panel(page).get_by_label("ملاحظة جديدة").fill("هل نذكر الاسم؟")
    panel(page).get_by_role("button", name="أضف الملاحظة").click()
    panel(page).get_by_text("هل نذكر الاسم؟").wait_for()
    panel(page).get_by_role("button", name="عولجت").click()
    panel(page).get_by_text("ملاحظة واحدة معالَجة").wait_for()


def test_the_note_of_a_returned_story_stands_on_top_until_it_is_submitted_again(at, article, writer, editor):
    make.submit(article)
    perform(article, "return", by=editor, note="أضف مصدرًا ثانيًا، واذكر المبلغ.")
    page = at(writer)
    open_form(page, article)
    note = page.locator(".returned-note")
    assert "أضف مصدرًا ثانيًا، واذكر المبلغ." in note.inner_text()
    assert note.bounding_box()["y"] < page.locator("#article_form").bounding_box()["y"]
    page.get_by_role("button", name="احفظ", exact=True).click()
    page.get_by_text("حُفظت المادة.").first.wait_for()
    assert note.is_visible()
    page.get_by_role("button", name="احفظ وأرسل للمراجعة").click()
    page.get_by_text("أُرسلت").first.wait_for()
    assert note.count() == 0


@pytest.mark.looks
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_notes_and_notifications_stand_in_nobodys_way(at, article, writer, editor, scheme):
    notes.write(
        article, by=editor, text="من قال هذا؟ @سالم الهنائي", passage="كلّف مليوني ريال", before="المشروع "
    )
    lost = notes.write(article, by=editor, text="هل تأكدنا؟", passage="مقطع لم يكن هنا قط وما كان")
    notes.write(article, by=writer, text="نعم.", answers=lost)
    notes.resolve(notes.write(article, by=editor, text="صُحح."), by=writer)
    page = at(writer, color_scheme=scheme)
    for address in ("/admin/notifications/", f"/admin/articles/article/{article.pk}/notes/"):
        page.goto(address)
        assert axe.faults_of(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    open_form(page, article)
    panel(page).get_by_label("ملاحظة جديدة").press_sequentially("@مري")
    page.get_by_role("option", name="مريم البلوشي").wait_for()
    assert axe.faults_of(page, ".notes-panel") == []
