"""Which stories a request may open. What it may not see answers exactly as what does not exist."""

from django.http import Http404

from articles.models import Article


def story(request, pk, *, lock=False):
    """Return the story `pk`, or raise Http404. `lock`: hold its row until the transaction ends."""
    visible = _visible(request, pk)
    # The visible set may join the section, which may be missing: only the story's own row can be held.
    return _found(visible.select_for_update(of=("self",)) if lock else visible)


def story_to_look_at(request, pk):
    """Return the story `pk` with all that its pages show, in two questions, or raise Http404.

    For pages that change nothing: what was read beside it is not read again.
    """
    return _found(_visible(request, pk).with_what_its_pages_show(request.user))


def _visible(request, pk):
    return Article.objects.visible_to(request.user).filter(pk=pk)


def _found(stories):
    if article := stories.first():
        return article
    raise Http404
