from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles.models import Event, Kind, Publication, Section, relies_on

from .answers import public_page
from .faces import with_writers
from .paging import asked_page

SECONDARY = 5
LATEST = 7
EVENTS = 3
# An event that has just ended is still what people look for.
STILL_SHOWN = timedelta(days=7)
IN_CONTAINER = 5
# So many are read of each section that its container stays full after the top of the page has taken its part.
READ_OF_SECTION = IN_CONTAINER + 1 + SECONDARY
# A section with less to show has no container of its own: one card in a row looks lost.
FEWEST_IN_CONTAINER = 3


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
    relies_on("list:all")
    front = lay_out(at)
    events = Event.objects.public().coming(timezone.localdate() - STILL_SHOWN)[:EVENTS]
    return render(request, "site/home.html", {"front": front, "events": events})


@public_page
def section(request, at, section):
    """The front of a section with those below it. A closed one answers as long as it has stories."""
    place = get_object_or_404(Section.objects.select_related("parent"), slug=section)
    children = list(place.children.all())
    live = Publication.objects.live(at).for_lists()
    page = asked_page(request, live.in_sections([place.pk, *(child.pk for child in children)]))
    if not page.rows and not (place.is_active and page.is_first):
        raise Http404
    stories = with_writers(page.rows)
    # Opinions stand in a row of equals, each with its writer's face.
    lead = leading([story for story in stories if story.kind != Kind.OPINION]) if page.is_first else None
    context = {
        "section": place,
        "children": [child for child in children if child.is_active],
        "lead": lead,
        "stories": [story for story in stories if story is not lead],
        "page": page,
        "here": place.parent_id or place.pk,
    }
    return render(request, "site/section.html", context)


def lay_out(at):
    """Return the front page as the stories themselves order it: the newest first, a picture before none."""
    newest = list(Publication.objects.live(at).for_lists().newest_first()[: 2 * (LATEST + SECONDARY)])
    reported = [story for story in newest if story.kind != Kind.OPINION and speaks_our_language(story)]
    lead = leading(reported)
    others = [story for story in reported if story is not lead][:SECONDARY]
    # Stable: those with a picture come first, and each group stays in its order.
    secondary = sorted(others, key=lambda story: story.picture is None)
    top = [story for story in (lead, *secondary) if story]
    return Front(
        lead=lead,
        secondary=secondary,
        latest=[story for story in newest if story not in top][:LATEST],
        containers=containers(at, without={story.pk for story in top}),
    )


def leading(stories):
    """Return the newest of `stories` that has a picture among the first few; else the newest."""
    pictured = [story for story in stories[:6] if story.picture]
    return next(iter(pictured or stories), None)


def speaks_our_language(story):
    """A story in another language is found in its section and among the latest, not in the shop window."""
    return story.language == settings.LANGUAGE_CODE


def containers(at, without):
    """Return the main sections, each with its newest stories and those of the sections below it."""
    sections, newest = newest_by_section(at)
    filled = []
    for main in (place for place in sections if place.parent_id is None):
        family = [place.pk for place in sections if main.pk in (place.pk, place.parent_id)]
        stories = [story for pk in family for story in newest[pk] if story.pk not in without]
        stories = [story for story in stories if speaks_our_language(story)]
        stories.sort(key=lambda story: (story.published_at, story.pk), reverse=True)
        if len(stories) >= FEWEST_IN_CONTAINER:
            lead = leading(stories)
            others = [story for story in stories if story is not lead]
            filled.append(Container(main, [lead, *others[: IN_CONTAINER - 1]]))
    with_writers([story for container in filled for story in container.stories])
    return filled


def newest_by_section(at):
    """Return the open sections, and the newest live stories of each by its id, in two queries.

    Each subquery is one look into the index by section, so that a long archive costs what a short one does.
    """
    of_section = Publication.objects.live(at).filter(section=OuterRef("pk")).newest_first().values("pk")
    places = range(READ_OF_SECTION)
    sections = list(
        Section.objects.public().annotate(**{f"at_{n}": Subquery(of_section[n : n + 1]) for n in places})
    )
    ids = {place.pk: [pk for n in places if (pk := getattr(place, f"at_{n}"))] for place in sections}
    wanted = [pk for found in ids.values() for pk in found]
    stories = Publication.objects.live(at).for_lists().in_bulk(wanted)
    return sections, {section: [stories[pk] for pk in found if pk in stories] for section, found in ids.items()}
