"""The desk's calendar for a person's own calendar programme, under an address of their own that can be revoked."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from articles import calendars
from articles.admin.site import desk
from articles.models import Article, CalendarFeed, Transition

from .entries import due, planned, scheduled

BACK, AHEAD = timedelta(days=30), timedelta(days=365)
# Of each kind; whoever plans more than that a year reads the page.
MOST = 500
# A calendar knows no entry without a length.
MOMENT = timedelta(minutes=15)


def feed_page(request):
    """Tell the person about the address; a POST makes a new one, or ends it."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    address = ""
    if request.method == "POST" and "revoke" in request.POST:
        CalendarFeed.objects.filter(user=request.user).delete()
    elif request.method == "POST":
        address = request.build_absolute_uri(reverse("admin:calendar_feed", args=[CalendarFeed.renew(request.user)]))
    return TemplateResponse(
        request,
        "admin/calendar/feed.html",
        {
            **desk.each_context(request),
            "title": gettext_lazy("Your calendar elsewhere"),
            "feed": CalendarFeed.objects.filter(user=request.user).first(),
            "address": address,
        },
    )


def feed(request, key):
    """Answer a calendar programme: whoever has the key reads what its owner may open at this moment."""
    found = CalendarFeed.of_key(key)
    if found is None or not (found.user.is_active and found.user.has_perm("articles.change_article")):
        raise Http404
    CalendarFeed.objects.filter(pk=found.pk).update(read_at=timezone.now())
    with override(settings.LANGUAGE_CODE):
        name = _("%(site)s: the desk of %(name)s") % {"site": settings.SITE_NAME, "name": found.user.name}
        text = calendars.calendar(name, entries_of(found.user), product=settings.SITE_NAME, refresh_hours=1)
    response = HttpResponse(text, content_type=calendars.CONTENT_TYPE)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = 'inline; filename="desk.ics"'
    return response


def entries_of(user):
    """The entries of `user`: what is planned, due and scheduled. Three questions and those of the rights."""
    last = Transition.objects.filter(article=OuterRef("pk")).order_by("-sequence")
    stories = Article.objects.visible_to(user)
    touched = stories.annotate(touched=Subquery(last.values("at")[:1])).defer("body", "notes")
    now = timezone.now()
    today = timezone.localdate(now)
    days = planned(touched).filter(planned_for__range=(today - BACK, today + AHEAD)).order_by("planned_for", "pk")
    hours = due(touched).filter(due_at__range=(now - BACK, now + AHEAD)).order_by("due_at", "pk")
    coming = scheduled(stories).select_related("article").order_by("live_from", "pk")
    return [
        *(_of_story("planned", _("Planned: %(headline)s"), story, story.planned_for) for story in days[:MOST]),
        *(_of_story("due", _("Due: %(headline)s"), story, story.due_at) for story in hours[:MOST]),
        *(_of_publication(publication) for publication in coming[:MOST]),
    ]


def _of_story(kind, sentence, story, starts):
    return calendars.Entry(
        uid=_uid(kind, story),
        title=sentence % {"headline": story},
        starts=starts,
        ends=starts + MOMENT if kind == "due" else starts,
        changed_at=max(story.modified_at, story.touched or story.modified_at),
        sequence=story.version,
        address=_address(story.pk),
    )


def _of_publication(publication):
    return calendars.Entry(
        uid=_uid("scheduled", publication.article),
        title=_("Appears: %(headline)s") % {"headline": publication.headline},
        starts=publication.live_from,
        ends=publication.live_from + MOMENT,
        changed_at=publication.created_at,
        sequence=publication.article.version,
        address=_address(publication.article_id),
    )


def _uid(kind, story):
    return f"{kind}-{story.public_id}@{settings.SITE_HOST or 'newsroom'}"


def _address(pk):
    return settings.SITE_URL + reverse("admin:articles_article_change", args=[pk])
