"""The editor of a story, as hands use it."""

WRITING = ".ck-editor__editable"


def open_form(page, url):
    page.goto(url)
    page.wait_for_selector(WRITING)


def button(page, name):
    return page.locator(".ck-toolbar").get_by_role("button", name=name, exact=True)


def type_at_the_end(page, words):
    caret_at_end(page)
    page.keyboard.type(words)


def type_at_the_start(page, words):
    """Before the first word of the first paragraph."""
    page.locator(WRITING).locator("p").first.click()
    page.keyboard.press("Home")
    page.keyboard.type(words)


def save(page):
    with page.expect_navigation():
        page.get_by_role("button", name="احفظ", exact=True).click()


def describe(page, alt, caption=""):
    """Answer the window that asks about a picture as soon as it has arrived."""
    window = page.get_by_role("dialog", name="ماذا في الصورة؟")
    window.get_by_label("النص البديل").fill(alt)
    window.get_by_label("التعليق").fill(caption)
    window.get_by_role("button", name="تم").click()


def paste(page, html="", text=""):
    """Paste into the writing area what another programme would have put on the clipboard."""
    page.locator(WRITING).evaluate(
        """(area, [html, text]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            if (text) data.setData("text/plain", text);
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [html, text],
    )


def written(page):
    """What saving would send of the body."""
    return page.evaluate("new FormData(document.getElementById('article_form')).get('body')")


def caret_at_end(page):
    page.locator(WRITING).locator("p").last.click()
    page.keyboard.press("Control+End")


def set_body(page, html):
    """Put another text in the place of the present one, as opening another story would."""
    page.locator(WRITING).evaluate("(area, html) => area.ckeditorInstance.setData(html)", html)
