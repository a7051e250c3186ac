"""The weeks and months of the calendar. A week of the newsroom begins on Sunday."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from articles.admin.forms import EARLIEST, LATEST
from articles.arabic import dates

WEEK, MONTH = "week", "month"


@dataclass(frozen=True)
class Span:
    """A week or a month: `first` to `last` are the days shown, whole weeks; `day` is the one that was asked for."""

    kind: str
    day: date

    @classmethod
    def asked(cls, kind, written):
        """The span that a page's address asks for; what cannot be understood is this week."""
        try:
            day = date.fromisoformat(written)
        except (TypeError, ValueError):
            day = timezone.localdate()
        # Whole weeks around the day must be days of a newspaper too.
        day = min(max(day, EARLIEST + timedelta(days=40)), LATEST - timedelta(days=40))
        return cls(MONTH if kind == MONTH else WEEK, day)

    @property
    def first(self):
        start = self.day.replace(day=1) if self.kind == MONTH else self.day
        return start - timedelta(days=start.isoweekday() % 7)

    @property
    def last(self):
        end = self._next_month() - timedelta(days=1) if self.kind == MONTH else self.day
        return end + timedelta(days=6 - end.isoweekday() % 7)

    def days(self):
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def holds(self, day):
        """True for the days of the month itself, not for those that complete its weeks."""
        return self.kind == WEEK or day.month == self.day.month

    @property
    def before(self):
        return self.day.replace(day=1) - timedelta(days=1) if self.kind == MONTH else self.day - timedelta(days=7)

    @property
    def after(self):
        return self._next_month() if self.kind == MONTH else self.day + timedelta(days=7)

    def _next_month(self):
        return (self.day.replace(day=28) + timedelta(days=4)).replace(day=1)

    def title(self):
        if get_language() == "ar":
            return dates.month_and_year(self.day) if self.kind == MONTH else dates.date_range(self.first, self.last)
        if self.kind == MONTH:
            return date_format(self.day, "F Y")
        return f"{date_format(self.first, 'j F Y')} – {date_format(self.last, 'j F Y')}"
