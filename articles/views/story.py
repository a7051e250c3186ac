from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation

from articles.models import Author, Event, Publication, PublicationRelated, Withdrawal, relies_on
from articles.models.prepared import Prepared
from articles.models.reads import read_within, window
from articles.models.shelf import MARK, WHOLE, listed, part, together
from articles.models.tongues import family_of, original_of, tongues_of

from .answers import gone, public_page

MORE = 4
FEWEST_MORE = 2
MOST_READ = 5


class Standing(NamedTuple):
    """What an address leads to: a publication, the event that it covers, and the withdrawal under which it stands."""

    story: Publication
    event: Event | None
    withdrawal: Withdrawal | None = None

    def is_gone(self, public_id):
        """True when the story of `public_id` itself was published in error."""
        kind = self.withdrawal and self.withdrawal.kind
        return kind == Withdrawal.Kind.ERROR and self.story.public_id == public_id


@public_page
def article(request, at, section, public_id, slug):
    """A story at its canonical address; any other section or slug with the same public id leads there."""
    found = standing(public_id, at)
    if found.is_gone(public_id):
        return gone(request, at, found.withdrawal.notice)
    story = found.story
    if (section, public_id, slug) != (story.section_slug, story.public_id, story.slug):
        return HttpResponsePermanentRedirect(story.get_absolute_url())
    # An English story has English around it: the page follows the story's language.
    with translation.override(story.language):
        return render(request, "site/article.html", surroundings(found, at))


@public_page
def short(request, at, public_id):
    """The short address, which stays for ever: to the canonical one."""
    found = standing(public_id, at)
    if found.is_gone(public_id):
        return gone(request, at, found.withdrawal.notice)
    return HttpResponsePermanentRedirect(found.story.get_absolute_url())


def standing(public_id, at):
    """Return where `public_id` leads at `at`. Raises Http404 where there is nothing public.

    A merged story leads to the one that it was merged into.
    """
    followed = set()
    while public_id not in followed:
        followed.add(public_id)
        for live in live_story(public_id, at=at):
            return Standing(WHOLE.take([live.mark])[live.mark], live.event)
        withdrawn = Withdrawal.objects.in_force(at).filter(public_id=public_id)
        withdrawal = withdrawn.select_related("publication__event").first()
        if withdrawal is None:
            break
        if withdrawal.kind != Withdrawal.Kind.MERGED:
            return Standing(withdrawal.publication, withdrawal.publication.event, withdrawal)
        public_id = withdrawal.merged_into
    raise Http404


@Prepared
def live_story(public_id, *, at):
    """Its mark, and its event, which may change."""
    live = Publication.objects.live(at).filter(public_id=public_id)
    return live.annotate(mark=MARK).select_related("event").defer(*KEPT)[:1]


# What a whole row of the shelf has.
KEPT = [field.name for field in Publication._meta.fields if field.name not in ("id", "article", "event")]


def surroundings(found, at):
    """Return what the page of a story shows beside the story itself."""
    story, event, withdrawal = found
    lists = listed(lists_beside(story.pk, story.section_id, original_of(story), *window(at), at=at))
    relies_on(f"list:section:{story.section_id}")
    return {
        "story": story,
        "withdrawal": withdrawal,
        "tongues": None if withdrawal else tongues_of(story, lists["family"]),
        "event": event if event and event.is_public else None,
        "related": lists["related"],
        "more": lists["more"] if len(lists["more"]) >= FEWEST_MORE else [],
        "most_read": [other for other in lists["read"] if other.pk != story.pk][:MOST_READ],
        # A withdrawn opinion keeps its writer's name; the face beside it would speak on.
        "authors": [] if withdrawal else authors_of(story),
        "here": story.section_id,
    }


@Prepared
def lists_beside(publication, section, original, since, until, *, at):
    """`related`, to which `publication` (its key) points, in the desk's order; `more` of `section`; the most read.

    `family`: the story `original` (its key) and its translations, but for `publication` itself.
    """
    pointers = PublicationRelated.objects.filter(publication=publication)
    place = pointers.filter(to=OuterRef("article")).values("order")[:1]
    live = Publication.objects.live(at)
    others = live.exclude(pk=publication).exclude(article__in=pointers.values("to"))
    return together(
        part("related", live.filter(article__in=pointers.values("to")), rank=Subquery(place)),
        part("family", family_of(original, at=at).exclude(pk=publication)),
        part("more", others.filter(section=section).newest_first()[:MORE]),
        read_within(since, until, count=MOST_READ + 1, at=at),
    )


def authors_of(story):
    """The people behind an opinion, whose faces stand beside it."""
    if story.kind != "opinion":
        return []
    ids = [line["id"] for line in story.bylines]
    people = Author.objects.filter(pk__in=ids).select_related("portrait").in_bulk()
    return [people[pk] for pk in ids if pk in people]
