"""Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1."""

import json
import mimetypes
from email.utils import format_datetime

from django.conf import settings
from django.utils import timezone

from .xml import add, legal, root, within, written

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Of a feed that has no entry yet.
NEVER = "1970-01-01T00:00:00+00:00"


def atom(feed):
    top = root("feed", {None: ATOM, "media": MEDIA})
    top.set(XML_LANGUAGE, settings.LANGUAGE_CODE)
    add(top, "id", feed.own_address)
    add(top, "title", feed.title)
    add(top, "subtitle", feed.description)
    add(top, "updated", _iso(feed.updated) if feed.updated else NEVER)
    add(top, "link", rel="self", type="application/atom+xml", href=feed.own_address)
    add(top, "link", rel="alternate", type="text/html", href=feed.address)
    if feed.hub:
        add(top, "link", rel="hub", href=feed.hub)
    author = within(top, "author")
    add(author, "name", settings.SITE_NAME)
    for entry in feed.entries:
        _atom_entry(within(top, "entry"), entry)
    return written(top)


def _atom_entry(element, entry):
    element.set(XML_LANGUAGE, entry.language)
    add(element, "id", entry.key)
    add(element, "title", entry.title)
    add(element, "link", rel="alternate", type="text/html", href=entry.address)
    add(element, "published", _iso(entry.published))
    add(element, "updated", _iso(entry.updated))
    for name, address in entry.authors:
        author = within(element, "author")
        add(author, "name", name)
        add(author, "uri", address)
    for tag in entry.tags:
        add(element, "category", term=tag)
    add(element, "summary", entry.summary)
    if entry.content:
        add(element, "content", entry.content, type="html")
    _media(element, entry)


def rss(feed):
    top = root("rss", {"atom": ATOM, "media": MEDIA, "dc": DUBLIN_CORE, "content": CONTENT}, version="2.0")
    channel = within(top, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.address)
    add(channel, "description", feed.description or feed.title)
    add(channel, "language", settings.LANGUAGE_CODE)
    if feed.updated:
        add(channel, "lastBuildDate", _rfc_822(feed.updated))
    add(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=feed.own_address)
    if feed.hub:
        add(channel, f"{{{ATOM}}}link", rel="hub", href=feed.hub)
    for entry in feed.entries:
        _rss_item(within(channel, "item"), entry)
    return written(top)


def _rss_item(item, entry):
    add(item, "title", entry.title)
    add(item, "link", entry.address)
    add(item, "guid", entry.key, isPermaLink="false")
    add(item, "pubDate", _rfc_822(entry.published))
    add(item, f"{{{ATOM}}}updated", _iso(entry.updated))
    for name, _address in entry.authors:
        add(item, f"{{{DUBLIN_CORE}}}creator", name)
    for tag in entry.tags:
        add(item, "category", tag)
    add(item, "description", entry.summary)
    add(item, f"{{{CONTENT}}}encoded", entry.content)
    _media(item, entry)


def _media(element, entry):
    if entry.picture:
        kind = mimetypes.guess_type(entry.picture)[0] or "image/jpeg"
        add(element, f"{{{MEDIA}}}content", url=entry.picture, type=kind, medium="image")


def json_feed(feed):
    items = [
        {
            "id": entry.key,
            "url": entry.address,
            "title": entry.title,
            "summary": entry.summary,
            **({"content_html": entry.content} if entry.content else {"content_text": entry.summary}),
            **({"image": entry.picture} if entry.picture else {}),
            "date_published": _iso(entry.published),
            "date_modified": _iso(entry.updated),
            "authors": [{"name": name, "url": address} for name, address in entry.authors],
            "tags": list(entry.tags),
            "language": entry.language,
        }
        for entry in feed.entries
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.address,
        "feed_url": feed.own_address,
        "language": settings.LANGUAGE_CODE,
        **({"hubs": [{"type": "WebSub", "url": feed.hub}]} if feed.hub else {}),
        "items": items,
    }
    return legal(json.dumps(whole, ensure_ascii=False)).encode()


def _iso(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _rfc_822(moment):
    return format_datetime(timezone.localtime(moment))


# By the last part of an address: how it is written, and what it is called in a header.
FORMATS = {
    "atom.xml": (atom, "application/atom+xml; charset=utf-8"),
    "rss.xml": (rss, "application/rss+xml; charset=utf-8"),
    "feed.json": (json_feed, "application/feed+json; charset=utf-8"),
}
