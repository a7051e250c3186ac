"""Stories in lists. Written out here and not in templates: a front shows forty, and each took half a millisecond.

All but «منذ …» and the face of a writer follows from the story alone, and is made once for a row of the shelf.
"""

from html import escape
from typing import NamedTuple

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import mark_safe

from articles import pictures
from articles.models.shelf import made_of

from .newsroom import ago, headline, isolated, label

register = template.Library()
ROW = "(min-width: 48rem) 16rem, 8rem"


class Piece(NamedTuple):
    """What is made of a story alone: its markup up to the words that say when it appeared."""

    markup: str
    appeared: object

    def said(self, now):
        return f"{self.markup}{escape(ago(self.appeared, now))}</time>"


END = "</p></div></article>"


@register.simple_tag
def card(story, level, sizes="", eager=False, plain=False, teaser=False, kicked=False, fill=False):
    """The card of `story`; its headline is a heading of `level` (h2, h3).

    plain: without its picture · teaser: with the standfirst · kicked: with the kicker · fill: words where others have
    a picture · eager: the first large picture that a reader sees.
    """
    piece = made_of(story, _card, level, sizes, eager, plain, teaser, kicked, fill)
    return mark_safe(piece.said(timezone.localtime()) + END)


@register.simple_tag
def cards(stories, level, sizes="", plain=False, teaser=False, fill=False):
    """The cards of `stories`, each in its `<li>`."""
    now, options = timezone.localtime(), (level, sizes, False, plain, teaser, False, fill)
    return mark_safe("".join(f"<li>{made_of(story, _card, *options).said(now)}{END}</li>" for story in stories))


def _card(story, level, sizes, eager, plain, teaser, kicked, fill):
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
    return _until_when(story, "".join(parts) + '<p class="card-time">')


@register.simple_tag
def rows(stories, level, writers=None):
    """`stories` one under the other; `writers` ({key: author}) are those whose faces lead their opinions."""
    now = timezone.localtime()
    return mark_safe("".join(f"<li>{_row(story, level, writers or {}, now)}</li>" for story in stories))


def _row(story, level, writers, now):
    writer = story.kind == "opinion" and writers and _writer(story, writers)
    if writer:
        return _opinion(story, level, writer, now)
    return made_of(story, _card, level, ROW, False, False, True, False, False).said(now) + END


@register.simple_tag
def opinions(stories, level, writers):
    """The cards of opinions, each in its `<li>`: the writers' faces lead (or the first letters of their names)."""
    now = timezone.localtime()
    found = ((story, _writer(story, writers)) for story in stories)
    return mark_safe("".join(f"<li>{_opinion(story, level, writer, now)}</li>" for story, writer in found))


def _opinion(story, level, writer, now):
    portrait = writer and writer.portrait
    if portrait:
        described = {"address": portrait.address, "width": portrait.width, "height": portrait.height}
        face = pictures.markup(described, "", sizes="5rem", shape="s")
    else:
        face = f'<span aria-hidden="true">{escaped(_name(story)[:1])}</span>'
    words = made_of(story, _words_of_opinion, level).said(now)
    return f'<article class="card opinion"><div class="face">{face}</div>{words}{END}'


def _words_of_opinion(story, level):
    return _until_when(
        story,
        f'<div class="card-text"><p class="opinion-writer"><bdi>{escaped(_name(story))}</bdi></p>'
        f'<{level} class="card-headline">{_link(story)}</{level}><p class="card-time">',
    )


@register.simple_tag
def link(story):
    """The headline of `story`, leading to it."""
    return mark_safe(made_of(story, _link))


@register.simple_tag
def latest(stories):
    """`stories` as a list of times and headlines, each in its `<li>`."""
    now = timezone.localtime()
    lines = (f"<li>{made_of(one, _until_when).said(now)}\n<h3>{made_of(one, _link)}</h3></li>" for one in stories)
    return mark_safe("".join(lines))


def _until_when(story, markup=""):
    appeared = timezone.localtime(story.published_at)
    return Piece(f'{markup}<time datetime="{appeared.isoformat(timespec="seconds")}">', appeared)


def _writer(story, writers):
    return writers.get(story.bylines[0]["id"]) if story.bylines else None


def _name(story):
    return story.bylines[0]["name"] if story.bylines else ""


def _label(story):
    words = label(story)
    if not words:
        return ""
    of = ""
    if story.kind == "opinion" and story.bylines:
        of = f'<span class="of"><bdi>{escaped(_name(story))}</bdi></span>'
    return f'<p class="label">{escaped(words)}{of}</p>'


def _link(story):
    return f'<a href="{escaped(story.get_absolute_url())}">{headline(story)}</a>'
