"""Which pictures are public, and at which address."""

from django.db.models import Exists, OuterRef, Q

from articles.models import Event, Picture, Publication, Withdrawal

from .ladder import read_address


def public_picture(address, at=None):
    """Return the picture that readers may see at `address` at the moment `at` (default: now), or None. One query.

    A picture is public where a live story shows it, or one that was withdrawn but is still shown with a notice;
    and, at its address of today alone, as the portrait of an author with a live story or on a public event's page.
    """
    named = read_address(address)
    if named is None:
        return None
    picture = (
        Picture.objects.filter(key=named[0])
        .annotate(in_a_story=_in_a_story(address, at), elsewhere=_elsewhere(at))
        .first()
    )
    if picture and (picture.in_a_story or (picture.elsewhere and address == picture.address)):
        return picture
    return None


def _in_a_story(address, at):
    live = Publication.objects.live(at).filter(
        picture_rows__picture=OuterRef("pk"), picture_rows__address=address
    )
    noticed = Withdrawal.objects.in_force(at).filter(
        kind=Withdrawal.Kind.NOTICED,
        publication__picture_rows__picture=OuterRef("pk"),
        publication__picture_rows__address=address,
    )
    return Q(Exists(live)) | Q(Exists(noticed))


def _elsewhere(at):
    bylined = Publication.objects.live(at).filter(author_rows__author__portrait=OuterRef("pk"))
    return Q(Exists(bylined)) | Q(Exists(Event.objects.public().filter(picture=OuterRef("pk"))))
