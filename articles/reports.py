"""What becomes of a report: its bytes or its text recognised, and the draft that is made of it."""

from html import escape

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import body, bylines, workflow
from articles.arabic.report import body_html, decode
from articles.arabic.word_document import looks_like_word, read_word
from articles.models import Article, Byline, Kind

PARTS = ("kicker", "headline", "standfirst", "place", "source")


def text_of(data):
    """Return the text in the bytes of a file, plain or Word. Raises NotAReport when there is none."""
    return read_word(data) if looks_like_word(data) else decode(data)


def body_of(report, put_back=()):
    """Return the body that a recognised report starts with, and after it the lines that were put back."""
    return body.clean(body_html(report) + paragraphs(put_back))


def paragraphs(lines):
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def keep(report, *, by, section=None, event=None):
    """Save a recognised report as a draft of `by`, and return the story.

    The lines that were set aside stand in its notes, so that nothing is dropped. Raises ValidationError when a part
    is longer than a story can hold.
    """
    article = Article(
        **{name: getattr(report, name) for name in PARTS},
        body=body_of(report),
        kind=Kind.NEWS,
        section=section,
        event=event,
        owner=by,
        notes=notes_of(report),
    )
    article.clean_fields()
    if len(article.standfirst) > Article._meta.get_field("standfirst").max_length:
        raise ValidationError({"standfirst": "The standfirst is too long."})
    with transaction.atomic():
        article.save()
        Byline.objects.bulk_create(
            Byline(article=article, author=author, order=order)
            for order, author in enumerate(bylines.first_names(by, report.byline, report.source))
        )
        workflow.create(article, by=by)
    return article


def notes_of(report):
    """Return what a report carries beside the story: the names on it, and the lines that were set aside."""
    lines = [report.byline, *(line.text for line in report.set_aside)]
    return "\n".join(line for line in lines if line)[:4000]
