"""What the story form is made of in the browser. Every one works without JavaScript, the editor as a plain textarea."""

import json

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.forms import Media, Script
from django.template import loader
from django.urls import reverse
from django.utils.translation import get_language, gettext

from articles.admin.rights import rights_in_words
from articles.models import Byline, Picture

from . import editor_texts


def module(path):
    """A script with names of its own: nothing of it is global."""
    return Script(path, type="module")


class RichText(forms.Textarea):
    """A textarea that becomes CKEditor where scripts run."""

    def __init__(self, attrs=None):
        super().__init__({"class": "rich-text", "rows": 20, "cols": 80, **(attrs or {})})

    @property
    def media(self):
        ours = ["vendor/ckeditor5/ckeditor5.umd.js"]
        if get_language() == "ar":
            ours.append("vendor/ckeditor5/ar.umd.js")
        return Media(css={"all": ["vendor/ckeditor5/ckeditor5.css"]}, js=[*ours, module("js/story-editor.js")])

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {
            "data-editor": json.dumps(editor_texts.editor_settings(), ensure_ascii=False)
        }


class BylineRows(forms.Widget):
    """One row a name: author and role. The order on the page is the order over the story."""

    authors = ()
    empty_rows = 2

    class Media:
        js = [module("js/story-bylines.js")]

    def render(self, name, value, attrs=None, renderer=None):
        widget = {
            "name": name,
            "attrs": self.build_attrs(self.attrs, attrs),
            "rows": [tuple(row) for row in value or []] + [("", "")] * self.empty_rows,
            "authors": self.authors,
            "roles": Byline.Role.choices,
        }
        return loader.render_to_string("admin/articles/article/_bylines.html", {"widget": widget})

    def value_from_datadict(self, data, files, name):
        authors, roles = data.getlist(f"{name}-author"), data.getlist(f"{name}-role")
        roles += [""] * len(authors)
        return [(author, role) for author, role in zip(authors, roles, strict=False) if author]

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-author" not in data

    def posted(self, name, value):
        """Return what a browser would send for `value`."""
        return {
            f"{name}-author": [key for key, _role in value],
            f"{name}-role": [role for _key, role in value],
        }

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else id_


def is_key(value):
    """True for what can be the number of a row, in every database."""
    return str(value).isdecimal() and len(str(value)) < 19


class KnownRows:
    """A list with a search of its own. What was sent and cannot be a row is left out of it.

    `known`: rows by their key that the page has read already; they are not asked for again.
    """

    known = {}

    def optgroups(self, name, value, attr=None):
        keys = [str(key) for key in value if is_key(key)]
        if not keys or not self.known.keys() >= set(keys):
            return super().optgroups(name, keys, attr)
        options = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        options += [(key, self.choices.field.label_from_instance(self.known[key])) for key in keys]
        made = [
            self.create_option(name, key, label, bool(key), place) for place, (key, label) in enumerate(options)
        ]
        return [(None, made, 0)]


class LeadPicture(KnownRows, AutocompleteSelect):
    """The lead picture: seen, chosen from the library, or uploaded on the spot."""

    @property
    def media(self):
        return super().media + Media(js=[module("js/story-picture.js")])

    def render(self, name, value, attrs=None, renderer=None):
        key = str(value or "")
        picture = self._picture(key)
        context = {
            "select": super().render(name, value, attrs, renderer),
            "picture": picture,
            "rights": rights_in_words(picture) if picture else "",
            "picture_url": reverse("admin:article_picture"),
            "upload_url": reverse("admin:article_upload"),
            "upload_name": f"{name}-upload",
        }
        return loader.render_to_string("admin/articles/article/_lead_picture.html", context)

    def _picture(self, key):
        if key in self.known:
            return self.known[key]
        return Picture.objects.filter(pk=key).first() if is_key(key) else None


class EventByName(KnownRows, AutocompleteSelect):
    """The event that a story covers, looked for by its name, its town or its organiser."""


class AnyEvent(EventByName):
    """The same where a list is narrowed: nothing chosen is every event."""

    @property
    def media(self):
        return super().media + Media(js=[Script("js/desk-labels.js", defer=True)])

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": gettext("every event")}


class OneStory(KnownRows, AutocompleteSelect):
    """One story, looked for by its words."""


class OrderedStories(KnownRows, AutocompleteSelectMultiple):
    """Related stories; those chosen keep their order."""

    def optgroups(self, name, value, attr=None):
        groups = super().optgroups(name, value, attr)
        order = {key: place for place, key in enumerate(map(str, value))}
        for _label, options, _index in groups:
            options.sort(key=lambda option: order.get(str(option["value"]), len(order)))
        return groups


class Moment(forms.DateTimeInput):
    """Date and time on the newsroom's wall clock, in the browser's own picker."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
