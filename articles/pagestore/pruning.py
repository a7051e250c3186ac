"""The log of changes is cut where nobody looks any more."""

from datetime import timedelta

from django.db.models import Min, Q

from articles.models import Change, Follower, log_end
from articles.models.clock import Now

from .log import REMEMBERED

# A process that slept for longer counts everything that it has as stale, which is right and merely slow.
LONGEST_SLEEP = timedelta(days=1)
# No page is shown for longer than ten days: what had to go before that is on no page.
REMOVALS_KEPT = timedelta(days=11)
CUT_AT_ONCE = 5000


def forget_old_changes():
    """Delete some of the changes that no process needs; return how many. The worker calls this every hour."""
    followers = Follower.objects.filter(seen_at__gt=Now() - LONGEST_SLEEP)
    Follower.objects.filter(seen_at__lte=Now() - LONGEST_SLEEP).delete()
    read_by_all = followers.aggregate(least=Min("position"))["least"]
    last = log_end() - REMEMBERED
    last = last if read_by_all is None else min(last, read_by_all)
    old = Change.objects.filter(sequence__lte=last).filter(Q(takes_effect=None) | Q(takes_effect__lt=Now()))
    old = old.filter(Q(is_removal=False) | Q(made_at__lt=Now() - REMOVALS_KEPT))
    return Change.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:CUT_AT_ONCE])).forget()
