"""What is typed at the desk, made safe to store before anything else looks at it."""

from datetime import date

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget, AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.arabic.normalise import fold, tidy, tidy_lines

# Dates that a newspaper can mean. Outside them calendars and databases disagree about time zones.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LARGEST_SMALL_NUMBER = 32767


class NoSilentCut:
    """Without `maxlength`: a browser cuts a long paste without a word, where the form says what is wrong."""

    default_error_messages = {
        "max_length": _("Too long: there is room for %(limit_value)d characters, and this has %(show_value)d.")
    }

    def widget_attrs(self, widget):
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class TidyLine(NoSilentCut, forms.CharField):
    """One line of text, without what no reader can see; tidied first, so that its length is what is stored."""

    def to_python(self, value):
        return _seen(tidy(super().to_python(value) or ""))


class TidyText(NoSilentCut, forms.CharField):
    """Text of several lines, without what no reader can see."""

    def to_python(self, value):
        return _seen(tidy_lines(super().to_python(value) or ""))


def _seen(text):
    """`text`, or nothing at all where it is made of nothing but marks and invisible characters."""
    return text if fold(text) else ""


def within_a_newspapers_years(day):
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Choose a year between 1900 and 2199."))


class NewsDate(forms.DateField):
    def to_python(self, value):
        day = super().to_python(value)
        if day is not None:
            within_a_newspapers_years(day)
        return day


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TwoBoxes(AdminSplitDateTime):
    """Django's own leaves the two boxes without names for whoever cannot see the words beside them."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for box, name in zip(self.widgets, (_("date"), _("time")), strict=True):
            box.attrs["aria-label"] = name


class NewsDateTime(forms.SplitDateTimeField):
    """A date and a time in two boxes."""

    widget = TwoBoxes

    def compress(self, parts):
        if parts and parts[0]:
            within_a_newspapers_years(parts[0])
        return super().compress(parts)


class ChoiceByName(AutocompleteSelect):
    """Django's own asks the database for whatever was posted, and fails on what is not a number that fits."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if not key or could_be_a_key(key)], attrs)


def could_be_a_key(posted):
    text = str(posted)
    return text.isascii() and text.isdigit() and len(text) <= 18


TIDY = {
    models.CharField: {"form_class": TidyLine},
    models.TextField: {"form_class": TidyText, "widget": AdminTextareaWidget(attrs={"rows": 4})},
    models.DateField: {"form_class": NewsDate},
    models.DateTimeField: {"form_class": NewsDateTime, "widget": TwoBoxes},
    models.PositiveSmallIntegerField: {"max_value": LARGEST_SMALL_NUMBER},
}
