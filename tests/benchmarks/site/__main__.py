"""Measures the public site and prints the table of docs/quality.md; `--write` puts it there."""

import os
import re
import sys

from playwright.sync_api import sync_playwright

from . import crawling, judging, reading, serving

QUALITY = serving.ROOT / "docs" / "quality.md"
HEADING = "## The public site\n"
KINDS = ("article", "home", "event")
KB = 1024
# What must hold: for an article, the home page, an event.
BUDGETS = {
    "HTML, brotli": (14_336, 20 * KB, 20 * KB),
    "CSS, brotli": (6 * KB,) * 3,
    "JavaScript, optional, brotli": (KB,) * 3,
    "all but pictures": (40 * KB, 45 * KB, 45 * KB),
    "lead picture on a phone": (35 * KB, None, None),
    "requests": (None,) * 3,
    "third-party requests": (0,) * 3,
    "queries without any cache": (6, 10, 8),
    "LCP, ms": (1000, 1200, None),
    "CLS": (0,) * 3,
}


def main():
    judging.fetch_tools()
    with serving.served() as origin:
        pages = serving.pages()
        rows, faults, sideways, scripts = read(origin, pages)
        for kind in KINDS:
            say(f"Lighthouse: {kind}")
            add_lighthouse(rows, kind, judging.lighthouse(origin + pages[kind]))
        say("HTML and links")
        errors = judging.html_errors(origin, list(pages.values()))
        count, broken = crawling.crawl(origin)
    for complaint in (*faults, *errors, *broken):
        say(f"  {complaint}")
    table = written(rows, pages, [
        ("axe-core, light and dark, 320 and 1280 px: violations", 0, len(faults)),
        ("HTML errors (vnu)", 0, len(errors)),
        (f"broken links and anchors among {count} addresses", 0, len(broken)),
        ("sideways scrolling at 320 px and at 200 % text, px", 0, sideways),
        ("pages that need a script", 0, scripts),
    ])  # fmt: skip
    print(table)
    if "--write" in sys.argv:
        write(table)


def read(origin, pages):
    rows, faults, sideways, scripts = {name: {} for name in BUDGETS}, [], 0, 0
    # Before the browser: its event loop and Django's connections do not go together.
    rows["queries without any cache"] = {kind: serving.queries(pages[kind]) for kind in KINDS}
    with sync_playwright() as playwright:
        chromium = reading.launch(playwright)
        for kind in KINDS:
            say(f"reading: {kind}")
            add_cost(rows, kind, reading.cost_of(chromium, origin, pages[kind]))
        for name, address in pages.items():
            say(f"axe-core: {name}")
            found, moved = reading.faults_of(chromium, origin, address)
            faults += [f"{name} {fault}" for fault in found]
            sideways = max(sideways, moved)
            scripts += not reading.is_whole_without_scripts(chromium, origin, address)
        chromium.close()
    return rows, faults, sideways, scripts


def add_cost(rows, kind, cost):
    rows["HTML, brotli"][kind] = cost.html
    rows["CSS, brotli"][kind] = cost.css
    rows["JavaScript, optional, brotli"][kind] = cost.script
    rows["all but pictures"][kind] = cost.without_pictures
    rows["lead picture on a phone"][kind] = cost.lead_picture
    rows["requests"][kind] = cost.requests
    rows["third-party requests"][kind] = len(cost.third_party)


def add_lighthouse(rows, kind, found):
    rows["LCP, ms"][kind] = round(found["lcp"])
    rows["CLS"][kind] = round(found["cls"], 3)
    rows.setdefault("Lighthouse, four scores", {})[kind] = " ".join(
        f"{found[name]:.0f}" for name in judging.CATEGORIES
    )


def written(rows, pages, counts):
    lines = ["| | " + " | ".join(KINDS) + " |", "| --- | --- | --- | --- |"]
    for name, found in rows.items():
        cells = (
            cell(found[kind], limit)
            for kind, limit in zip(KINDS, BUDGETS.get(name, ("100 × 4",) * 3), strict=True)
        )
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", f"| Over {len(pages)} kinds of pages | must be | is |", "| --- | --- | --- |"]
    lines += [f"| {name} | {limit} | {mark(found, limit)} |" for name, limit, found in counts]
    return "\n".join(lines)


def cell(found, limit):
    if limit is None:
        return f"{found:,}"
    if isinstance(limit, str):
        return found if found == "100 100 100 100" else f"**{found}**"
    return f"{mark(found, limit)} of {limit:,}"


def mark(found, limit):
    return f"{found:,}" if found <= limit else f"**{found:,}**"


def write(table):
    """Put the table into its own section of docs/quality.md, in place of the one before."""
    intro = (
        "`make bench-site`, in Chromium as a phone: the demo newsroom as a public site serves it, from its store of\n"
        f"pages, through nginx with TLS and HTTP/2; bytes as they come over the wire, Lighthouse the median of "
        f"{judging.RUNS} visits\nto each page (a load of {os.getloadavg()[2]:.0f} on {os.cpu_count()} processors). "
        "What misses its budget is bold.\n"
    )
    before, _heading, after = QUALITY.read_text().partition(HEADING)
    rest = re.search(r"^## ", after, re.M)
    after = after[rest.start() :] if rest else ""
    QUALITY.write_text(
        f"{before.rstrip()}\n\n{HEADING}\n{intro}\n{table}\n" + (f"\n{after}" if after else "")
    )


def say(line):
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
