"""Feeds of stories: everything, a section, an author, a tag, an event, each in three formats."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

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


@dataclass
class Subject:
    """What a feed is about, and how its newest live stories are found: `newest(at)` gives their keys."""

    title: str
    page: str
    newest: Callable
    description: str = ""


def feed_of(find):
    """Make `find(**address) -> Subject` the view of a feed. It raises Http404 where there is no such feed."""

    @public_page
    @wraps(find)
    def answer(request, at, form, **address):
        return _answer(request, at, form, find(**address))

    return answer


@feed_of
def feed():
    relies_on("list:all")
    return Subject(settings.SITE_NAME, reverse("home"), _newest(Publication.objects.live))


@feed_of
def section_feed(slug):
    place = get_object_or_404(Section.objects.public(), slug=slug)
    family = place.family_ids()
    newest = _newest(lambda at: Publication.objects.live(at).in_sections(family))
    return Subject(place.name, place.get_absolute_url(), newest, place.description)


@feed_of
def author_feed(slug):
    person = get_object_or_404(Author, slug=slug)
    relies_on(f"list:author:{person.pk}")
    newest = _newest_of_rows(PublicationAuthor.objects.filter(author=person))
    return Subject(person.name, person.get_absolute_url(), newest)


@feed_of
def tag_feed(slug):
    subject = get_object_or_404(Tag, slug=slug)
    relies_on(f"list:tag:{subject.pk}")
    newest = _newest_of_rows(PublicationTag.objects.filter(tag=subject))
    return Subject(subject.name, subject.get_absolute_url(), newest)


@feed_of
def event_feed(slug):
    held = get_object_or_404(Event.objects.public(), slug=slug)
    newest = _newest(lambda at: Publication.objects.live(at).covering(held))
    return Subject(held.title, held.get_absolute_url(), newest, held.motto)


def _answer(request, at, form, subject):
    """Answer with the newest stories of `subject`; 304 where nothing was published since."""
    keys = subject.newest(at)
    own_address = absolute(escape_uri_path(request.path))
    said = [
        EDITION, own_address, subject.title, subject.description, settings.FEED_FULL_TEXT, settings.WEBSUB_HUB, *keys
    ]  # fmt: skip
    etag = quote_etag(hashlib.sha256(repr(said).encode()).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        name = settings.SITE_NAME
        if subject.title != name:
            name = f"{subject.title} - {name}"
        whole = feeds.Feed(
            name, absolute(subject.page), own_address, _entries(keys, at), subject.description, settings.WEBSUB_HUB
        )
        write, content_type = feeds.FORMATS[form]
        response = HttpResponse(write(whole), content_type=content_type)
    response.headers["ETag"] = etag
    if settings.WEBSUB_HUB:
        response.headers["Link"] = f'<{settings.WEBSUB_HUB}>; rel="hub", <{own_address}>; rel="self"'
    return response


def _newest(stories):
    """Of `stories(at)`. A publication is never rewritten, so that its key alone says what it holds."""
    return lambda at: list(stories(at).newest_first().values_list("pk", flat=True)[:SIZE])


def _newest_of_rows(rows):
    """Of the stories that `rows` lead to. Whoever has no live one has no page either: existing could give one away."""

    def newest(at):
        live = Publication.objects.live(at).filter(pk=OuterRef("publication"))
        ordered = rows.filter(Exists(live)).order_by("-published_at", "-publication")
        keys = list(ordered.values_list("publication", flat=True)[:SIZE])
        if not keys:
            raise Http404
        return keys

    return newest


def _entries(keys, at):
    copies = Publication.objects.live(at).in_bulk(keys)
    found = [copies[key] for key in keys if key in copies]
    return [feeds.entry_of(copy, summary(copy), is_full=settings.FEED_FULL_TEXT) for copy in found]
