from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db.models import OuterRef, Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from articles.models import Event, FrontLayout, Kind, Publication, Section, Session, relies_on
from articles.models.around import Place
from articles.models.prepared import Prepared
from articles.models.reads import read_within, window
from articles.models.shelf import LISTED, FirstMarks, listed, part, read_marks, together

from .answers import public_page
from .events import on_stage
from .faces import writers_of
from .paging import PAGE_SIZE, address_of, asked_stories, cut

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

    section: Place
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
    most_read: list = field(default_factory=list)
    writers: dict = field(default_factory=dict)

    @property
    def top(self):
        """Lead, secondary stories and the latest: what a reader sees before any container."""
        return [*([self.lead] if self.lead else []), *self.secondary, *self.latest]


@public_page
def home(request, at):
    relies_on("list:all", "fronts")
    front = lay_out(at, layout_of(request, None, at))
    context = {"front": front, "events": events_strip(at), "is_front": True}
    return render(request, "site/home.html", context)


@public_page
def section(request, at, section):
    """The front of a section with those below it. A closed one answers as long as it has stories."""
    relies_on("fronts")
    place, children = place_and_children(section)
    family = [place.pk, *(child.pk for child in children)]
    relies_on(*(f"list:section:{pk}" for pk in family))
    if request.GET.get("before"):
        page = asked_stories(request, Publication.objects.live(at).filter(section__in=family))
        lead, stories, read = None, page.rows, []
    else:
        page, lead, stories, read = first_page(request, place, family, at)
    if not page.rows and not (place.is_active and page.is_first):
        raise Http404
    context = {
        "section": place,
        "children": [child for child in children if child.is_active],
        "lead": lead,
        "stories": stories,
        "writers": writers_of(stories),
        "most_read": read,
        "page": page,
        "here": place.parent_id or place.pk,
        "is_front": page.is_first,
    }
    return render(request, "site/section.html", context)


def place_and_children(slug):
    """Return the section of `slug` with its parent, and those below it; Http404 where there is none."""
    found = place_with_family(slug)
    place = next((each for each in found if each.slug == slug), None)
    if place is None:
        raise Http404
    return place, [each for each in found if each is not place]


@Prepared
def place_with_family(slug, *, at):
    return Section.objects.filter(Q(slug=slug) | Q(parent__slug=slug)).select_related("parent")


def first_page(request, place, family, at):
    """Return the newest page of a section, its lead and the stories after it, and the most read."""
    layout = layout_of(request, place, at)
    lists = listed(lists_of_section(family, named_by(layout), *window(at), at=at))
    page = cut(lists["newest"])
    page.address = address_of(request)
    lead, stories = top_of_section(page.rows, in_slots(layout, lists["pinned"]))
    return page, lead, stories, lists["read"][:MOST_READ]


@Prepared
def lists_of_section(family, named, since, until, *, at):
    live = Publication.objects.live(at)
    return together(
        part("newest", live.filter(section__in=family).newest_first()[: PAGE_SIZE + 1]),
        part("pinned", live.filter(public_id__in=named)),
        read_within(since, until, count=MOST_READ, at=at),
    )


def layout_of(request, section, at):
    """The layout in force; or the one that an editor tries at the desk and nobody else sees."""
    return getattr(request, "tried_layout", None) or FrontLayout.objects.of(section, at)


def top_of_section(newest, slots):
    """Return the lead of a section's front and the stories after it: first those that an editor put there."""
    chosen = [story for story in slots if story]
    rest = [story for story in newest if story not in chosen]
    # Opinions stand in a row of equals, each with its writer's face.
    lead = chosen[0] if chosen else leading([story for story in rest if story.kind != Kind.OPINION])
    return lead, [story for story in (*chosen, *rest) if story is not lead]


def lay_out(at, layout=None):
    """Return the front page: where an editor put a story it stands; the rest is the newest, a picture before none."""
    lists = listed(lists_of_home(named_by(layout), *window(at), at=at))
    newest, slots = lists["newest"], in_slots(layout, lists["pinned"])
    chosen = {story.pk for story in slots if story}
    reported = [
        story
        for story in newest
        if story.kind != Kind.OPINION and speaks_our_language(story) and story.pk not in chosen
    ]
    lead = (slots[0] if slots else None) or leading(reported)
    others = [story for story in reported if story is not lead][:SECONDARY]
    # Stable: those with a picture come first, and each group stays in its order.
    waiting = sorted(others, key=lambda story: story.picture is None)
    secondary = filled(slots[1:], waiting)
    top = {story.mark for story in (lead, *secondary) if story}
    below = containers(at, top, layout.places if layout else {})
    return Front(
        lead=lead,
        secondary=secondary,
        latest=[story for story in newest if story.mark not in top][:LATEST],
        containers=below,
        most_read=lists["read"][:MOST_READ],
        writers=writers_of([story for container in below for story in container.stories]),
    )


@Prepared
def lists_of_home(named, since, until, *, at):
    live = Publication.objects.live(at)
    return together(
        part("newest", live.newest_first()[: 2 * (LATEST + SECONDARY)]),
        part("pinned", live.filter(public_id__in=named)),
        read_within(since, until, count=MOST_READ, at=at),
    )


def named_by(layout):
    """The public ids that `layout` has in its slots, as many as there are slots: an empty one is nobody's."""
    named = layout.stories if layout else []
    return [*named, *[""] * FrontLayout.SLOTS][: max(FrontLayout.SLOTS, len(named))]


def in_slots(layout, pinned):
    """Return the live stories of `layout`, slot by slot, with None in a slot that fills itself."""
    live = {story.public_id: story for story in pinned}
    return [live.get(public_id) for public_id in layout.stories] if layout else []


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
    relies_on("list:events")
    events = coming_events(timezone.localdate() - STILL_SHOWN)
    running = [event for event in events if event.phase == "running"]
    if running:
        sessions = sessions_of([event.pk for event in running])
        for event in running:
            event.stage = on_stage(event, [each for each in sessions if each.event_id == event.pk], at)
    return events


@Prepared
def coming_events(day, *, at):
    return Event.objects.public().coming(day)[:EVENTS]


@Prepared
def sessions_of(events, *, at):
    return Session.objects.filter(event__in=events)


def containers(at, without, places):
    """Return the main sections, each with its newest stories and those of the sections below it."""
    sections, newest = newest_by_section(at, without)
    filled_ones = []
    for main in in_their_places((place for place in sections if place.parent is None), places):
        family = [place.pk for place in sections if main.pk in (place.pk, place.parent)]
        stories = [story for pk in family for story in newest[pk] if speaks_our_language(story)]
        stories.sort(key=lambda story: (story.published_at, story.pk), reverse=True)
        if is_worth_a_place(stories):
            lead = leading(stories)
            others = [story for story in stories if story is not lead]
            filled_ones.append(Container(main, [lead, *others[: IN_CONTAINER - 1]]))
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
    """Return the open sections, and the newest live stories of each by its id but those in `without` (marks).

    Each subquery is one look into the index by section, so that a long archive costs what a short one does.
    """
    sections, marks = [], {}
    for newest, *place in sections_with_newest(at=at):
        section = Place(*place)
        sections.append(section)
        shown = [mark for mark in read_marks(newest) if mark not in without]
        marks[section.pk] = shown[: IN_CONTAINER + 1]
    stories = LISTED.take([mark for found in marks.values() for mark in found])
    return sections, {pk: [stories[mark] for mark in found if mark in stories] for pk, found in marks.items()}


@Prepared
def sections_with_newest(*, at):
    of_section = Publication.objects.live(at).filter(section=OuterRef("pk")).newest_first()
    newest = FirstMarks(of_section[:READ_OF_SECTION])
    return Section.objects.public().values_list(newest, "order", "name", "slug", "pk", "parent")
