"""Which stories a request may open. What it may not see answers exactly as what does not exist."""

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404

from articles.models import Article, Byline, Reach
from articles.models.prepared import Prepared

from .widgets import is_key


def story(request, pk, *, lock=False):
    """Return the story `pk`, or raise Http404. `lock`: hold its row until the transaction ends."""
    return _found(_row, request, pk, lock=lock)


def story_to_look_at(request, pk):
    """Return the story `pk` with all that its pages show, in two questions, or raise Http404.

    For pages that change nothing: what was read beside it is not read again.
    """
    article = _found(_whole_row, request, pk)
    article._reader = request.user.pk
    prefetch_related_objects([article], Prefetch("bylines", Byline.objects.select_related("author")))
    return article


def _found(question, request, pk, **shape):
    reach = Reach.of(request.user)
    if reach.kind != Reach.NOTHING and is_key(pk):
        for article in question(pk, *reach.values, kind=reach.kind, **shape):
            return article
    raise Http404


@Prepared
def _row(pk, *whose, at, kind, lock):
    visible = _visible(pk, Reach(kind, *whose))
    # The visible set may join the section, which may be missing: only the story's own row can be held.
    return visible.select_for_update(of=("self",)) if lock else visible


@Prepared
def _whole_row(pk, *whose, at, kind):
    reach = Reach(kind, *whose)
    return _visible(pk, reach).with_what_its_pages_show(reach)


def _visible(pk, reach):
    return Article.objects.within(reach, or_offered=True).filter(pk=pk).order_by()
