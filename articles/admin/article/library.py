"""What the editor looks for while a story is written: pictures of the library, and published stories."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.views.decorators.http import require_safe

from articles.admin.searching import matching
from articles.models import Picture, Publication
from articles.search import finding
from articles.search.questions import read
from articles.templatetags.desk import moment_in_words

MOST_PICTURES = 24
MOST_STORIES = 12
PICTURE_FIELDS = ["caption", "alt", "credit", "original_name"]


@require_safe
def pictures(request):
    """The newest pictures in which every word of `?q=` stands."""
    if not request.user.has_perm("articles.view_picture"):
        raise PermissionDenied
    found = matching(Picture.objects.order_by("-pk"), PICTURE_FIELDS, _asked(request))[:MOST_PICTURES]
    return JsonResponse({"found": [described(picture) for picture in found]})


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
        "alt": picture.alt, "caption": picture.caption,
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
