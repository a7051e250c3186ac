"""The monitor: what the desk has in hand, a column for each state, with the buttons of the workflow on each story.

It asks the same number of questions for thirty open stories as for three thousand: two a column, and one for
each list to choose from.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import F, OuterRef, Q, Subquery
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import workflow
from articles.models import DeskState, PublicState, Transition

from .article.narrowing import Narrowing
from .shelves import SHELVES, is_late
from .site import desk

SHOWN = 20
FILTERS = ("section", "person", "event", "due")
# The buttons that a card has room for, in the order of the table; the rest stand on the story itself.
ON_A_CARD = ("claim", "submit", "approve", "publish", "update", "return", "schedule", "assign")
MOST_BUTTONS = 3


@dataclass(frozen=True)
class Column:
    """A column of the board: the stories of one shelf, the most pressing first."""

    key: str
    title: str
    order: tuple

    @property
    def shelf(self):
        return SHELVES[self.key]


DUE_FIRST = F("due_at").asc(nulls_last=True)
COLUMNS = (
    Column("drafts", pgettext_lazy("column", "Being written"), (DUE_FIRST, "-modified_at", "pk")),
    Column("waiting", pgettext_lazy("column", "Submitted"), (DUE_FIRST, "modified_at", "pk")),
    Column("returned", pgettext_lazy("column", "Returned"), (DUE_FIRST, "-modified_at", "pk")),
    Column("ready", pgettext_lazy("column", "Approved"), (DUE_FIRST, "modified_at", "pk")),
    Column("scheduled", pgettext_lazy("column", "Scheduled"), ("_scheduled_for", "pk")),
)


def monitor(request):
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    narrowing = Narrowing(request.GET, only=FILTERS)
    return TemplateResponse(
        request,
        "admin/monitor.html",
        {
            **desk.each_context(request),
            "title": _("Monitor"),
            "narrowing": narrowing,
            "is_narrowed": bool(narrowing.chosen()),
            "columns": [_filled(column, request, narrowing) for column in COLUMNS],
            "read_at": timezone.now(),
        },
    )


def _filled(column, request, narrowing):
    user = request.user
    stories = narrowing.narrow(column.shelf.stories(user))
    rows = stories.with_public_state().with_writing_now().annotate(since=_since())
    rows = rows.select_related("section", "owner", "event").defer("body", "notes").order_by(*column.order)[:SHOWN]
    count = stories.count()
    return {
        "key": column.key,
        "title": column.title,
        "empty": column.shelf.empty,
        "count": count,
        "is_longer": count > SHOWN,
        "url": _list_of(column, request, narrowing),
        "cards": [card(story, user) for story in rows],
    }


def _since():
    """When the story came into the state in which it stands."""
    came = Transition.objects.filter(article=OuterRef("pk"), to_state=OuterRef("desk_state"))
    came = came.filter(~Q(from_state=F("to_state")) | Q(action="create")).order_by("-sequence")
    return Subquery(came.values("at")[:1])


def card(story, user):
    """What the board says of one story, and the steps that `user` may take with it; asks nothing."""
    return {
        "story": story,
        "since": story.since or story.created_at,
        "is_late": is_late(story),
        "appears": story._scheduled_for if story.public_state == PublicState.SCHEDULED else None,
        "tag": story.public_state.label if story.public_state in WORTH_SAYING else "",
        "is_short": bool(story.wanted_words) and story.words < story.wanted_words * 0.8,
        "steps": _buttons(story, user),
    }


WORTH_SAYING = (PublicState.LIVE_CHANGED, PublicState.WITHDRAWN)


def _buttons(story, user):
    open_to_me = [step for step in workflow.available_on_a_row(story, user) if step.action in ON_A_CARD]
    mine = user.pk in (story.owner_id, story.last_changed_by_id)
    if mine and story.desk_state == DeskState.SUBMITTED:
        open_to_me = [step for step in open_to_me if step.action != "approve"]
    return sorted(open_to_me, key=lambda step: ON_A_CARD.index(step.action))[:MOST_BUTTONS]


def _list_of(column, request, narrowing):
    """The whole column as a list, narrowed in the same way."""
    query = request.GET.copy()
    for name in set(query) - {name for name, _value in narrowing.chosen()}:
        del query[name]
    query["shelf"] = column.key
    return f"{reverse('admin:articles_article_changelist')}?{query.urlencode()}"
