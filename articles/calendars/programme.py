"""An event and its sessions as entries, and what calendars were told about them before.

Somebody's calendar holds a copy of what we once said. So each entry keeps its `uid`, a change raises its
`sequence`, and what leaves the programme stays in the calendar as cancelled.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.models import CalendarEntry, Event, Session

from .writing import Entry

# The row of the event as a whole.
WHOLE = 0
SPEAKING = ("speaker", "chair", "host", "guest_of_honour")


def keep(event):
    """Remember what readers and calendars are told about `event` from now on; `signals` calls it after every change."""
    now = timezone.now()
    if event.is_public:
        new = [session for session in event.sessions.all() if session.announce()]
        Session.objects.bulk_update(new, ["announced"])
    known = {entry.session_key: entry for entry in event.calendar_entries.all()}
    told = _told(event)
    for key, content in told.items():
        entry = known.get(key) or CalendarEntry(event=event, session_key=key, sequence=-1)
        if entry.content != content or entry.is_cancelled:
            entry.speakers = sorted({*entry.speakers, *content["speakers"]})
            _tell(entry, content, now, is_cancelled=False)
    for key, entry in known.items():
        if key not in told and not entry.is_cancelled:
            _tell(entry, entry.content, now, is_cancelled=True)


def _tell(entry, content, now, *, is_cancelled):
    entry.content, entry.is_cancelled, entry.changed_at = content, is_cancelled, now
    entry.sequence += 1
    entry.save()


def entries_of_event(event, *, day=None, speaker=None):
    """The entries of `event`: all, those of one day, or those of one speaker (by `slug`). Three questions."""
    told = _told(event)
    kept = {entry.session_key: entry for entry in event.calendar_entries.all()}
    for key, entry in kept.items():
        told.setdefault(key, entry.content)
    return [
        _entry(event, key, content, kept.get(key), speaker)
        for key, content in told.items()
        if _is_asked(key, content, kept.get(key), day, speaker)
    ]


def entry_of_session(event, session_key):
    """The entry of one session, cancelled where it has left the programme; None where there never was one."""
    if session_key == WHOLE:
        return None
    uid = _uid(session_key)
    return next((entry for entry in entries_of_event(event) if entry.uid == uid), None)


def entries_of_events(events):
    """Each of `events` as one entry. One question, however many they are."""
    events = list(events)
    rows = CalendarEntry.objects.filter(event__in=events, session_key=WHOLE)
    kept = {row.event_id: row for row in rows}
    return [_entry(event, WHOLE, _told_of_event(event), kept.get(event.pk)) for event in events]


def _is_asked(key, content, kept, day, speaker):
    if day:
        return key != WHOLE and timezone.localtime(datetime.fromisoformat(content["starts"])).date() == day
    if speaker:
        return speaker in content["speakers"] or bool(kept and speaker in kept.speakers)
    return True


def _entry(event, key, content, kept, speaker=None):
    gone = kept and (kept.is_cancelled or (speaker and speaker not in content["speakers"]))
    moment = datetime.fromisoformat if key != WHOLE else lambda day: datetime.fromisoformat(day).date()
    return Entry(
        uid=_uid(key, event),
        title=content["title"],
        starts=moment(content["starts"]),
        ends=moment(content["ends"]),
        changed_at=kept.changed_at if kept else _beginning(event),
        sequence=kept.sequence if kept else 0,
        place=content["place"],
        description=content["description"],
        address=settings.SITE_URL + _page(event, key),
        status="CANCELLED" if gone else content["status"],
    )


def _page(event, key):
    return event.get_absolute_url() if key == WHOLE else reverse("session", args=[event.slug, key])


def _uid(key, event=None):
    host = settings.SITE_HOST or "newsroom"
    return f"event-{event.pk}@{host}" if key == WHOLE else f"session-{key}@{host}"


def _beginning(event):
    """A moment for what was never kept; the same at every reading, so that the file stays the same."""
    return timezone.make_aware(datetime.combine(event.starts_on, datetime.min.time()))


STATUS = {
    Event.Standing.CONFIRMED: "CONFIRMED",
    Event.Standing.POSTPONED: "TENTATIVE",
    Event.Standing.CANCELLED: "CANCELLED",
}


def _told(event):
    """What calendars should know, by key: the event as a whole, then its sessions in order."""
    people = {}
    for who in event.participants.all():
        people.setdefault(who.session_id, []).append(who)
    sessions = {session.pk: _told_of_session(event, session, people) for session in event.sessions.all()}
    return {WHOLE: _told_of_event(event, people.get(None, [])), **sessions}


def _told_of_event(event, people=()):
    return {
        "title": event.title,
        "starts": event.starts_on.isoformat(),
        "ends": event.ends_on.isoformat(),
        "place": place_of(event),
        "description": "\n\n".join(part for part in (event.motto, event.description) if part),
        "status": STATUS[event.standing],
        "speakers": _keys(people),
    }


def _told_of_session(event, session, people):
    here = people.get(session.pk, [])
    speakers = [who for who in here if who.role in SPEAKING]
    names = ["، ".join(part for part in (str(who), who.position) if part) for who in speakers]
    return {
        "title": session.title,
        "starts": session.starts_at.astimezone(UTC).isoformat(),
        "ends": session.ends_at.astimezone(UTC).isoformat(),
        "place": "، ".join(part for part in (session.hall, place_of(event)) if part),
        "description": "\n".join(part for part in (session.abstract, *names) if part),
        "status": "CANCELLED" if session.is_cancelled else STATUS[event.standing],
        "speakers": _keys(here),
    }


def _keys(people):
    return sorted({who.slug for who in people if who.role in SPEAKING})


def place_of(event):
    return "، ".join(part for part in (event.venue, event.city, event.country) if part)
