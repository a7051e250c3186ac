"""Every story by its day: the newest first, and each year, month and day at an address of its own."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from articles.models import Publication, relies_on
from articles.models.prepared import Prepared
from articles.models.spans import newest_within

from .answers import public_page
from .paging import asked_stories

LONGEST_RANGE = 100


@dataclass
class Period:
    """A span of days, from `first` until the day before `until`, with the shorter periods in it."""

    first: date
    until: date
    kind: str
    parts: list = field(default_factory=list)
    has_stories: bool = False

    def get_absolute_url(self):
        parts = [self.first.year, self.first.month, self.first.day]
        depth = {"year": 1, "month": 2, "day": 3}[self.kind]
        return reverse(f"archive_{self.kind}", args=parts[:depth])


@public_page
def archive(request, at):
    """All stories, a page at a time, and the years that have some."""
    relies_on("list:all")
    page = asked_stories(request, Publication.objects.live(at))
    years = [_bare_year(number) for [moment] in oldest(at=at) for number in _years_since(moment)]
    return _shown(request, at, None, page, years)


@public_page
def year(request, at, year):
    period = a_year(year)
    return _shown(request, at, period, _page_within(request, at, period), period.parts)


@public_page
def month(request, at, year, month):
    period = a_month(year, month)
    return _shown(request, at, period, _page_within(request, at, period), period.parts)


@public_page
def day(request, at, year, month, day):
    period = a_day(_date(year, month, day))
    return _shown(request, at, period, _page_within(request, at, period), [])


def a_year(number):
    period = _bare_year(number)
    period.parts = [_bare_month(number, n) for n in range(1, 13)]
    return period


def a_month(year, number):
    period = _bare_month(year, number)
    days = (period.until - period.first).days
    period.parts = [a_day(period.first + timedelta(days=n)) for n in range(days)]
    return period


def a_day(day):
    return Period(day, day + timedelta(days=1), "day")


def _bare_year(number):
    return Period(_date(number, 1, 1), _date(number + 1, 1, 1), "year")


def _bare_month(year, number):
    following = _date(year + 1, 1, 1) if number == 12 else _date(year, number + 1, 1)
    return Period(_date(year, number, 1), following, "month")


def _date(*parts):
    try:
        found = date(*parts)
    except ValueError:
        raise Http404 from None
    # Databases and time zones disagree about the first and the last years that there are.
    if not 1900 <= found.year <= 2200:
        raise Http404
    return found


@Prepared
def oldest(*, at):
    """When the oldest story appeared, in a row; no row where there is none."""
    return Publication.objects.live(at).order_by("published_at", "pk").values_list("published_at")[:1]


def _years_since(oldest):
    first, last = timezone.localtime(oldest).year, timezone.localdate().year
    return range(last, max(first, last - LONGEST_RANGE) - 1, -1)


def _bounds(period):
    return [timezone.make_aware(datetime.combine(edge, time())) for edge in (period.first, period.until)]


def _page_within(request, at, period):
    """The stories of `period`; Http404 where there is none, so that no empty page has an address."""
    relies_on("list:all")
    page = asked_stories(request, Publication.objects.live(at).appeared(*_bounds(period)))
    if not page.rows:
        raise Http404
    return page


def _shown(request, at, period, page, parts):
    mark_filled(parts, at)
    days = groupby(page.rows, key=lambda story: timezone.localtime(story.published_at).date())
    context = {
        "period": period,
        "parts": parts,
        "page": page,
        "days": [(a_day(day), list(stories)) for day, stories in days],
        "here": "archive",
    }
    return render(request, "site/archive.html", context)


def mark_filled(periods, at):
    """Say of each of `periods` whether a story appeared in it."""
    newest = newest_within(map(_bounds, periods), at)
    for period, found in zip(periods, newest, strict=True):
        period.has_stories = found is not None
