"""A row that somebody else saved while its form was open: nothing of theirs is written over unseen.

The form carries a short trace of every value that it opened with. By the time it is saved, what only one of the
two changed is taken; what both changed is refused beside its field, with what stands there now. The form then
stands on the newest values, so that the next save writes over them knowingly.
"""

import hashlib
import json

from django import forms
from django.utils.translation import gettext, pgettext

CARRIED = "opened"


class Traces(forms.CharField):
    """What the form opened with; no part of the row."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class SavedOnItsBase(forms.ModelForm):
    """A form of one row, which its caller holds from reading it until it is saved.

    `brought`: the fields that keep what somebody else wrote meanwhile.
    """

    opened = Traces(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.brought = []
        self.initial[CARRIED] = json.dumps(self._traces())

    def clean(self):
        cleaned = super().clean()
        opened = _read(self.data.get(self.add_prefix(CARRIED)))
        clashes = [name for name in self._compared() if self._clashes(name, opened.get(name))]
        if clashes:
            self._stand_on_the_newest(opened)
        for name in clashes:
            self.add_error(name, self._told(name))
        return cleaned

    def _compared(self):
        return [name for name in self.fields if name != CARRIED and name in self.cleaned_data]

    def _clashes(self, name, opened):
        """True when both wrote into the field; what only somebody else wrote there is taken over."""
        mine, theirs = self._plain(name, self.cleaned_data[name]), self._plain(name, self.initial.get(name))
        if mine == theirs or opened == _trace(theirs):
            return False
        if opened != _trace(mine):
            return True
        self.cleaned_data[name] = self.fields[name].to_python(self.initial.get(name))
        self.brought.append(name)
        return False

    def _stand_on_the_newest(self, opened):
        """Show the form anew as if everything in it had been typed on what stands in the row now."""
        newest = self._traces()
        seen = {name: newest[name] if name in self.cleaned_data else opened.get(name) for name in newest}
        self.data = self.data.copy()
        self.data[self.add_prefix(CARRIED)] = json.dumps(seen)
        for name in self.brought:
            self.data[self.add_prefix(name)] = self._plain(name, self.initial.get(name))

    def _told(self, name):
        now = self._plain(name, self.initial.get(name))
        if not now:
            return gettext("Somebody emptied this while you were writing. Save again to keep what you typed.")
        told = gettext("Somebody changed this while you were writing; it now says “{now}”. Save again to keep yours.")
        return told.format(now=now)

    def _plain(self, name, value):
        """`value`, as stored or as cleaned, in the spelling in which a browser sends it."""
        field = self.fields[name]
        return str(field.widget.format_value(field.prepare_value(value)) or "")

    def _traces(self):
        return {name: _trace(self._plain(name, self.initial.get(name))) for name in self.fields if name != CARRIED}


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
