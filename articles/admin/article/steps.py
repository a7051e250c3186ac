"""The workflow's buttons: one page a step, with what it needs, what stands in its way, and the words it is about."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import copydesk, workflow
from articles.admin.forms import DayInput, NewsDate, TidyText
from articles.admin.site import desk
from articles.models import Article, Correction, Publication, User, Withdrawal
from articles.pagestore import removal
from articles.reasons import Refused
from articles.templatetags.desk import moment_in_words

from . import doors
from .fields import MomentField, RowField
from .form import ArticleForm
from .narrowing import writers
from .standing import TAKING_AWAY, standing
from .words import words_of

# What each step asks for. Everything may be left empty here: the workflow itself says what is missing.
ASKS = {
    "submit": ["note"],
    "return": ["note"],
    "override": ["note"],
    "schedule": ["at"],
    "correct": ["correction"],
    "withdraw": ["kind", "notice", "merged_into", "note"],
    "spike": ["note"],
    "takeover": ["note"],
    "assign": ["assignee", "due_at", "planned_for", "wanted_words", "note"],
    "offer": ["due_at", "planned_for", "wanted_words", "note"],
}
# Steps after which readers get these words: they are shown on the page, to be read first.
ABOUT_WORDS = ("approve", "override", "publish", "schedule", "update", "correct")
LIVE_OFFERED = 100

DONE = {
    "submit": gettext_lazy("Submitted. An editor will read it; until then you can go on changing it."),
    "return": gettext_lazy("Returned to {writer} with your note."),
    "approve": gettext_lazy("Approved. It can be published now; “Return to the writer” takes the approval back."),
    "override": gettext_lazy("Approved alone. Your reason stands in the record."),
    "publish": gettext_lazy("Published. Readers see it now; “Withdraw” takes it from them."),
    "schedule": gettext_lazy("Scheduled: it appears by itself on {at}. “Cancel the schedule” stops it."),
    "unschedule": gettext_lazy("The schedule is cancelled. The story is still approved."),
    "update": gettext_lazy("The update is published. Readers see the new words now."),
    "correct": gettext_lazy("The correction is published, with its wording under the story."),
    "withdraw": gettext_lazy("Withdrawn. The story is a draft again, and its address says what you wrote."),
    "spike": gettext_lazy("Spiked. “Restore” brings it back as a draft."),
    "restore": gettext_lazy("Restored as a draft."),
    "takeover": gettext_lazy("The story is yours now."),
    "assign": gettext_lazy("Assigned to {writer}, on whose desk it stands now."),
    "offer": gettext_lazy("Offered: it stands before every writer, until one of them claims it."),
    "claim": gettext_lazy("The story is yours. Write it, then submit it."),
}


EXPECTED = ("due_at", "planned_for", "wanted_words")


class StepForm(forms.Form):
    """What one step asks for."""

    note = TidyText(label=gettext_lazy("note"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
    at = MomentField(label=gettext_lazy("It appears at"), required=False)
    correction = TidyText(
        label=Correction._meta.get_field("text").verbose_name,
        help_text=gettext_lazy("One sentence that says what was wrong and what is right. Readers see it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What happens to its address"),
        choices=Withdrawal.Kind,
        required=False,
        widget=forms.RadioSelect,
    )
    notice = TidyText(
        label=Withdrawal._meta.get_field("notice").verbose_name,
        help_text=gettext_lazy("What readers find in its place. Not needed when it was merged into another."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    merged_into = forms.CharField(
        label=Withdrawal._meta.get_field("merged_into").verbose_name,
        help_text=gettext_lazy("The other story: its address, or its short name from the list."),
        required=False,
        max_length=400,
        widget=forms.TextInput({"list": "live-stories", "dir": "ltr", "autocomplete": "off"}),
    )

    assignee = RowField(
        label=gettext_lazy("Who writes it"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("— choose a person —"),
    )
    due_at = MomentField(
        label=capfirst(Article._meta.get_field("due_at").verbose_name),
        help_text=Article._meta.get_field("due_at").help_text,
        required=False,
    )
    planned_for = NewsDate(
        label=Article._meta.get_field("planned_for").verbose_name,
        help_text=Article._meta.get_field("planned_for").help_text,
        required=False,
        widget=DayInput,
    )
    wanted_words = forms.IntegerField(
        label=Article._meta.get_field("wanted_words").verbose_name,
        help_text=Article._meta.get_field("wanted_words").help_text,
        required=False,
        min_value=1,
        max_value=20_000,
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in ASKS.get(action, [])}
        if "assignee" in self.fields:
            self.fields["assignee"].queryset = writers()
        if "at" in self.fields:
            self.fields["at"].help_text = _(
                "By the newsroom's clock (%(zone)s), wherever you are. It is %(now)s there now."
            ) % {"zone": settings.TIME_ZONE, "now": moment_in_words(timezone.now())}

    def clean_merged_into(self):
        """Take the short name out of an address, in whichever form it was copied."""
        typed = self.cleaned_data["merged_into"].strip().rstrip("/")
        parts = [part for part in typed.split("/") if part]
        found = Publication.objects.filter(public_id__in=[part[:8] for part in parts if len(part) == 8])
        return found.values_list("public_id", flat=True).first() or typed[:8]


def step(request, pk, action):
    """Show the page of `action` on the story `pk`; a POST does it, or says why not with everything kept."""
    article = doors.story(request, pk)
    if action not in workflow.STEPS:
        raise Http404
    if not request.user.has_perm(f"articles.{workflow.STEPS[action].permission}"):
        raise PermissionDenied
    if request.method != "POST":
        expected = {name: getattr(article, name) for name in EXPECTED}
        return _page(request, article, action, StepForm(action=action, initial=expected), [])
    form = StepForm(request.POST, action=action)
    if not form.is_valid():
        return _page(request, article, action, form, [])
    details = {name: value for name, value in form.cleaned_data.items() if value}
    try:
        workflow.perform(article, action, by=request.user, version=_version(request), **details)
    except Refused as refused:
        return _page(request, article, action, form, _said_at_their_fields(form, refused.reasons))
    messages.success(request, _done(article, action, details))
    if details.get("kind") == Withdrawal.Kind.ERROR:
        _say_whether_it_is_gone(request)
    return redirect(_after(request, article))


def _say_whether_it_is_gone(request):
    """Wait for every process that keeps pages; a removal that one does not confirm is said loudly."""
    if removal.wait_for(removal.last_removal().sequence):
        return messages.success(request, _("No server shows the story or its pictures any more."))
    return messages.error(
        request,
        _("Not every server has confirmed that the story is gone. Tell whoever runs the site, now: "
          "it may still be shown."),
    )  # fmt: skip


def _version(request):
    """The version that the person was looking at; a POST without one was looking at nothing."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1


def _said_at_their_fields(form, reasons):
    """Put each reason at its field of this page; return those that belong to the story itself."""
    others = []
    for reason in reasons:
        if reason.field in form.fields:
            form.add_error(reason.field, str(reason.message))
        else:
            others.append(reason)
    return others


def _done(article, action, details):
    sentence = DONE[action].format(
        writer=article.owner, at=moment_in_words(details["at"]) if "at" in details else ""
    )
    live = article.publications.live().first() if action in ("publish", "update", "correct") else None
    if live is None:
        return sentence
    return format_html('{} <a href="{}">{}</a>', sentence, live.get_absolute_url(), _("See it on the site"))


# Where a step may lead back to, when it was not begun on the story itself.
BACK_TO = {"monitor": "admin:monitor"}


def _after(request, article):
    if came_from := BACK_TO.get(request.POST.get("then")):
        return reverse(came_from)
    if Article.objects.visible_to(request.user).filter(pk=article.pk).exists():
        return reverse("admin:articles_article_change", args=[article.pk])
    return reverse("admin:index")


def _page(request, article, action, form, refused):
    here = standing(article, request.user)
    button = next((button for button in here["buttons"] if button.step.action == action), None)
    if button is None and not refused:
        refused = [workflow.blockers.wrong_state(article, workflow.STEPS[action])]
    reasons = list({reason.code: reason for reason in (*refused, *(button.reasons if button else []))}.values())
    return TemplateResponse(
        request,
        "admin/articles/article/step.html",
        {
            **desk.each_context(request),
            **here,
            "title": workflow.STEPS[action].label,
            "action": action,
            "then": request.POST.get("then") or request.GET.get("then", ""),
            "form": form,
            "reasons": [(reason, address_of(article, reason)) for reason in reasons],
            "warnings": [
                (reason, address_of(article, reason))
                for reason in workflow.warnings(article, action, request.user)
            ],
            "marked": _marked(article, action),
            "is_open": bool(button) and not button.reasons,
            "is_careful": action in TAKING_AWAY,
            "words": words_of(article) if action in ABOUT_WORDS else None,
            "live_stories": _live_stories(article) if action == "withdraw" else [],
        },
    )


def _marked(article, action):
    """What the copy desk says, on the pages where an editor decides about the words."""
    if not (action in ABOUT_WORDS and workflow.STEPS[action].warnings):
        return []
    return copydesk.read(article)


def address_of(article, reason):
    """Where on the story's form the thing stands that `reason` is about; empty when it is no field's."""
    if reason.field not in ArticleForm.base_fields:
        return ""
    return f"{reverse('admin:articles_article_change', args=[article.pk])}#id_{reason.field}"


def _live_stories(article):
    others = Publication.objects.live().exclude(article=article).newest_first()
    return others.values_list("public_id", "headline")[:LIVE_OFFERED]
