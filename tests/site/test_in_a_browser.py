"""What a reader's browser makes of a page: directions, widths, choices, and reading without a connection."""

import re
import unicodedata
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from articles.models import Publication
from tests import axe
from tests import factories as make
from tests.browser import PHONE

from .newsstand import canonical, stand

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]
# The left edges of the characters of a run, in the order in which they are written.
LEFT_EDGES = """(run) => {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
        const at = node.data.indexOf(run);
        if (at < 0) continue;
        return [...run].map((_, n) => {
            const range = document.createRange();
            range.setStart(node, at + n);
            range.setEnd(node, at + n + 1);
            return range.getBoundingClientRect().left;
        });
    }
}"""
RUNS = ["+968 2400 0000", "2025-08-25", "-5", "@omandaily", "C++", "OQ SAOC", "3-1", "info@alroya.om"]
NEVER_IN_ARABIC = """() => [...document.querySelectorAll("body *")].filter((element) => {
    const style = getComputedStyle(element);
    return style.letterSpacing !== "normal" || style.fontStyle !== "normal" || style.textAlign === "justify";
}).map((element) => element.outerHTML.slice(0, 80))"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>'
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def every_box(picture, other):
    """A body with each thing that a body may hold."""
    image = f'<img src="/admin/pictures/{picture.key}.jpg" alt="ميناء"><figcaption>تعليق</figcaption>'
    image = f'<figure class="image">{image}</figure>'
    return (
        "<p>نص الخبر مع <a href='https://example.com/'>رابط</a>.</p>"
        + "<h2>عنوان فرعي طويل بعض الشيء</h2><p>نص.</p>" * 4
        + '<figure class="table"><table><thead><tr><th>المدينة</th><th>عدد السكان</th></tr></thead>'
        "<tbody><tr><td>مسقط</td><td>1400000</td></tr></tbody></table></figure>"
        '<blockquote class="pullquote"><p>صيانة القائم أولى من بناء الجديد</p></blockquote>'
        '<aside class="factbox"><h3>حقائق</h3><div class="factbox-body"><p>نص</p><ul><li>بند</li></ul></div></aside>'
        f'<aside class="related"><a href="/a/{other.public_id}/">{other.headline}</a></aside>'
        '<p class="question">لماذا الآن؟</p><p>لأن المدن تكبر.</p>'
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
        f'{image}<div class="gallery">{image}{image}</div><p>{"كلمة أخرى " * 400}</p>'
    )


@pytest.fixture
def paper():
    """One of everything; the address of each kind of page."""
    event = make.make_event(title="الملتقى العربي لمدن المستقبل", motto="مدن أقرب إلى الإنسان", venue="مركز السرو")
    session = make.make_session(event, title="حين تسخن المدينة: الشجر والماء والحجر", hall="القاعة الكبرى")
    who = event.participants.create(session=session, honorific="معالي المهندس", name="مازن الدرادكة", position="الأمين")
    words = {"kicker": "في إطار الشراكات", "standfirst": "مقدمة " * 30, "tags": ["الموانئ"]}
    other = stand(1)[0]
    body = every_box(make.make_picture(), other)
    story = stand(3, body=body, event=event, session=session, related=[other.article], **words)[-1]
    make.correct(make.publish(headline="خبر صُوّب بعد نشره"), "كان العدد خطأ")
    page = make.make_page()
    english = make.publish(language="en", headline="Muscat opens its tenth garden", body="<p>News.</p>")
    return [
        "/", story.get_absolute_url(), story.section.get_absolute_url(), event.get_absolute_url(),
        session.get_absolute_url(), who.get_absolute_url(), "/events/", "/archive/", "/corrections/", "/search/?q=نص",
        f"/tag/{story.tags[0]['slug']}/", f"/author/{story.bylines[0]['slug']}/", page.get_absolute_url(), "/nowhere/",
        story.published_at.strftime("/archive/%Y/%m/"), canonical(english),
    ]  # fmt: skip


@pytest.fixture
def visitor(visitor):
    """Every picture is one small one: what it shows, and how long it takes to make, is not what is tested here."""

    def visit(*args, **options):
        page = visitor(*args, **options)
        page.route(re.compile("/pictures/"), lambda route: route.fulfill(body=DOT, content_type="image/svg+xml"))
        return page

    return visit


def test_no_latin_run_is_turned_round(page):
    prose = f"<p>اتصل على {' أو '.join(RUNS)} الآن.</p>"
    article = make.publish(headline="شركة OQ تفوز 3-1 على C++", body=prose)
    page.goto(canonical(article))
    for run in RUNS:
        edges = page.evaluate(LEFT_EDGES, run)
        assert edges, run
        assert edges == sorted(edges), run


@pytest.mark.parametrize("size", ["112.5%", "225%"], ids=["as it is", "text twice as large"])
def test_no_page_is_wider_than_a_small_phone(visitor, paper, size):
    page = visitor(viewport={"width": 320, "height": 640})
    for address in paper:
        page.goto(address)
        page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
        assert page.evaluate(TOO_WIDE) <= 0, address


@pytest.mark.parametrize(
    "look",
    [
        {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
        {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    ],
    ids=["narrow and light", "wide and dark"],
)
def test_no_page_keeps_anybody_out(visitor, paper, look):
    """Also in the dark that a reader chose on a device that prefers light."""
    page = visitor(**look)
    for address in paper:
        page.goto(address)
        assert axe.faults_of(page) == [], address
        if look["color_scheme"] == "light":
            page.evaluate("document.documentElement.dataset.theme = 'dark'")
            assert axe.faults_of(page) == [], f"{address} in chosen dark"


def test_arabic_is_never_spaced_out_slanted_or_justified(page, paper):
    for address in paper:
        page.goto(address)
        assert page.evaluate(NEVER_IN_ARABIC) == [], address


def test_every_page_is_whole_without_scripts(visitor, paper):
    page = visitor(java_script_enabled=False, viewport=PHONE)
    for address in paper:
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.locator("[data-script]:visible").count() == 0, address


def test_a_reader_chooses_light_or_dark_and_the_choice_stays(visitor, paper):
    page = visitor(color_scheme="light")
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="داكن").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto(paper[1])
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.context.cookies() == []


def test_a_reader_makes_the_text_larger_and_it_stays(page, paper):
    page.goto(paper[1])
    size = "parseFloat(getComputedStyle(document.querySelector('.story-body p:not(.dateline)')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="تكبير النص").click()
    larger = page.evaluate(size)
    assert larger > before
    page.goto(paper[1])
    page.wait_for_function("document.documentElement.style.fontSize !== ''")
    assert page.evaluate(size) == larger


def test_the_story_that_these_tests_read_holds_every_box(client, paper):
    shown = client.get(paper[1]).content.decode()
    for box in "factbox gallery related-story question-answer pullquote embed-youtube image table".split():
        assert re.search(f'class="[^"]*\\b{box}\\b', shown), box


def test_a_long_story_has_a_table_of_contents_that_leads_to_its_parts(page, paper):
    page.goto(paper[1])
    page.locator(".contents a").nth(2).click()
    assert page.evaluate("document.querySelector(location.hash).tagName") == "H2"


def test_paper_carries_the_story_and_nothing_around_it(page, paper):
    story = Publication.objects.get(public_id=paper[1].split("/")[2])
    page.goto(paper[1])
    pages = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    # A PDF holds the forms of joined letters, and a line in the order in which it lies on the paper.
    said = set(re.findall(r"\w+", unicodedata.normalize("NFKC", " ".join(one.extract_text() for one in pages))))
    for words in (story.headline, "نص الخبر مع", "صيانة القائم أولى من بناء الجديد", "لماذا الآن", "example"):
        assert set(re.findall(r"\w+", words)) <= said, words
    for words in ("انتقل", "فعاليات", "واتساب", "الحقوق", "محتويات", "يوتيوب"):
        assert words not in said
    assert len(pages) <= 4


def test_what_stands_far_down_waits_and_is_found_linked_to_and_printed_all_the_same(visitor):
    today = timezone.localtime().replace(hour=8, minute=0, second=0, microsecond=0)
    event = make.make_event()
    for number in range(40):
        start = today + timedelta(days=number // 20, minutes=20 * (number % 20))
        make.make_session(event, title=f"جلسة رقم {number}", abstract="نص. " * 40, starts_at=start)
    page = visitor(viewport=PHONE)
    page.goto(event.get_absolute_url())
    waits = "getComputedStyle(document.getElementById('day-2')).animationName"

    assert page.evaluate(waits) == "far"
    said = PdfReader(BytesIO(page.pdf(format="A4"))).pages[-1].extract_text()
    assert "39" in re.findall(r"\d+", said)
    assert page.evaluate("window.find('جلسة رقم 39')")
    page.goto(event.get_absolute_url())
    page.locator('.chips a[href="#day-2"]').click()
    page.wait_for_function("Math.abs(document.getElementById('day-2').getBoundingClientRect().top) < 60")
    assert page.evaluate(waits) == "none"


READS = """(voices) => {
    window.spoken = [];
    class Utterance { constructor(text) { this.text = text; } }
    const synthesis = { speaking: false, getVoices: () => voices.map((lang) => ({ lang })),
        speak(one) { this.speaking = true; spoken.push(one); }, cancel() { this.speaking = false; } };
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
}"""


def test_a_story_is_read_aloud_where_the_device_has_a_voice_for_it(visitor, paper):
    def opened(*voices):
        page = visitor()
        page.add_init_script(f"({READS})({list(voices)})")
        page.goto(paper[1])
        page.get_by_role("button", name="نسخ الرابط").wait_for()
        return page

    assert opened("en-GB").locator("[data-do=listen]:visible").count() == 0
    page = opened("en-GB", "ar-SA")
    page.get_by_role("button", name="استمع").click()
    spoken = page.evaluate("spoken.map((one) => [one.text.trim(), one.lang])")
    assert spoken[0] == [page.locator("h1").inner_text(), "ar"]
    assert ["نص الخبر مع رابط.", "ar"] in spoken
    assert not any("واتساب" in text for text, _lang in spoken)
    page.get_by_role("button", name="إيقاف").click()
    assert not page.evaluate("speechSynthesis.speaking")
    # What has ended by itself can be begun anew.
    page.get_by_role("button", name="استمع").click()
    page.evaluate("spoken.at(-1).onend()")
    page.get_by_role("button", name="استمع").wait_for()


def test_nothing_comes_from_elsewhere_before_an_embed_is_pressed(page, faults):
    body = '<p>نص</p><figure class="media"><oembed url="https://www.youtube.com/watch?v=abcdefghijk"></oembed></figure>'
    article = make.publish(body=body)
    asked = []
    page.route("https://**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto(canonical(article), wait_until="networkidle")
    assert asked == []
    page.locator(".embed a").click()
    page.locator(".embed iframe").wait_for(state="attached")
    assert page.locator(".embed iframe").get_attribute("src") == "https://www.youtube-nocookie.com/embed/abcdefghijk"
    faults.forgive()


def test_visited_stories_are_read_without_a_connection_and_others_are_not(visitor, faults):
    visited, other = stand(2)
    page = visitor(service_workers="allow")
    page.goto(visited.get_absolute_url())
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_function("(async () => (await (await caches.open('pages')).keys()).length > 0)()")
    page.context.set_offline(True)
    page.goto(visited.get_absolute_url())
    assert page.locator("h1").inner_text() == visited.headline
    page.goto(other.get_absolute_url())
    assert "لا اتصال" in page.locator("h1").inner_text()
    page.locator("#kept a", has_text=visited.headline).wait_for()
    faults.forgive()


def test_a_story_that_was_looked_at_is_counted_once_it_was_shown_for_a_while(page, paper):
    with page.expect_request(lambda request: "/seen/" in request.url, timeout=15_000) as said:
        page.goto(paper[1])
    assert said.value.method == "POST"
