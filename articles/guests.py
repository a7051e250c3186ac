"""What people without an account see through a link that was given to them: one revision of one story.

Nothing else of the desk is reachable from here, and every link that does not work answers alike.
"""

from functools import wraps

from django.http import HttpResponseNotFound
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from articles import picture_views, previewing
from articles.models import PreviewLink

KEPT_NOWHERE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    # The address is the key: it is told to no other site.
    "Referrer-Policy": "no-referrer",
}


def through_a_link(view):
    """Make `view(request, link, …)` open to whoever has the token of an open link; to nobody else."""

    @wraps(view)
    def answer(request, token, **parts):
        links = PreviewLink.objects.opened_by(token).select_related("article", "revision")
        link = links.first()
        response = _closed(request) if link is None else view(request, link, token=token, **parts)
        for name, value in KEPT_NOWHERE.items():
            response[name] = value
        return response

    return require_safe(answer)


@through_a_link
def story(request, link, token):
    content = link.revision.content
    composed = previewing.as_if_published(link.article, content)
    with translation.override(composed.language):
        around = previewing.beside(composed, content)
        page = render(request, "site/article.html", {"story": composed, **around})
    door = reverse("guest_story", args=[token]) + "pictures/"
    banner = render_to_string("guests/_banner.html", {"link": link}, request)
    style = render_to_string("admin/articles/article/_banner_style.html")
    markup = previewing.with_pictures_at(page.content.decode(), door, set(_pictures(content)))
    page.content = previewing.put_under(banner, style, markup)
    return page


@through_a_link
def picture(request, link, token, address, name):
    """A picture of the revision; any other is as unknown as it is to a stranger."""
    found = _pictures(link.revision.content).get(address)
    return picture_views.rendition(request, found, address, name)


def _pictures(content):
    """The rows' numbers of the pictures that a revision shows, by their address."""
    shown = [content["picture"], *content["body_pictures"].values()]
    return {each["address"]: each["id"] for each in shown if each}


def _closed(request):
    return HttpResponseNotFound(render_to_string("guests/closed.html", {}, request))
