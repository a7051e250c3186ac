"""Preview links: given to people without an account, listed beside the form, withdrawn with a tap."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.forms import TidyLine
from articles.admin.site import desk
from articles.models import PreviewLink

from . import doors

HOURS = [
    (4, gettext_lazy("4 hours")),
    (24, gettext_lazy("a day")),
    (PreviewLink.HOURS, gettext_lazy("two days")),
    (7 * 24, gettext_lazy("a week")),
    (PreviewLink.LONGEST, gettext_lazy("two weeks")),
]


class LinkForm(forms.Form):
    reader = TidyLine(label=gettext_lazy("for whom"), max_length=100, required=False)
    hours = forms.TypedChoiceField(
        label=gettext_lazy("good for"), choices=HOURS, coerce=int, initial=PreviewLink.HOURS
    )


def links_of(article):
    """Return what the panel beside the form shows: the links that still work, and the form of a new one."""
    return {
        "preview_links": list(article.preview_links.open().select_related("created_by", "revision")),
        "link_form": LinkForm(auto_id="id_link_%s"),
    }


@require_POST
def give(request, pk):
    """Give a link to the newest revision. The answer shows it, this once: only its hash is kept."""
    article = doors.story(request, pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        for faults in form.errors.values():
            messages.error(request, faults[0])
        return redirect("admin:articles_article_change", pk)
    link, token = PreviewLink.give(article, by=request.user, **form.cleaned_data)
    context = {
        **desk.each_context(request),
        "title": _("The preview link"),
        "story": article,
        "buttons": None,
        "link": link,
        "address": request.build_absolute_uri(reverse("guest_story", args=[token])),
    }
    return TemplateResponse(request, "admin/articles/article/shared.html", context)


@require_POST
def withdraw(request, pk, link):
    found = doors.story(request, pk).preview_links.open().filter(pk=link).first()
    if found is None:
        raise Http404
    found.withdraw()
    messages.success(request, _("The link does not work any more."))
    return redirect("admin:articles_article_change", pk)
