from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .prepared import Prepared
from .publication import IntervalQuerySet, Intervals, Publication
from .revision import AppendOnly


class FrontLayoutQuerySet(IntervalQuerySet):
    starts, ends = "since", "until"

    def of(self, section, at=None):
        """The layout of the front of `section` (None: the home page) that is in force at `at`, or None."""
        found = _of_section(section.pk, at=at) if section else _of_home(at=at)
        return next(iter(found), None)


@Prepared
def _of_home(*, at):
    return _in_force(at).filter(section=None)[:1]


@Prepared
def _of_section(section, *, at):
    return _in_force(at).filter(section=section)[:1]


def _in_force(at):
    return FrontLayout.objects.during(at).order_by("-since", "-pk")


class FrontLayout(AppendOnly):
    """How an editor laid out a front, from one moment until another. The newest one in force counts.

    A slot names a story by its public id; an empty slot, and one whose story is not live, fills itself.
    Layouts are kept, so that the past of the site shows the front that readers had.
    """

    # The lead and the stories beside it.
    SLOTS = 6

    section = models.ForeignKey(
        "articles.Section", null=True, blank=True, on_delete=models.PROTECT, related_name="layouts"
    )
    stories = models.JSONField(default=list, help_text="Public ids, slot by slot; empty for one that fills itself.")
    places = models.JSONField(default=dict, help_text="Section id to its place on the home page; 0 for none.")
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = FrontLayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("front page layout")
        verbose_name_plural = _("front page layouts")
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["section", "-since"], name="front_layout_newest")]
        permissions = [("lay_out_front", _("Can lay out the front pages"))]
        default_permissions = ()

    def __str__(self):
        return str(self.section or _("Front page"))


class BreakingQuerySet(Intervals, models.QuerySet):
    starts, ends = "starts_at", "ends_at"


class Breaking(models.Model):
    """A line of breaking news («عاجل») over the fronts. It leaves by itself when its time is over."""

    text = models.CharField(
        _("line"), max_length=140, help_text=_("One sentence, without the word “breaking”: the bar says it.")
    )
    public_id = models.CharField(
        _("story"),
        max_length=8,
        blank=True,
        help_text=_("The short address of the live story that the line leads to, or the part after /a/."),
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), help_text=_("Two hours are usual; a day is the most."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, editable=False, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    objects = BreakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking news line")
        verbose_name_plural = _("breaking news lines")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=models.F("starts_at")),
                name="breaking_ends_after_it_starts",
                violation_error_message=_("The line cannot end before it begins."),
            )
        ]

    def __str__(self):
        return self.text

    def clean(self):
        if self.starts_at and self.ends_at and self.ends_at - self.starts_at > timedelta(days=1):
            raise ValidationError({"ends_at": _("A line stays for a day at most.")})
        if self.public_id and not Publication.objects.live().filter(public_id=self.public_id).exists():
            raise ValidationError({"public_id": _("No live story has this address.")})
