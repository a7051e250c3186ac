from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation

from articles.models import Author, Publication, PublicationRelated, Withdrawal, most_read, relies_on
from articles.models.prepared import Prepared

from .answers import gone, public_page

MORE = 4
FEWEST_MORE = 2
MOST_READ = 5


@public_page
def article(request, at, section, public_id, slug):
    """A story at its canonical address; any other section or slug with the same public id leads there."""
    story, withdrawal = standing(public_id, at)
    if is_gone(story, withdrawal, public_id):
        return gone(request, at, withdrawal.notice)
    if (section, public_id, slug) != (story.section_slug, story.public_id, story.slug):
        return HttpResponsePermanentRedirect(story.get_absolute_url())
    # An English story has English around it: the page follows the story's language.
    with translation.override(story.language):
        return render(request, "site/article.html", surroundings(story, withdrawal, at))


@public_page
def short(request, at, public_id):
    """The short address, which stays for ever: to the canonical one."""
    story, withdrawal = standing(public_id, at)
    if is_gone(story, withdrawal, public_id):
        return gone(request, at, withdrawal.notice)
    return HttpResponsePermanentRedirect(story.get_absolute_url())


def standing(public_id, at):
    """Return the publication that `public_id` leads to at `at`, and the withdrawal under which it stands, or None.

    A merged story leads to the one that it was merged into. Raises Http404 where there is nothing public.
    """
    followed = set()
    while public_id not in followed:
        followed.add(public_id)
        for story in live_story(public_id, at=at):
            return story, None
        withdrawn = Withdrawal.objects.in_force(at).filter(public_id=public_id)
        withdrawal = withdrawn.select_related("publication__event").first()
        if withdrawal is None:
            break
        if withdrawal.kind != Withdrawal.Kind.MERGED:
            return withdrawal.publication, withdrawal
        public_id = withdrawal.merged_into
    raise Http404


@Prepared
def live_story(public_id, *, at):
    return Publication.objects.live(at).select_related("event").filter(public_id=public_id)[:1]


def is_gone(story, withdrawal, public_id):
    """True when the story of `public_id` itself was published in error."""
    return bool(withdrawal) and withdrawal.kind == Withdrawal.Kind.ERROR and story.public_id == public_id


def surroundings(story, withdrawal, at):
    """Return what the page of `story` shows beside the story itself."""
    related = related_to(story.pk, at=at)
    shown = {story.pk, *(other.pk for other in related)}
    relies_on(f"list:section:{story.section_id}")
    of_section = newest_of(story.section_id, count=MORE + len(shown), at=at)
    more = [other for other in of_section if other.pk not in shown][:MORE]
    return {
        "story": story,
        "withdrawal": withdrawal,
        "event": event_of(story),
        "related": related,
        "more": more if len(more) >= FEWEST_MORE else [],
        "most_read": [other for other in most_read(at, MOST_READ + 1) if other.pk != story.pk][:MOST_READ],
        # A withdrawn opinion keeps its writer's name; the face beside it would speak on.
        "authors": [] if withdrawal else authors_of(story),
        "here": story.section_id,
    }


def event_of(story):
    """The event that `story` covers, where readers may open its page; it came with the story, in one answer."""
    return story.event if story.event and story.event.is_public else None


@Prepared
def newest_of(section, *, count, at):
    return Publication.objects.live(at).for_lists().in_sections([section]).newest_first()[:count]


@Prepared
def related_to(publication, *, at):
    """The live stories that `publication` (its key) points to, in the desk's order."""
    pointers = PublicationRelated.objects.filter(publication=publication)
    place = pointers.filter(to=OuterRef("article")).values("order")[:1]
    live = Publication.objects.live(at).for_lists()
    return live.filter(article__in=pointers.values("to")).order_by(Subquery(place))


def authors_of(story):
    """The people behind an opinion, whose faces stand beside it."""
    if story.kind != "opinion":
        return []
    ids = [line["id"] for line in story.bylines]
    people = Author.objects.filter(pk__in=ids).select_related("portrait").in_bulk()
    return [people[pk] for pk in ids if pk in people]
