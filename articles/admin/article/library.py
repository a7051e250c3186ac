"""What the editor looks for while a story is written: pictures of the library, and published stories."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from articles.admin.pictures.narrowing import PictureNarrowing, found_pictures
from articles.admin.rights import rights_in_words
from articles.models import Publication
from articles.search import finding
from articles.search.questions import read
from articles.templatetags.desk import moment_in_words

from .widgets import is_key

MOST_PICTURES = 24
LAST_PAGE = 125
MOST_STORIES = 12


@require_safe
def pictures(request):
    """The newest pictures that answer what was asked, a page at a time; with `?narrowing`, the fields to ask with."""
    if not request.user.has_perm("articles.view_picture"):
        raise PermissionDenied
    page = request.GET.get("page", "")
    start = MOST_PICTURES * (min(int(page), LAST_PAGE) - 1) if is_key(page) and int(page) else 0
    found = found_pictures(request.user, request.GET)[start : start + MOST_PICTURES + 1]
    answer = {"found": [described(picture) for picture in found[:MOST_PICTURES]], "more": len(found) > MOST_PICTURES}
    if "narrowing" in request.GET:
        # With ids of its own: the window opens over the story form, which has a section and an event too.
        fields = PictureNarrowing({}, user=request.user, auto_id="chooser_%s")
        answer["narrowing"] = render_to_string("admin/_narrowing_fields.html", {"fields": fields})
    return JsonResponse(answer)


@require_safe
def published(request):
    """The newest stories that readers can see and in which every word of `?q=` stands."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    asked = finding.Search(read(_asked(request), as_typed=True))
    if asked.asks_for_something:
        found = finding.page_of(asked, finding.NEWEST, size=MOST_STORIES).stories
    else:
        found = Publication.objects.live().for_lists().newest_first()[:MOST_STORIES]
    return JsonResponse({"found": [_story(each) for each in found]})


def described(picture):
    """Return what the form and the editor need to know of `picture`."""
    return {
        "url": picture.desk_url, "small": f"{picture.desk_url}?small", "id": picture.pk, "name": str(picture),
        "alt": picture.alt, "caption": picture.caption, "rights": rights_in_words(picture),
    }  # fmt: skip


def _story(publication):
    when = moment_in_words(publication.published_at)
    return {
        "id": publication.public_id,
        "headline": publication.headline,
        "about": f"{publication.section_name} · {when}",
    }


def _asked(request):
    return request.GET.get("q", "").replace("\x00", "")
