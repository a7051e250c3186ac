"""The stories of an author and of a tag: both through rows that are in the order of the list."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from articles.models import Author, Publication, PublicationAuthor, PublicationTag, Tag, relies_on

from .answers import public_page
from .paging import asked_stories


@public_page
def author(request, at, slug):
    person = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    relies_on(f"list:author:{person.pk}")
    page = stories_page(request, PublicationAuthor.objects.filter(author=person), at)
    return render(request, "site/author.html", {"author": person, "page": page})


@public_page
def tag(request, at, slug):
    subject = get_object_or_404(Tag, slug=slug)
    relies_on(f"list:tag:{subject.pk}")
    page = stories_page(request, PublicationTag.objects.filter(tag=subject), at)
    return render(request, "site/tag.html", {"tag": subject, "page": page})


def stories_page(request, rows, at):
    """Return the page of live stories that `rows` lead to; Http404 when there is none.

    Whoever has no live story has no page: its existence alone could give away an unpublished one.
    """
    live = Publication.objects.live(at).filter(pk=OuterRef("publication"))
    page = asked_stories(request, rows.filter(Exists(live)), key="publication")
    if not page.rows:
        raise Http404
    return page
