"""Maps for search engines: by month, of the pages that are no stories, and of the last two days."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from articles import feeds, pictures
from articles.metadata import absolute
from articles.models import (
    Author,
    Event,
    Page,
    Publication,
    PublicationAuthor,
    Section,
    Session,
    database_now,
    families_within,
    original_of,
    relies_on,
    tongues_of,
)
from articles.models.spans import newest_within

from .answers import public_page, unless_known
from .archive import oldest

XML = "application/xml; charset=utf-8"
# Changes older than so many publications moved the date of their month when they were new.
RECENT_CHANGES = 2000
# Fifty years.
MOST_MONTHS = 600
MONTH = "0000-00"
NEWS_WINDOW = timedelta(hours=48)
MOST_NEWS = 1000
MOST_EVENTS = MOST_AUTHORS = MOST_SESSIONS = 5000


@public_page
def sitemap_index(request, at):
    """One map for each month in which a story appeared, with the newest change in it, and the two others."""
    relies_on("list:all")
    live = Publication.objects.live(at)
    changed = {}
    recent = live.order_by("-live_from").values_list("published_at", "live_from")[:RECENT_CHANGES]
    for published_at, live_from in recent:
        changed.setdefault(month_of(published_at), live_from)
    maps = [feeds.Place(absolute(reverse("sitemap_pages"))), feeds.Place(absolute(reverse("sitemap_news")))]
    # Asked for once: an old paper has hundreds of months.
    address = absolute(reverse("sitemap_month", args=[MONTH]))
    for month, newest in _months(live, at):
        maps.append(feeds.Place(address.replace(MONTH, f"{month:%Y-%m}"), changed.get(month, newest)))
    return unless_known(request, feeds.index(maps), XML)


@public_page
def sitemap_month(request, at, month):
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
    # Databases and time zones disagree about the first and the last years that there are.
    if not 1900 <= first.year <= 2200:
        raise Http404
    relies_on("list:all")
    within = Publication.objects.live(at).appeared(*bounds(first))
    copies = within.for_lists().newest_first()[: feeds.maps.MOST]
    families = families_within(within, at)
    pages = [_place_of(copy, families.get(original_of(copy), ())) for copy in copies]
    if not pages:
        raise Http404
    return unless_known(request, feeds.places(pages), XML)


@public_page
def sitemap_pages(request, at):
    """The pages that are no stories: fronts, events, and the authors who have stories."""
    relies_on("list:all")
    live = PublicationAuthor.objects.filter(author=OuterRef("pk")).filter(
        Exists(Publication.objects.live(at).filter(pk=OuterRef("publication")))
    )
    sessions = (
        Session.objects.filter(event__is_public=True).select_related("event").order_by("-starts_at", "pk")
    )
    pages = [
        *(reverse(name) for name in ("home", "events", "archive", "corrections")),
        *(page.get_absolute_url() for page in Page.objects.public()),
        *(place.get_absolute_url() for place in Section.objects.public()),
        *(held.get_absolute_url() for held in Event.objects.public().order_by("-starts_on")[:MOST_EVENTS]),
        *(item.get_absolute_url() for item in sessions[:MOST_SESSIONS]),
        *(author.get_absolute_url() for author in Author.objects.filter(Exists(live))[:MOST_AUTHORS]),
    ]
    return unless_known(request, feeds.places(feeds.Place(absolute(page)) for page in pages), XML)


@public_page
def sitemap_news(request, at):
    """What appeared in the last 48 hours: the stories that a news search may show."""
    relies_on("list:all")
    since = (at or database_now()) - NEWS_WINDOW
    newest = Publication.objects.live(at).for_lists().filter(published_at__gte=since).newest_first()
    return unless_known(request, feeds.news(newest[:MOST_NEWS], _address_of), XML)


def _address_of(copy):
    return absolute(copy.get_absolute_url())


def _place_of(copy, family):
    shown = (absolute(pictures.cuts(copy.picture)[-1].address),) if copy.picture else ()
    tongues = tongues_of(copy, family) if family else None
    languages = tuple((other.language, _address_of(other)) for other in tongues.copies) if tongues else ()
    return feeds.Place(_address_of(copy), copy.updated_at or copy.published_at, shown, languages)


def month_of(moment):
    return timezone.localtime(moment).date().replace(day=1)


def bounds(first):
    """The moments at which the month of the day `first` begins and ends."""
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return [timezone.make_aware(datetime.combine(day, time())) for day in (first, following)]


def _months(live, at):
    """Yield (first day, newest publication) of each month with stories."""
    newest = live.newest_first().values_list("published_at", flat=True).first()
    edges = oldest(at=at)
    if newest is None or not edges:
        return
    first, months = month_of(*edges[0]), [month_of(newest)]
    while months[-1] > first and len(months) < MOST_MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    starts = [bounds(month)[0] for month in months]
    found = newest_within(zip(starts, [bounds(months[0])[1], *starts], strict=False), at)
    yield from ((month, moment) for month, moment in zip(months, found, strict=True) if moment)
