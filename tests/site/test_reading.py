"""The public site in a real browser: on the narrowest phone, by keyboard, and without a fault."""

import pytest

from tests import factories as make

from .newsstand import canonical, stand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.looks]
NARROW = {"width": 320, "height": 640}
TABLE = "<table><thead><tr>" + "<th>الولاية</th>" * 6 + "</tr></thead><tbody><tr>" + "<td>1,250</td>" * 6
TABLE += "</tr></tbody></table>"
LONG = "https://example.com/" + "a" * 120

# Every text's contrast by the formula of WCAG, against the nearest ground that has a colour.
FAINT = """() => {
  const channel = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const read = (css) => css.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = read(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.checkVisibility()) continue;
    const [a, b] = [light(read(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.push(`${node.className || node.tagName}: ${ratio.toFixed(2)}`);
  }
  return faint;
}"""


@pytest.fixture
def addresses():
    """A home page, a section, a story with all that can be wide, and an event."""
    section = make.make_section(name="المحليات")
    for number in range(8):
        make.make_section(name=f"قسم طويل الاسم {number}")
    event = make.make_event(title="منتدى المدن العربية للتخطيط والاستدامة", venue="مركز عُمان للمؤتمرات")
    session = make.make_session(event, title="تمويل المدن", hall="القاعة الكبرى")
    event.participants.create(
        session=session, honorific="سعادة", name="هدى الزدجالية", position="رئيسة الجلسة"
    )
    event.outcomes.create(text="إنشاء مرصد للمدن")
    stand(6, section=section, kicker="في إطار الشراكات")
    body = (
        f"<h2>أرقام</h2><p>نص الخبر <a href='{LONG}'>{LONG}</a></p>{TABLE}<blockquote><p>قول</p></blockquote>"
    )
    story = make.publish(
        make.make_article(
            section=section, event=event, session=session, body=body, tags=["الموانئ", "التخطيط"]
        )
    )
    return {
        "home": "/",
        "section": section.get_absolute_url(),
        "article": canonical(story),
        "event": event.get_absolute_url(),
        "search": "/search/?q=بلدية",
        "not found": "/nowhere/",
    }


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_nothing_scrolls_sideways_at_320_pixels(visitor, addresses):
    page = visitor(viewport=NARROW, is_mobile=True, has_touch=True)
    for name, address in addresses.items():
        page.goto(address)
        assert overflow(page) <= 0, name


def test_nothing_scrolls_sideways_on_a_desk_either(page, addresses):
    for name, address in addresses.items():
        page.goto(address)
        assert overflow(page) <= 0, name


def test_the_first_tab_offers_to_skip_to_the_content(page, addresses):
    page.goto(addresses["article"])
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#content"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_text_is_set_as_a_newspaper_sets_it(page, addresses):
    page.goto(addresses["article"])
    style = page.locator(".story-body > p:not(.dateline)").first.evaluate(
        "node => { const s = getComputedStyle(node);"
        " return [s.fontSize, s.letterSpacing, s.fontStyle, s.textAlign, s.direction, s.lineHeight]; }"
    )
    size, spacing, slope, alignment, direction, leading = style
    assert 18 <= float(size.removesuffix("px")) <= 21
    assert 1.8 <= float(leading.removesuffix("px")) / float(size.removesuffix("px")) <= 2.1
    assert (spacing, slope, direction) == ("normal", "normal", "rtl")
    assert alignment in ("start", "right")


def test_every_page_works_without_scripts(visitor, addresses):
    page = visitor(java_script_enabled=False)
    for address in addresses.values():
        page.goto(address)
        assert page.locator("h1").count() == 1


def test_words_that_are_typed_are_found_from_a_phone(phone, addresses):
    phone.goto("/search/")
    phone.locator("main input[name=q]").fill("بلدية مسقط")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/search/?q=*")
    assert phone.locator("main .card-headline").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_told_from_its_ground(visitor, addresses, scheme):
    page = visitor(color_scheme=scheme)
    for address in addresses.values():
        page.goto(address)
        assert page.evaluate(FAINT) == []
