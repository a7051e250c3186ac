import hashlib
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles import pagestore, typesetting
from articles.models import Publication, relies_on
from articles.models.prepared import Prepared
from articles.models.shelf import listed, part

# Ten days without the newsroom: a reader's copy, and a proxy's, is better than an error.
# A proxy asks again every second, so that what is published or withdrawn is seen there as well; asking is cheap.
SHARED = "public, max-age=30, s-maxage=1, stale-while-revalidate=1, stale-if-error=864000"
# What is nothing today may be a story in a moment.
SHARED_BRIEFLY = "public, max-age=5"
NEVER_STORED = "private, no-store"
FAULT = (Path(settings.BASE_DIR) / "templates" / "500.html").read_bytes()


def public_page(view):
    """Make `view(request, at, …)` a public page: read only, the same for everybody, kept for a short time.

    `at` is the moment that staff look back to (`request.as_of`), or None for now. Nobody keeps such an answer.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        at = getattr(request, "as_of", None)
        with pagestore.declare(request):
            try:
                response = view(request, at, *args, **kwargs)
            except Http404:
                response = not_found(request)
        _in_the_papers_digits(response)
        # Not `headers.setdefault`: a file response may bring its own.
        response.headers["Cache-Control"] = NEVER_STORED if at else _kept_for(response)
        return response

    safe = require_safe(answer)
    # A POST is refused by its method; there is nothing here that a forged one could do.
    safe.csrf_exempt = True
    return safe


def _in_the_papers_digits(response):
    """Write the numbers of an Arabic page as the paper prints them (SITE_DIGITS)."""
    if settings.SITE_DIGITS != "arabic" or response.streaming:
        return
    page = response.content
    if response.get("Content-Type", "").startswith("text/html") and b'<html lang="ar"' in page[:200]:
        response.content = typesetting.in_arabic_digits(page.decode())


def _kept_for(response):
    return SHARED_BRIEFLY if response.status_code == 404 else SHARED


def unless_known(request, content, content_type):
    """Return `content`, or 304 to whoever has it already."""
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(content, content_type=content_type)
    response.headers["ETag"] = etag
    return response


def latest(at, count):
    """Return the newest live stories, for pages that have nothing of their own to show."""
    relies_on("list:all")
    return listed(_latest(at=at, count=count))["newest"]


@Prepared
def _latest(*, at, count):
    return part("newest", Publication.objects.live(at).newest_first()[:count])


def not_found(request, exception=None):
    at = getattr(request, "as_of", None)
    return render(request, "404.html", {"stories": latest(at, 6)}, status=404)


def gone(request, at, notice):
    """The address of a story that was published in error: its notice, and nothing of the story."""
    return render(request, "410.html", {"notice": notice, "stories": latest(at, 6)}, status=410)


def server_error(request):
    """The bytes that this process read when it started: neither the database nor a template is asked."""
    page = HttpResponseServerError(FAULT)
    page.headers["Cache-Control"] = NEVER_STORED
    return page
