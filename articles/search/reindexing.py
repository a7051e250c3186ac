"""Making the index anew while the newsroom works: in small transactions, and only what is not yet up to date.

What is done is written in the entries themselves (`analysis`), so an interrupted run goes on where it stopped.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.models import Article, ArticleEntry, Picture, PictureEntry, Publication, PublicationEntry
from articles.models.index import INDEXED

from .documents import analysis, article_entry, keep, names_in, picture_entry, publication_entry

BATCH = 200


def due():
    """Return how many publications, stories and pictures are not in the index, or are in it by another analysis."""
    return _due_publications().count() + _due_articles().count() + _due_pictures().count()


def is_due():
    return _due_publications().exists() or _due_articles().exists() or _due_pictures().exists()


def forget():
    """Make everything due, for an index that is not trusted any more."""
    for model in INDEXED:
        model.objects.update(analysis="")


def reindex():
    """Bring the index up to date, yielding how many entries each transaction has written."""
    for batch in (_publications, _articles, _pictures):
        behind = 0
        while True:
            with transaction.atomic():
                behind, written = batch(behind)
            if not written:
                break
            yield written


def _due_publications():
    done = PublicationEntry.objects.filter(publication=OuterRef("pk"), analysis=analysis())
    return Publication.objects.exclude(Exists(done)).order_by("pk")


def _due_articles():
    done = ArticleEntry.objects.filter(article=OuterRef("pk"), analysis=analysis())
    return Article.objects.exclude(Exists(done)).order_by("pk")


def _due_pictures():
    done = PictureEntry.objects.filter(picture=OuterRef("pk"), analysis=analysis())
    return Picture.objects.exclude(Exists(done)).order_by("pk")


def _publications(behind):
    rows = list(_due_publications().filter(pk__gt=behind).defer("body")[:BATCH])
    keep([publication_entry(row) for row in rows])
    return (rows[-1].pk, len(rows)) if rows else (behind, 0)


def _articles(behind):
    # Locked, so that no text is written over the one of a save that comes between.
    rows = list(_due_articles().filter(pk__gt=behind).select_for_update()[:BATCH])
    entries = []
    for story in Article.objects.filter(pk__in=[row.pk for row in rows]).prefetch_related(
        "bylines__author", "tags"
    ):
        bylines = [{"name": line.author.name} for line in story.bylines.all()]
        tags = [{"name": tag.name} for tag in story.tags.all()]
        entries.append(article_entry(story, names_in(bylines, tags)))
    keep(entries)
    return (rows[-1].pk, len(rows)) if rows else (behind, 0)


def _pictures(behind):
    rows = list(_due_pictures().filter(pk__gt=behind).select_for_update()[:BATCH])
    keep([picture_entry(row) for row in rows])
    return (rows[-1].pk, len(rows)) if rows else (behind, 0)
