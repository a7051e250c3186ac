"""A saved copy becomes the story again: as a new saved copy, so that nothing in between is lost."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import translations, workflow

from . import doors, merging
from .editing import form_page
from .form import ArticleForm


@require_POST
def restore(request, pk, number):
    """Put the words of the saved copy `number` into the story, with everything that belonged to them.

    What can no longer be chosen (a closed section, another person's name) opens in the form, for a person to decide.
    """
    with transaction.atomic():
        saved = doors.story(request, pk).revisions.filter(number=number).first()
        translations.hold_both(pk, saved and saved.content.get("translation_of"))
        article = doors.story(request, pk, lock=True)
        if not workflow.can_edit(request.user, article):
            raise PermissionDenied
        if saved is None:
            raise Http404
        if request.POST.get("version") != str(article.version):
            messages.error(request, _("The story was changed after you opened it. Read it again, then decide."))
            return redirect("admin:articles_article_history", article.pk)
        stored = ArticleForm(instance=article, user=request.user)
        form = ArticleForm(_as_posted(article, stored, saved), instance=article, user=request.user)
        if not form.is_valid():
            return form_page(request, form, doors.story(request, pk))
        if form.has_changed():
            form.save()
            reason = _("Saved copy %(number)s restored") % {"number": saved.number}
            workflow.record_edit(article, by=request.user, reason=reason)
    messages.success(request, _("Saved copy %(number)s is the story again.") % {"number": saved.number})
    return redirect("admin:articles_article_change", article.pk)


def _as_posted(article, stored, saved):
    """What a browser would send of the story with the words of `saved` in it; notes and sharing stay."""
    data, words = QueryDict(mutable=True), merging.values_in(saved.content)
    words |= _under_the_picture(saved.content["picture"], stored)
    for name in stored.fields:
        merging.put(data, stored, name, words.get(name, stored[name].initial))
    data["version"], data["base"] = str(article.version), str(merging.base_of(article))
    data["opened"], data["state"] = merging.traces(stored), article.desk_state
    return data


def _under_the_picture(picture, stored):
    """The words under the lead picture, left empty where they are the picture's own."""
    if picture is None:
        return {"lead_alt": "", "lead_caption": ""}
    own = stored.fields["lead_picture"].queryset.filter(pk=picture["id"]).first()
    return {
        f"lead_{name}": "" if own and getattr(own, name) == picture[name] else picture[name]
        for name in ("alt", "caption")
    }
