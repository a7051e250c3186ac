"""What a reader's browser fetches, and what axe-core finds on the page."""

import re
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from tests import browser as browsers

AXE = Path(__file__).resolve().parents[2] / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 412, "height": 823}
# The proxy of a measurement signs its own certificate.
TRUSTING = {"ignore_https_errors": True}
SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)


@dataclass
class Cost:
    """Of one page on a phone, with an empty cache. Bytes are those of the bodies, in brotli where there is one."""

    html: int = 0
    css: int = 0
    script: int = 0
    without_pictures: int = 0
    lead_picture: int = 0
    lead_kind: str = ""
    requests: int = 0
    third_party: list = field(default_factory=list)
    scripts_needed: int = 0


def cost_of(chromium, origin, address):
    context = chromium.new_context(
        viewport=PHONE, device_scale_factor=1.75, is_mobile=True, has_touch=True, locale="ar-OM", **TRUSTING
    )
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.resource_type)))
    page.goto(origin + address, wait_until="networkidle")
    lead = page.evaluate(
        "() => { const img = document.querySelector('main img[fetchpriority=high]'); return img && img.currentSrc }"
    )
    context.close()
    return _added_up(origin, asked, lead)


def _added_up(origin, asked, lead):
    cost = Cost(requests=len(asked))
    for url, kind in asked:
        if not url.startswith(origin + "/"):
            cost.third_party.append(url)
            continue
        size, content_type = fetched(url)
        if kind == "document":
            cost.html += size
        elif kind == "stylesheet":
            cost.css += size
        elif kind == "script":
            cost.script += size
        if not content_type.startswith("image/") or content_type.startswith("image/svg"):
            cost.without_pictures += size
        if url == lead:
            cost.lead_picture, cost.lead_kind = size, content_type
    return cost


def fetched(url):
    """(bytes as they come over the wire, content type)."""
    accept = "image/avif,image/webp,*/*"
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br, gzip", "Accept": accept})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return len(answer.read()), answer.headers["Content-Type"] or ""
    except urllib.error.HTTPError as refusal:
        return len(refusal.read()), refusal.headers["Content-Type"] or ""


def is_whole_without_scripts(chromium, origin, address):
    """True when a page shows the same words to a reader whose browser runs no script."""

    def words(**options):
        context = chromium.new_context(viewport=PHONE, locale="ar-OM", **TRUSTING, **options)
        page = context.new_page()
        page.goto(origin + address, wait_until="networkidle")
        # Buttons that are only there where a script can do something.
        page.evaluate("document.querySelectorAll('[data-script]').forEach((part) => part.remove())")
        text = page.locator("main").inner_text()
        context.close()
        return set(re.findall(r"\w{2,}", text))

    return words() <= words(java_script_enabled=False)


def faults_of(chromium, origin, address):
    """(what axe-core finds, pixels of sideways scrolling): in both colour schemes, narrow, wide, and in large type."""
    found, sideways = [], 0
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = chromium.new_context(
                color_scheme=scheme,
                viewport={"width": width, "height": 800},
                locale="ar-OM",
                timezone_id="Asia/Muscat",
                **TRUSTING,
            )
            page = context.new_page()
            page.goto(origin + address, wait_until="networkidle")
            page.evaluate(AXE.read_text())
            report = page.evaluate("tags => axe.run({ runOnly: { type: 'tag', values: tags } })", RULES)
            found += [
                f"{scheme} {width} {fault['id']}: {' '.join(fault['nodes'][0]['target'])}"
                for fault in report["violations"]
            ]
            sideways = max(sideways, _sideways(page))
            if width == WIDTHS[0]:
                page.evaluate("document.documentElement.style.fontSize = '200%'")
                sideways = max(sideways, _sideways(page))
            context.close()
    return found, sideways


def _sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def launch(playwright):
    return playwright.chromium.launch(executable_path=browsers.chromium_path(), args=browsers.FLAGS)
