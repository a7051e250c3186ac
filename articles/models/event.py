from datetime import UTC, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.arabic.normalise import tag_key, tidy
from articles.arabic.slugs import slug

from .dependence import Named, relies_on
from .public_key import picture_key


class EventQuerySet(models.QuerySet):
    def public(self):
        relies_on("list:events")
        return self.filter(is_public=True)

    def editions_of(self, slug):
        """The event at `slug`, and the others of its series, oldest first: one question."""
        series = self.filter(slug=slug).exclude(series_key="").values("series_key")[:1]
        of_series = models.Q(series_key=models.Subquery(series))
        return self.filter(models.Q(slug=slug) | of_series).order_by("starts_on", "pk")

    def series_in_use(self, of_last=300):
        """The series of the last events that have one, as they were written last."""
        events = self.exclude(series_key="").order_by("-starts_on", "-pk").values_list("series_key", "series")
        names = {}
        for key, name in events[:of_last]:
            names.setdefault(key, name)
        return list(names.values())

    def coming(self, today):
        return self.filter(ends_on__gte=today).order_by("starts_on")

    def past(self, today):
        return self.filter(ends_on__lt=today).order_by("-starts_on")


class Event(Named, models.Model):
    """A conference, festival or match: what it is called, where and when it is held, and by whom."""

    class Standing(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    title = models.CharField(pgettext_lazy("of an event", "title"), max_length=200)
    slug = models.CharField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Left empty, it is made from the title."),
    )
    edition = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True)
    series = models.CharField(
        _("series"),
        max_length=120,
        blank=True,
        help_text=_("The same words for every edition of an event that returns: their pages then lead to one another."),
    )
    series_key = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    organiser = models.CharField(_("organiser"), max_length=200, blank=True)
    patron = models.CharField(_("under the patronage of"), max_length=200, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=80, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.CONFIRMED)
    notice = models.CharField(
        _("notice to readers"),
        max_length=300,
        blank=True,
        help_text=_("Stands on top of the event's page: the new date of a postponed event, or why it was cancelled."),
    )
    description = models.TextField(_("description"), blank=True, max_length=4000)
    closing_statement = models.TextField(_("closing statement"), blank=True, max_length=8000)
    picture = models.ForeignKey(
        "articles.Picture", verbose_name=_("picture"), null=True, blank=True, on_delete=models.PROTECT
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Readers see the event's page only when this is ticked.")
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one of them", "event")
        verbose_name_plural = _("events")
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The last day cannot come before the first."),
            )
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.series = tidy(self.series)
        self.series_key = tag_key(self.series)
        if not self.slug:
            base = slug(self.title, fallback="event")[:68]
            taken = Event.objects.exclude(pk=self.pk).filter(slug=base).exists()
            self.slug = f"{base}-{picture_key()[:6]}" if taken else base
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("event", args=[self.slug])

    @property
    def phase(self):
        """One of postponed, cancelled, coming, running, ended: what a reader wants to know first."""
        if self.standing != self.Standing.CONFIRMED:
            return self.standing
        today = timezone.localdate()
        if today < self.starts_on:
            return "coming"
        return "running" if today <= self.ends_on else "ended"

    def get_phase_display(self):
        return {
            "postponed": _("postponed"),
            "cancelled": _("cancelled"),
            "coming": _("coming"),
            "running": _("running now"),
            "ended": _("concluded"),
        }[self.phase]


class Was(NamedTuple):
    """When and where a session was to be, as far as that has changed. `time` is a session at the time before."""

    time: "Session | None" = None
    hall: str = ""


class Session(models.Model):
    """One item of an event's programme."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening")
        SESSION = "session", pgettext_lazy("one of them", "session")
        WORKSHOP = "workshop", _("workshop")
        CEREMONY = "ceremony", _("ceremony")
        CLOSING = "closing", _("closing")

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="sessions"
    )
    title = models.CharField(pgettext_lazy("of an event", "title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SESSION)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    hall = models.CharField(_("hall"), max_length=100, blank=True)
    abstract = models.TextField(_("abstract"), blank=True, max_length=2000)
    is_cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("It stays in the programme, crossed out, and leaves people's calendars."),
    )
    announced = models.JSONField(
        null=True, editable=False, help_text="When and where it was to be when readers first saw it in the programme."
    )

    class Meta:
        verbose_name = pgettext_lazy("one of them", "session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "hall", "pk"]

    def __str__(self):
        return self.title

    def clean(self):
        if not (self.starts_at and self.ends_at):
            return
        if self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("A session ends after it starts.")})
        if self.event_id and self.event.starts_on and self.event.ends_on and not self.is_within_event():
            raise ValidationError({"starts_at": _("This is outside the days of the event.")})

    def day(self):
        return timezone.localtime(self.starts_at).date()

    def get_absolute_url(self):
        return reverse("session", args=[self.event.slug, self.pk])

    def announce(self):
        """Remember what readers are told first: what changes afterwards is shown as a change. True when it is new."""
        if self.announced:
            return False
        self.announced = {
            "starts_at": self.starts_at.astimezone(UTC).isoformat(),
            "ends_at": self.ends_at.astimezone(UTC).isoformat(),
            "hall": self.hall,
        }
        return True

    @property
    def was(self):
        """What readers were told first, as far as it is no longer so."""
        if not self.announced:
            return Was()
        before = Session(
            starts_at=datetime.fromisoformat(self.announced["starts_at"]),
            ends_at=datetime.fromisoformat(self.announced["ends_at"]),
        )
        moved = (before.starts_at, before.ends_at) != (self.starts_at, self.ends_at)
        hall = self.announced["hall"]
        return Was(time=before if moved else None, hall=hall if hall != self.hall else "")

    def is_within_event(self):
        return self.event.starts_on <= self.day() <= self.event.ends_on


class Participant(models.Model):
    """Someone who took part, with the honorific, name and position **held that day**.

    Nothing here follows a later change of title: the record of a conference stays what it was.
    """

    class Role(models.TextChoices):
        SPEAKER = "speaker", _("speaker")
        CHAIR = "chair", _("chair")
        HOST = "host", _("host")
        GUEST_OF_HONOUR = "guest_of_honour", _("guest of honour")
        DELEGATION = "delegation", _("delegation")
        SPONSOR = "sponsor", _("sponsor")

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="participants"
    )
    session = models.ForeignKey(
        Session,
        verbose_name=_("session"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="participants",
        help_text=_("Leave empty for someone who takes part in the event as a whole."),
    )
    honorific = models.CharField(
        _("honorific"), max_length=60, blank=True, help_text=_("Such as His Excellency, or Doctor.")
    )
    name = models.CharField(_("name"), max_length=120, db_index=True)
    position = models.CharField(_("position that day"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.SPEAKER)
    order = models.PositiveSmallIntegerField(
        _("protocol order"), default=100, help_text=_("The smallest number comes first.")
    )

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.honorific} {self.name}".strip()

    @property
    def slug(self):
        """The last part of the address of this person's page within the event: the same for each of the rows."""
        return slug(self.name, fallback="speaker")

    def get_absolute_url(self):
        return reverse("speaker", args=[self.event.slug, self.slug])

    def clean(self):
        if self.session_id and self.event_id and self.session.event_id != self.event_id:
            raise ValidationError({"session": _("This session belongs to another event.")})


class Outcome(models.Model):
    """A decision or recommendation of an event."""

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="outcomes"
    )
    text = models.TextField(_("decision or recommendation"), max_length=1000)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text[:80]


def document_path(document, name):
    return f"documents/{picture_key()}{document.extension_of(name)}"


class Document(models.Model):
    """A paper of an event: the closing statement, recommendations, a presentation."""

    EXTENSIONS = (".pdf", ".docx", ".xlsx", ".pptx", ".txt")
    LARGEST = 20 * 1024 * 1024

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="documents"
    )
    title = models.CharField(pgettext_lazy("of an event", "title"), max_length=200)
    description = models.CharField(_("description"), max_length=300, blank=True)
    file = models.FileField(_("file"), upload_to=document_path, max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title

    @classmethod
    def extension_of(cls, name):
        dot = name.rfind(".")
        return name[dot:].lower() if dot >= 0 else ""

    def clean(self):
        # A file that stands in its place was looked at when it came, and may have been lost since.
        if not self.file or self.file._committed:
            return
        if self.extension_of(self.file.name) not in self.EXTENSIONS:
            raise ValidationError(
                {"file": _("Only PDF, Word, Excel, PowerPoint and plain text files are taken.")}
            )
        if self.file.size > self.LARGEST:
            raise ValidationError({"file": _("The file is larger than 20 MB.")})

    def get_absolute_url(self):
        return reverse("document", args=[self.event.slug, self.pk])


class CalendarEntry(models.Model):
    """What calendars were last told about an event or one of its sessions: `articles.calendars` alone writes it.

    Outlives the session, so that a session that leaves the programme is cancelled in people's calendars.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="calendar_entries")
    session_key = models.BigIntegerField(help_text="The session's number, or 0 for the event as a whole.")
    content = models.JSONField()
    speakers = models.JSONField(default=list, help_text="Everybody who ever was to speak there.")
    sequence = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "session_key"], name="calendar_entry_of_a_session")
        ]
