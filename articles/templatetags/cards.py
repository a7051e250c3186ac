"""Stories in lists. Written out here and not in templates: a front shows forty, and each took half a millisecond.

All but «منذ …» and the face of a writer follows from the story alone, and is made once for a row of the shelf.
"""

from html import escape
from typing import NamedTuple

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape as escaped
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from articles import pictures
from articles.models.shelf import made_of

from .newsroom import headline, isolated, label, said_now

register = template.Library()
# How wide a picture stands: in a row, first in its container, and beside others.
ROW = "(min-width: 48rem) 16rem, 8rem"
WIDE, NARROW = "(min-width: 64rem) 37rem, 100vw", "(min-width: 64rem) 18rem, 8rem"


class Piece(NamedTuple):
    """What is made of a story alone: its markup up to the words that say when it appeared."""

    markup: str
    appeared: object

    def said(self, say):
        return f"{self.markup}{escape(say(self.appeared))}</time>"


END = "</p></div></article>"


@register.simple_tag
def container(shown, writers):
    """A section's place on the home page: its heading, and its stories or the faces of those who write there."""
    if shown.is_opinion:
        stories = shown.stories[:4]
        kind, row, listed = "band", f"columns columns-{len(stories)}", opinions(stories, "h3", writers)
    else:
        first, others = shown.stories[:1], shown.stories[1:]
        kind, row = "container", f"mosaic mosaic-{len(shown.stories)}"
        listed = cards(first, "h3", WIDE, teaser=True) + cards(others, "h3", NARROW, fill=True)
    place = shown.section
    head = format_html('<h2 class="heading"><a href="{}">{}</a></h2>', place.get_absolute_url(), place.name)
    return mark_safe(f'<section class="{kind}">\n{head}\n<ul class="{row}" role="list">{listed}</ul>\n</section>')


@register.simple_tag
def card(story, level, sizes="", eager=False, plain=False, teaser=False, kicked=False, fill=False):
    """The card of `story`; its headline is a heading of `level` (h2, h3).

    plain: without its picture · teaser: with the standfirst · kicked: with the kicker · fill: words where others have
    a picture · eager: the first large picture that a reader sees.
    """
    piece = made_of(story, _card, level, sizes, eager, plain, teaser, kicked, fill)
    return mark_safe(piece.said(said_now()) + END)


@register.simple_tag
def cards(stories, level, sizes="", plain=False, teaser=False, fill=False):
    """The cards of `stories`, each in its `<li>`."""
    say, language, options = said_now(), get_language(), (level, sizes, False, plain, teaser, False, fill)
    pieces = (made_of(story, _card, *options, language=language) for story in stories)
    return mark_safe("".join(f"<li>{piece.said(say)}{END}</li>" for piece in pieces))


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
    """`stories` one under the other; `writers` ({key: Face}) are those whose faces lead their opinions."""
    say = said_now()
    return mark_safe("".join(f"<li>{_row(story, level, writers or {}, say)}</li>" for story in stories))


def _row(story, level, writers, say):
    face = story.kind == "opinion" and writers and _face(story, writers)
    if face:
        return _opinion(story, level, face, say)
    return made_of(story, _card, level, ROW, False, False, True, False, False).said(say) + END


@register.simple_tag
def opinions(stories, level, writers):
    """The cards of opinions, each in its `<li>`: the writers' faces lead (or the first letters of their names)."""
    say = said_now()
    found = ((story, _face(story, writers)) for story in stories)
    return mark_safe("".join(f"<li>{_opinion(story, level, face, say)}</li>" for story, face in found))


def _opinion(story, level, face, say):
    if face and face.address:
        drawn = pictures.markup(face._asdict(), "", sizes="5rem", shape="s")
    else:
        drawn = f'<span aria-hidden="true">{escaped(_name(story)[:1])}</span>'
    words = made_of(story, _words_of_opinion, level).said(say)
    return f'<article class="card opinion"><div class="face">{drawn}</div>{words}{END}'


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
    say = said_now()
    lines = (f"<li>{made_of(one, _until_when).said(say)}\n<h3>{made_of(one, _link)}</h3></li>" for one in stories)
    return mark_safe("".join(lines))


def _until_when(story, markup=""):
    appeared = timezone.localtime(story.published_at)
    return Piece(f'{markup}<time datetime="{appeared.isoformat(timespec="seconds")}">', appeared)


def _face(story, writers):
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
