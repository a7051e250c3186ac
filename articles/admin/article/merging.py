"""Two people changed one story: their changes are brought together by field and by paragraph, and nothing is lost.

The form carries the number of the saved copy that it was opened on (`base`) and a short trace of every value.
When the story has a newer version by the time it is saved, they tell what this person changed and what the
other one did. What does not overlap is merged; what does is shown with the common base, for a person to choose.
"""

import hashlib
import json
from dataclasses import dataclass

from django.forms.widgets import ChoiceWidget
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import body
from articles.admin.site import desk
from articles.models import DeskState

from . import paragraphs
from .form import ArticleForm
from .marking import marked, marked_text
from .values import plain, shown
from .widgets import is_key

# Parts of a POST that are about the request, not about the story.
OF_THE_REQUEST = ("csrfmiddlewaretoken",)
KEEP = "keep-"
UNKNOWN = object()
# Fields whose value is text that can be marked word by word.
MARKED = ("kicker", "headline", "standfirst", "place", "source", "seo_headline", "social_headline", "notes",
          "lead_alt", "lead_caption")  # fmt: skip
# Lists in which two people may each add and remove.
LISTS = ("tags", "related_stories", "shared_with", "bylines")


def traces(form):
    """Return a short trace of every value that `form` opens with, to be posted back with it."""
    return json.dumps({name: _trace(plain(form, name, form[name].initial)) for name in form.fields})


def _trace(plain):
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def base_of(article):
    """Return the number of the saved copy that holds the words of `article` as it was read.

    By its fingerprint, not simply the newest: one more may have been saved since the row was read.
    """
    copies = article.revisions.filter(fingerprint=article.fingerprint)
    return copies.order_by("-number").values_list("number", flat=True).first() or ""


def is_needed(data, version):
    """True when the story is newer than what was opened."""
    return data.get("version") != str(version)


@dataclass(frozen=True)
class Part:
    """One thing that both changed, each in another way, as the page shows it."""

    key: str
    name: str
    label: str
    base: str
    mine: str
    theirs: str
    choice: str
    can_be_both: bool = False


class Merge:
    """What becomes of a stale save: `data` to be saved, `parts` to be chosen in, and `brought`, the other's changes."""

    def __init__(self, data, form, stored, article):
        self.typed, self.form, self.stored, self.article = data, form, stored, article
        self.data, self.parts, self.brought = data.copy(), [], []
        self.opened = _opened(data)
        self.base = _base(article, data.get("base", ""))
        for name in form.fields:
            self._field(name)
        self.state_moved = self._state_moved()

    @property
    def is_settled(self):
        return not self.state_moved and all(part.choice for part in self.parts)

    def rebased(self):
        """Return the merged data as if it had been typed on the newest version."""
        self.data["version"], self.data["opened"] = str(self.article.version), traces(self.stored)
        self.data["base"], self.data["state"] = str(base_of(self.article)), self.article.desk_state
        return self.data

    def _state_moved(self):
        """True when somebody decided about the words meanwhile, and this save would change them."""
        seen = self.typed.get("state", "")
        if seen not in DeskState.values or seen == self.article.desk_state:
            return False
        return any(self._i_changed(name) for name in self.base or self.form.fields)

    def _i_changed(self, name):
        mine = self._mine(name)
        return mine != self._theirs(name) and not self._is_as_opened(name, mine)

    def _mine(self, name):
        return plain(self.form, name, self.form.cleaned_data.get(name))

    def _theirs(self, name):
        return plain(self.stored, name, self.stored[name].initial)

    def _was(self, name):
        """The common base in the spelling of `plain`, or UNKNOWN."""
        return plain(self.form, name, self.base[name]) if name in self.base else UNKNOWN

    def _is_as_opened(self, name, value):
        return value == self._was(name) or self.opened.get(name) == _trace(value)

    def _field(self, name):
        mine, theirs = self._mine(name), self._theirs(name)
        if mine == theirs or self._is_as_opened(name, theirs):
            return
        if self._is_as_opened(name, mine):
            self.brought.append(name)
            put(self.data, self.stored, name, self.stored[name].initial)
        elif name == "body" and name in self.base:
            self._body()
        elif not (name in LISTS and name in self.base and self._list(name)):
            self._choose(name)

    def _choose(self, name):
        """Ask for a whole field."""
        mine, theirs = self.form.cleaned_data.get(name), self.stored[name].initial
        was = self.base.get(name, UNKNOWN)
        key = _key(name, str(self._was(name)) if name in self.base else "", self._mine(name), self._theirs(name))
        choice = self._choice(key, ("mine", "theirs"))
        if choice == "theirs":
            put(self.data, self.stored, name, theirs)
        said = [shown(self.form, name, value) if value is not UNKNOWN else "" for value in (was, mine, theirs)]
        if name in MARKED and was is not UNKNOWN:
            said[1:] = [marked_text(was or "", value or "") for value in (mine, theirs)]
        self.parts.append(Part(key, name, self.form[name].label, *said, choice))

    def _choice(self, key, offered):
        sent = self.typed.get(key, "")
        return sent if sent in offered else ""

    def _list(self, name):
        """Take both people's additions and removals. False when one of them put the rest in a new order."""
        was, mine, theirs = (
            json.loads(value) or [] if name != "tags" else names
            for value, names in (
                (self._was(name), self.base[name]),
                (self._mine(name), self.form.cleaned_data.get(name)),
                (self._theirs(name), self.stored[name].initial),
            )
        )
        if name != "tags" and _order(was, mine) != _order(mine, was):
            return False
        merged = [item for item in theirs if item in mine or item not in was]
        merged += [item for item in mine if item not in was and item not in theirs]
        self.brought.append(name)
        put(self.data, self.stored, name, merged)
        return True

    def _body(self):
        """Merge by paragraph; both people's changes of one paragraph become a part to choose in."""
        sides = (self.base["body"], self.form.cleaned_data["body"], self.stored["body"].initial)
        merged = []
        for piece in paragraphs.merge(*(paragraphs.split(body.clean(side)) for side in sides)):
            if isinstance(piece, paragraphs.Clash):
                merged += self._clash(piece)
            else:
                merged.append(piece)
        mine = paragraphs.split(body.clean(sides[1]))
        if any(piece not in mine for piece in merged):
            self.brought.append("body")
        self.data["body"] = "".join(merged)

    def _clash(self, clash):
        key = _key("body", clash.base, clash.mine, clash.theirs)
        choice = self._choice(key, ("mine", "theirs", "both"))
        was, mine, theirs = ("".join(side) for side in (clash.base, clash.mine, clash.theirs))
        self.parts.append(
            Part(key, "body", _("A paragraph of the body"), mark_safe(was),
                 marked(was, mine), marked(was, theirs), choice, can_be_both=bool(clash.mine and clash.theirs))
        )  # fmt: skip
        if choice == "both":
            return [*clash.theirs, *clash.mine]
        return clash.theirs if choice == "theirs" else clash.mine


def _key(name, *sides):
    """The name of a choice: a choice made between other texts does not count for these."""
    return f"{KEEP}{name}-{_trace(json.dumps(sides))}"


def _order(items, others):
    return [item for item in items if item in others]


def _opened(data):
    try:
        opened = json.loads(data.get("opened") or "{}")
    except (ValueError, RecursionError):
        return {}
    return opened if isinstance(opened, dict) else {}


def _base(article, number):
    """Return the values of the form in the saved copy `number`, as far as a saved copy holds them."""
    saved = article.revisions.filter(number=number).first() if is_key(number) and len(number) < 9 else None
    return values_in(saved.content) if saved else {}


def values_in(content):
    """Return what the form's fields hold of a saved copy's `content`.

    The words under the lead picture are not among them: a copy holds what readers saw, which may have been
    the picture's own.
    """
    texts = ("kicker", "headline", "standfirst", "place", "source", "kind", "language", "direction", "body",
             "seo_headline", "social_headline")  # fmt: skip
    rows = {"section": "section", "lead_picture": "picture", "event": "event", "session": "session"}
    return (
        {name: content[name] for name in texts}
        | {name: content[key] and content[key]["id"] for name, key in rows.items()}
        | {
            "bylines": [(line["id"], line["role"]) for line in content["bylines"]],
            "tags": [tag["name"] for tag in content["tags"]],
            "related_stories": content["related"],
            "translation_of": content.get("translation_of"),
        }
    )


def put(data, form, name, value):
    """Set a field of posted `data` to `value`, as a browser would send it."""
    field = form.fields[name]
    value = field.prepare_value(value)
    if hasattr(field.widget, "posted"):
        for key, values in field.widget.posted(name, value).items():
            data.setlist(key, values)
    elif isinstance(field.widget, ChoiceWidget):
        data.setlist(name, field.widget.format_value(value))
    else:
        data[name] = field.widget.format_value(value) or ""


def merge_page(request, merge):
    """Show every part that both changed, with the common base, and ask which to keep."""
    article = merge.article
    return TemplateResponse(
        request,
        "admin/articles/article/merge.html",
        {
            **desk.each_context(request),
            "title": _("The story was changed while you were writing"),
            "story": article,
            "parts": merge.parts,
            "brought": labels(merge.brought),
            "state_moved": merge.state_moved,
            "carried": carried(merge.typed),
            "newest": article.transitions.first(),
            "changed_by": article.last_changed_by,
        },
    )


def labels(names):
    return [ArticleForm.base_fields[name].label for name in names]


def carried(data):
    """Everything that was typed, to travel on with the merge page as (name, value)."""
    left_out = (*OF_THE_REQUEST, "state")
    return [
        (name, value)
        for name, values in data.lists()
        if name not in left_out and not name.startswith(KEEP)
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
