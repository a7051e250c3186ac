"""What the story form asks for in the background: a picture taken in, and the programme of an event."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.pictures.many import take
from articles.models import Picture, Session
from articles.templatetags.desk import moment_in_words

from .library import described
from .widgets import is_key


@require_POST
def upload(request):
    """Take in one picture; answer with its address at the desk, or with a reason in the words of the guard."""
    if not request.user.has_perm("articles.add_picture"):
        raise PermissionDenied
    file = request.FILES.get("upload")
    if file is None:
        return _refusal(_("No file arrived. Choose the picture again."))
    taken = take(file, request.user)
    if taken.picture is None:
        return _refusal(taken.reason)
    return JsonResponse(described(taken.picture) | {"said": taken.reason})


@require_safe
def picture(request):
    """Describe the picture `?id=`, for the form to show it when it is chosen."""
    if not request.user.has_perm("articles.view_picture"):
        raise PermissionDenied
    key = request.GET.get("id", "")
    found = Picture.objects.filter(pk=key).first() if is_key(key) else None
    return JsonResponse(described(found) if found else {})


def _refusal(message):
    """Status 200: the editor reads `error`, and a refusal that the page shows is not a fault of the page."""
    return JsonResponse({"error": {"message": message}})


@require_safe
def sessions(request):
    """The programme of the event `?event=`, for the list of sessions on the form."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    event = request.GET.get("event", "")
    found = Session.objects.filter(event=event) if is_key(event) else []
    return JsonResponse(
        {"sessions": [{"id": session.pk, "title": label(session)} for session in found]}
    )


def label(session):
    """Title and time of a session, for a list to choose from."""
    return f"{session.title} ({moment_in_words(session.starts_at)})"
