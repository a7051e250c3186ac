"""What pages say to search engines, messengers and feed readers: thin doors to `articles.metadata`."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from articles import metadata, pictures
from articles.models.shelf import made_of
from articles.templatetags.newsroom import summary

register = template.Library()


@register.simple_tag
def card_of(shown=None, story=None, event=None):
    """The whole address of the card of a shared link: of its picture, of its words, or of the paper itself."""
    if shown:
        info = shown if isinstance(shown, dict) else {"address": shown.address}
        return metadata.absolute(pictures.share_url(info))
    if story:
        return metadata.absolute(pictures.card_url(story))
    if event:
        return metadata.absolute(pictures.event_card_url(event))
    return metadata.absolute(pictures.site_card_url())


@register.simple_tag
def describe_story(story, event=None, pages=(), tongues=None):
    """The story and the way to it. A preview has no address yet, and says nothing."""
    if not story.published_at:
        return ""
    return metadata.script(
        _about(story, event or None, tongues) if event or tongues else made_of(story, _about),
        _of_the_paper(metadata.newspaper, pages),
        made_of(story, _way_to),
    )


def _about(story, event=None, tongues=None):
    return metadata.written(metadata.story(story, event, summary(story), tongues))


def _way_to(story):
    steps = [(settings.SITE_NAME, "/"), (story.section_name, f"/{story.section_slug}/")]
    return metadata.written(metadata.breadcrumbs(*steps, (story.title_for_search, story.get_absolute_url())))


@register.simple_tag
def describe_home(stories, pages=()):
    return metadata.script(
        _of_the_paper(metadata.website),
        _of_the_paper(metadata.newspaper, pages),
        metadata.collection(settings.SITE_NAME, "/", stories),
    )


@register.simple_tag
def describe_section(section, address, stories=()):
    parents = [(section.parent.name, section.parent.get_absolute_url())] if section.parent else []
    way = [(settings.SITE_NAME, "/"), *parents, (section.name, section.get_absolute_url())]
    return metadata.script(
        metadata.collection(section.name, address, stories, section.description),
        metadata.breadcrumbs(*way),
    )


@register.simple_tag
def describe_tag(tag, address, stories=()):
    return metadata.script(metadata.collection(tag.name, address, stories))


@register.simple_tag
def describe_archive(period, address, stories=()):
    """`period`: the days that are shown, or None for all of them."""
    title = render_to_string("site/_period.html", {"of": period}).strip()
    archive = (gettext("Archive"), reverse("archive"))
    way = [(settings.SITE_NAME, "/"), archive, *([(title, address)] if period else [])]
    return metadata.script(metadata.collection(title, address, stories), metadata.breadcrumbs(*way))


@register.simple_tag
def describe_corrections(title, address, corrections=()):
    return metadata.script(
        metadata.corrections(title, address, corrections),
        metadata.breadcrumbs((settings.SITE_NAME, "/"), (title, address)),
    )


@register.simple_tag
def describe_author(author, stories=()):
    return metadata.script(metadata.person_page(author, stories), _of_the_paper(metadata.newspaper))


@register.simple_tag
def describe_events(events=()):
    return metadata.script(metadata.event_list(gettext("Events"), reverse("events"), events))


@register.simple_tag
def describe_event(event, days=(), participants=(), coverage=()):
    """`days`: (date, sessions with their `people` by role); `participants`: (role, people) of the whole event."""
    sessions = [session for _date, of_day in days for session in of_day]
    groups = [*participants, *(group for session in sessions for group in session.people)]
    people = [who for _role, of_role in groups for who in of_role]
    return metadata.script(
        metadata.event(event, sessions, people, coverage),
        metadata.breadcrumbs(*_way_within(event)),
    )


@register.simple_tag
def describe_session(event, session, people=(), coverage=()):
    """`people`: (role, those who held it)."""
    participants = [who for _role, of_role in people for who in of_role]
    return metadata.script(
        metadata.session(event, session, participants, coverage),
        metadata.breadcrumbs(
            *_way_within(event), (session.title, reverse("session", args=[event.slug, session.pk]))
        ),
    )


@register.simple_tag
def describe_speaker(event, person, sessions=(), coverage=()):
    return metadata.script(
        metadata.speaker(event, person, sessions, coverage),
        metadata.breadcrumbs(
            *_way_within(event), (person.name, reverse("speaker", args=[event.slug, person.slug]))
        ),
    )


@register.simple_tag
def describe_page(page, pages=()):
    """A page of the paper about itself, and the paper with its policies."""
    return metadata.script(
        _of_the_paper(metadata.newspaper, pages),
        metadata.breadcrumbs((settings.SITE_NAME, "/"), (page.title, page.get_absolute_url())),
    )


def _of_the_paper(describe, *values):
    """What `describe(*values)` says of the paper itself, written once by a process for the same values."""
    return _written(describe, settings.SITE_NAME, settings.SITE_URL, *(value or () for value in values))


@lru_cache(maxsize=16)
def _written(describe, _name, _url, *values):
    return metadata.written(describe(*values))


def _way_within(event):
    way = [(settings.SITE_NAME, "/"), (gettext("Events"), reverse("events"))]
    return [*way, (event.title, event.get_absolute_url())]
