"""«فلان يحرّر الآن»: the open form says so every few seconds, and hears who else is there and what was saved."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import workflow
from articles.models import writing

from . import doors
from .unsaved import Page


@require_POST
def presence(request, pk):
    """Refresh, take over (`takeover`) or end (`leave`) this person's lease; answer with what to say."""
    article = doors.story(request, pk)
    if not workflow.can_edit(request.user, article):
        raise PermissionDenied
    page = Page(request.POST)
    if not page.token:
        raise BadRequest
    if "leave" in request.POST:
        writing.let_go(article, request.user, page.token)
        return JsonResponse({})
    with transaction.atomic():
        lease = writing.hold(article, request.user, page.token, takeover="takeover" in request.POST)
    return JsonResponse({"who": _who(lease, request.user), "newer": _newer(request, article)})


def _who(lease, user):
    if lease.holder_id == user.pk:
        return ""
    return _("%(name)s is writing in this story now.") % {"name": lease.holder}


def _newer(request, article):
    if request.POST.get("version", "") == str(article.version):
        return ""
    return _(
        "%(name)s saved a newer version of this story. Go on writing:"
        " what you both wrote is brought together when you save."
    ) % {"name": article.last_changed_by or article.owner}
