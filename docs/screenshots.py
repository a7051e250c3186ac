"""Takes the pictures of the documentation from a running demo: `.venv/bin/python docs/screenshots.py [address [name…]]`

Start the demo with `make run` first. The pictures go to docs/pictures/. Names: only these, and none of the public
site.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).with_name("pictures")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PASSWORD = "newsroom-demo-2026"  # noqa: S105 - the demo's own, printed for everybody
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}
# name: (viewport, colour scheme, user, path)
SHOTS = {
    "home": (WIDE, "light", None, "/"),
    "home-phone": (PHONE, "dark", None, "/"),
    "event": (WIDE, "light", None, "/events/arab-cities-forum/"),
    "dashboard": (WIDE, "light", "khalid", "/admin/"),
    "story-form": (WIDE, "light", "salim", "/admin/articles/article/add/"),
    "looks": (WIDE, "light", "salim", "/admin/articles/article/{draft}/looks/?as=phone&in=dark"),
    "gallery": (WIDE, "light", "salim", "/admin/articles/article/{draft}/change/"),
    "library": (WIDE, "light", "khalid", "/admin/articles/picture/?used=used_now"),
    "paste": (PHONE, "light", "salim", "/admin/articles/article/paste/"),
}

# The public site, each page on a phone and on a desk, light and dark: docs/pictures/site/.
# name: the path, or the page that links to it and the link.
SITE = {
    "home": ("/", None),
    "section": ("/oman/", None),
    "article": ("/economy/", ".rows h2 a"),
    "event": ("/events/arab-cities-forum/", None),
    "session": ("/events/arab-cities-forum/", ".session h4 a"),
    "author": ("/author/salim-alhinai/", None),
    "search": ("/search/?q=مدن", None),
    "404": ("/nowhere/", None),
}


def main(base, *only):
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        if not only:
            take_the_site(chromium, base)
        for name in only or SHOTS:
            viewport, scheme, user, path = SHOTS[name]
            options = {"viewport": viewport, "color_scheme": scheme, "locale": "ar", "timezone_id": "Asia/Muscat"}
            page = chromium.new_context(**options).new_page()
            if user:
                sign_in(page, base, user)
            page.goto(base + path.format(draft=draft_of(page, base) if "{" in path else ""), wait_until="networkidle")
            if name in BEFORE:
                BEFORE[name](page)
            page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=72)


def draft_of(page, base):
    """The number of the first draft in the signed-in person's list."""
    page.goto(f"{base}/admin/articles/article/?state=draft")
    link = page.locator("#result_list a[href*='/change/']").first.get_attribute("href")
    return link.split("/change/")[0].rpartition("/")[2]


def choose_for_a_gallery(page):
    page.locator(".ck-toolbar").get_by_role("button", name="معرض صور", exact=True).click()
    for place in range(3):
        page.locator(".found-pictures button").nth(place).click()
    page.wait_for_load_state("networkidle")


BEFORE = {"gallery": choose_for_a_gallery}


def take_the_site(chromium, base):
    """Small on purpose: they show how a page is laid out, and stay in the repository's history for good."""
    (FOLDER / "site").mkdir(exist_ok=True)
    for scheme in ("light", "dark"):
        for viewport, scale in ((WIDE, 0.5), (PHONE, 0.75)):
            options = {"viewport": viewport, "color_scheme": scheme, "device_scale_factor": scale, "locale": "ar"}
            page = chromium.new_context(**options).new_page()
            for name, (path, link) in SITE.items():
                page.goto(base + path, wait_until="networkidle")
                if link:
                    page.goto(base + page.locator(link).first.get_attribute("href"), wait_until="networkidle")
                file = f"site/{name}-{viewport['width']}-{scheme}.jpg"
                page.screenshot(path=FOLDER / file, type="jpeg", quality=60)


def sign_in(page, base, user):
    page.goto(f"{base}/accounts/login/")
    page.fill("[name=login]", user)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/**")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://127.0.0.1:8000"]))
