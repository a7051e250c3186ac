"""What the newspaper says about itself: its own pages, and what it has put right."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404, render

from articles import body
from articles.models import Correction, Page, Publication, relies_on

from .answers import public_page
from .paging import asked_page


@public_page
def page(request, at, slug):
    shown = get_object_or_404(Page.objects.public(), slug=slug)
    return render(request, "site/page.html", {"page": shown, "text": body.finish(shown.body, {})})


@public_page
def corrections(request, at):
    """Every correction of a story that readers still have: what was wrong, and when it was put right."""
    relies_on("list:all")
    live = Publication.objects.live(at).filter(article=OuterRef("article"))
    made = Correction.objects.filter(Exists(live), made_at__lte=at or Now())
    listed = asked_page(request, made, moment="made_at")
    stories = Publication.objects.live(at).for_lists().filter(article__in=[row.article_id for row in listed.rows])
    by_article = {story.article_id: story for story in stories}
    for row in listed.rows:
        row.story = by_article.get(row.article_id)
    listed.rows = [row for row in listed.rows if row.story]
    policy = Page.objects.public().filter(slug="corrections-policy").first()
    return render(request, "site/corrections.html", {"page": listed, "policy": policy, "here": "corrections"})
