"""What stands on the days of the calendar. Five questions, whatever the span: one for each kind of entry.

The planned day and the time of publication are two things: a planned story appears when somebody publishes it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Window
from django.db.models.functions import Now, RowNumber, TruncDate
from django.utils import timezone

from articles.admin.article.narrowing import midnight
from articles.admin.shelves import is_late
from articles.models import DeskState, Event, Publication

PLANNED, DUE, SCHEDULED, PUBLISHED = "planned", "due", "scheduled", "published"


@dataclass(frozen=True)
class Mark:
    """One entry: `at` is its moment, None for a whole day."""

    kind: str
    article_id: int
    headline: str
    about: str
    at: object = None
    is_late: bool = False


def planned(stories):
    """The stories that are meant for a day, and still in hand."""
    return stories.exclude(desk_state=DeskState.SPIKED).filter(planned_for__isnull=False)


def due(stories):
    return stories.exclude(desk_state=DeskState.SPIKED).filter(due_at__isnull=False)


def scheduled(stories):
    """What will appear by itself, of `stories`."""
    return _of(stories, Publication.objects.scheduled())


def published(stories):
    """What readers got for the first time, of `stories`."""
    first = Publication.objects.filter(change=Publication.Change.FIRST, live_from__lte=Now())
    return _of(stories, first.exclude(live_until=F("live_from")))


def _of(stories, publications):
    return publications.filter(Exists(stories.filter(pk=OuterRef("article")))).for_lists()


def by_day(stories, span, most):
    """Return {day: [Mark, …]} and {day: how many more there are}, of the days of `span`."""
    first, end = midnight(span.first), midnight(span.last + timedelta(days=1))
    sources = [
        (PLANNED, planned(stories).filter(planned_for__range=(span.first, span.last)), F("planned_for"), "pk"),
        (DUE, due(stories).filter(due_at__gte=first, due_at__lt=end), TruncDate("due_at"), "due_at"),
        *(
            (kind, rows.filter(live_from__gte=first, live_from__lt=end), TruncDate("live_from"), "live_from")
            for kind, rows in ((SCHEDULED, scheduled(stories)), (PUBLISHED, published(stories)))
        ),
    ]
    marks, more = {}, {}
    for kind, rows, day, order in sources:
        for row in _first_of_each_day(rows, day, order, most):
            marks.setdefault(row.on_day, []).append(_mark(kind, row))
            more.setdefault(row.on_day, {})[kind] = max(0, row.of_day - most)
    return marks, {day: sum(kinds.values()) for day, kinds in more.items()}


def _first_of_each_day(rows, day, order, most):
    rows = rows.annotate(on_day=day).annotate(
        nth=Window(RowNumber(), partition_by=[F("on_day")], order_by=[order, "pk"]),
        of_day=Window(Count("pk"), partition_by=[F("on_day")]),
    )
    joined = ("section", "owner") if hasattr(rows.model, "owner") else ("section",)
    rows = rows.select_related(*joined).filter(nth__lte=most)
    return rows.defer("body", "notes") if hasattr(rows.model, "notes") else rows


def _mark(kind, row):
    if kind in (SCHEDULED, PUBLISHED):
        return Mark(kind, row.article_id, row.headline, row.section_name, row.live_from)
    about = "" if row.is_offered else str(row.owner)
    at = row.due_at if kind == DUE else None
    return Mark(kind, row.pk, str(row), about, at, kind == DUE and is_late(row))


def events_by_day(span):
    """Return {day: [Event, …]}: which events are held on the days of `span`."""
    found = {}
    held = Event.objects.filter(starts_on__lte=span.last, ends_on__gte=span.first).order_by("starts_on", "title")
    for event in held.only("pk", "title", "starts_on", "ends_on", "standing"):
        for day in span.days():
            if event.starts_on <= day <= event.ends_on and event.standing == Event.Standing.CONFIRMED:
                found.setdefault(day, []).append(event)
    return found


def is_today(day):
    return day == timezone.localdate()
