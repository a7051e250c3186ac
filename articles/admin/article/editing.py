"""Writing a story: a new one, a changed one, and what happens when two people changed the same one."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import translations, workflow
from articles.admin.pictures.many import take
from articles.admin.site import POLICY_FOR_THE_EDITOR, asks_for_json, desk
from articles.arabic.normalise import tidy
from articles.models import DeskState, Revision, WorkingCopy
from articles.reasons import Refused

from . import doors, merging, notes, proofreading, starting, unsaved
from .form import ArticleForm
from .standing import standing
from .widgets import is_key
from .words import words_of

LONGEST_REASON = Revision._meta.get_field("reason").max_length
# Unsaved new stories that the form of a new one offers.
MOST_OFFERED = 10


def told_to_scripts(view):
    """Let `view` answer a script in JSON: where the save leads, or that there is a page to be looked at."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        by_script = request.method == "POST" and asks_for_json(request)
        if by_script and unsaved.Page(request.POST).is_of_another(request.user):
            return JsonResponse({"other": str(request.user)}, status=409)
        response = view(request, *args, **kwargs)
        if not by_script:
            return response
        return JsonResponse({"to": response.url} if response.status_code == 302 else {"page": True})

    return answer


@told_to_scripts
def add(request):
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    if request.method != "POST":
        copy = unsaved.opened_with(request)
        if copy:
            return form_page(request, unsaved.form_of(copy, request.user), None, copy)
        return form_page(request, ArticleForm(user=request.user, initial=starting.initial(request)), None)
    with transaction.atomic():
        unsaved.one_at_a_time(request.user)
        if made := unsaved.saved_as(request.user, unsaved.Page(request.POST).draft):
            return _save(request, made.pk)
        return _create(request)


def _create(request):
    data, refusal = _with_uploads(request)
    form = ArticleForm(data, user=request.user)
    form.instance.owner = request.user
    if not _is_valid(form, refusal):
        return form_page(request, form, None)
    article = form.save()
    workflow.create(article, by=request.user, reason=_reason(request))
    return _saved(request, article)


@told_to_scripts
def change(request, pk):
    if request.method == "POST":
        with transaction.atomic():
            unsaved.one_at_a_time(request.user)
            return _save(request, pk)
    article = doors.story_to_look_at(request, pk)
    if not workflow.can_edit(request.user, article):
        return _read_page(request, article)
    if copy := unsaved.opened_with(request, article):
        form = unsaved.form_of(copy, request.user, article)
        if form.has_changed():
            return form_page(request, form, article, copy)
    return form_page(request, ArticleForm(instance=article, user=request.user), article)


def _save(request, pk):
    original = request.POST.get("translation_of", "")
    translations.hold_both(pk, original if is_key(original) else None)
    try:
        article = doors.story(request, pk, lock=True)
    except Http404:
        return merging.kept_page(request, None)
    if not workflow.can_edit(request.user, article):
        return merging.kept_page(request, article)
    data, refusal = _with_uploads(request)
    stored = ArticleForm(instance=article, user=request.user)
    before, brought = article.desk_state, []
    form = ArticleForm(data, instance=article, user=request.user)
    if not _is_valid(form, refusal):
        return form_page(request, form, article)
    if merging.is_needed(data, article.version):
        merge = merging.Merge(data, form, stored, article)
        if not merge.is_settled:
            return merging.merge_page(request, merge)
        # Checking the form has put its values on the story: what is stored is read again.
        article, brought = doors.story(request, pk), merge.brought
        form = ArticleForm(merge.rebased(), instance=article, user=request.user)
        if not form.is_valid():
            return form_page(request, form, article)
    if form.has_changed():
        form.save()
        workflow.record_edit(article, by=request.user, reason=_reason(request))
    return _saved(request, article, came_from=before, brought=brought)


def _reason(request):
    return tidy(request.POST.get("reason", "").replace("\0", ""))[:LONGEST_REASON]


def _with_uploads(request):
    """Return the posted data with an uploaded lead picture taken in, and the reason when it was refused."""
    data = request.POST.copy()
    upload = request.FILES.get("lead_picture-upload")
    if upload is None:
        return data, ""
    if not request.user.has_perm("articles.add_picture"):
        raise PermissionDenied
    taken = take(upload, request.user)
    if taken.picture is None:
        return data, taken.reason
    data["lead_picture"] = str(taken.picture.pk)
    return data, ""


def _is_valid(form, refusal):
    if refusal:
        form.add_error("lead_picture", refusal)
    return form.is_valid()


def _saved(request, article, came_from=None, brought=()):
    """Say what was saved and go on to where the button leads."""
    unsaved.settle(request.user, article, request.POST)
    if came_from == DeskState.APPROVED and article.desk_state != DeskState.APPROVED:
        messages.warning(
            request, _("Saved. The words changed, so the approval is void: submit the story again.")
        )
    else:
        messages.success(request, _("Saved."))
    if brought:
        parts = pgettext("between names", ", ").join(map(str, merging.labels(brought)))
        messages.info(
            request, _("What was changed meanwhile is in the story too: %(parts)s.") % {"parts": parts}
        )
    if "_submit" in request.POST:
        _submit(request, article)
    following = request.POST.get("_next", "")
    if following == "translate":
        return redirect(starting.translation_address(article))
    if following == "preview":
        return redirect("admin:article_preview", article.pk)
    if following in workflow.STEPS:
        return redirect("admin:article_step", article.pk, following)
    return redirect("admin:articles_article_change", article.pk)


def _submit(request, article):
    try:
        workflow.perform(article, "submit", by=request.user, version=article.version)
    except Refused as refused:
        messages.error(request, _listed(_("The story was saved, but not submitted:"), refused.reasons))
        return
    messages.success(request, _("Submitted. An editor will read it; until then you can go on changing it."))
    if found := workflow.warnings(article, "submit", request.user):
        messages.warning(request, _listed(_("An editor will ask about this:"), found))


def _listed(sentence, reasons):
    items = format_html_join("", "<li>{}</li>", ((reason.message,) for reason in reasons))
    return format_html("{}<ul>{}</ul>", sentence, items)


def form_page(request, form, article, copy=None):
    """The form. `copy`: what it was opened with, typed before and not saved."""
    response = TemplateResponse(
        request,
        "admin/articles/article/form.html",
        {
            **desk.each_context(request),
            **(standing(article, request.user) if article else {}),
            "title": article.headline or _("(no headline)") if article else _("New story"),
            **(notes.panel(request, article) if article else {}),
            "story": article,
            "form": form,
            "media": form.media,
            "wrong": _wrong(form),
            "version": form.data.get("version") if form.is_bound else article and article.version,
            "opened": form.data.get("opened") if form.is_bound else merging.traces(form),
            "copy_desk": proofreading.panel(request, article),
            "base": form.data.get("base") if form.is_bound else article and merging.base_of(article),
            "state": form.data.get("state") if form.is_bound else article and article.desk_state,
            "can_submit": article is None or article.desk_state in workflow.WITH_THE_WRITER,
            **starting.around(request, form, article),
            **_unsaved(request, form, article, copy),
        },
    )
    # Signing in again happens in a frame on this page.
    response._csp_update = POLICY_FOR_THE_EDITOR | {"frame-src": ["'self'"]}
    return response


def _unsaved(request, form, article, copy):
    """What the page needs to keep what is typed on it, and what it offers of what was typed before."""
    page = unsaved.Page(form.data)
    is_blank = not (article or copy or form.is_bound)
    begun = WorkingCopy.objects.new_stories_of(request.user)[:MOST_OFFERED] if is_blank else []
    return {
        "copy": copy,
        "page": page.token or unsaved.new_token(),
        "sequence": page.sequence,
        "continues": copy.page if copy else page.continues,
        "draft": "" if article else (copy and copy.draft) or page.draft or unsaved.new_token(),
        "others": begun,
    }


def _wrong(form):
    """The faults of a form with the field that each stands at, for the list on top of the page."""
    if not form.is_bound:
        return []
    return [
        (form[name].id_for_label or form[name].auto_id, form[name].label, error)
        if name in form.fields
        else ("", "", error)
        for name, errors in form.errors.items()
        for error in errors
    ]


def _read_page(request, article):
    return TemplateResponse(
        request,
        "admin/articles/article/read.html",
        {
            **desk.each_context(request),
            **standing(article, request.user),
            "title": article.headline or _("(no headline)"),
            **notes.panel(request, article),
            "words": words_of(article),
        },
    )


def change_address(article):
    return reverse("admin:articles_article_change", args=[article.pk])
