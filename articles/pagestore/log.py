"""What has changed, as this process knows it."""

import atexit
import heapq
import json
import logging
import os
import threading
import time
from contextlib import suppress

from django.db.models import Q

logger = logging.getLogger(__name__)
# A process that starts reads at most so many changes of the past; older pages count as stale.
REMEMBERED = 20_000
POLL_SECONDS = 0.3
BACK_OFF_SECONDS = 2
REPORT_SECONDS = 5


class Log:
    """The newest change of every name. Asked by many threads, written by the one that follows."""

    def __init__(self, removals_file=None):
        self.position = None
        self.floor = 0
        self.generation = 0
        self.clock_offset = 0.0
        self.changed = {}
        self.took_effect = {}
        self.removed = {}
        self.pending = []
        self.next_moment = float("inf")
        self.removals_file = removals_file
        self._read_removals()

    def now(self):
        """The database's present time, seconds since 1970, as far as this process can tell."""
        return time.time() + self.clock_offset

    def apply(self, changes):
        """Take in `changes` (rows of the log, in order); return the names that are different from now on."""
        names = set()
        for change in changes:
            self.position = change.sequence
            if change.takes_effect:
                moment = change.takes_effect.timestamp()
                self.pending += [(moment, name) for name in change.names]
                continue
            names.update(change.names)
            self.changed.update(dict.fromkeys(change.names, change.sequence))
            if change.is_removal:
                self._remove(change.names, change.sequence)
        heapq.heapify(self.pending)
        self.next_moment = self.pending[0][0] if self.pending else float("inf")
        if names:
            self.generation += 1
        return names

    def pass_moments(self):
        """Let the schedules that are due take effect; return their names."""
        names, now = set(), self.now()
        while self.pending and self.pending[0][0] <= now:
            moment, name = heapq.heappop(self.pending)
            self.took_effect[name] = max(moment, self.took_effect.get(name, 0))
            names.add(name)
        self.next_moment = self.pending[0][0] if self.pending else float("inf")
        if names:
            self.generation += 1
        return names

    def changed_since(self, page):
        """True when something that `page` was made from is different now."""
        if self.position is None:
            return True
        if page.position < self.floor:
            return True
        return any(self.changed.get(name, 0) > page.position for name in page.names) or self.overtaken(page)

    def overtaken(self, page):
        """True when a scheduled moment has passed since `page` was made: it may not be shown as it is."""
        return any(self.took_effect.get(name, 0) > page.moment for name in page.names)

    def removed_since(self, page):
        """True when `page` shows something that had to go: it may not be shown at all."""
        return any(self.removed.get(name, 0) > page.position for name in page.names)

    def _remove(self, names, sequence):
        new = [name for name in names if self.removed.get(name, 0) < sequence]
        self.removed.update(dict.fromkeys(new, sequence))
        if new and self.removals_file:
            # For a process that starts while the database is away.
            with suppress(OSError), open(self.removals_file, "a", encoding="utf-8") as file:
                file.writelines(json.dumps([sequence, name]) + "\n" for name in new)

    def _read_removals(self):
        if not self.removals_file:
            return
        with suppress(OSError), open(self.removals_file, encoding="utf-8") as file:
            for line in file:
                with suppress(ValueError):
                    sequence, name = json.loads(line)
                    self.removed[name] = max(sequence, self.removed.get(name, 0))


class Following:
    """Follows the log for as long as the process lives; the database may come and go."""

    def __init__(self, log, on_change):
        self.log, self.on_change = log, on_change
        self.known = threading.Event()
        self.follower = ""
        self.reported = (-1, 0.0)

    def begin(self):
        # A process that ends in order need not confirm anything any more.
        atexit.register(self.say_goodbye)
        threading.Thread(target=self.keep_looking, name="page log", daemon=True).start()

    def keep_looking(self):
        from django.db import connection

        while True:
            try:
                self.look()
                self.known.set()
                time.sleep(POLL_SECONDS)
            except Exception as fault:  # whatever it is, following goes on
                logger.warning("the log of changes cannot be followed at present: %s", fault)
                with suppress(Exception):
                    connection.close()
                time.sleep(BACK_OFF_SECONDS)

    def look(self):
        """Take in what is new, and what is due."""
        from articles.models import database_now
        from articles.models.change import Change, log_end

        # The database is asked first: this process's idea of its time lags a little and never runs ahead,
        # so that a page made once a moment has passed here was made after it there as well.
        now = database_now()
        self.log.clock_offset = now.timestamp() - time.time()
        position, new = self.log.position, []
        if position is not None:
            new = list(Change.objects.filter(sequence__gt=position)[:1000])
        if position is None or (new and new[-1].sequence - position != len(new)):
            # Beginning, or asleep for so long that the log was cut meanwhile: what is older than it reaches is stale.
            head = log_end()
            self.log.floor = max(0, head - REMEMBERED)
            wanted = Q(sequence__gt=self.log.floor) | Q(is_removal=True) | Q(takes_effect__gt=now)
            self.log.apply(list(Change.objects.filter(wanted, sequence__lte=head)))
            self.log.position = head
            self.log.pass_moments()
        elif names := self.log.apply(new) | self.log.pass_moments():
            self.on_change(names)
        self._report(now)

    def say_goodbye(self):
        from articles.models.change import Follower

        with suppress(Exception):
            Follower.objects.filter(name=self.follower).delete()

    def _report(self, now):
        from articles.models.change import Follower

        position, at = self.reported
        if position == self.log.position and time.monotonic() - at < REPORT_SECONDS:
            return
        self.follower = self.follower or f"{os.uname().nodename}:{os.getpid()}:{time.time_ns()}"
        seen = {"position": self.log.position, "seen_at": now}
        Follower.objects.update_or_create(name=self.follower, defaults=seen)
        self.reported = (self.log.position, time.monotonic())
