"""A report from outside becomes a story: read from the bytes of a file, saved as a draft like any other."""

import re
from html import escape

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles import body, bylines, workflow
from articles.arabic.normalise import tidy, tidy_lines
from articles.arabic.report import Block, body_html, read_report
from articles.arabic.word_document import read_file
from articles.models import Article, Byline

# The parts of a report that stand over the story, in the order in which readers see them.
HEAD = ("kicker", "headline", "standfirst")
PARTS = (*HEAD, "place", "source")

_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def recognise_file(data):
    """Return the `Report` in the bytes of a text or Word file. Raises NotAReport."""
    return _fitted(read_file(data))


def recognise(text):
    """Return the `Report` in `text`. Raises NotAReport."""
    return _fitted(read_report(text))


def _fitted(report):
    """Move a line that is too long for its field to the top of the body: nothing is cut or lost."""
    too_long = [part for part in PARTS if len(getattr(report, part)) > longest(part)]
    moved = [Block("paragraph", (getattr(report, part),)) for part in too_long]
    report.blocks = [*moved, *report.blocks]
    for part in too_long:
        setattr(report, part, "")
    return report


def longest(part):
    return Article._meta.get_field(part).max_length


def language_of(text):
    """Return the language that most letters of `text` are of, as a story's fields have it."""
    return "ar" if len(_ARABIC.findall(text)) * 2 >= len(_LATIN.findall(text)) else "en"


def paragraphs(lines):
    """Return `lines` as the HTML of paragraphs."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def draft_from(report, *, owner, section=None, event=None):
    """Save what was recognised as a draft of `owner` and return it; the names over it stay in the notes."""
    parts = {part: tidy(getattr(report, part)) for part in PARTS if part != "standfirst"}
    article = Article(
        **parts,
        standfirst=tidy_lines(report.standfirst),
        body=body_html(report),
        section=section,
        event=event,
        notes=note_about(report.byline),
    )
    names = bylines.first_names(owner, report.byline, report.source)
    return save(article, owner=owner, authors=[(author, "") for author in names])


def note_about(names):
    """Return a note to the desk with the names that a report carried; they are never lost."""
    if not names:
        return ""
    with override(settings.LANGUAGE_CODE):
        return _("Names over the report: %(names)s") % {"names": names}


def save(article, *, owner, authors):
    """Save a new story with its bylines, (author, role) in order, as its first revision and return it."""
    article.owner = owner
    article.body = body.clean(article.body)
    article.language = language_of(body.plain_text(article.body) or article.headline)
    article.direction = "rtl" if article.language == "ar" else "ltr"
    with transaction.atomic():
        article.save()
        Byline.objects.bulk_create(
            Byline(article=article, author=author, role=role, order=order)
            for order, (author, role) in enumerate(authors)
        )
        workflow.create(article, by=owner)
    return article
