"""A page of results. Written out here and not in templates, as the cards are, for the same reason."""

from html import escape

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from articles import pictures
from articles.models.shelf import made_of
from articles.search import snippets

from .cards import Piece
from .newsroom import isolated_in_arabic, label, said_now

register = template.Library()
CHOSEN = ' aria-current="true"'


@register.simple_tag
def results(stories, question):
    """The items of a list: each story with the passage that answers `question`."""
    say = said_now()
    return mark_safe("\n".join([_item(story, question, say) for story in stories]))


def _item(story, question, say):
    said, end = made_of(story, _answering, question)
    return said.said(say) + end


def _answering(story, question):
    """What is made of a story and a question, up to the words that say when it appeared, and what stands behind."""
    before, between, behind, appeared, end = made_of(story, _around)
    write = isolated_in_arabic if get_language() == "ar" else escape
    headline = _marked(snippets.marked(story.headline, question), write)
    text = _marked(snippets.snippet(story, question), write)
    return Piece(f"{before}{headline}{between}{text}{behind}", appeared), end


def _around(story):
    """What stands before its headline, before its text and behind it, the moment that it says, and its end."""
    bdi = f'<bdi lang="{escape(story.language)}" dir="{escape(story.direction)}">'
    shown, kind = "", label(story)
    if story.picture:
        drawn = pictures.markup(story.picture, "", sizes="(min-width: 48rem) 12rem, 7rem", shape="c")
        shown = f'<div class="card-picture">{drawn}</div>'
    kind = f'<span class="kind">{escaped(kind)}</span>' if kind else ""
    of = f'<span class="of"><bdi>{escape(story.bylines[0]["name"])}</bdi></span>' if story.bylines else ""
    appeared = timezone.localtime(story.published_at)
    return (
        f'<li><article class="card hit{" has-picture" if shown else ""}">{shown}<div class="card-text">'
        f'<p class="label">{escape(story.section_name)}{kind}</p>'
        f'<h2 class="card-headline"><a href="{escape(story.get_absolute_url())}">{bdi}',
        f'</bdi></a></h2><p class="hit-text">{bdi}',
        f'</bdi></p><p class="card-time"><time datetime="{appeared.isoformat(timespec="seconds")}">',
        appeared,
        f"{of}</p></div></article></li>",
    )


def _marked(pieces, write):
    return "".join(f"<mark>{write(text)}</mark>" if is_hit else write(text) for text, is_hit in pieces)


@register.simple_tag
def choices(heading, offered):
    """The `offered` choices of a filter under their heading, where there is anything to choose."""
    if not offered or (len(offered) == 1 and not offered[0].is_chosen):
        return ""
    rows = (
        f'<li><a href="{escape(each.address)}"{CHOSEN if each.is_chosen else ""}><bdi>{escape(str(each.label))}</bdi>'
        f' <span class="choice-count">{each.count}</span></a></li>'
        for each in offered
    )
    return mark_safe(
        f'<section class="choices"><h2>{escaped(heading)}</h2><ul role="list">{"".join(rows)}</ul></section>'
    )
