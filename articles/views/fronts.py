from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles.models import Event, FrontLayout, Kind, Publication, Section, Session, most_read, relies_on
from articles.models.prepared import Prepared

from .answers import public_page
from .events import on_stage
from .faces import with_writers
from .paging import asked_page

SECONDARY = FrontLayout.SLOTS - 1
LATEST = 7
EVENTS = 3
MOST_READ = 5
# An event that has just ended is still what people look for.
STILL_SHOWN = timedelta(days=7)
IN_CONTAINER = 5
# So many are read of each section that its container stays full after the top of the page has taken its part.
READ_OF_SECTION = IN_CONTAINER + 1 + SECONDARY
# A section with less to show has no container of its own: one card in a row looks lost.
FEWEST_IN_CONTAINER, FEWEST_OPINIONS = 3, 2


@dataclass
class Container:
    """A section's place on the home page."""

    section: Section
    stories: list

    @property
    def is_opinion(self):
        """True where every story is an opinion: then the writers' faces lead, not pictures."""
        return all(story.kind == Kind.OPINION for story in self.stories)


@dataclass
class Front:
    """The home page, slot by slot. A story stands in one slot; the list of the latest may name it again."""

    lead: Publication | None = None
    secondary: list = field(default_factory=list)
    latest: list = field(default_factory=list)
    containers: list = field(default_factory=list)


@public_page
def home(request, at):
    relies_on("list:all", "fronts")
    context = {
        "front": lay_out(at, layout_of(request, None, at)),
        "events": events_strip(at),
        "most_read": most_read(at, MOST_READ),
        "is_front": True,
    }
    return render(request, "site/home.html", context)


@public_page
def section(request, at, section):
    """The front of a section with those below it. A closed one answers as long as it has stories."""
    relies_on("fronts")
    place = get_object_or_404(Section.objects.select_related("parent"), slug=section)
    children = list(place.children.all())
    live = Publication.objects.live(at).for_lists()
    page = asked_page(request, live.in_sections([place.pk, *(child.pk for child in children)]))
    if not page.rows and not (place.is_active and page.is_first):
        raise Http404
    lead, stories = None, page.rows
    if page.is_first:
        lead, stories = top_of_section(page.rows, layout_of(request, place, at), at)
    context = {
        "section": place,
        "children": [child for child in children if child.is_active],
        "lead": lead,
        "stories": with_writers(stories),
        "most_read": most_read(at, MOST_READ) if page.is_first else [],
        "page": page,
        "here": place.parent_id or place.pk,
        "is_front": page.is_first,
    }
    return render(request, "site/section.html", context)


def layout_of(request, section, at):
    """The layout in force; or the one that an editor tries at the desk and nobody else sees."""
    return getattr(request, "tried_layout", None) or FrontLayout.objects.of(section, at)


def top_of_section(newest, layout, at):
    """Return the lead of a section's front and the stories after it: first those that an editor put there."""
    chosen = [story for story in pinned(layout, at) if story]
    rest = [story for story in newest if story not in chosen]
    # Opinions stand in a row of equals, each with its writer's face.
    lead = chosen[0] if chosen else leading([story for story in rest if story.kind != Kind.OPINION])
    return lead, [story for story in (*chosen, *rest) if story is not lead]


def lay_out(at, layout=None):
    """Return the front page: where an editor put a story it stands; the rest is the newest, a picture before none."""
    newest = newest_of_all(count=2 * (LATEST + SECONDARY), at=at)
    slots = pinned(layout, at)
    chosen = [story for story in slots if story]
    reported = [
        story
        for story in newest
        if story.kind != Kind.OPINION and speaks_our_language(story) and story not in chosen
    ]
    lead = (slots[0] if slots else None) or leading(reported)
    others = [story for story in reported if story is not lead][:SECONDARY]
    # Stable: those with a picture come first, and each group stays in its order.
    waiting = sorted(others, key=lambda story: story.picture is None)
    secondary = filled(slots[1:], waiting)
    top = [story for story in (lead, *secondary) if story]
    return Front(
        lead=lead,
        secondary=secondary,
        latest=[story for story in newest if story not in top][:LATEST],
        containers=containers(at, {story.pk for story in top}, layout.places if layout else {}),
    )


@Prepared
def newest_of_all(*, count, at):
    return Publication.objects.live(at).for_lists().newest_first()[:count]


def pinned(layout, at):
    """Return the live stories of `layout`, slot by slot, with None in a slot that fills itself."""
    named = [public_id for public_id in layout.stories if public_id] if layout else []
    if not named:
        return []
    live = {story.public_id: story for story in Publication.objects.live(at).for_lists().filter(public_id__in=named)}
    return [live.get(public_id) for public_id in layout.stories]


def filled(slots, waiting):
    """Return the secondary stories: `slots`, and in the empty ones those that wait, in their order."""
    waiting = iter(waiting)
    places = [*slots, *[None] * SECONDARY][:SECONDARY]
    return [story for story in (slot or next(waiting, None) for slot in places) if story]


def leading(stories):
    """Return the newest of `stories` that has a picture among the first few; else the newest."""
    pictured = [story for story in stories[:6] if story.picture]
    return next(iter(pictured or stories), None)


def speaks_our_language(story):
    """A story in another language is found in its section and among the latest, not in the shop window."""
    return story.language == settings.LANGUAGE_CODE


def events_strip(at):
    """The events that run, come, or have just ended; one that runs says what is on stage."""
    coming = Event.objects.public().coming(timezone.localdate() - STILL_SHOWN)
    events = list(coming[:EVENTS])
    running = [event for event in events if event.phase == "running"]
    if running:
        sessions = list(Session.objects.filter(event__in=running))
        for event in running:
            event.stage = on_stage(event, [each for each in sessions if each.event_id == event.pk], at)
    return events


def containers(at, without, places):
    """Return the main sections, each with its newest stories and those of the sections below it."""
    sections, newest = newest_by_section(at, without)
    filled_ones = []
    for main in in_their_places((place for place in sections if place.parent_id is None), places):
        family = [place.pk for place in sections if main.pk in (place.pk, place.parent_id)]
        stories = [story for pk in family for story in newest[pk] if speaks_our_language(story)]
        stories.sort(key=lambda story: (story.published_at, story.pk), reverse=True)
        if is_worth_a_place(stories):
            lead = leading(stories)
            others = [story for story in stories if story is not lead]
            filled_ones.append(Container(main, [lead, *others[: IN_CONTAINER - 1]]))
    with_writers([story for container in filled_ones for story in container.stories])
    return filled_ones


def is_worth_a_place(stories):
    """Two columns with their writers' faces already fill a row."""
    opinions = all(story.kind == Kind.OPINION for story in stories)
    return len(stories) >= (FEWEST_OPINIONS if opinions else FEWEST_IN_CONTAINER)


def in_their_places(sections, places):
    """Return `sections` in the order that an editor gave them; the others follow in their own. Place 0 is none."""
    shown = [(places.get(str(section.pk), 100), n, section) for n, section in enumerate(sections)]
    return [section for place, _n, section in sorted(shown, key=lambda each: each[:2]) if place]


def newest_by_section(at, without):
    """Return the open sections, and the newest live stories of each by its id but those in `without`, in two queries.

    Each subquery is one look into the index by section, so that a long archive costs what a short one does.
    """
    sections = sections_with_newest(at=at)
    places = range(READ_OF_SECTION)
    ids = {place.pk: [getattr(place, f"at_{n}") for n in places] for place in sections}
    ids = {pk: [each for each in found if each and each not in without] for pk, found in ids.items()}
    ids = {pk: found[: IN_CONTAINER + 1] for pk, found in ids.items()}
    wanted = [pk for found in ids.values() for pk in found]
    stories = {story.pk: story for story in live_ones(wanted, at=at)}
    return sections, {section: [stories[pk] for pk in found if pk in stories] for section, found in ids.items()}


@Prepared
def sections_with_newest(*, at):
    of_section = Publication.objects.live(at).filter(section=OuterRef("pk")).newest_first().values("pk")
    places = {f"at_{n}": Subquery(of_section[n : n + 1]) for n in range(READ_OF_SECTION)}
    return Section.objects.public().annotate(**places)


@Prepared
def live_ones(keys, *, at):
    return Publication.objects.live(at).for_lists().filter(pk__in=keys)
