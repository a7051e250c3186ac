"""An event with its programme, a session, a participant."""

from django.urls import reverse

from articles import pictures
from articles.models import Event

from .writing import absolute, moment

STATUS = {
    Event.Standing.CONFIRMED: "https://schema.org/EventScheduled",
    Event.Standing.POSTPONED: "https://schema.org/EventPostponed",
    Event.Standing.CANCELLED: "https://schema.org/EventCancelled",
}
# Under which property a participant stands, by role.
PERFORMING = ("speaker", "chair", "host", "guest_of_honour")


def event(held, sessions=(), participants=(), coverage=()):
    """The description of an event. Each of `participants` stands with its session, or with the event as a whole."""
    people = {}
    for who in participants:
        people.setdefault(who.session_id, []).append(who)
    return _bare(held) | {
        "description": held.description or held.motto,
        "image": _images(held),
        "organizer": held.organiser and {"@type": "Organization", "name": held.organiser},
        "performer": [person(who) for who in people.get(None, []) if who.role in PERFORMING],
        "sponsor": [person(who) for who in people.get(None, []) if who.role == "sponsor"],
        "attendee": [person(who) for who in people.get(None, []) if who.role == "delegation"],
        "superEvent": held.series and {"@type": "EventSeries", "name": held.series},
        "subEvent": [_within(held, item, people.get(item.pk, [])) for item in sessions],
        "subjectOf": [_pointer(copy) for copy in coverage],
    }


def session(held, item, participants=(), coverage=()):
    """The description of one session, which says of which event it is."""
    return _within(held, item, participants) | {
        "superEvent": reference(held),
        "subjectOf": [_pointer(copy) for copy in coverage],
    }


def reference(held):
    """An event where something else is about it: complete enough to stand alone."""
    return _bare(held)


def speaker(held, who, sessions, coverage=()):
    """The page of a participant: who it was that day, and where they spoke."""
    address = absolute(reverse("speaker", args=[held.slug, who.slug]))
    return {
        "@type": "ProfilePage",
        "@id": address,
        "url": address,
        "name": str(who),
        "mainEntity": person(who) | {"@id": f"{address}#person", "url": address},
        "about": [_within(held, item, [who]) for item in sessions],
        "hasPart": [_pointer(copy) for copy in coverage],
    }


def person(who):
    """A participant, with the honorific and the position held that day."""
    return {
        "@type": "Person",
        "honorificPrefix": who.honorific,
        "name": who.name,
        "jobTitle": who.position,
    }


def _pointer(copy):
    """A story where something else leads to it."""
    return {
        "@type": "NewsArticle",
        "url": absolute(copy.get_absolute_url()),
        "headline": copy.title_for_search,
    }


def _bare(held):
    address = absolute(held.get_absolute_url())
    return {
        "@type": "Event",
        "@id": f"{address}#event",
        "name": held.title,
        "url": address,
        "startDate": held.starts_on.isoformat(),
        "endDate": held.ends_on.isoformat(),
        "eventStatus": STATUS[held.standing],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(held),
    }


def _within(held, item, people):
    address = absolute(address_of_session(held, item))
    return {
        "@type": "Event",
        "@id": f"{address}#event",
        "name": item.title,
        "url": address,
        "description": item.abstract,
        "startDate": moment(item.starts_at),
        "endDate": moment(item.ends_at),
        "eventStatus": _status(held, item),
        "previousStartDate": item.was.time and moment(item.was.time.starts_at),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(held, item.hall),
        "performer": [person(who) for who in people if who.role in PERFORMING],
    }


def _status(held, item):
    if item.is_cancelled:
        return STATUS[Event.Standing.CANCELLED]
    if item.was.time and held.standing == Event.Standing.CONFIRMED:
        return "https://schema.org/EventRescheduled"
    return STATUS[held.standing]


def address_of_session(held, item):
    """Not `item.get_absolute_url()`, which would ask for the event of each session."""
    return reverse("session", args=[held.slug, item.pk])


def _place(held, hall=""):
    """Where it is; an event of which no place is known yet stands in its city or country, or under its own name."""
    name = hall or held.venue or held.city or held.country or held.title
    within = {"@type": "Place", "name": held.venue} if hall and held.venue else None
    return {
        "@type": "Place",
        "name": name,
        "containedInPlace": within,
        "address": (held.city or held.country)
        and {
            "@type": "PostalAddress",
            "addressLocality": held.city,
            "addressCountry": held.country,
        },
    }


def _images(held):
    if held.picture is None:
        return []
    info = {"address": held.picture.address, "width": held.picture.width, "height": held.picture.height}
    return [absolute(cut.address) for cut in pictures.cuts(info)]
