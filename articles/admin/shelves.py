"""The shelves of the desk: named sets of stories.

The dashboard shows what stands on them and how much it is; the list of stories opens them with `?shelf=<key>`.
Both ask here, so that a count and the list behind it cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import WITH_THE_WRITER, Article, DeskState, Publication, PublicState


@dataclass(frozen=True)
class Shelf:
    """`pick(stories, user)` narrows stories that the user may open; `steps` put a story here, `order` sorts them."""

    key: str
    title: str
    empty: str
    pick: Callable
    steps: tuple = ()
    order: str = "-modified_at"
    # Public states worth a word beside the headline: elsewhere the shelf itself says it.
    tags: tuple = ()

    def stories(self, user):
        return self.pick(Article.objects.visible_to(user), user)


def _owned(*states):
    """Stories of one's own in hand: `is_settled` keeps the archive out, however much of it is one's own."""
    return lambda stories, user: stories.filter(is_settled=False, owner=user, desk_state__in=states)


def _live_of(user_owned=False):
    live = Exists(Publication.objects.live().filter(article=OuterRef("pk")))
    return lambda stories, user: stories.filter(live, **({"owner": user} if user_owned else {}))


def late():
    """Stories that somebody still writes after the time at which they were due."""
    return Q(desk_state__in=WITH_THE_WRITER, due_at__lt=Now())


def is_late(story):
    """The same of one story that was read."""
    return bool(story.desk_state in WITH_THE_WRITER and story.due_at and story.due_at < timezone.now())


def _ready(stories, user):
    """Approved words that are neither before readers nor on their way to them."""
    stories = stories.filter(is_settled=False)
    same = Publication.objects.filter(article=OuterRef("pk"), fingerprint=OuterRef("fingerprint"))
    out = Exists(same.live()) | Exists(same.scheduled())
    return stories.filter(desk_state=DeskState.APPROVED).filter(~Q(out))


def _changed(stories, user):
    """Live stories whose words at the desk are others; those are in hand, or scheduled to replace them."""
    live = Publication.objects.live().filter(article=OuterRef("pk"))
    scheduled = Publication.objects.scheduled().order_by().values("article")
    in_hand = Article.objects.filter(is_settled=False).order_by().values("pk")
    stories = stories.filter(pk__in=in_hand.union(scheduled, all=True))
    return stories.filter(Exists(live.exclude(fingerprint=OuterRef("fingerprint"))))


def _scheduled(stories, user):
    return stories.with_public_state().filter(pk__in=Publication.objects.scheduled().values("article"))


def _offered(stories, user):
    return stories.filter(is_offered=True, desk_state__in=WITH_THE_WRITER)


def _due_from(stories, user):
    return _owned(*WITH_THE_WRITER)(stories, user).filter(due_at__isnull=False)


def _in_state(state):
    return lambda stories, user: stories.filter(is_settled=False, desk_state=state)


WORTH_SAYING = (PublicState.LIVE_CHANGED, PublicState.SCHEDULED, PublicState.WITHDRAWN)

SHELVES = {
    shelf.key: shelf
    for shelf in (
        Shelf("my-returned", _("Returned to me"), _("Nothing came back to you."), _owned(DeskState.RETURNED),
              ("return",), "since"),
        Shelf("my-drafts", _("My drafts"), _("No draft is waiting for you."), _owned(DeskState.DRAFT),
              tags=WORTH_SAYING),
        Shelf("my-work", _("My unfinished stories"), _("You have no unfinished story."), _owned(*WITH_THE_WRITER),
              tags=WORTH_SAYING),
        Shelf("my-submitted", _("Waiting for an editor"), _("None of your stories is being read."),
              _owned(DeskState.SUBMITTED), ("submit",), "since"),
        Shelf("my-live", _("My live stories"), _("None of your stories is live yet."), _live_of(user_owned=True),
              ("publish", "update", "correct", "schedule"), "-since", tags=(PublicState.LIVE_CHANGED,)),
        Shelf("my-due", _("Due from me"), _("Nobody waits for a story of yours."), _due_from, (), "due_at"),
        Shelf("offered", _("Waiting for a writer"), _("Every story has its writer."), _offered, (), "due_at"),
        Shelf("late", _("Past their due time"), _("Nothing is late."),
              lambda stories, user: stories.filter(late()), (), "due_at"),
        Shelf("drafts", _("Being written"), _("Nobody is writing a new story."), _in_state(DeskState.DRAFT),
              tags=WORTH_SAYING),
        Shelf("waiting", _("Waiting for me"), _("Everything that was submitted has been read."),
              _in_state(DeskState.SUBMITTED), ("submit",), "since", tags=WORTH_SAYING),
        Shelf("ready", _("Approved, not yet published"), _("Everything that was approved is on its way."), _ready,
              ("approve", "override"), "since"),
        Shelf("scheduled", pgettext_lazy("shelf", "Scheduled"), _("Nothing is scheduled."),
              _scheduled, (), "_scheduled_for"),
        Shelf("changed", _("Live, with unpublished changes"), _("Readers have the latest words of every story."),
              _changed),
        Shelf("returned", _("With their writers again"), _("No story is back with its writer."),
              _in_state(DeskState.RETURNED), ("return",), "since"),
        Shelf("live", pgettext_lazy("shelf", "Live"), _("Nothing is live yet."), _live_of()),
    )
}  # fmt: skip


class ShelfFilter(admin.SimpleListFilter):
    """For the list of stories: opens one shelf."""

    title = pgettext_lazy("filter", "shelf")
    parameter_name = "shelf"

    def lookups(self, request, model_admin):
        editor = request.user.has_perm("articles.edit_any_article")
        mine = ("my-work",) if editor else ("my-returned", "my-due", "my-drafts", "my-submitted", "my-live")
        all_of_them = "late waiting ready scheduled changed returned drafts live".split() if editor else ()
        return [(key, SHELVES[key].title) for key in (*mine, "offered", *all_of_them)]

    def queryset(self, request, queryset):
        shelf = SHELVES.get(self.value())
        return shelf.pick(queryset, request.user) if shelf else queryset
