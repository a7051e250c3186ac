"""What is typed and not saved: kept at the server while it is written, and the form opened on it again.

`page` is the token of one opened page, `continues` that of the page whose text it was opened with, and
`sequence` counts what was typed on it. They come from the browser and are taken for no more than that:
whatever they say, a person reaches only copies of their own.
"""

import re
import secrets

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import workflow
from articles.arabic.normalise import tidy
from articles.models import User, WorkingCopy

from . import doors
from .form import ArticleForm
from .widgets import is_key

# Parts of a POST that are about the request, not about the story.
OF_THE_REQUEST = ("csrfmiddlewaretoken", "page", "continues", "sequence", "draft", "writer", "_next")
TOKEN = re.compile(r"[0-9a-f]{16,32}")
LARGEST_SEQUENCE = 2**31 - 1


def new_token():
    return secrets.token_hex(8)


class Page:
    """Which opened page a request comes from."""

    def __init__(self, data):
        self.token = _token(data, "page")
        self.continues = _token(data, "continues")
        self.draft = _token(data, "draft")
        sequence = data.get("sequence", "")
        self.sequence = min(int(sequence), LARGEST_SEQUENCE) if is_key(sequence) else 0
        self.writer = data.get("writer", "")

    def owns(self, copy):
        return copy.page in (self.token, self.continues)

    def is_of_another(self, user):
        """True when somebody else signed in since the form was opened: nothing is saved in that name."""
        return bool(self.writer) and self.writer != str(user.pk)


def _token(data, name):
    sent = data.get(name, "")
    return sent if TOKEN.fullmatch(sent) else ""


def one_at_a_time(user):
    """Let the writes of one person queue. Call inside a transaction."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


@require_POST
def keep(request, pk=None):
    """Take in what the form holds. The story, its lists and its record do not move."""
    page = Page(request.POST)
    if page.is_of_another(request.user):
        return JsonResponse({"other": str(request.user)}, status=409)
    article = _writable(request, pk)
    if not page.token or not (article or page.draft):
        raise BadRequest
    with transaction.atomic():
        one_at_a_time(request.user)
        late = _is_late(request.user, article, page)
        if not late:
            _take_in(request, article, page)
    return JsonResponse({"kept": page.sequence, "late": late})


def _writable(request, pk):
    if pk is None:
        if not request.user.has_perm("articles.add_article"):
            raise PermissionDenied
        return None
    article = doors.story(request, pk)
    if not workflow.can_edit(request.user, article):
        raise PermissionDenied
    return article


def _is_late(user, article, page):
    """True for what was sent before its page was saved, or before something newer from the same page."""
    if article is None and saved_as(user, page.draft):
        return True
    newest = _of(user, article, page.draft).filter(page=page.token, set_aside_at=None).first()
    return newest is not None and newest.sequence >= page.sequence


def _of(user, article, draft):
    return WorkingCopy.objects.of(user, article=article, draft=draft)


def _take_in(request, article, page):
    copies = _of(request.user, article, page.draft)
    copy = copies.active().first()
    if copy and copy.fields and not page.owns(copy):
        copy.set_aside()
        copy = None
    # What was fetched back goes on in the active copy.
    copies.filter(page__in=[page.token, page.continues]).exclude(set_aside_at=None).delete()
    copy = copy or WorkingCopy(user=request.user, article=article, draft="" if article else page.draft)
    copy.page, copy.headline = page.token, tidy(request.POST.get("headline", "").replace("\0", ""))[:200]
    copy.hold(pairs_of(request.POST), page.sequence)
    copy.save()


def pairs_of(data):
    return [
        [name, value] for name, values in data.lists() if name not in OF_THE_REQUEST for value in values
    ]


def saved_as(user, draft):
    """Return the story that the new form `draft` became, or None: a save sent twice makes one story."""
    done = WorkingCopy.objects.filter(user=user, draft=draft).exclude(article=None).select_related("article")
    found = done.first() if draft else None
    return found and found.article


def settle(user, article, data):
    """Note that the page behind `data` is saved: its working copy is empty from here on."""
    page = Page(data)
    copy = WorkingCopy.objects.of(user, article=article).active().first()
    if page.draft:
        copy = copy or _of(user, None, page.draft).active().first()
    elif not (page.token and (page.sequence or page.continues)):
        return
    if copy and copy.fields and not page.owns(copy):
        return
    copy = copy or WorkingCopy(user=user)
    copy.article, copy.draft = article, page.draft or copy.draft
    copy.page, copy.sequence, copy.fields = page.token, page.sequence, ""
    copy.save()


def opened_with(request, article=None):
    """Return what this person typed and did not save, for the form to open with, or None."""
    mine = WorkingCopy.objects.filter(user=request.user, article=article).unsaved()
    asked = request.GET.get("copy", "")
    if is_key(asked):
        return mine.filter(pk=asked).first()
    if article is None:
        draft = _token(request.GET, "draft")
        return mine.active().filter(draft=draft).first() if draft else None
    return mine.active().first()


def form_of(copy, user, article=None):
    """Return the form as `copy` left it, with no complaint about what is half-written."""
    data = QueryDict(mutable=True)
    for name, value in copy.pairs:
        data.appendlist(name, value)
    return ArticleForm.unfinished(data, instance=article, user=user)


@require_POST
def set_aside(request, pk):
    """Open the story as it is saved; what was typed can be fetched back."""
    copy = WorkingCopy.objects.filter(user=request.user, pk=pk, set_aside_at=None).unsaved().first()
    if copy is None:
        raise Http404
    copy.set_aside()
    if copy.article_id:
        form = reverse("admin:articles_article_change", args=[copy.article_id])
    else:
        form = reverse("admin:articles_article_add")
    messages.success(
        request,
        format_html(
            '{} <a href="{}?copy={}">{}</a>',
            _("What you had not saved was set aside."), form, copy.pk, _("Fetch it back"),
        ),
    )  # fmt: skip
    return redirect(form)
