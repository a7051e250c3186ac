"""What happened to a story: every step, and every saved copy of its words."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import notifications
from articles.admin.site import desk
from articles.admin.wording import done
from articles.models import DeskState, WorkingCopy

from . import doors
from .standing import standing
from .words import words_in

SHOWN = 200


def history(request, pk):
    article = doors.story_to_look_at(request, pk)
    states = dict(DeskState.choices)
    steps = article.transitions.select_related("by", "publication")[:SHOWN]
    return TemplateResponse(
        request,
        "admin/articles/article/history.html",
        {
            **desk.each_context(request),
            **standing(article, request.user),
            "title": _("History"),
            "steps": [
                {
                    "row": row,
                    "label": done(row.action),
                    "from": states.get(row.from_state, row.from_state),
                    "to": states.get(row.to_state, row.to_state),
                }
                for row in steps
            ],
            "told": notifications.told_of(article, SHOWN),
            "revisions": _named(article, list(article.revisions.select_related("created_by").defer("content")[:SHOWN])),
            "set_aside": WorkingCopy.objects.set_aside_of(request.user, article),
        },
    )


def _named(article, revisions):
    """Return (revision, names): each saved copy with the steps that were taken on exactly its words."""
    taken = {}
    for fingerprint, action in article.transitions.order_by("sequence").values_list("fingerprint", "action"):
        taken.setdefault(fingerprint, []).append(done(action))
    return [(saved, list(dict.fromkeys(taken.get(saved.fingerprint, [])))) for saved in revisions]


def revision(request, pk, number):
    """Show one saved copy, exactly as it was then."""
    article = doors.story_to_look_at(request, pk)
    saved = article.revisions.select_related("created_by").filter(number=number).first()
    if saved is None:
        raise Http404
    return TemplateResponse(
        request,
        "admin/articles/article/revision.html",
        {
            **desk.each_context(request),
            **standing(article, request.user),
            "title": _("Saved copy %(number)s") % {"number": number},
            "revision": saved,
            "words": words_in(saved.content, article, saved.fingerprint),
            "is_latest": saved.fingerprint == article.fingerprint,
        },
    )
