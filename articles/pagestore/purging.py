"""A CDN or a Varnish in front is told what changed: pages carry the names of what they were made from (Surrogate-Key).

It is told by a job, written with the change itself, once every process has passed the change: what it fetches then is
no older. Copies out there live a second while the web answers (`s-maxage`), so that nothing ordinary depends on being
told; what had to go is told at once as well, and again until everybody has confirmed.
"""

import urllib.request

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from articles import jobs
from articles.models import Change

from . import removal

PATIENCE = 5
# As many as the most patient of them take in one request.
NAMES_AT_ONCE = 200
# What fits into one header everywhere. A page made from more carries `many`, and whatever changes, it is told of.
LONGEST_HEADER = 4000
MANY = "many"


def keys_of(names):
    """The value of the header Surrogate-Key for a page that was made from `names`."""
    value = " ".join(sorted(name for name in names if " " not in name))
    return value if len(value) <= LONGEST_HEADER else MANY


def after(change):
    """Have the copies that show `change` taken back when it takes effect; nothing where nobody keeps copies."""
    if settings.CDN_PURGE_URL:
        jobs.enqueue("purge", {"sequence": change.sequence}, key=f"{change.sequence}", at=change.takes_effect)


class Unconfirmed(Exception):
    """Some process may still give out what had to go."""


@jobs.handles("purge", label=_("News for the CDN"), attempts=12, lease=60, late_after=60, priority=1)
def purge(sequence):
    """Tell the CDN of one change. Telling it twice does no harm."""
    change = Change.objects.filter(sequence=sequence).first()
    if change is None or not settings.CDN_PURGE_URL:
        return
    if change.is_removal:
        tell(change.names, for_good=True)
    confirmed = removal.wait_for(sequence)
    tell(change.names, for_good=change.is_removal)
    if change.is_removal and not confirmed:
        raise Unconfirmed


def tell(names, *, for_good):
    """Purge every copy that carries one of `names`; unless `for_good`, it is shown while there is no newer one."""
    names = [*names, MANY]
    for start in range(0, len(names), NAMES_AT_ONCE):
        headers = {"User-Agent": "newsroom", "Surrogate-Key": " ".join(names[start : start + NAMES_AT_ONCE])}
        if not for_good:
            headers["Fastly-Soft-Purge"] = "1"
        name, _colon, value = settings.CDN_PURGE_HEADER.partition(":")
        if name:
            headers[name.strip()] = value.strip()
        request = urllib.request.Request(settings.CDN_PURGE_URL, method="POST", headers=headers)  # noqa: S310
        # A refusal is an exception, and the job is tried again.
        with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310 (the address is the operator's setting)
            pass
