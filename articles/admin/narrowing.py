"""Forms over a list that narrow it: what they have in common, whatever is listed."""

from datetime import datetime, time

from django import forms
from django.utils import timezone


class NarrowingForm(forms.Form):
    """Narrows rows by what was chosen, with a method `_by_<field>(rows, value)` for every field.

    What cannot be understood narrows nothing, and is said at its field.
    """

    def __init__(self, data, **options):
        super().__init__({name: value for name, value in data.items() if name in self.base_fields}, **options)

    def narrow(self, rows):
        for name, value in self.chosen():
            rows = getattr(self, f"_by_{name}")(rows, value)
        return rows

    def chosen(self):
        """What was chosen and understood, as (name, value)."""
        self.is_valid()
        return [(name, value) for name, value in self.cleaned_data.items() if value not in (None, "")]


class NarrowedPage:
    """For a room whose list stands under such a form, `narrowing`: the page brings what the form's fields need."""

    narrowing = None

    def changelist_view(self, request, extra_context=None):
        media = self.media + self.narrowing.base_fields["event"].widget.media
        return super().changelist_view(request, {"media": media, **(extra_context or {})})


def midnight(day):
    """When `day` begins in the newsroom."""
    return timezone.make_aware(datetime.combine(day, time.min))
