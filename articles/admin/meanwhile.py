"""A row that somebody else saved while its form was open: nothing of theirs is written over unseen.

The form carries a short trace of every value that it opened with. By the time it is saved, what only one of the
two changed is taken; what both changed is refused beside its field, with what stands there now. The form then
stands on the newest values, so that the next save writes over them knowingly.
"""

import hashlib
import json

from django import forms
from django.contrib import messages
from django.forms.widgets import CheckboxInput, ChoiceWidget, MultiWidget
from django.utils.translation import gettext, pgettext

CARRIED = "opened"


class Traces(forms.CharField):
    """What the form opened with; no part of the row."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class SavedOnItsBase(forms.ModelForm):
    """A form of one row, which its caller holds from reading it until it is saved. A new row has no base.

    `brought`: the fields that keep what somebody else wrote meanwhile; `moved`: those that somebody else wrote into.
    """

    opened = Traces(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.brought, self.moved = [], []
        # A set of rows puts fields of its own into their forms afterwards.
        self._own = [name for name in self.fields if name != CARRIED]
        is_new = self.instance.pk is None
        self._newest = {} if is_new else {name: _trace(self._plain(name, self._theirs(name))) for name in self._own}
        self.initial[CARRIED] = "" if is_new else json.dumps(self._newest)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None:
            return cleaned
        opened = self.opened_with()
        compared = [name for name in self._own if name in self.cleaned_data]
        self.moved = [name for name in compared if opened.get(name) != self._newest[name]]
        clashes = [name for name in self.moved if self._clashes(name, opened.get(name))]
        if clashes:
            self.stand_on_the_newest()
        for name in clashes:
            self.add_error(name, self._told(name))
        return cleaned

    def opened_with(self):
        """What the form held when it was opened: {field: trace}, as far as the browser says so."""
        return _read(self.data.get(self.add_prefix(CARRIED)))

    def was_written_into(self):
        """True when this person has typed something into the form, or something that is no value of its field."""
        opened = self.opened_with()
        return any(
            name in self.errors or opened.get(name) != _trace(self._plain(name, self.cleaned_data[name]))
            for name in self._own
        )

    def stand_on_the_newest(self):
        """Show the form anew as if everything in it had been typed on what stands in the row now."""
        opened = self.opened_with()
        seen = {
            name: trace if name in self.cleaned_data else opened.get(name) for name, trace in self._newest.items()
        }
        self.data = self.data.copy()
        self.data[self.add_prefix(CARRIED)] = json.dumps(seen)
        for name in self.brought:
            for key, values in self._sent(name, self._theirs(name)).items():
                self.data.setlist(key, values)

    def _theirs(self, name):
        return self.initial.get(name)

    def _clashes(self, name, opened):
        """True when both wrote into the field; what only somebody else wrote there is taken over."""
        mine, theirs = (self._plain(name, value) for value in (self.cleaned_data[name], self._theirs(name)))
        if mine == theirs:
            return False
        if opened != _trace(mine):
            return True
        self.cleaned_data[name] = self.fields[name].to_python(self._theirs(name))
        self.brought.append(name)
        return False

    def _told(self, name):
        now = self._in_words(name)
        if not now:
            return gettext("Somebody emptied this while you were writing. Save again to keep what you typed.")
        told = gettext("Somebody changed this while you were writing; it now says “{now}”. Save again to keep yours.")
        return told.format(now=now)

    def _in_words(self, name):
        field, theirs = self.fields[name], self._theirs(name)
        if isinstance(field, forms.BooleanField):
            return gettext("ticked") if theirs else gettext("not ticked")
        if isinstance(field, forms.ModelChoiceField):
            row = field.queryset.filter(pk=theirs).first() if theirs else None
            return field.label_from_instance(row) if row else ""
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(theirs, ""))
        return self._plain(name, theirs)

    def _plain(self, name, value):
        """`value`, as stored or as cleaned, in the spelling in which a browser sends it."""
        return " ".join(part for parts in self._sent(name, value).values() for part in parts)

    def _sent(self, name, value):
        """What a browser sends of the field with `value` in it: {name: [text]}."""
        field, key = self.fields[name], self.add_prefix(name)
        widget, value = field.widget, field.prepare_value(value)
        if isinstance(field, forms.FileField):
            return {key: [str(value or "")]}
        if isinstance(widget, MultiWidget):
            boxes = zip(widget.widgets, widget.widgets_names, widget.decompress(value), strict=True)
            return {f"{key}{ending}": [str(box.format_value(part) or "")] for box, ending, part in boxes}
        if isinstance(widget, CheckboxInput):
            return {key: ["on"] if value else []}
        if isinstance(widget, ChoiceWidget):
            return {key: widget.format_value(value)}
        return {key: [str(widget.format_value(value) or "")]}


class CarriesTraces:
    """For a page or rows inside one whose form is `SavedOnItsBase`."""

    def get_fieldsets(self, request, obj=None):
        """With the traces, where there is something to be changed."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        (name, first), *others = fieldsets
        return [(name, first | {"fields": [*first["fields"], CARRIED]}), *others]


class KeptOnItsBase(CarriesTraces):
    """For a room of the desk whose form is `SavedOnItsBase`: the row is held while it is saved."""

    def get_object(self, request, object_id, from_field=None):
        row = super().get_object(request, object_id, from_field)
        if row and request.method == "POST":
            row.refresh_from_db(from_queryset=self.model.objects.select_for_update())
        return row

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rows = [row for formset in formsets for row in formset.forms]
        if told := brought_in_words([form, *rows] if change else []):
            messages.info(request, told)


def brought_in_words(forms_saved):
    """Say which fields keep what somebody else wrote meanwhile; an empty text when none does."""
    names = dict.fromkeys(str(form.fields[name].label) for form in forms_saved for name in form.brought)
    if not names:
        return ""
    told = gettext("What was changed while you were writing has stayed: {fields}.")
    return told.format(fields=pgettext("between names", ", ").join(names))


def _trace(plain):
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _read(sent):
    try:
        found = json.loads(sent or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
