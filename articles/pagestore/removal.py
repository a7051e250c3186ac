"""Whether every process has dropped what had to go: a removal that nobody confirms is said loudly."""

import time
from datetime import timedelta

from django.utils.translation import gettext as _

from articles.models import Change, Follower
from articles.models.clock import Now, database_now
from articles.reasons import Reason

# A process reports every five seconds. One that fell silent without saying goodbye may still show what it has.
SILENT_FOR_GOOD = timedelta(minutes=15)
REMEMBERED = timedelta(days=1)
PROMISED = timedelta(seconds=5)
PATIENCE = 5.0


def behind(sequence):
    """The processes that keep pages and have not come as far as `sequence`."""
    return Follower.objects.filter(position__lt=sequence, seen_at__gt=Now() - SILENT_FOR_GOOD)


def wait_for(sequence, patience=None):
    """Return True when every process has passed `sequence`, False when one has not after `patience` seconds (five)."""
    give_up = time.monotonic() + (PATIENCE if patience is None else patience)
    while behind(sequence).exists():
        if time.monotonic() > give_up:
            return False
        time.sleep(0.1)
    return True


def last_removal():
    """The newest removal of the last day, or None."""
    recent = Change.objects.filter(is_removal=True, made_at__gt=Now() - REMEMBERED)
    return recent.order_by("-made_at").first()


def unconfirmed():
    """Return, as reasons, what should be gone and may still be shown by somebody."""
    removal = last_removal()
    if removal is None or removal.made_at > database_now() - PROMISED:
        return []
    names = list(behind(removal.sequence).values_list("name", flat=True)[:5])
    if not names:
        return []
    return [
        Reason(
            "removal",
            _("A story that was taken down may still be shown by: %(processes)s. Stop these processes.")
            % {"processes": "، ".join(names)},
        )
    ]
