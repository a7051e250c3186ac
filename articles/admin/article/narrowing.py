"""What a list of stories can be narrowed by: the same words for the list, for saved searches and for the monitor."""

from datetime import timedelta

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.admin.forms import DayInput, NewsDate, TidyLine
from articles.admin.narrowing import NarrowingForm, midnight
from articles.admin.searching import matching
from articles.admin.shelves import SHELVES, late
from articles.models import Author, Byline, DeskState, PublicState, Section, Withdrawal, with_right

from .fields import RowField, SectionField, event_to_narrow_by

DUE = {
    "late": _("past their time"),
    "today": _("due today"),
    "week": _("due within seven days"),
    "none": _("without a due time"),
}


class Narrowing(NarrowingForm):
    """Narrows stories by what was chosen."""

    section = SectionField(
        label=_("section"), queryset=None, required=False, to_field_name="slug", empty_label=_("all sections")
    )
    state = forms.ChoiceField(label=_("state"), required=False)
    person = RowField(label=_("writer"), queryset=None, required=False, empty_label=_("everybody"))
    author = TidyLine(label=_("byline"), required=False, max_length=100)
    event = event_to_narrow_by()
    due = forms.ChoiceField(label=_("due"), required=False, choices=[("", _("whenever due")), *DUE.items()])
    since = NewsDate(label=_("changed from"), required=False, widget=DayInput)
    until = NewsDate(label=_("changed until"), required=False, widget=DayInput)

    def __init__(self, data, *, only=None):
        super().__init__(data)
        if only:
            self.fields = {name: self.fields[name] for name in only}
        offers = {"section": _sections, "person": writers}
        for name in offers.keys() & self.fields.keys():
            self.fields[name].queryset = offers[name]()
        if "state" in self.fields:
            self.fields["state"].choices = [("", _("every state")), *DeskState.choices, *PUBLIC_STATES]
        for field in self.fields.values():
            field.widget.attrs.pop("required", None)

    def _by_section(self, stories, section):
        return stories.filter(section__in=section.family_ids())

    def _by_state(self, stories, state):
        if state in DeskState.values:
            return stories.filter(desk_state=state)
        return PUBLICLY[state](stories)

    def _by_person(self, stories, person):
        return stories.filter(owner=person)

    def _by_author(self, stories, author):
        authors = matching(Author.objects.order_by(), ["name"], author)
        return stories.filter(pk__in=Byline.objects.filter(author__in=authors).values("article"))

    def _by_event(self, stories, event):
        return stories.filter(event=event)

    def _by_due(self, stories, due):
        today = midnight(timezone.localdate())
        return stories.filter(
            {
                "late": late(),
                "today": Q(due_at__gte=today, due_at__lt=today + timedelta(days=1)),
                "week": Q(due_at__gte=timezone.now(), due_at__lt=timezone.now() + timedelta(days=7)),
                "none": Q(due_at=None),
            }[due]
        )

    def _by_since(self, stories, day):
        return stories.filter(modified_at__gte=midnight(day))

    def _by_until(self, stories, day):
        return stories.filter(modified_at__lt=midnight(day + timedelta(days=1)))


def writers():
    """The people who may write stories, by name."""
    return with_right("change_article").order_by("name", "pk")


def _sections():
    return Section.objects.select_related("parent").order_by("order", "name")


def _withdrawn(stories):
    return stories.filter(Exists(Withdrawal.objects.filter(article=OuterRef("pk")).in_force()))


PUBLIC_STATES = [
    (PublicState.LIVE, pgettext_lazy("of stories", "live")),
    (PublicState.LIVE_CHANGED, PublicState.LIVE_CHANGED.label),
    (PublicState.SCHEDULED, PublicState.SCHEDULED.label),
    (PublicState.WITHDRAWN, PublicState.WITHDRAWN.label),
]
PUBLICLY = {
    PublicState.LIVE: lambda stories: SHELVES["live"].pick(stories, None),
    PublicState.LIVE_CHANGED: lambda stories: SHELVES["changed"].pick(stories, None),
    PublicState.SCHEDULED: lambda stories: SHELVES["scheduled"].pick(stories, None),
    PublicState.WITHDRAWN: _withdrawn,
}
