"""Two people changed one story: what each wrote side by side, and nothing lost.

The form remembers a trace of every value that it was opened with. When the story has a newer version
by the time it is saved, the traces tell what this person changed, what the other one did, and what both did.
"""

import hashlib
import json

from django.forms.widgets import ChoiceWidget
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import body
from articles.admin.site import desk

from .form import ArticleForm
from .values import plain, shown

# Parts of a POST that are about the request, not about the story.
OF_THE_REQUEST = ("csrfmiddlewaretoken", "version", "opened", "undecided")
KEEP = "keep-"


def traces(form):
    """Return a short trace of every value that `form` opens with, to be posted back with it."""
    return json.dumps({name: _trace(plain(form, name, form[name].initial)) for name in form.fields})


def _trace(plain):
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def is_needed(data, version):
    """True when the story is newer than what was opened, or when a choice on the merge page is still open."""
    undecided = [name for name in data.getlist("undecided") if not data.get(KEEP + name)]
    return data.get("version") != str(version) or bool(undecided)


def with_their_parts(data, stored):
    """Return the posted data with the stored value wherever the merge page chose «theirs»."""
    for name, field in stored.fields.items():
        if data.get(KEEP + name) != "theirs":
            continue
        value = field.prepare_value(stored[name].initial)
        if hasattr(field.widget, "posted"):
            for key, values in field.widget.posted(name, value).items():
                data.setlist(key, values)
        elif isinstance(field.widget, ChoiceWidget):
            data.setlist(name, field.widget.format_value(value))
        else:
            data[name] = field.widget.format_value(value) or ""
    return data


def merge_page(request, data, form, stored, article):
    """Show every part in which this person's words and the stored ones differ, and ask which to keep."""
    parts = differences(data, form, stored)
    return TemplateResponse(
        request,
        "admin/articles/article/merge.html",
        {
            **desk.each_context(request),
            "title": _("The story was changed while you were writing"),
            "story": article,
            "parts": parts,
            "version": article.version,
            "opened": traces(stored),
            "carried": carried(data),
            "newest": article.transitions.first(),
            "changed_by": article.last_changed_by,
        },
    )


def differences(data, form, stored):
    opened = _opened(data)
    parts = []
    for name in form.fields:
        mine = plain(form, name, form.cleaned_data.get(name))
        theirs = plain(stored, name, stored[name].initial)
        if mine == theirs:
            continue
        i_changed, they_changed = (opened.get(name) != _trace(plain) for plain in (mine, theirs))
        parts.append(
            {
                "name": name,
                "label": form[name].label,
                "mine": shown(form, name, form.cleaned_data.get(name)),
                "theirs": shown(stored, name, stored[name].initial),
                "both": i_changed and they_changed,
                "choice": "" if i_changed and they_changed else "mine" if i_changed else "theirs",
            }
        )
    return parts


def _opened(data):
    try:
        opened = json.loads(data.get("opened") or "{}")
    except ValueError:
        return {}
    return opened if isinstance(opened, dict) else {}


def carried(data):
    """Everything that was typed, to travel on with the merge page as (name, value)."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in OF_THE_REQUEST and not name.startswith(KEEP)
        for value in values
    ]


# The parts that somebody typed, in words; choices from lists are not worth copying.
TYPED = (
    "kicker", "headline", "standfirst", "place", "source", "body", "lead_alt", "lead_caption", "tags", "notes",
)  # fmt: skip


def kept_page(request, article):
    """Answer a save that cannot be made any more: the story is closed or gone, and the words are here to be copied."""
    typed = {name: request.POST.get(name, "") for name in TYPED}
    typed["body"] = body.plain_text(body.clean(typed["body"]))
    return TemplateResponse(
        request,
        "admin/articles/article/kept.html",
        {
            **desk.each_context(request),
            "title": _("The story can no longer be changed"),
            "story": article,
            "words": [
                (ArticleForm.base_fields[name].label, words) for name, words in typed.items() if words.strip()
            ],
        },
        status=403 if article else 404,
    )
