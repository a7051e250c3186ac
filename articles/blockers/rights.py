"""Rights of pictures. A picture that the story's readers have already is no reason to keep a correction from them."""

from django.utils import timezone
from django.utils.translation import gettext

from articles import body
from articles.arabic import dates
from articles.models import Picture, Rights
from articles.reasons import Reason, shortened

BARRED = (Rights.EXPIRED, Rights.RESTRICTED)


def picture_rights(attempt):
    yield from _rights_on(attempt, timezone.localdate(attempt.now))


def picture_rights_then(attempt):
    if attempt.at:
        yield from _rights_on(attempt, timezone.localdate(attempt.at))


def picture_rights_end(attempt):
    """What readers see already, or will for a week at most, though its rights end."""
    article, day = attempt.article, timezone.localdate(attempt.now)
    states = {picture: picture.rights_on(day) for picture in _pictures_of(article)}
    live = set(_before_readers(article)) if any(state in BARRED for state in states.values()) else ()
    for picture, state in states.items():
        if state in BARRED and picture in live:
            yield _barred(article, picture)
        elif state == Rights.SOON:
            told = gettext("The picture “{picture}” may be used until {day} only.")
            yield _reason("picture_soon", told, article, picture, day=dates.written(picture.usable_until))


def _rights_on(attempt, day):
    article = attempt.article
    barred = {picture for picture in _pictures_of(article) if picture.rights_on(day) in BARRED}
    if barred:
        barred -= set(_before_readers(article))
    for picture in sorted(barred, key=lambda picture: picture.pk):
        yield _barred(article, picture)


def _pictures_of(article):
    """The pictures of a story: no question for the lead picture, and one for those in the text, where there are any."""
    found = [article.lead_picture] if article.lead_picture else []
    keys = body.picture_keys(article.body) - {picture.key for picture in found}
    return [*found, *Picture.objects.filter(key__in=keys)] if keys else found


def _before_readers(article):
    return Picture.objects.filter(publication_rows__publication__in=article.publications.live())


def _barred(article, picture):
    if picture.restriction:
        told = gettext("The picture “{picture}” is not to be published: {reason}")
        return _reason("picture_restricted", told, article, picture, reason=picture.restriction)
    told = gettext("The picture “{picture}” may be used until {day}. Ask for its rights anew, or take another.")
    return _reason("picture_expired", told, article, picture, day=dates.written(picture.usable_until))


def _reason(code, told, article, picture, **words):
    field = "lead_picture" if picture.pk == article.lead_picture_id else "body"
    return Reason(code, told.format(picture=shortened(str(picture)), **words), field)
