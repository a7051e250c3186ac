"""Searches kept under a name, over the list of stories: a person's own, and those that colleagues share."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.forms import TidyLine
from articles.models import SavedSearch

from .narrowing import Narrowing

MOST = 30
KEPT = ("q", "shelf", "whose", *Narrowing.base_fields)


def kept_part(query):
    """What of the list's address makes it this list, in one order; pages and orders are left out."""
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if value := query.get(name, "").strip():
            kept[name] = value
    return kept.urlencode()


class SaveForm(forms.Form):
    name = TidyLine(label=gettext_lazy("Name of the search"), max_length=60)
    is_shared = forms.BooleanField(label=gettext_lazy("Everybody at the desk finds it here"), required=False)
    query = forms.CharField(max_length=600, required=False, widget=forms.HiddenInput)

    def clean_query(self):
        return kept_part(QueryDict(self.cleaned_data["query"]))


def saved_for(request):
    """What stands over the list: the searches, which of them is shown now, and whether this one can be saved."""
    now = kept_part(request.GET)
    rows = SavedSearch.objects.open_to(request.user)
    searches = [
        {"search": row, "is_here": row.query == now, "is_mine": row.owner_id == request.user.pk} for row in rows
    ]
    return {
        "searches": searches,
        "query": now,
        "form": SaveForm(initial={"query": now}) if now and not any(one["is_here"] for one in searches) else None,
        "may_share": request.user.has_perm("articles.edit_any_article"),
    }


@require_POST
def save(request):
    """Keep the search that was posted; the same name again replaces what it meant."""
    _may_search(request)
    form = SaveForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["query"]:
        for faults in form.errors.values():
            messages.error(request, faults[0])
        return redirect(_list(form.data.get("query", "")))
    query = form.cleaned_data["query"]
    mine = SavedSearch.objects.filter(owner=request.user)
    if mine.exclude(name=form.cleaned_data["name"]).count() >= MOST:
        messages.error(request, _("You keep 30 searches already. Delete one first."))
        return redirect(_list(query))
    shared = form.cleaned_data["is_shared"] and request.user.has_perm("articles.edit_any_article")
    SavedSearch.objects.update_or_create(
        owner=request.user, name=form.cleaned_data["name"], defaults={"query": query, "is_shared": shared}
    )
    messages.success(request, _("The search is kept. It stands over the list."))
    return redirect(_list(query))


@require_POST
def delete(request, pk):
    _may_search(request)
    found = SavedSearch.objects.filter(owner=request.user, pk=pk).first()
    if found is None:
        raise Http404
    found.delete()
    messages.success(request, _("The search is deleted. The stories are where they were."))
    return redirect(_list(found.query))


def _may_search(request):
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied


def _list(query):
    kept = kept_part(QueryDict(query[:1000]))
    return f"{reverse('admin:articles_article_changelist')}?{kept}"
