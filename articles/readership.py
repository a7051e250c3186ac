"""Counts what is read, for «most read»: without cookies, without addresses kept, and apart from the pages themselves.

A browser says once that a story was really looked at. Each process gathers such words for a few seconds and
then adds them to the hour's counts in one short transaction, so that readers' numbers never crowd the desk's writes.
What a process has gathered when it dies is lost: some seconds of counting.
"""

import secrets
from collections import Counter
from datetime import timedelta
from hashlib import blake2b
from threading import Lock

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Publication, ReadCount

GATHER_FOR = timedelta(seconds=10)
# The same visitor counts once for a story in so long.
COUNT_AGAIN_AFTER = timedelta(minutes=30)
MOST_REMEMBERED = 50_000
KEPT = timedelta(days=30)


class Gathered:
    """What this process has heard since it last wrote. Safe for threads."""

    def __init__(self):
        self._lock = Lock()
        self._salt = secrets.token_bytes(16)
        self._reads, self._heard = Counter(), {}
        self._written_at = timezone.now()

    def add(self, public_id, visitor):
        """Count one reading, once for a `visitor` in half an hour. Return True when it is time to write."""
        now = timezone.now()
        with self._lock:
            mark = self._mark(public_id, visitor)
            if self._heard.get(mark, now) <= now:
                self._reads[public_id] += 1
                self._remember(mark, now)
            return bool(self._reads) and now - self._written_at >= GATHER_FOR

    def take(self):
        """Return the counts and begin anew."""
        with self._lock:
            reads, self._reads, self._written_at = self._reads, Counter(), timezone.now()
        return reads

    def _mark(self, public_id, visitor):
        # Salted anew in each process and never stored: nothing leads back to an address.
        return blake2b(f"{public_id} {visitor}".encode(), key=self._salt, digest_size=8).digest()

    def _remember(self, mark, now):
        if len(self._heard) >= MOST_REMEMBERED:
            self._heard.clear()
        self._heard[mark] = now + COUNT_AGAIN_AFTER


_gathered = Gathered()


def heard(public_id, visitor):
    """A browser says that it shows the story of `public_id`; `visitor` tells one browser from another."""
    if _gathered.add(public_id, visitor):
        write()


def write():
    """Add what was gathered to the counts of this hour. Only stories that are live count."""
    reads = _gathered.take()
    live = Publication.objects.live().filter(public_id__in=reads).values_list("public_id", flat=True)
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        # In one order everywhere, so that two processes never wait for each other.
        for public_id in sorted(set(live)):
            row, _new = ReadCount.objects.get_or_create(public_id=public_id, hour=hour)
            ReadCount.objects.filter(pk=row.pk).update(reads=F("reads") + reads[public_id])
        ReadCount.objects.filter(hour__lt=hour - KEPT).delete()
