"""An event, a day of it, a session, a speaker: for people's own calendar programmes."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext

from articles import calendars
from articles.models import Event

from .answers import public_page, unless_known

MOST_EVENTS = 200


@public_page
def events_calendar(request, at):
    """Every public event that is to come or ended within the year."""
    today = timezone.localdate()
    year_ago = today.replace(year=today.year - 1, day=min(today.day, 28))
    public = Event.objects.public().filter(ends_on__gte=year_ago).order_by("starts_on", "pk")
    entries = calendars.entries_of_events(public[:MOST_EVENTS])
    return _answer(request, f"{gettext('Events')} - {settings.SITE_NAME}", entries)


@public_page
def event_calendar(request, at, slug):
    event = _event(slug)
    return _answer(request, event.title, calendars.entries_of_event(event))


@public_page
def day_calendar(request, at, slug, day):
    event = _event(slug)
    return _answer(request, event.title, calendars.entries_of_event(event, day=day))


@public_page
def session_calendar(request, at, slug, pk):
    entry = calendars.entry_of_session(_event(slug), pk)
    return _answer(request, entry and entry.title, [entry] if entry else [])


@public_page
def speaker_calendar(request, at, slug, speaker):
    event = _event(slug)
    return _answer(request, event.title, calendars.entries_of_event(event, speaker=speaker))


def _event(slug):
    return get_object_or_404(Event.objects.public(), slug=slug)


def _answer(request, name, entries):
    if not entries:
        raise Http404
    content = calendars.calendar(name, entries, product=settings.SITE_NAME)
    response = unless_known(request, content, calendars.CONTENT_TYPE)
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response
