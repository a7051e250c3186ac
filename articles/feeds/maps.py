"""Maps of the site for search engines (sitemaps.org), and the map of the newest stories for news searches."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from .xml import add, root, within, written

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
MOST = 50_000
"""What one map may hold."""


@dataclass(frozen=True)
class Place:
    """A page or a map, where it is and when it last changed (None: nobody knows)."""

    address: str
    changed: datetime | None = None
    pictures: tuple = ()
    languages: tuple = ()
    """(language, address) of the page itself and of what it is in other languages; nothing where it is in one."""


def index(maps):
    """The map of the maps."""
    top = root("sitemapindex", {None: MAP})
    for found in maps:
        _located(within(top, "sitemap"), found)
    return written(top)


def places(pages):
    top = root("urlset", {None: MAP, "image": IMAGE, "xhtml": XHTML})
    for found in pages:
        url = within(top, "url")
        _located(url, found)
        for language, address in found.languages:
            add(url, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=address)
        for picture in found.pictures:
            add(within(url, f"{{{IMAGE}}}image"), f"{{{IMAGE}}}loc", picture)
    return written(top)


def news(copies, address_of):
    """The map of the stories of the last two days. Without any it is empty, which is what news searches expect."""
    top = root("urlset", {None: MAP, "news": NEWS})
    for copy in copies:
        url = within(top, "url")
        add(url, "loc", address_of(copy))
        about = within(url, f"{{{NEWS}}}news")
        paper = within(about, f"{{{NEWS}}}publication")
        add(paper, f"{{{NEWS}}}name", settings.SITE_NAME)
        add(paper, f"{{{NEWS}}}language", copy.language)
        add(about, f"{{{NEWS}}}publication_date", _iso(copy.published_at))
        add(about, f"{{{NEWS}}}title", copy.headline)
    return written(top)


def _located(element, found):
    add(element, "loc", found.address)
    if found.changed:
        add(element, "lastmod", _iso(found.changed))


def _iso(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")
