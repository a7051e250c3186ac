import mimetypes
from dataclasses import dataclass, field
from itertools import groupby

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles.arabic.normalise import tidy
from articles.models import Document, Event, Participant, Publication
from articles.pictures import originals

from .answers import public_page
from .paging import asked_page, asked_stories

COMING = 30
MOST_BY_SESSION = 300
FEWEST_IN_GALLERY = 3
MOST_IN_GALLERY = 8
MOST_ELSEWHERE = 20
MOST_EDITIONS = 20


@dataclass
class OnStage:
    """What is going on at an event at this moment, and what comes next."""

    now: list = field(default_factory=list)
    next: list = field(default_factory=list)


@public_page
def events(request, at):
    today = timezone.localdate()
    public = Event.objects.public().select_related("picture")
    page = asked_page(request, public.past(today), moment="starts_on")
    coming = public.coming(today)[:COMING] if page.is_first else []
    return render(request, "site/events.html", {"coming": coming, "page": page, "here": "events"})


@public_page
def event(request, at, slug):
    """An event: before it a programme, afterwards its record, at the same address."""
    held, others = public_editions(slug)
    covering = Publication.objects.live(at).covering(held)
    page = asked_stories(request, covering)
    participants = list(held.participants.all())
    # What has left the page of the newest stories still stands under its session.
    of_sessions = list(covering.for_lists().exclude(session=None).newest_first()[:MOST_BY_SESSION])
    days = programme(held, participants, of_sessions)
    context = {
        "event": held,
        "editions": others,
        "days": days,
        "stage": on_stage(held, [session for _day, sessions in days for session in sessions], at),
        "participants": by_role(who for who in participants if who.session_id is None),
        "outcomes": held.outcomes.all(),
        "documents": held.documents.all(),
        "gallery": gallery(page.rows),
        "page": page,
        "here": "events",
    }
    return render(request, "site/event.html", context)


@public_page
def session(request, at, slug, pk):
    """One session of an event: when and where, who spoke, and everything that covers it."""
    held = public_event(slug)
    sessions = list(held.sessions.all())
    place = next((n for n, other in enumerate(sessions) if other.pk == pk), None)
    if place is None:
        raise Http404
    shown = sessions[place]
    page = asked_stories(request, Publication.objects.live(at).covering(held).filter(session=shown))
    context = {
        "event": held,
        "session": shown,
        "state": session_state(held, shown, at),
        "people": by_role(shown.participants.all()),
        "before": sessions[place - 1] if place else None,
        "after": sessions[place + 1] if place + 1 < len(sessions) else None,
        "page": page,
        "here": "events",
    }
    return render(request, "site/session.html", context)


@public_page
def speaker(request, at, slug, name):
    """Someone who took part in an event: where they spoke there, under the title that they held, and elsewhere."""
    held = public_event(slug)
    parts = [who for who in held.participants.select_related("session") if who.slug == name]
    if not parts:
        raise Http404
    sessions = sorted({who.session for who in parts if who.session}, key=lambda each: (each.starts_at, each.pk))
    roles = {who.session_id: Participant.Role(who.role).label for who in parts}
    for each in sessions:
        each.part = roles[each.pk]
    live = Publication.objects.live(at).covering(held)
    context = {
        "event": held,
        "person": parts[0],
        "sessions": sessions,
        "elsewhere": elsewhere(parts[0]),
        "page": asked_stories(request, live.filter(session__in=[each.pk for each in sessions])),
        "here": "events",
    }
    return render(request, "site/speaker.html", context)


@public_page
def document(request, at, slug, pk):
    """A paper of a public event, always as a download: nothing that was uploaded opens on our own address."""
    paper = get_object_or_404(Document, pk=pk, event__slug=slug, event__is_public=True)
    try:
        file = originals.opened(paper.file.name)
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    except originals.Away:
        return HttpResponse(status=503, headers={"Retry-After": "5"})
    extension = Document.extension_of(paper.file.name)
    content_type = mimetypes.types_map.get(extension, "application/octet-stream")
    name = tidy(paper.title).replace("/", "-")[:80] + extension
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def public_event(slug):
    return get_object_or_404(Event.objects.public().select_related("picture"), slug=slug)


def public_editions(slug):
    """Return the event at `slug` and the other public editions of its series, the newest first."""
    found = list(Event.objects.public().editions_of(slug).select_related("picture"))
    held = next((event for event in found if event.slug == slug), None)
    if held is None:
        raise Http404
    return held, [event for event in reversed(found) if event is not held][:MOST_EDITIONS]


def programme(event, participants, stories):
    """Return the days of `event`, each with its sessions, and each session with who took part and what covers it."""
    of_session = sorted((who for who in participants if who.session_id), key=lambda who: who.session_id)
    people = {pk: by_role(group) for pk, group in groupby(of_session, key=lambda who: who.session_id)}
    sessions = list(event.sessions.all())
    for session in sessions:
        session.people = people.get(session.pk, [])
        session.stories = [story for story in stories if story.session_id == session.pk]
    return [(day, list(of_day)) for day, of_day in groupby(sessions, key=lambda session: session.day())]


def by_role(participants):
    """Return (role, participants) in protocol order: a role stands where the first of its holders does."""
    roles = {}
    for who in participants:
        roles.setdefault(Participant.Role(who.role), []).append(who)
    return list(roles.items())


def on_stage(event, sessions, at=None):
    """Return what runs at `at` (default: now) and what begins next that day; None when nothing does."""
    moment = at or timezone.now()
    if event.standing != Event.Standing.CONFIRMED:
        return None
    sessions = [each for each in sessions if not each.is_cancelled]
    running = [each for each in sessions if each.starts_at <= moment < each.ends_at]
    today = timezone.localtime(moment).date()
    later = [each for each in sessions if each.starts_at > moment and each.day() == today]
    following = [each for each in later if each.starts_at == later[0].starts_at]
    return OnStage(running, following) if running or following else None


def session_state(event, session, at=None):
    """One of cancelled, coming, running, ended; empty for an event that was postponed or cancelled."""
    moment = at or timezone.now()
    if session.is_cancelled:
        return "cancelled"
    if event.standing != Event.Standing.CONFIRMED:
        return ""
    if moment < session.starts_at:
        return "coming"
    return "running" if moment < session.ends_at else "ended"


def gallery(stories):
    """The pictures of the coverage, each once; none where there are too few to look through."""
    pictures = {story.picture["address"]: (story.picture, story) for story in stories if story.picture}
    found = list(pictures.values())[:MOST_IN_GALLERY]
    return found if len(found) >= FEWEST_IN_GALLERY else []


def elsewhere(person):
    """The other public events in which somebody of this name took part, each with the title held there."""
    others = Participant.objects.filter(name=person.name, event__is_public=True).exclude(event=person.event_id)
    rows = others.select_related("event").order_by("-event__starts_on", "pk")[: 4 * MOST_ELSEWHERE]
    return list({row.event_id: row for row in reversed(rows)}.values())[::-1][:MOST_ELSEWHERE]
