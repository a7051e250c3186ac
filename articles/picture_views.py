"""The two doors to a picture: the readers', and the desk's."""

import logging
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse, HttpResponseNotFound
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles import pagestore, pictures
from articles.models import Event, Picture, Publication, PublicationPicture, relies_on
from articles.pictures import cards, ladder
from articles.pictures.renditions import stored_name

logger = logging.getLogger(__name__)

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
# A file that a browser could be talked into opening as a page still runs nothing.
POLICY = "default-src 'none'; sandbox"
# A day, not for ever: the picture of a withdrawn story must go from caches too.
FOR_READERS = "public, max-age=86400"
FOR_THE_DESK = "private, max-age=300"
NOT_KEPT = "private, no-store"


@require_safe
def picture(request, address, name):
    """A rendition, for everyone while it is public. Unknown, private and missing are one and the same answer."""
    rung, _dot, extension = name.rpartition(".")
    if not ladder.known(rung, extension):
        return _nothing()
    as_of = getattr(request, "as_of", None)
    with pagestore.declare(request):
        found = pictures.public_picture(address, at=as_of)
        # A portrait is public while its author has a live story, whichever: any list may end that.
        relies_on(f"picture:{address}", *([] if found is None or found.in_a_story else ["list:all"]))
        if found is None:
            return _nothing()
        return _answer(request, found, address, rung, extension, keep=FOR_READERS if as_of is None else NOT_KEPT)


@require_safe
def card(request, name):
    """The card of a shared link without a picture. An old address shows the words of today."""
    as_of = getattr(request, "as_of", None)
    with pagestore.declare(request):
        # Whose card it is says when it changes; no list does.
        relies_on(f"picture:{name}")
        words = _words_of_card(cards.read_card(name), as_of)
    if words is None:
        return _nothing()
    etag = quote_etag(words.address)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        drawn = cards.card(words.address, words.title, words.label, words.direction)
        response = HttpResponse(drawn, content_type=TYPES["jpg"])
    response["ETag"] = etag
    response["Cache-Control"] = FOR_READERS if as_of is None else NOT_KEPT
    return _guarded(response)


class Words(NamedTuple):
    address: str
    title: str
    label: str
    direction: str = "rtl"


def _words_of_card(named, at):
    """What a card says, if readers may read it; None otherwise."""
    kind, key = named or (None, None)
    if kind == "site":
        return Words(cards.site_card_url(), settings.SITE_NAME, "")
    if kind == "story":
        copy = Publication.objects.live(at).for_lists().filter(public_id=key).first()
        return copy and Words(cards.card_url(copy), copy.headline, copy.section_name, copy.direction)
    if kind == "event" and key.isdecimal():
        held = Event.objects.public().filter(pk=key).first()
        return held and Words(cards.event_card_url(held), held.title, held.motto)
    return None


@require_safe
@login_required
@permission_required("articles.view_picture", raise_exception=True)
def desk_picture(request, key):
    """The whole picture at a middling size, for people who work here. `?small` is enough for lists."""
    found = Picture.objects.filter(key=key).first()
    if found is None:
        return _nothing()
    rungs = ladder.rungs(found.width, found.height, "w")
    rung = rungs[0] if "small" in request.GET else rungs[:2][-1]
    return _answer(request, found, found.address, rung, "jpg", keep=FOR_THE_DESK)


@require_safe
@login_required
@permission_required("articles.view_picture", raise_exception=True)
def desk_rendition(request, address, name):
    """Any rendition, as the public door would give it, so that a preview shows what is not public yet."""
    rung, _dot, extension = name.rpartition(".")
    named = ladder.read_address(address)
    if named is None or not ladder.known(rung, extension):
        return _nothing()
    found = Picture.objects.filter(key=named[0]).first()
    if found is None:
        return _nothing()
    if not PublicationPicture.objects.filter(picture=found, address=address).exists():
        # Any other focal point would be ten thousand ladders for the asking.
        address = found.address
    return _answer(request, found, address, rung, extension, keep=FOR_THE_DESK)


def rendition(request, pk, address, name):
    """A rendition of the picture `pk` (None: of none), for a door that has decided that it may be seen."""
    rung, _dot, extension = name.rpartition(".")
    found = Picture.objects.filter(pk=pk).first() if pk and ladder.known(rung, extension) else None
    return _nothing() if found is None else _answer(request, found, address, rung, extension, keep=NOT_KEPT)


def _answer(request, found, address, rung, extension, *, keep):
    if rung not in ladder.rungs(found.width, found.height):
        return _nothing()
    etag = quote_etag(f"{address}-{rung}.{extension}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = _bytes_of(found, address, rung, extension)
    if response.status_code in (200, 304):
        response["ETag"] = etag
        response["Cache-Control"] = keep
    return _guarded(response)


def _bytes_of(found, address, rung, extension):
    try:
        path = pictures.render(found, address, rung, extension)
        content = b"" if settings.USE_X_ACCEL else path.read_bytes()
    except (pictures.Away, pictures.Busy):
        return HttpResponse(status=503, headers={"Retry-After": "5", "Cache-Control": NOT_KEPT})
    except (pictures.NoRendition, OSError) as fault:
        logger.error("a picture that should be there cannot be shown: %s", fault)
        return _nothing()
    response = HttpResponse(content, content_type=TYPES[extension])
    response["Content-Disposition"] = "inline"
    if settings.USE_X_ACCEL:
        response["X-Accel-Redirect"] = (
            f"{settings.USE_X_ACCEL.rstrip('/')}/{stored_name(address, rung, extension)}"
        )
    return response


def _nothing():
    return _guarded(HttpResponseNotFound(headers={"Cache-Control": NOT_KEPT}))


def _guarded(response):
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response
