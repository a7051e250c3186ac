"""The WebSub hub is told of every new story, so that subscribers need not ask again and again."""

import urllib.parse
import urllib.request

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import jobs
from articles.metadata import absolute
from articles.models import Publication, Section

from .formats import FORMATS

PATIENCE = 10


def tell_hub(publication):
    """Have the hub told when `publication` is live; where there is no hub, nothing happens."""
    if settings.WEBSUB_HUB:
        key = f"hub:{publication.pk}"
        jobs.enqueue("hub", {"publication": publication.pk}, key=key, at=publication.live_from)


@jobs.handles("hub", label=_("News for the WebSub hub"), attempts=5, lease=60, late_after=3600, priority=7)
def tell(publication):
    """Name the feeds that have changed to the hub, which then fetches them itself. Telling it twice does no harm."""
    copy = Publication.objects.live().filter(pk=publication).first()
    if copy is None or not settings.WEBSUB_HUB:
        return
    fields = [("hub.mode", "publish"), *(("hub.url", address) for address in feeds_with(copy))]
    body = urllib.parse.urlencode(fields).encode()
    request = urllib.request.Request(settings.WEBSUB_HUB, body, {"User-Agent": "newsroom"})  # noqa: S310
    # A refusal is an exception, and the job is tried again.
    with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310 (the address is the operator's setting)
        pass


def feeds_with(copy):
    """The addresses of every feed that holds `copy`."""
    sections = Section.objects.filter(pk=copy.section_id).select_related("parent")
    family = [place for section in sections for place in (section, section.parent) if place]
    places = [("feed", []), *(("section_feed", [place.slug]) for place in family)]
    places += [("author_feed", [line["slug"]]) for line in copy.bylines]
    places += [("tag_feed", [tag["slug"]]) for tag in copy.tags]
    if copy.coverage:
        places.append(("event_feed", [copy.coverage["event"]["slug"]]))
    return [absolute(reverse(name, args=[*key, form])) for name, key in places for form in FORMATS]
