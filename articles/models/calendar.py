from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.arabic.dates import HIJRI_MONTHS, hijri

from .revision import AppendOnly


class MonthStart(AppendOnly):
    """The first day of a Hijri month as it was announced here. A later row about a month replaces an earlier one.

    Rows are never changed: a page takes those that were announced by its own day, and so an old page
    keeps the date that it was printed with.
    """

    year = models.PositiveSmallIntegerField(
        _("Hijri year"), validators=[MinValueValidator(1343), MaxValueValidator(1600)]
    )
    month = models.PositiveSmallIntegerField(_("Hijri month"), choices=list(enumerate(HIJRI_MONTHS, start=1)))
    starts_on = models.DateField(
        _("first day"), db_index=True, help_text=_("The day that was announced as the first of the month.")
    )
    announced_at = models.DateTimeField(_("entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("start of a Hijri month")
        verbose_name_plural = _("starts of Hijri months")
        ordering = ["-starts_on", "-pk"]

    def __str__(self):
        return f"{self.get_month_display()} {self.year}هـ"

    def clean(self):
        """A sighting is a day or two from the tables; anything farther is a slip."""
        if not (self.starts_on and self.year and self.month):
            return
        near = (hijri(self.starts_on + timedelta(days=days)) for days in range(-2, 3))
        if (self.year, self.month, 1) not in [tuple(day) for day in near if day]:
            raise ValidationError(
                {"starts_on": _("This is more than two days from the first of the month by the Umm al-Qura tables.")}
            )
