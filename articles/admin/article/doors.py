"""Which stories a request may open. What it may not see answers exactly as what does not exist."""

from django.http import Http404

from articles.models import Article


def story(request, pk, *, lock=False):
    """Return the story `pk`, or raise Http404. `lock`: hold its row until the transaction ends."""
    visible = Article.objects.visible_to(request.user).filter(pk=pk)
    if lock:
        # The visible set may join the section, which may be missing: only the story's own row can be held.
        visible = visible.select_for_update(of=("self",))
    article = visible.first()
    if article is None:
        raise Http404
    return article
