"""The public page with the draft in it."""

from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from articles import publishing
from articles.models import Author, Event, Kind, Publication
from articles.models.revision import content_of

from . import doors
from .framing import frame


@require_safe
def preview(request, pk):
    article = doors.story(request, pk)
    content = content_of(article)
    story = _as_if_published(article, content)
    with translation.override(story.language):
        page = render(request, "site/article.html", {"story": story, **_beside(story, content)})
    banner = {"story": article, "at": timezone.now()}
    return frame(page, "admin/articles/article/_preview_banner.html", request, banner)


def _as_if_published(article, content):
    """The publication that publishing now would make; it is never saved."""
    live = article.publications.live().first()
    story = publishing.compose(article, content)
    story.live_from = timezone.now()
    story.published_at = live.published_at if live else story.live_from
    story.corrections = list(live.corrections) if live else []
    story.change = Publication.Change.UPDATE if live else Publication.Change.FIRST
    return story


def _beside(story, content):
    """What the public view puts beside a story, as far as it follows from the draft."""
    ids = content["related"]
    related = Publication.objects.live().for_lists().filter(article__in=ids)
    people = [line["id"] for line in content["bylines"]] if story.kind == Kind.OPINION else []
    found = Author.objects.filter(pk__in=people).select_related("portrait").in_bulk()
    return {
        "withdrawal": None,
        "event": story.event_id and Event.objects.public().filter(pk=story.event_id).first(),
        "related": sorted(related, key=lambda other: ids.index(other.article_id)),
        "more": [],
        "authors": [found[pk] for pk in people if pk in found],
    }
