"""One step for many stories: each goes through the workflow's one door by itself, and each refusal is told.

Approval is not among them: it names words that somebody has read.
"""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import workflow
from articles.admin.site import desk
from articles.models import Article
from articles.reasons import Refused

from .steps import StepForm
from .widgets import is_key

STEPS = ("submit", "return", "assign", "offer", "publish", "unschedule", "spike", "restore", "takeover")
MOST = 100


def actions_for(user):
    """What the list offers to do with the stories that are ticked, as Django's list wants it."""
    steps = [workflow.STEPS[action] for action in STEPS]
    return {
        step.action: (_chosen(step.action), step.action, step.label)
        for step in steps
        if user.has_perm(f"articles.{step.permission}")
    }


def _chosen(action):
    def go_on(modeladmin, request, queryset):
        keys = queryset.order_by().values_list("pk", flat=True)[:MOST]
        address = reverse("admin:article_bulk", args=[action])
        return redirect(f"{address}?{urlencode([('story', key) for key in keys])}")

    return go_on


def bulk(request, action):
    """Show what `action` is about to be done with, and what it needs; a POST does it and reports each story."""
    if action not in STEPS:
        raise Http404
    if not request.user.has_perm(f"articles.{workflow.STEPS[action].permission}"):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    stories = _stories(request, sent)
    if request.method != "POST":
        return _page(request, action, StepForm(action=action), stories)
    form = StepForm(request.POST, action=action)
    if not form.is_valid():
        return _page(request, action, form, stories)
    details = {name: value for name, value in form.cleaned_data.items() if value}
    results = [(story, _try(request, story, action, details)) for story in stories]
    if all(reasons and all(reason.field in form.fields for reason in reasons) for _story, reasons in results):
        for reason in {reason for _story, reasons in results for reason in reasons}:
            form.add_error(reason.field, str(reason.message))
        return _page(request, action, form, stories)
    return _report(request, action, results)


def _stories(request, sent):
    keys = [key for key in sent.getlist("story")[:MOST] if is_key(key)]
    stories = Article.objects.visible_to(request.user).filter(pk__in=keys)
    return list(stories.with_public_state().select_related("section", "owner").defer("body", "notes"))


def _try(request, story, action, details):
    """Do `action` on `story`; return the reasons why not, or nothing."""
    version = request.POST.get(f"version-{story.pk}", "")
    version = int(version) if version.isdecimal() and len(version) < 10 else -1
    try:
        workflow.perform(story, action, by=request.user, version=version, **details)
    except Refused as refused:
        return refused.reasons
    return []


def _page(request, action, form, stories):
    return TemplateResponse(
        request,
        "admin/articles/article/bulk.html",
        {
            **desk.each_context(request),
            "title": workflow.STEPS[action].label,
            "form": form,
            "stories": stories,
        },
    )


def _report(request, action, results):
    return TemplateResponse(
        request,
        "admin/articles/article/bulk_report.html",
        {
            **desk.each_context(request),
            "title": workflow.STEPS[action].label,
            "done": [story for story, reasons in results if not reasons],
            "refused": [(story, reasons) for story, reasons in results if reasons],
        },
    )
