"""The bell: what this person was told, and how they want to be told by e-mail."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles import notifications
from articles.models import MailPace, Notification

SHOWN = 50
LARGEST_KEY = 2**63 - 1


@require_safe
def page(request, site):
    """What this person was told, newest first; `?before=` goes on where a page ended."""
    rows = Notification.objects.shown_to(request.user)
    before = _key(request.GET.get("before"))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    rows = list(rows.select_related("article__section", "by", "step", "note").order_by("-pk")[: SHOWN + 1])
    shown = rows[:SHOWN]
    context = {
        **site.each_context(request),
        "title": _("Notifications"),
        "rows": [{"row": row, "sentence": notifications.sentence(row)} for row in shown],
        "newest": shown[0].pk if shown else None,
        "older_than": shown[-1].pk if len(rows) > SHOWN else None,
        "any_unread": any(row.read_at is None for row in shown),
        "paces": MailPace.choices,
    }
    return render(request, "admin/notifications/page.html", context)


@require_safe
def count(request):
    """How many are unread, in figures and in words: what the bell asks for from time to time."""
    number = notifications.unread(request.user)
    return JsonResponse({"unread": number, "said": said(number)})


def said(number):
    return ngettext("%(count)s unread notification", "%(count)s unread notifications", number) % {
        "count": number
    }


@require_POST
def read(request):
    """Mark as read: one row, all of one story's, or all up to one that was shown."""
    for name in ("only", "article", "upto"):
        key = _key(request.POST.get(name))
        if key is not None:
            notifications.mark_read(request.user, **{name: key})
    return redirect("admin:notifications")


@require_POST
def choose(request):
    """Choose how to be told by e-mail; what is no choice changes nothing."""
    pace = request.POST.get("pace")
    if pace in MailPace:
        request.user.mail_pace = pace
        request.user.save(update_fields=["mail_pace"])
        messages.success(request, _("Your choice is kept."))
    return redirect("admin:notifications")


def _key(sent):
    """The number of a row, or None for what cannot be one in any database."""
    return int(sent) if sent and sent.isdecimal() and len(sent) < 20 and int(sent) <= LARGEST_KEY else None
