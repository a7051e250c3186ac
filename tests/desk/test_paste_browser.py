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


def test_a_report_of_word(pasted):
    assert pasted(clipboard("word.html")) == HEADING + OPENING + POINTS + DECISIONS + END


def test_a_report_of_google_docs(pasted):
    assert pasted(clipboard("google-docs.html")) == HEADING + OPENING + POINTS + DECISIONS + END


def test_messages_of_whatsapp_on_a_telephone(pasted):
    assert pasted(text=clipboard("whatsapp.txt")) == (
        f"{OPENING}<p>ومن محاوره:</p>{POINTS}<p>وقرر المشاركون:</p>{DECISIONS}"
        "<p>واختُتم الملتقى <em>مساء أمس</em>.</p>"
    )


def test_a_message_of_whatsapp_on_the_web(pasted):
    html = clipboard("whatsapp-web.html")
    assert pasted(html, "[21:15, 26/11/2026] سالم الهنائي: *افتتح* الوزير الملتقى.") == (
        "<p><strong>افتتح</strong> الوزير الملتقى.</p>"
    )


def test_a_page_of_another_news_site(pasted):
    opening = OPENING.replace("UN-Habitat", '<a href="https://unhabitat.example/report">UN-Habitat</a>')
    assert pasted(clipboard("news-site.html")) == (
        f"{HEADING}{opening}<p>من الافتتاح</p><h3>محاور الملتقى</h3>{POINTS}"
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
        '<figure class="embed" data-provider="x" data-id="1850000000000000001"></figure>'
        f"{END}"
    )


def test_a_bare_link_on_its_own_line_becomes_an_embed(pasted):
    assert pasted(text="https://www.youtube.com/watch?v=dQw4w9WgXcQ") == (
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
    )


def test_plain_text_is_taken_at_its_word(pasted):
    for text, stored in {
        "3 * 4 = 12 و5 * 6\nسطر": "<p>3 * 4 = 12 و5 * 6</p><p>سطر</p>",
        "نتيجة المباراة: 2-1\nسطر": "<p>نتيجة المباراة: 2-1</p><p>سطر</p>",
        "- بند وحيد\n\nسطر": "<p>- بند وحيد</p><p>سطر</p>",
        "الساعة 9:15: الافتتاح\nسطر": "<p>الساعة 9:15: الافتتاح</p><p>سطر</p>",
        "<b>وسم</b> & علامة\nسطر": "<p>&lt;b&gt;وسم&lt;/b&gt; &amp; علامة</p><p>سطر</p>",
    }.items():
        assert re.sub(r"\s+", " ", pasted(text=text)) == stored
