"""The public page with the draft in it, bare and in every look that readers may meet it in."""

from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles import previewing
from articles.admin.site import desk
from articles.models.revision import content_of

from . import doors
from .cards import cards
from .framing import frame
from .standing import standing
from .words import with_desk_pictures

PLACES = {
    "phone": _("On a phone"),
    "desktop": _("On a desktop"),
    "cards": _("As cards"),
    "push": _("As a push"),
    "print": _("On paper"),
}
PAGES = ("phone", "desktop")
SCHEMES = {"light": _("Light"), "dark": _("Dark")}
# The page of looks frames one page of ours, and that page lets itself be framed by it alone.
FRAMING = {"frame-src": ["'self'"]}
FRAMED = {"frame-ancestors": ["'self'"]}


@require_safe
def preview(request, pk):
    article = doors.story(request, pk)
    page = _public_page(request, article)
    banner = {"story": article, "at": timezone.now()}
    return frame(page, "admin/articles/article/_preview_banner.html", request, banner)


@require_safe
def looks(request, pk):
    """The story in the place `?as=` and the colours `?in=`; what is unknown is a phone in the light."""
    article = doors.story_to_look_at(request, pk)
    place, scheme = request.GET.get("as"), request.GET.get("in")
    place, scheme = place if place in PLACES else "phone", scheme if scheme in SCHEMES else "light"
    response = TemplateResponse(
        request,
        "admin/articles/article/looks.html",
        {
            **desk.each_context(request),
            **standing(article, request.user),
            "title": _("How it looks"),
            "story": article,
            "cards": cards(article),
            "places": PLACES.items(),
            "schemes": SCHEMES.items(),
            "place": place,
            "scheme": scheme,
            "is_page": place in PAGES,
        },
    )
    response._csp_update = FRAMING
    return response


@require_safe
def looks_page(request, pk):
    """The page itself, for the frame on the page of looks."""
    page = _public_page(request, doors.story(request, pk))
    page.content = with_desk_pictures(page.content.decode())
    page["Cache-Control"], page["X-Robots-Tag"] = "private, no-store", "noindex"
    page["X-Frame-Options"] = "SAMEORIGIN"
    page._csp_replace = FRAMED
    return page


def _public_page(request, article):
    content = content_of(article)
    story = previewing.as_if_published(article, content)
    with translation.override(story.language):
        return render(request, "site/article.html", {"story": story, **previewing.beside(story, content)})
