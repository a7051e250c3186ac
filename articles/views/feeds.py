"""Feeds of stories: everything, a section, an author, a tag, an event, each in three formats."""

import hashlib

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.encoding import escape_uri_path
from django.utils.http import quote_etag

from articles import feeds
from articles.metadata import absolute
from articles.models import (
    Author,
    Event,
    Publication,
    PublicationAuthor,
    PublicationTag,
    Section,
    Tag,
    relies_on,
)
from articles.templatetags.newsroom import summary

from .answers import public_page

SIZE = 30
# Raised when an entry is written differently: whoever keeps a feed fetches it again.
EDITION = "1"


@public_page
def feed(request, at, form):
    relies_on("list:all")
    return _answer(request, at, form, settings.SITE_NAME, reverse("home"), Publication.objects.live(at))


@public_page
def section_feed(request, at, slug, form):
    place = get_object_or_404(Section.objects.public(), slug=slug)
    stories = Publication.objects.live(at).in_sections(place.family_ids())
    return _answer(request, at, form, place.name, place.get_absolute_url(), stories, place.description)


@public_page
def author_feed(request, at, slug, form):
    person = get_object_or_404(Author, slug=slug)
    relies_on(f"list:author:{person.pk}")
    rows = PublicationAuthor.objects.filter(author=person)
    return _answer(request, at, form, person.name, person.get_absolute_url(), rows=rows)


@public_page
def tag_feed(request, at, slug, form):
    subject = get_object_or_404(Tag, slug=slug)
    relies_on(f"list:tag:{subject.pk}")
    rows = PublicationTag.objects.filter(tag=subject)
    return _answer(request, at, form, subject.name, subject.get_absolute_url(), rows=rows)


@public_page
def event_feed(request, at, slug, form):
    held = get_object_or_404(Event.objects.public(), slug=slug)
    stories = Publication.objects.live(at).covering(held)
    return _answer(request, at, form, held.title, held.get_absolute_url(), stories, held.motto)


def _answer(request, at, form, title, page, stories=None, description="", rows=None):
    """Answer with the newest of `stories`, or of those that `rows` lead to; 304 where nothing was published since."""
    keys = _newest(stories) if rows is None else _newest_of_rows(rows, at)
    if rows is not None and not keys:
        # Whoever has no live story has no page either: its existence alone could give one away.
        raise Http404
    own_address = absolute(escape_uri_path(request.path))
    said = [EDITION, own_address, title, description, settings.FEED_FULL_TEXT, settings.WEBSUB_HUB, *keys]
    etag = quote_etag(hashlib.sha256(repr(said).encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        entries = _entries(keys, at)
        name = title if title == settings.SITE_NAME else f"{title} - {settings.SITE_NAME}"
        whole = feeds.Feed(name, absolute(page), own_address, entries, description, settings.WEBSUB_HUB)
        write, content_type = feeds.FORMATS[form]
        response = HttpResponse(write(whole), content_type=content_type)
    response.headers["ETag"] = etag
    if settings.WEBSUB_HUB:
        response.headers["Link"] = f'<{settings.WEBSUB_HUB}>; rel="hub", <{own_address}>; rel="self"'
    return response


def _newest(stories):
    """A publication is never rewritten, so that its key alone says what it holds."""
    return list(stories.newest_first().values_list("pk", flat=True)[:SIZE])


def _newest_of_rows(rows, at):
    live = Publication.objects.live(at).filter(pk=OuterRef("publication"))
    ordered = rows.filter(Exists(live)).order_by("-published_at", "-publication")
    return list(ordered.values_list("publication", flat=True)[:SIZE])


def _entries(keys, at):
    copies = Publication.objects.live(at).in_bulk(keys)
    found = [copies[key] for key in keys if key in copies]
    return [feeds.entry_of(copy, summary(copy), is_full=settings.FEED_FULL_TEXT) for copy in found]
