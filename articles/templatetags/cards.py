"""A story in a list. Written out here and not in a template: a front shows forty, and each took half a millisecond.

All but «منذ …» and the face of a writer follows from the story alone, and is made once for a row of the shelf.
"""

from django import template
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import mark_safe

from articles import pictures
from articles.models.shelf import made_of

from .newsroom import ago, headline, isolated, label, machine_time

register = template.Library()
END = "</time></p></div></article>"


@register.simple_tag
def card(story, level, sizes="", eager=False, plain=False, teaser=False, kicked=False, fill=False):
    """The card of `story`; its headline is a heading of `level` (h2, h3).

    plain: without its picture · teaser: with the standfirst · kicked: with the kicker · fill: words where others have
    a picture · eager: the first large picture that a reader sees.
    """
    return mark_safe(made_of(story, _card, level, sizes, eager, plain, teaser, kicked, fill) + _ago(story) + END)


def _card(story, level, sizes, eager, plain, teaser, kicked, fill):
    """The card up to the words that say when."""
    shown = None if plain else story.picture
    parts = [f'<article class="card{" has-picture" if shown else ""}">']
    if shown:
        drawn = pictures.markup(shown, "", sizes=sizes, eager=eager, shape="c")
        parts.append(f'<div class="card-picture">{drawn}</div>')
    parts.append(f'<div class="card-text">{_label(story)}')
    if kicked and story.kicker:
        parts.append(
            f'<p class="card-kicker"><bdi lang="{escaped(story.language)}">{isolated(story.kicker)}</bdi></p>'
        )
    parts.append(f'<{level} class="card-headline">{_link(story)}</{level}>')
    if story.standfirst and (teaser or (fill and not story.picture)):
        parts.append(
            f'<p class="card-standfirst"><bdi lang="{escaped(story.language)}" dir="{escaped(story.direction)}">'
            f"{isolated(story.standfirst)}</bdi></p>"
        )
    parts.append(f'<p class="card-time">{_time(story)}')
    return "".join(parts)


@register.simple_tag
def row(story, level, writers=None):
    """`story` in a list of rows: the card of an opinion where `writers` ({key: author}) has who wrote it."""
    if writers and story.kind == "opinion" and _writer(story, writers):
        return opinion(story, level, writers)
    return card(story, level, "(min-width: 48rem) 16rem, 8rem", teaser=True)


@register.simple_tag
def opinion(story, level, writers):
    """The card of an opinion: its writer's face (or first letter) leads."""
    writer = _writer(story, writers)
    portrait = writer and writer.portrait
    if portrait:
        described = {"address": portrait.address, "width": portrait.width, "height": portrait.height}
        face = pictures.markup(described, "", sizes="5rem", shape="s")
    else:
        name = story.bylines[0]["name"] if story.bylines else ""
        face = f'<span aria-hidden="true">{escaped(name[:1])}</span>'
    words = made_of(story, _opinion, level)
    return mark_safe(f'<article class="card opinion"><div class="face">{face}{words}{_ago(story)}{END}')


def _opinion(story, level):
    """The card of an opinion from its writer's face to the words that say when."""
    name = story.bylines[0]["name"] if story.bylines else ""
    return (
        f'</div><div class="card-text"><p class="opinion-writer"><bdi>{escaped(name)}</bdi></p>'
        f'<{level} class="card-headline">{_link(story)}</{level}><p class="card-time">{_time(story)}'
    )


@register.simple_tag
def link(story):
    """The headline of `story`, leading to it."""
    return mark_safe(made_of(story, _link))


@register.simple_tag
def appeared(story):
    """«منذ 3 ساعات»: how long ago `story` appeared, for people and machines."""
    return mark_safe(f"{made_of(story, _time)}{_ago(story)}</time>")


def _writer(story, writers):
    return writers.get(story.bylines[0]["id"]) if story.bylines else None


def _label(story):
    words = label(story)
    if not words:
        return ""
    of = ""
    if story.kind == "opinion" and story.bylines:
        of = f'<span class="of"><bdi>{escaped(story.bylines[0]["name"])}</bdi></span>'
    return f'<p class="label">{escaped(words)}{of}</p>'


def _link(story):
    return f'<a href="{escaped(story.get_absolute_url())}">{headline(story)}</a>'


def _time(story):
    return f'<time datetime="{machine_time(story.published_at)}">'


def _ago(story):
    return escaped(ago(story.published_at))
