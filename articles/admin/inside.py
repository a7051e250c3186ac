"""Rows inside another row's form, which several people may change at once: nothing of theirs is undone unseen.

Each row is saved on its base. One that somebody else took out meanwhile stays out, unless this person wrote into
it; one that somebody else changed is not taken out before that was seen. Both are said once.
"""

import re

from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext

from .forms import could_be_a_key
from .meanwhile import CARRIED, CarriesTraces, SavedOnItsBase
from .rows import DeskInline


class RowsOnTheirBase(BaseInlineFormSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._put_back = []
        if self.is_bound and self.management_form.is_valid():
            self._leave_out_the_gone()

    def get_queryset(self):
        """In the order of the form: somebody else's rows, and rows at another time, move no other row."""
        rows = super().get_queryset()
        if not self.is_bound:
            return rows
        places = {self.data.get(self._key(number)): number for number in range(self._count())}
        return sorted(rows, key=lambda row: places.get(str(row.pk), len(places)))

    def clean(self):
        super().clean()
        for number in self._put_back:
            told = gettext("Somebody took this out while you were writing. Save again to put it back as you wrote it.")
            self.forms[number].add_error(None, told)
        for form in self.initial_forms:
            if form.moved and form.instance.pk and self._should_delete_form(form):
                form.stand_on_the_newest()
                told = gettext("“{row}” was changed while you were writing. Save again to take it out all the same.")
                self._non_form_errors.append(told.format(row=form.instance))

    def _count(self):
        """How many rows stood in the form when it was opened, whatever it says of that."""
        return min(self.initial_form_count(), self.total_form_count())

    def _key(self, number):
        return f"{self.add_prefix(number)}-{self.model._meta.pk.name}"

    def _leave_out_the_gone(self):
        """Post the rows that somebody else took out meanwhile as new ones, or not at all."""
        gone = self._gone(range(self._count()))
        if not gone:
            return
        back = [number for number in gone if self._was_written_into(number)]
        stay = [number for number in range(self.total_form_count()) if number not in gone]
        self._post_anew([*stay, *back], gone)
        self._put_back = range(len(stay), len(stay) + len(back))

    def _gone(self, numbers):
        keys = {number: self.data.get(self._key(number), "") for number in numbers}
        keys = {number: key for number, key in keys.items() if could_be_a_key(key)}
        here = {str(row.pk) for row in super().get_queryset()}
        absent = {number: key for number, key in keys.items() if key not in here}
        # What belongs to another row is no matter of two people at work.
        elsewhere = set(map(str, self.model.objects.filter(pk__in=absent.values()).values_list("pk", flat=True)))
        return [number for number, key in absent.items() if key not in elsewhere]

    def _was_written_into(self, number):
        form = self.form(self.data, self.files, prefix=self.add_prefix(number), **self.get_form_kwargs(number))
        return not self.data.get(form.add_prefix("DELETE")) and form.was_written_into()

    def _post_anew(self, order, gone):
        """Let the rows be numbered by `order`; those that are `gone` have no number in the database any more."""
        places = {str(number): place for place, number in enumerate(order)}
        ours = re.compile(rf"{re.escape(self.prefix)}-(\d+)-(.+)")
        for name in ("data", "files") if self.files else ("data",):
            sent = getattr(self, name)
            moved = sent.copy()
            moved.clear()
            for key, values in sent.lists():
                found = ours.fullmatch(key)
                if found is None:
                    moved.setlist(key, values)
                elif found[1] in places and not (int(found[1]) in gone and found[2] in ("id", CARRIED)):
                    moved.setlist(f"{self.prefix}-{places[found[1]]}-{found[2]}", values)
            setattr(self, name, moved)
        self.data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = self._count() - len(gone)
        self.data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = len(order)
        del self.management_form


class InlineOnItsBase(CarriesTraces, DeskInline):
    form = SavedOnItsBase
    formset = RowsOnTheirBase
