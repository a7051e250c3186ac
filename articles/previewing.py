"""A story as readers would get it, before they do: composed, never saved, and shown under a banner."""

import re

from django.utils import timezone

from articles import publishing
from articles.models import Author, Event, Kind, Publication, family_of, original_of, tongues_of

# The link that skips to the content stays the first of the page.
_BODY = re.compile(r'<body\b[^>]*>(?:\s*<a class="skip"[^>]*>[^<]*</a>)?')
_PICTURE = re.compile(r'(?<=[" ])/pictures/([2-9a-z]{12}-[0-9x]+)/')


def as_if_published(article, content):
    """Return the publication that publishing `content` now would make; it is never saved."""
    live = article.publications.live().first()
    story = publishing.compose(article, content)
    story.live_from = timezone.now()
    story.published_at = live.published_at if live else story.live_from
    story.corrections = list(live.corrections) if live else []
    story.change = Publication.Change.UPDATE if live else Publication.Change.FIRST
    return story


def beside(story, content):
    """Return what the public view puts beside a story, as far as it follows from `content`."""
    ids = content["related"]
    related = Publication.objects.live().for_lists().filter(article__in=ids)
    people = [line["id"] for line in content["bylines"]] if story.kind == Kind.OPINION else []
    found = Author.objects.filter(pk__in=people).select_related("portrait").in_bulk()
    return {
        "withdrawal": None,
        "event": story.event_id and Event.objects.public().filter(pk=story.event_id).first(),
        "tongues": tongues_of(story, family_of(original_of(story)).for_lists()),
        "related": sorted(related, key=lambda other: ids.index(other.article_id)),
        "more": [],
        "authors": [found[pk] for pk in people if pk in found],
    }


def with_pictures_at(markup, door, addresses=None):
    """Lead the pictures in `markup` to `door` instead of the public one; only those at `addresses`, if given."""

    def led(found):
        return f"{door}{found[1]}/" if addresses is None or found[1] in addresses else found[0]

    return _PICTURE.sub(led, markup)


def put_under(banner, style, page):
    """Return a finished `page` with `banner` on top, `style` (a link) in its head, and no robots."""
    head = f'{style}<meta name="robots" content="noindex, nofollow"></head>'
    page = page.replace("</head>", head, 1)
    return _BODY.sub(lambda body: body[0] + banner, page, count=1)
