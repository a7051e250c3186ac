"""What the templates say in words, dates and pictures; the language itself is in `articles.arabic`."""

from datetime import datetime, time
from html import escape
from threading import local
from typing import NamedTuple
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils import dateformat, timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy

from articles import body, models, pictures, typesetting
from articles.arabic import dates
from articles.arabic.bidi import has_foreign, isolate_runs
from articles.arabic.plurals import counted as counted_in_arabic
from articles.arabic.plurals import ordinal
from articles.models import DATELINED_KINDS, Byline, Participant

register = template.Library()


# ---------------------------------------------------------------- the site itself


class Site(NamedTuple):
    name: str
    url: str


@register.simple_tag
def site():
    """The paper's name and public address: `{% site as site %}`."""
    return Site(settings.SITE_NAME, settings.SITE_URL)


@register.simple_tag(takes_context=True)
def around(context):
    """What stands around the page: menu, foot, «عاجل» and Hijri months: `{% around as around %}`, one query."""
    request, story, event = (context.get(name) for name in ("request", "story", "event"))
    days = [timezone.localdate()]
    if story and story.published_at:
        days.append(_local(story.published_at).date())
    if event and not story:
        days += [event.starts_on, event.ends_on]
    return models.around(getattr(request, "as_of", None), days)


@register.filter
def absolute(address):
    """An address of this site with scheme and host, for what is read elsewhere."""
    return f"{settings.SITE_URL}{address}"


# ---------------------------------------------------------------- text


@register.filter
def isolated(text):
    """Arabic text with every run that reads from left to right isolated, so that none is turned round."""
    return isolated_in_arabic(str(text)) if _in_arabic() else conditional_escape(str(text))


def isolated_in_arabic(text):
    """The same where the language of the page is known to be Arabic."""
    if not has_foreign(text):
        return mark_safe(escape(text))
    pieces = (
        f'<bdi dir="ltr">{escape(run)}</bdi>' if direction else escape(run)
        for run, direction in isolate_runs(text)
    )
    return mark_safe("".join(pieces))


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


# A story of so many words is long enough to be looked through before it is read.
LONG, FEWEST_HEADINGS = 500, 3


@register.simple_tag
def contents(story):
    """The table of contents of a long story: (anchor, heading) in order; none for a short one."""
    found = typesetting.headings(story.body)
    return found if story.words >= LONG and len(found) >= FEWEST_HEADINGS else []


@register.filter
def set_for_readers(story):
    """The body of a publication as it stands on its page: its headings can be led to, no Latin run is turned round."""
    markup = typesetting.anchored(story.body)
    return mark_safe(typesetting.isolated(markup) if story.language == "ar" else markup)


@register.filter
def reading_time(minutes):
    """«مدة القراءة 5 دقائق»."""
    if _in_arabic():
        return pgettext("reading time", "{minutes} to read").format(minutes=counted_in_arabic(minutes, "دقيقة"))
    return ngettext("%(n)s minute to read", "%(n)s minutes to read", minutes) % {"n": minutes}


@register.simple_tag
def share_links(story):
    """Where a story can be shared without any script: (key, name, address). The short address travels best."""
    address, title = absolute(story.get_short_url()), story.title_for_sharing
    link, words = quote(address, safe=""), quote(title, safe="")
    return [
        ("whatsapp", pgettext("share on", "WhatsApp"), f"https://wa.me/?text={words}%0A{link}"),
        ("x", pgettext("share on", "X"), f"https://x.com/intent/post?text={words}&url={link}"),
        ("telegram", pgettext("share on", "Telegram"), f"https://t.me/share/url?url={link}&text={words}"),
        ("facebook", pgettext("share on", "Facebook"), f"https://www.facebook.com/sharer/sharer.php?u={link}"),
        ("mail", pgettext("share on", "Mail"), f"mailto:?subject={words}&body={link}"),
    ]


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


@register.filter
def edition(number):
    """«الدورة الخامسة»."""
    written = ordinal(number) if _in_arabic() else number
    return pgettext("of an event", "Edition {number}").format(number=written)


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


@register.simple_tag
def hijri_today(around):
    """Today's Hijri date, by the months announced here: «6 جمادى الآخرة 1448هـ»."""
    return str(around.hijri(timezone.localdate()) or "")


@register.simple_tag
def hijri_of(around, moment):
    """The Hijri date of a past moment, by what had been announced then: an old page never changes."""
    return str(around.hijri(_local(moment).date(), known_by=moment) or "") if moment else ""


@register.simple_tag
def hijri_days_of(around, event):
    """The days of an event in the Hijri calendar, as they were known when it ended."""
    known_by = timezone.make_aware(datetime.combine(event.ends_on, time.max))
    first, last = (around.hijri(day, known_by) for day in (event.starts_on, event.ends_on))
    return dates.hijri_range(first, last)


@register.filter
def month_and_year(value):
    """«نوفمبر 2026م»."""
    return dates.month_and_year(value) if _in_arabic() else dateformat.format(value, "F Y")


@register.simple_tag
def week_days():
    """The days of a week over a calendar; a week begins on Sunday here."""
    return "ح ن ث ر خ ج س".split()


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
    words = said_now()(moment) if form == "ago" else _with_time(moment)
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(timespec="seconds"), words)


def said_now():
    """Return how a moment is said just now: «منذ 3 ساعات» on the day itself; in English the date and the time."""
    if not _in_arabic():
        return _with_time
    now = timezone.localtime()
    if getattr(_said, "is_left_open", False):
        return lambda moment: dates.ago(moment, now) if dates.is_settled(moment, now) else _open(moment)
    return lambda moment: dates.ago(moment, now)


_said = local()
# No text has it: the forms of the desk refuse it, and so does PostgreSQL.
_OPEN = "\0"


def _open(moment):
    return f"{_OPEN}{moment.isoformat()}{_OPEN}"


def left_open(make):
    """Return what `make()` writes, cut where it says a moment by `said_now`: [text, moment, text, …, text].

    A moment that will be said in the same words until midnight is said at once.
    """
    before, _said.is_left_open = getattr(_said, "is_left_open", False), True
    try:
        parts = make().split(_OPEN)
    finally:
        _said.is_left_open = before
    parts[1::2] = [datetime.fromisoformat(moment) for moment in parts[1::2]]
    return parts


def with_times(parts, say):
    """Return `parts`, as `left_open` cuts them, in one text with its moments said by `say`."""
    whole = parts.copy()
    whole[1::2] = [escape(say(moment)) for moment in parts[1::2]]
    return "".join(whole)


def _with_time(moment):
    return dates.written_with_time(moment) if _in_arabic() else dateformat.format(moment, "j F Y, g:i a")


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
