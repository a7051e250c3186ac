"""What the templates say in words, dates and pictures; the language itself is in `articles.arabic`."""

from types import SimpleNamespace

from django import template
from django.conf import settings
from django.utils import dateformat, timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext, pgettext_lazy

from articles import body, pictures
from articles.arabic import dates
from articles.arabic.bidi import isolate_runs
from articles.arabic.plurals import counted as counted_in_arabic
from articles.models import DATELINED_KINDS, Byline, Participant, Section

register = template.Library()


# ---------------------------------------------------------------- the site itself


@register.simple_tag
def site():
    """The paper's name and public address: `{% site as site %}`."""
    return SimpleNamespace(name=settings.SITE_NAME, url=settings.SITE_URL)


@register.simple_tag
def sections():
    """The main sections for a menu, each with its open `below`: one query."""
    open_ones = list(Section.objects.public())
    mains = [place for place in open_ones if place.parent_id is None]
    for main in mains:
        main.below = [place for place in open_ones if place.parent_id == main.pk]
    return mains


@register.filter
def absolute(address):
    """An address of this site with scheme and host, for what is read elsewhere."""
    return f"{settings.SITE_URL}{address}"


# ---------------------------------------------------------------- text


@register.filter
def isolated(text):
    """Arabic text with every run that reads from left to right isolated, so that none is turned round."""
    text = str(text)
    if get_language() != "ar":
        return conditional_escape(text)
    pieces = ((_isolate(run) if direction else run,) for run, direction in isolate_runs(text))
    return format_html_join("", "{}", pieces)


def _isolate(run):
    return format_html('<bdi dir="ltr">{}</bdi>', run)


@register.filter
def headline(story):
    """The headline of `story`, in its own language wherever it stands."""
    if story.language == get_language():
        return isolated(story.headline)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', story.language, story.direction, story.headline)


@register.filter
def final(markup):
    """The body of a publication: HTML that the sanitiser has been through."""
    return mark_safe(markup)


@register.filter
def summary(story):
    """One or two sentences about `story` for people who have not opened it."""
    text = story.standfirst or body.plain_text(story.body_source).replace("\n", " ")
    return Truncator(text).chars(180)


@register.filter
def label(story):
    """What kind of story it is, where a reader should know before reading; empty for plain news."""
    return "" if story.kind in DATELINED_KINDS else story.get_kind_display()


@register.filter
def role(byline):
    """The part of a name in a story: photography, editing …; empty for who wrote it."""
    return Byline.Role(byline["role"]).label if byline["role"] in Byline.Role.values and byline["role"] else ""


THOSE = {
    Participant.Role.SPEAKER: pgettext_lazy("those who took part", "Speakers"),
    Participant.Role.CHAIR: pgettext_lazy("those who took part", "In the chair"),
    Participant.Role.HOST: pgettext_lazy("those who took part", "Hosts"),
    Participant.Role.GUEST_OF_HONOUR: pgettext_lazy("those who took part", "Guests of honour"),
    Participant.Role.DELEGATION: pgettext_lazy("those who took part", "Delegations"),
    Participant.Role.SPONSOR: pgettext_lazy("those who took part", "Sponsors"),
}


@register.filter
def those(role):
    """The heading over the people of a role: for one or many, men and women."""
    return THOSE[role]


@register.filter
def counted(number, noun):
    """`{{ 11|counted:"مادة" }}`: «11 مادة»."""
    return counted_in_arabic(number, noun)


# ---------------------------------------------------------------- dates and times


def _local(moment):
    if isinstance(moment, str):
        moment = parse_datetime(moment)
    return timezone.localtime(moment)


def _in_arabic():
    return get_language() == "ar"


@register.filter
def day(value):
    """«23 نوفمبر 2026م»."""
    return dates.written(value) if _in_arabic() else dateformat.format(value, "j F Y")


@register.filter
def weekday_and_day(value):
    """«الاثنين 23 نوفمبر 2026م»."""
    return dates.written_with_weekday(value) if _in_arabic() else dateformat.format(value, "l j F Y")


@register.filter
def month(value):
    """«نوفمبر»."""
    return dates.MONTHS[value.month - 1] if _in_arabic() else dateformat.format(value, "F")


@register.filter
def days_of(event):
    """The days of an event, saying nothing twice: «22 و23 نوفمبر 2026م»."""
    first, last = event.starts_on, event.ends_on
    if _in_arabic():
        return dates.date_range(first, last)
    return day(first) if first == last else f"{day(first)} – {day(last)}"


@register.filter
def hours_of(session):
    """«من 9:00 إلى 10:30 صباحًا»: the part of the day is said once where it is the same."""
    starts, ends = (_clock(_local(moment)) for moment in (session.starts_at, session.ends_at))
    hour, _, part = starts.partition(" ")
    if part == ends.partition(" ")[2]:
        starts = hour
    return pgettext("hours of a session", "from {start} to {end}").format(start=starts, end=ends)


def _clock(moment):
    return dates.written_time(moment) if _in_arabic() else dateformat.format(moment, "g:i a")


@register.simple_tag
def today():
    return timezone.localdate()


@register.simple_tag
def stamp(moment, form="full"):
    """A moment that people and machines can read. `form`: full (date and time), or ago («منذ 3 ساعات» for a day)."""
    moment = _local(moment)
    if not _in_arabic():
        words = dateformat.format(moment, "j F Y, g:i a")
    elif form == "ago":
        words = dates.ago(moment, timezone.localtime())
    else:
        words = dates.written_with_time(moment)
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="seconds"), words)


# ---------------------------------------------------------------- pictures


@register.simple_tag
def picture(shown, alt="", sizes="100vw", eager=False, shape="w"):
    """The `<picture>` of a publication's picture, or of a row of pictures (an event's, a portrait)."""
    return pictures.markup(_described(shown), alt, sizes=sizes, eager=eager, shape=shape)


@register.filter
def share_address(shown):
    """The whole address of a picture's social card."""
    return absolute(pictures.share_url(_described(shown)))


def _described(shown):
    if isinstance(shown, dict):
        return shown
    return {"address": shown.address, "width": shown.width, "height": shown.height}
