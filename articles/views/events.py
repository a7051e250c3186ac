import mimetypes
from itertools import groupby

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles.arabic.normalise import tidy
from articles.models import Document, Event, Participant, Publication

from .answers import public_page
from .paging import asked_page

COMING = 30


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
    held = get_object_or_404(Event.objects.public().select_related("picture"), slug=slug)
    page = asked_page(request, Publication.objects.live(at).covering(held).for_lists())
    participants = list(held.participants.all())
    context = {
        "event": held,
        "days": programme(held, participants, page.rows),
        "participants": by_role(who for who in participants if who.session_id is None),
        "outcomes": held.outcomes.all(),
        "documents": held.documents.all(),
        "page": page,
        "here": "events",
    }
    return render(request, "site/event.html", context)


@public_page
def document(request, at, slug, pk):
    """A paper of a public event, always as a download: nothing that was uploaded opens on our own address."""
    paper = get_object_or_404(Document, pk=pk, event__slug=slug, event__is_public=True)
    try:
        file = paper.file.open("rb")
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    extension = Document.extension_of(paper.file.name)
    content_type = mimetypes.types_map.get(extension, "application/octet-stream")
    name = tidy(paper.title).replace("/", "-")[:80] + extension
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


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
