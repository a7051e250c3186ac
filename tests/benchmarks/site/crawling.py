"""Every address of the demo that a link leads to, from the home page on."""

import urllib.error
import urllib.request
from urllib.parse import urldefrag, urljoin

import lxml.html

MOST = 5000


def crawl(origin):
    """Return (how many addresses there are, those that do not answer or lack the place that a link names)."""
    waiting, seen, broken = [(f"{origin}/", "")], {}, []
    anchors = []
    while waiting and len(seen) < MOST:
        url, source = waiting.pop()
        if url in seen:
            continue
        status, places, links = _visit(url)
        seen[url] = places
        if status != 200:
            broken.append(f"{status} {url} (from {source})")
        for link in links:
            target, fragment = urldefrag(urljoin(url, link))
            if not target.startswith(f"{origin}/"):
                continue
            if fragment:
                anchors.append((target, fragment, url))
            if target not in seen:
                waiting.append((target, url))
    broken += [
        f"#{name} in {url} (from {source})" for url, name, source in anchors if name not in seen.get(url, ())
    ]
    return len(seen), sorted(set(broken))


def _visit(url):
    """(status, the places that a link can name, the addresses on the page)."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            content_type, body = answer.headers["Content-Type"] or "", answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, (), []
    if not content_type.startswith("text/html"):
        return 200, (), []
    tree = lxml.html.fromstring(body)
    links = [link for _element, _name, link, _position in tree.iterlinks()]
    for element in tree.iter("source", "img"):
        links += [part.split()[0] for part in (element.get("srcset") or "").split(", ") if part.strip()]
    return 200, set(tree.xpath("//@id")), links
