from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import calendars
from articles.arabic import dates, slugs
from articles.models import Document, Event, Outcome, Participant, Session
from articles.pictures import originals

from .inside import InlineOnItsBase, RowsOnTheirBase
from .meanwhile import KeptOnItsBase, SavedOnItsBase
from .rights import PicturesMayBeShown
from .rows import DeskAdmin, mark
from .site import desk


def event_to_choose(event):
    """Name `event` in a list to choose from: editions of one title are told apart by their days."""
    return f"{event.title} ({dates.written(event.starts_on)})"


class Series(AdminTextInputWidget):
    """A line that offers the series of earlier events."""

    def render(self, name, value, attrs=None, renderer=None):
        listed = f"{name}-in-use"
        line = super().render(name, value, {**(attrs or {}), "list": listed, "autocomplete": "off"}, renderer)
        names = [(series,) for series in Event.objects.series_in_use()]
        in_use = format_html_join("", '<option value="{}"></option>', names)
        return format_html('{}<datalist id="{}">{}</datalist>', line, listed, in_use)


class EventForm(PicturesMayBeShown, SavedOnItsBase):
    class Meta:
        widgets = {"series": Series}

    def clean_slug(self):
        """An address is made of letters, digits and hyphens, whatever is typed."""
        typed = self.cleaned_data["slug"]
        return slugs.slug(typed, words=12, length=80, fallback="event") if typed else ""

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day cannot come before the first."))
        return cleaned


class ProgrammeOfANewEvent(RowsOnTheirBase):
    """A session asks its event for the days; of an event not yet saved, only the form knows them."""

    def clean(self):
        super().clean()
        event = self.instance
        if event.pk or not (event.starts_on and event.ends_on):
            return
        for form in self.forms:
            if form.cleaned_data.get("starts_at") and not form.instance.is_within_event():
                form.add_error("starts_at", _("This is outside the days of the event."))


class SessionInline(InlineOnItsBase):
    model = Session
    formset = ProgrammeOfANewEvent
    max_num = 80
    fields = ["title", ("kind", "hall"), ("starts_at", "ends_at"), "is_cancelled", "abstract"]
    classes = ["collapse"]


class ParticipantInline(InlineOnItsBase):
    model = Participant
    max_num = 200
    fields = [("honorific", "name"), ("position", "role"), ("session", "order")]
    classes = ["collapse"]

    def get_formset(self, request, obj=None, **kwargs):
        """A participant's session is one of this event's; the list is read once, not once a row."""
        formset = super().get_formset(request, obj, **kwargs)
        sessions = Session.objects.filter(event=obj) if obj else Session.objects.none()
        field = formset.form.base_fields.get("session")
        if field:
            field.queryset = sessions
            field.choices = [("", field.empty_label), *((row.pk, str(row)) for row in sessions)]
            if obj is None:
                field.help_text = _("Save the event with its programme first; then its sessions stand here.")
        return formset


class OutcomeInline(InlineOnItsBase):
    model = Outcome
    max_num = 60
    fields = ["text", "order"]
    classes = ["collapse"]


class DocumentForm(SavedOnItsBase):
    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile) and not originals.answer():
            raise ValidationError(_("The place where files are kept does not answer. Try again in a minute."))
        return file


class DocumentInline(InlineOnItsBase):
    model = Document
    form = DocumentForm
    max_num = 30
    fields = ["title", "file", ("description", "order")]
    classes = ["collapse"]


@admin.register(Event, site=desk)
class EventAdmin(KeptOnItsBase, DeskAdmin):
    form = EventForm
    list_display = ["title", "starts_on", "ends_on", "city", "phase_now", "for_readers", "session_count"]
    ordering = ["-starts_on", "-pk"]
    list_filter = ["is_public", "standing"]
    search_fields = ["title", "city", "organiser", "series"]
    sortable_by = ["title", "starts_on"]
    autocomplete_fields = ["picture"]
    can_add_beside = ["picture"]
    inlines = [SessionInline, ParticipantInline, OutcomeInline, DocumentInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("title", ("series", "edition"), "motto", ("starts_on", "ends_on")),
                    *("standing", "notice", "is_public"),
                ]
            },
        ),
        (_("Where and by whom"), {"fields": [("venue", "city", "country"), "organiser", "patron"]}),
        (_("For readers"), {"fields": ["description", "closing_statement", "picture", "slug"]}),
    ]

    to_choose = staticmethod(event_to_choose)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(programme=Count("sessions"))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        # Asked anew: what the form holds is older than the programme that was just saved.
        calendars.keep(Event.objects.get(pk=form.instance.pk))

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def view_on_site(self, event):
        return event.get_absolute_url() if event.is_public else None

    @admin.display(description=_("standing"))
    def phase_now(self, event):
        return event.get_phase_display()

    @admin.display(description=_("public"))
    def for_readers(self, event):
        return _("public") if event.is_public else mark(_("not public"), warning=True)

    @admin.display(description=_("sessions"))
    def session_count(self, event):
        return ngettext("%(n)s session", "%(n)s sessions", event.programme) % {"n": event.programme}
