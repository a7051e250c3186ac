"""The notes on a story: read, written, answered, settled and opened again."""

import json

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles import notes
from articles.admin.forms import TidyText
from articles.admin.site import desk
from articles.models import Note
from articles.reasons import Refused

from . import doors
from .standing import standing

TO_THE_FORM = "form"


class NoteForm(forms.Form):
    """What a browser sends with a note; a passage that is too long is cut, never a reason to lose the note."""

    text = TidyText(label=gettext_lazy("note"), required=False, max_length=notes.LONGEST)
    passage = TidyText(required=False)
    before = TidyText(required=False)
    after = TidyText(required=False)
    answers = forms.CharField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, pk):
    """Show the notes of the story `pk`; a POST writes one, or says at the field why not with everything kept."""
    article = doors.story(request, pk)
    if request.method != "POST":
        return _page(request, article)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            _write(article, request.user, form.cleaned_data)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("text", reason.message)
    if form.errors:
        return _answer(request, article, form=form)
    return _answer(request, article)


def _write(article, user, said):
    answers = None
    if said["answers"]:
        answers = _note(article, said["answers"]) or Note(article_id=None)
    passage = {name: said[name] for name in ("passage", "before", "after")}
    notes.write(article, by=user, text=said["text"], answers=answers, **passage)


def _note(article, key):
    key = str(key)
    usable = key.isascii() and key.isdecimal() and len(key) < 19
    return article.discussion.filter(pk=key).first() if usable else None


@require_POST
def resolve(request, pk, note):
    """Settle the thread `note`."""
    article, found = _thread(request, pk, note)
    notes.resolve(found, by=request.user)
    return _answer(request, article)


@require_POST
def reopen(request, pk, note):
    """Open the thread `note` again."""
    article, found = _thread(request, pk, note)
    notes.reopen(found)
    return _answer(request, article)


def _thread(request, pk, note):
    article = doors.story(request, pk)
    found = _note(article, note)
    if found is None or found.answers_id:
        raise Http404
    return article, found


def _answer(request, article, form=None):
    """A script gets the panel anew; a browser without one goes back to where it came from."""
    if request.headers.get("X-Panel"):
        status = 422 if form else 200
        return render(
            request,
            "admin/articles/article/_notes_threads.html",
            panel(request, article, form),
            status=status,
        )
    if form:
        return _page(request, article, form)
    if request.POST.get("back") == TO_THE_FORM:
        return redirect(reverse("admin:articles_article_change", args=[article.pk]) + "#notes")
    return redirect("admin:article_notes", article.pk)


def panel(request, article, form=None):
    """What the panel shows: threads still open, threads settled, and who can be called."""
    threads = notes.threads(article)
    callable_names = [each.name for each in notes.mentionable(article)]
    return {
        "story": article,
        "open_threads": [thread for thread in threads if not thread.note.is_resolved],
        "settled_threads": [thread for thread in threads if thread.note.is_resolved],
        "mentionable": callable_names,
        "people": json.dumps(callable_names, ensure_ascii=False),
        "note_form": form,
        "back": TO_THE_FORM,
    }


def _page(request, article, form=None):
    context = {
        **desk.each_context(request),
        **standing(article, request.user),
        **panel(request, article, form),
        "title": _("Notes"),
        "back": "",
    }
    return TemplateResponse(
        request, "admin/articles/article/notes.html", context, status=422 if form else 200
    )
