"""A story in a list. Written out here and not in a template: a front shows forty, and each took half a millisecond."""

from django import template
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import mark_safe

from articles import pictures

from .newsroom import headline, isolated, label, stamp

register = template.Library()


@register.simple_tag
def card(story, level, sizes="", eager=False, plain=False, teaser=False, kicked=False, fill=False):
    """The card of `story`; its headline is a heading of `level` (h2, h3).

    plain: without its picture · teaser: with the standfirst · kicked: with the kicker · fill: words where others have
    a picture · eager: the first large picture that a reader sees.
    """
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
    parts.append(f'<p class="card-time">{stamp(story.published_at, "ago")}</p></div></article>')
    return mark_safe("".join(parts))


@register.simple_tag
def opinion(story, level):
    """The card of an opinion: its writer's face (or first letter) leads. `story.writer` is the writer, or None."""
    name = story.bylines[0]["name"] if story.bylines else ""
    writer = getattr(story, "writer", None)
    portrait = writer and writer.portrait
    if portrait:
        described = {"address": portrait.address, "width": portrait.width, "height": portrait.height}
        face = pictures.markup(described, "", sizes="5rem", shape="s")
    else:
        face = f'<span aria-hidden="true">{escaped(name[:1])}</span>'
    return mark_safe(
        f'<article class="card opinion"><div class="face">{face}</div><div class="card-text">'
        f'<p class="opinion-writer"><bdi>{escaped(name)}</bdi></p>'
        f'<{level} class="card-headline">{_link(story)}</{level}>'
        f'<p class="card-time">{stamp(story.published_at, "ago")}</p></div></article>'
    )


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
