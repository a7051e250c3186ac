"""Renditions made in the background, so that neither the uploader nor the first reader waits for them.

Nothing depends on it: what is missing when it is asked for is made then.
"""

from django.utils.translation import gettext_lazy as _

from articles import jobs
from articles.models import Picture

from . import renditions


def render_soon(picture):
    """Have the whole ladder of `picture` made by a worker, once the caller's transaction is sure to stay."""
    jobs.enqueue("renditions", {"picture": picture.pk}, key=picture.address)


# Many uploads at once must not keep a message waiting: everything else goes first.
@jobs.handles(
    "renditions", label=_("Pictures in every size"), attempts=4, lease=120, late_after=3600, priority=9
)
def make_ladder(picture):
    """Make what is missing of the ladder. A picture that is gone needs none; a file that is no picture is an alarm."""
    row = Picture.objects.filter(pk=picture).first()
    if row is None:
        return
    try:
        renditions.render_all(row)
    except renditions.NoRendition as fault:
        raise jobs.GiveUp(f"{row.key}: {fault}") from fault
