"""The first page of the desk, by role: what waits for this person, and what to do next.

Every part asks a fixed number of queries, however much there is: a panel of stories two, the record one,
pictures two, rights of pictures one, people one, the background work three.
"""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from articles import jobs
from articles.models import WITH_THE_WRITER, Article, Picture, Transition, User
from articles.pagestore import removal
from articles.roles import roles

from .shelves import SHELVES, Shelf, is_late
from .wording import done

SHOWN = 6
STEPS_SHOWN = 8
STEPS_LOOKED_AT = 3000
PICTURES_SHOWN = 8

OF_A_WRITER = ("my-returned", "my-due", "my-drafts", "offered", "my-submitted", "my-live")
OF_AN_EDITOR = ("waiting", "late", "ready", "scheduled", "changed", "returned", "offered", "my-work")


@dataclass(frozen=True)
class Panel:
    shelf: Shelf
    rows: list
    count: int

    @property
    def url(self):
        return reverse("admin:articles_article_changelist") + f"?shelf={self.shelf.key}"


def board(user):
    """Return what the first page shows to `user`, part by part; a part that is not theirs is missing."""
    found = {}
    if user.has_perm("articles.change_article"):
        editor = user.has_perm("articles.edit_any_article")
        found["panels"] = [_panel(SHELVES[key], user) for key in (OF_AN_EDITOR if editor else OF_A_WRITER)]
        found["nothing_yet"] = not any(panel.count for panel in found["panels"])
        if user.has_perm("articles.clear_picture"):
            found["rights"] = _rights()
        if editor and user.has_perm("articles.view_transition"):
            found["steps"] = _latest_steps(user)
    elif user.has_perm("articles.add_picture"):
        found["pictures"] = _pictures(user)
    if user.has_perm("articles.change_user"):
        found["people"] = _people()
    if user.has_perm("articles.view_job"):
        found["alarms"] = [*removal.unconfirmed(), *jobs.overdue()]
    return found


def _panel(shelf, user):
    stories = shelf.stories(user)
    rows = with_last_step(stories.with_public_state(), shelf.steps).select_related("section", "owner")
    rows = rows.defer("body", "notes").order_by(shelf.order, "pk")[:SHOWN]
    return Panel(shelf, [_row(story, user, shelf) for story in rows], stories.count())


def with_last_step(stories, actions):
    """Annotate when, by whom and with which note the last of `actions` was done; without actions, the last change."""
    if not actions:
        return stories.annotate(since=F("modified_at"))
    last = Transition.objects.filter(article=OuterRef("pk"), action__in=actions).order_by("-sequence")
    return stories.annotate(
        since=Subquery(last.values("at")[:1]),
        step_note=Subquery(last.values("note")[:1]),
        step_by=Subquery(last.values("by_name")[:1]),
    )


def _row(story, user, shelf):
    mine = user.pk in (story.owner_id, story.last_changed_by_id)
    return {
        "story": story,
        "when": story._scheduled_for if shelf.key == "scheduled" else story.since,
        "note": getattr(story, "step_note", "") if shelf.key in ("my-returned", "returned") else "",
        "note_by": getattr(story, "step_by", ""),
        "needs_another": shelf.key == "waiting" and mine and not user.has_perm("articles.override_approval"),
        "show_owner": story.owner_id != user.pk and not story.is_offered,
        "due": story.due_at if story.desk_state in WITH_THE_WRITER else None,
        "is_late": is_late(story),
        "tag": story.public_state.label if story.public_state in shelf.tags else "",
    }


def _latest_steps(user):
    """The latest steps on stories that are theirs to open, looked for among the latest of all."""
    newest = Transition.objects.order_by("-sequence").values("sequence")[:1]
    steps = Transition.objects.filter(
        Exists(Article.objects.visible_to(user).order_by().filter(pk=OuterRef("article"))),
        sequence__gt=Subquery(newest) - STEPS_LOOKED_AT,
    )
    steps = steps.select_related("article").defer("article__body", "article__notes").order_by("-sequence")
    return [{"step": step, "label": done(step.action)} for step in steps[:STEPS_SHOWN]]


def _pictures(user):
    mine = Picture.objects.filter(uploaded_by=user)
    bare = mine.filter(Q(alt="") | Q(credit=""))
    return {"latest": list(mine.order_by("-pk")[:PICTURES_SHOWN]), "bare": bare.count()}


def _rights():
    """Count the pictures before readers of which the rights end, and those of which they have ended."""
    counts = Picture.objects.before_readers().count_rights()
    return {**counts, "any": any(counts.values())}


def _people():
    """Count the accounts, and those that somebody should look at."""
    guarded = [role["name"] for role in roles().values() if role["second_factor"]]
    people = User.objects.annotate(
        has_role=Exists(User.groups.through.objects.filter(user=OuterRef("pk"))),
        is_guarded=Exists(User.groups.through.objects.filter(user=OuterRef("pk"), group__name__in=guarded)),
        has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
    )
    open_account = Q(is_active=True)
    return people.aggregate(
        active=Count("pk", filter=open_account),
        closed=Count("pk", filter=~open_account),
        without_role=Count("pk", filter=open_account & Q(has_role=False, is_superuser=False)),
        without_factor=Count("pk", filter=open_account & Q(is_guarded=True, has_factor=False)),
    )
