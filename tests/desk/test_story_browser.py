"""A story written, illustrated, returned, approved and published, in a real browser with the editor."""

import pytest
from django.urls import reverse

from articles.models import Article, Picture
from tests import factories as make
from tests.browser import PHONE

from .photographs import a_photograph

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADLINE = "مطرح تستعيد سوق الحرفيين بعد ترميم دام عامين"
EDITABLE = ".ck-editor__editable"


@pytest.fixture
def writer():
    user = make.make_user("journalist")
    make.make_author(name="سالم الهنائي", user=user)
    return user


def photograph(name="market.jpg"):
    return {"name": name, "mimeType": "image/jpeg", "buffer": a_photograph(name).read()}


def write(page, words):
    """Type into the editor, paragraph after paragraph."""
    page.locator(EDITABLE).click()
    page.locator(EDITABLE).press_sequentially(words)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def press(page, article, action, note=""):
    """Open the page of a step as its button does, and press its one button."""
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.click(f"[data-save-first='{action}']")
    assert fits(page)
    if note:
        page.fill("[name=note]", note)
    page.click(".step-form button.default")
    page.wait_for_url("**/change/")
    article.refresh_from_db()


def written_by(page, section):
    """A new story with words, a picture in its body and a lead picture, saved and submitted."""
    page.goto(reverse("admin:articles_article_add"))
    page.fill("[name=headline]", HEADLINE)
    page.fill("[name=place]", "مسقط")
    page.select_option("[name=section]", str(section.pk))
    write(page, "افتتحت بلدية مسقط السوق صباح أمس.\n")
    with page.expect_file_chooser() as chooser:
        page.locator(".ck-file-dialog-button").first.click()
    chooser.value.set_files(photograph())
    page.wait_for_selector(f"{EDITABLE} img[src^='/admin/pictures/']")
    page.click("[name=_submit]")
    page.wait_for_url("**/change/")
    return Article.objects.get()


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_from_the_first_word_to_the_reader(visitor, writer, width):
    options = {"viewport": PHONE, "is_mobile": True, "has_touch": True} if width == "phone" else {}
    section = make.make_section(slug="oman", name="عُمان")
    desk, editors, reader = (
        visitor(writer, **options),
        visitor(make.make_user("editor"), **options),
        visitor(),
    )
    article = written_by(desk, section)
    assert fits(desk)
    assert (article.desk_state, article.headline) == ("submitted", HEADLINE)
    assert "<p>افتتحت بلدية مسقط السوق صباح أمس.</p>" in article.body
    assert f'<img src="/admin/pictures/{Picture.objects.get().key}.jpg"' in article.body

    press(editors, article, "return", note="أضف وصف الصورة.")
    assert article.desk_state == "returned"

    desk.goto(reverse("admin:articles_article_change", args=[article.pk]))
    assert "أضف وصف الصورة." in desk.locator(".returned-note").inner_text()
    Article.objects.filter(pk=article.pk).update(body="<p>افتتحت بلدية مسقط السوق صباح أمس.</p>")
    desk.reload()
    write(desk, "أضيفت فقرة. ")
    desk.click("[name=_submit]")
    desk.wait_for_url("**/change/")

    press(editors, article, "approve")
    press(editors, article, "publish")
    reader.goto(f"/a/{article.public_id}/")
    assert reader.get_by_role("heading", level=1).inner_text() == HEADLINE
    assert "أضيفت فقرة." in reader.locator("main").inner_text()


def test_opening_and_saving_changes_no_word(visitor, writer):
    body = (
        "<h2>عنوان</h2><p>فقرة <strong>بارزة</strong>.</p><ul><li>بند</li></ul>"
        '<blockquote class="pullquote"><p>قول</p></blockquote>'
    )
    article = make.make_article(writer, body=body)
    page = visitor(writer)
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.wait_for_selector(EDITABLE)
    page.click("[name=_save]")
    page.wait_for_load_state()
    before = article.version
    article.refresh_from_db()
    assert (article.body, article.version) == (body, before)


@pytest.mark.parametrize(
    ("words", "said"), [("كلمة", "كلمة واحدة"), ("كلمة كلمة", "كلمتان"), ("كلمة كلمة كلمة", "3 كلمات")]
)
def test_the_words_are_counted_as_arabic_counts(visitor, writer, words, said):
    page = visitor(writer)
    page.goto(reverse("admin:articles_article_add"))
    write(page, words)
    page.wait_for_function(
        "said => document.querySelector('.editor-foot output').textContent === said", arg=said
    )


def test_an_embed_is_taken_from_the_hosts_on_the_list_alone(visitor, writer):
    page = visitor(writer)
    page.goto(reverse("admin:articles_article_add"))
    write(page, "مقطع: ")
    known = page.evaluate(
        """() => {
            const editor = document.querySelector(".ck-editor__editable").ckeditorInstance;
            const registry = editor.plugins.get("MediaEmbedEditing").registry;
            editor.execute("mediaEmbed", "youtu.be/abc");
            return ["https://video.example/x", "https://youtu.be/x"].map((url) => registry.hasMedia(url));
        }"""
    )
    assert known == [False, True]
    page.click("[name=_save]")
    page.wait_for_url("**/change/")
    assert '<oembed url="https://youtu.be/abc">' in Article.objects.get().body
