"""The calendar as a page: seven columns on a wide screen and on paper, a list of days on a phone."""

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.article.narrowing import Narrowing
from articles.admin.site import desk
from articles.models import Article

from .entries import by_day, events_by_day
from .spans import MONTH, WEEK, Span

# Of each kind, on one day.
MOST = {WEEK: 25, MONTH: 5}
FILTERS = ("section", "person")


def calendar(request):
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    span = Span.asked(request.GET.get("span"), request.GET.get("day"))
    narrowing = Narrowing(request.GET, only=FILTERS)
    stories = narrowing.narrow(Article.objects.visible_to(request.user))
    marks, more = by_day(stories, span, MOST[span.kind])
    events, today = events_by_day(span), timezone.localdate()
    return TemplateResponse(
        request,
        "admin/calendar/calendar.html",
        {
            **desk.each_context(request),
            "title": _("Calendar"),
            "span": span,
            "narrowing": narrowing,
            "is_narrowed": bool(narrowing.chosen()),
            "days": [
                {
                    "day": day,
                    "is_today": day == today,
                    "is_outside": not span.holds(day),
                    "events": events.get(day, []),
                    "marks": sorted(marks.get(day, []), key=_order),
                    "more": more.get(day, 0),
                    "url": _address(request, WEEK, day),
                }
                for day in span.days()
            ],
            "links": {
                "before": _address(request, span.kind, span.before),
                "after": _address(request, span.kind, span.after),
                "today": _address(request, span.kind, today),
                "week": _address(request, WEEK, span.day),
                "month": _address(request, MONTH, span.day),
            },
        },
    )


def _order(mark):
    """What has a whole day comes first, then the hours."""
    return (mark.at is not None, mark.at or timezone.now(), mark.article_id)


def _address(request, kind, day):
    query = request.GET.copy()
    query["span"], query["day"] = kind, day.isoformat()
    return f"{reverse('admin:calendar')}?{query.urlencode()}"
