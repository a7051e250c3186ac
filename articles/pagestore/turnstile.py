"""Who may wait for Django, and for how long."""

import threading
import time
from contextlib import contextmanager

STUCK_AFTER = 1.0


class Turnstile:
    """Lets `places` in at once. The others wait, unless those inside seem to be stuck: then they are told at once.

    A database that hangs takes `places` threads and no more; a moment of many new pages turns nobody away.
    """

    def __init__(self, places):
        self.places = threading.BoundedSemaphore(places)
        self.entered = {}

    @contextmanager
    def enter(self, patience):
        """Yield True to whoever gets in within `patience` seconds, False to the others."""
        ticket = object()
        entered = self._wait(patience)
        if entered:
            self.entered[ticket] = time.monotonic()
        try:
            yield entered
        finally:
            if entered:
                del self.entered[ticket]
                self.places.release()

    def _wait(self, patience):
        give_up = time.monotonic() + patience
        while not self.places.acquire(timeout=0.05):
            if self.is_stuck() or time.monotonic() > give_up:
                return False
        return True

    def is_stuck(self):
        """True when everybody inside has been there for long."""
        since = list(self.entered.values())
        return bool(since) and time.monotonic() - max(since) > STUCK_AFTER


class Flight:
    """The first rendering of a page that many ask for at once: one makes it, the others wait for what comes of it."""

    def __init__(self):
        self.done, self.page = threading.Event(), None

    def land(self, page):
        """Give `page` to all who wait; None: each must see for itself."""
        self.page = page
        self.done.set()

    def wait(self, patience, turnstile):
        """Return the page, or None when it was not to be had for all, or not in time."""
        give_up = time.monotonic() + patience
        while not self.done.wait(0.05):
            if turnstile.is_stuck() or time.monotonic() > give_up:
                return None
        return self.page
