"""Words of the desk's templates: times as people say them, in the language of the page."""

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext

from articles.arabic import dates

register = template.Library()


@register.filter
def ago(moment):
    """«منذ 5 دقائق», or how long ago in English; a time still to come is said with its day."""
    if moment is None:
        return ""
    now = timezone.localtime()
    if get_language() == "ar":
        return dates.ago(moment, now)
    if moment > now:
        return moment_in_words(moment)
    return gettext("{time} ago").format(time=timesince(moment, now, depth=1))


@register.filter
def moment_in_words(moment):
    """«23 نوفمبر 2026م، 9:30 صباحًا», or the same in English."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if get_language() == "ar":
        return dates.written_with_time(local)
    return date_format(local, "j F Y, H:i")


@register.filter
def time_in_words(moment):
    """«9:30 صباحًا», or the same in English."""
    local = timezone.localtime(moment)
    return dates.written_time(local) if get_language() == "ar" else date_format(local, "H:i")


@register.filter
def day_in_words(day):
    """«الاثنين 23 نوفمبر 2026م», or the same in English."""
    return dates.written_with_weekday(day) if get_language() == "ar" else date_format(day, "l j F Y")


@register.simple_tag
def today_in_words():
    return day_in_words(timezone.localdate())
