"""What is pasted keeps its structure and loses everything else: clipboards as other programmes fill them."""

import re
from pathlib import Path

import pytest

from articles import body
from tests import factories as make
from tests.browser import PHONE
from tests.desk.editor import WRITING, open_form, paste, set_body, written
from tests.desk.stories import address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.looks]

CLIPBOARDS = Path(__file__).with_name("clipboard")
HEADING = "<h2>الجلسة الافتتاحية</h2>"
OPENING = (
    "<p><strong>افتتح</strong> الوزير الملتقى، وقال: «نبني مدنًا للناس لا للسيارات»، مشيرًا إلى تقرير UN-Habitat.</p>"
)
POINTS = "<ul><li>خفض الانبعاثات</li><li>تمويل النقل العام</li></ul>"
DECISIONS = "<ol><li>القرار الأول</li><li>القرار الثاني</li></ol>"
END = "<p>واختُتم الملتقى مساء أمس.</p>"


@pytest.fixture(params=[pytest.param({}, id="desktop"), pytest.param({"viewport": PHONE}, id="phone")])
def pasted(request, visitor, writer):
    """Pastes into an empty story, and returns what the form lets in of it."""
    page = visitor(writer, **request.param)
    open_form(page, address(make.make_article(writer, body="")))

    def do(html="", text=""):
        set_body(page, "")
        page.locator(WRITING).click()
        paste(page, html, text)
        page.wait_for_function("document.querySelector('.ck-content').textContent.trim().length > 3")
        assert page.evaluate("document.querySelectorAll('.ck-content p [style], .ck-content li [style]').length") == 0
        stored = body.clean(written(page))
        assert "style=" not in stored
        return stored

    return do


def clipboard(name):
    return (CLIPBOARDS / name).read_text()


# Where from: what the clipboard holds as markup and as text, and what of it is stored.
SOURCES = {
    "a report of Word": (clipboard("word.html"), "", HEADING + OPENING + POINTS + DECISIONS + END),
    "a report of Google Docs": (clipboard("google-docs.html"), "", HEADING + OPENING + POINTS + DECISIONS + END),
    "messages of WhatsApp on a telephone": (
        "", clipboard("whatsapp.txt"),
        f"{OPENING}<p>ومن محاوره:</p>{POINTS}<p>وقرر المشاركون:</p>{DECISIONS}"
        "<p>واختُتم الملتقى <em>مساء أمس</em>.</p>",
    ),
    "a message of WhatsApp on the web": (
        clipboard("whatsapp-web.html"), "[21:15, 26/11/2026] سالم الهنائي: *افتتح* الوزير الملتقى.",
        "<p><strong>افتتح</strong> الوزير الملتقى.</p>",
    ),
    "a page of another news site": (
        clipboard("news-site.html"), "",
        HEADING + OPENING.replace("UN-Habitat", '<a href="https://unhabitat.example/report">UN-Habitat</a>')
        + f"<p>من الافتتاح</p><h3>محاور الملتقى</h3>{POINTS}"
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
        '<figure class="embed" data-provider="x" data-id="1850000000000000001"></figure>'
        f"{END}",
    ),
    "a bare link on its own line": (
        "", "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>',
    ),
}  # fmt: skip


def test_what_is_pasted_keeps_its_structure_and_loses_everything_else(pasted):
    for source, (html, text, stored) in SOURCES.items():
        assert pasted(html, text) == stored, source


def test_plain_text_is_taken_at_its_word(pasted):
    for text, stored in {
        "3 * 4 = 12 و5 * 6\nسطر": "<p>3 * 4 = 12 و5 * 6</p><p>سطر</p>",
        "نتيجة المباراة: 2-1\nسطر": "<p>نتيجة المباراة: 2-1</p><p>سطر</p>",
        "- بند وحيد\n\nسطر": "<p>- بند وحيد</p><p>سطر</p>",
        "الساعة 9:15: الافتتاح\nسطر": "<p>الساعة 9:15: الافتتاح</p><p>سطر</p>",
        "<b>وسم</b> & علامة\nسطر": "<p>&lt;b&gt;وسم&lt;/b&gt; &amp; علامة</p><p>سطر</p>",
    }.items():
        assert re.sub(r"\s+", " ", pasted(text=text)) == stored
