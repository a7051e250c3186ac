"""The door before Django. A kept page is answered here: no handler, no database, no session, no cookie."""

import itertools
import logging
import os
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, PriorityQueue
from urllib.parse import parse_qsl, quote

from .answering import answer, unavailable
from .log import Following, Log
from .making import Maker
from .page import Page
from .shelf import Shelf
from .turnstile import Flight, Turnstile

logger = logging.getLogger(__name__)

KEPT_STATUSES = {"200", "301", "410"}
# An address that is nothing today may be a story in a moment.
MISSING_SECONDS = 5
MISSING_AT_MOST = 200
REFRESH_AFTER = 60
STALE_AT_MOST = 10 * 24 * 3600
# How long a reader may be kept for a page that may not be shown as it was.
PATIENCE = 2.0
TURN_AT_THE_DESK = 30.0
LOOK_AGAIN = 0.2
AFTER_FAILURE = 5.0
# After a change so many pages are made anew before anybody asks; the others when they are asked for.
REFRESHED_AHEAD = 100
SWEEP_SECONDS = 3600
KEPT_PARAMETERS = ("before",)
LONGEST_ADDRESS = 2048
LARGEST_BODY = 1024 * 1024


@dataclass(slots=True)
class Held:
    """A page in memory, with what was last found out about it."""

    page: Page
    generation: int = -1
    fresh_until: float = 0.0
    looked_at: float = 0.0

    def show_as_it_is(self, generation, until):
        self.generation, self.fresh_until = generation, until


@dataclass
class Limits:
    memory: int = 64 * 1024 * 1024
    pages_on_disk: int = 200_000
    threads: int = 4
    """How many requests the server gives this process at once. Some are always kept for kept pages, so that
    a database that hangs never takes the last one from readers."""

    @property
    def inside(self):
        return max(1, self.threads - 2)


class PageStore:
    """WSGI middleware around Django's application.

    `hosts` says whether a Host header is ours; `only_https` leaves plain requests to Django, which redirects them.
    `canonical`, `secure_header` and `surrogate_keys`: see `making.Maker`.
    `private` are the beginnings of paths that never concern the store, `unguarded` those among them that
    need no database.
    """

    def __init__(
        self, inner, folder, *, canonical, hosts, private, unguarded=(), only_https=False, secure_header=None,
        limits=None, in_background=True, surrogate_keys=False,
    ):  # fmt: skip
        self.inner, self.hosts = inner, hosts
        self.private, self.unguarded = (*private, *unguarded), tuple(unguarded)
        self.only_https, self.secure_header = only_https, secure_header
        self.limits = limits or Limits()
        self.shelf = Shelf(folder)
        self.log = Log(self.shelf.folder / "removals")
        self.held = OrderedDict()
        self.held_size = 0
        self.missing = OrderedDict()
        self.room = threading.Lock()
        self.turnstile = Turnstile(self.limits.inside)
        self.flights = {}
        self.maker = Maker(inner, canonical, secure_header, surrogate_keys)
        self.wanted = PriorityQueue()
        self.waiting = {}
        self.numbers = itertools.count()
        self.started_in = None
        self.in_background = in_background
        self.following = Following(self.log, self.changed)

    # ---------------------------------------------------------------- answering

    def __call__(self, environ, start_response):
        key = self.key_of(environ)
        if key is None:
            return self.let_in(environ, start_response)
        self.start()
        page = self.find(key)
        if page is not None:
            return answer(page, environ, start_response)
        return self.make_for_reader(key, environ, start_response)

    def key_of(self, environ):
        """The key of the page that is asked for; None for what is not a page's address or not asked as one."""
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not path or path.startswith(self.private):
            return None
        query = environ.get("QUERY_STRING", "")
        if len(path) + len(query) > LONGEST_ADDRESS or not self.hosts(environ.get("HTTP_HOST", "")):
            return None
        if self.only_https and not self.is_secure(environ):
            return None
        if not query:
            return path
        kept = [(name, value) for name, value in parse_qsl(query) if name in KEPT_PARAMETERS]
        return path + "".join(f"?{name}={quote(value)}" for name, value in kept[:1])

    def is_secure(self, environ):
        if self.secure_header:
            name, value = self.secure_header
            return environ.get(name, "").split(",")[0].strip() == value
        return environ.get("wsgi.url_scheme") == "https"

    def find(self, key):
        """A page that may be shown now, or None. Whatever is out of date is made anew behind the reader's back."""
        held = self.held.get(key)
        if held is not None and held.generation == self.log.generation:
            now = time.monotonic()
            if now < held.fresh_until and time.time() + self.log.clock_offset < self.log.next_moment:
                return held.page
        return self.find_again(key, held)

    def find_again(self, key, held):
        if self.log.now() >= self.log.next_moment:
            self.log.pass_moments()
        if held is None:
            missing = self.missing.get(key)
            if missing and missing[0] > time.monotonic():
                return missing[1]
            held = self.hold(self.shelf.get(key))
            if held is None:
                return None
        return self.judge(held)

    def judge(self, held):
        page, generation = held.page, self.log.generation
        if self.is_over(page):
            return self.replaced(page)
        now = time.monotonic()
        if not self.log.changed_since(page) and now < held.fresh_until:
            held.generation = generation
            return page
        newer = self.newer_on_disk(held)
        if newer is not None:
            return newer
        if self.log.overtaken(page):
            return self.awaited(held)
        self.refresh(page.key)
        held.show_as_it_is(generation, now + LOOK_AGAIN)
        return page

    def replaced(self, page):
        """What another process has put in the place of a page that may not be shown any more, or None."""
        newer = self.shelf.get(page.key)
        if newer is None or self.is_over(newer):
            self.forget(page.key)
            return None
        return self.judge(self.hold(newer))

    def awaited(self, held):
        """The page as it is after a scheduled moment: worth a short wait; when that fails, what there is."""
        key = held.page.key
        self.refresh(key, urgent=True).wait(PATIENCE)
        now_held = self.held.get(key)
        if now_held is held:
            held.show_as_it_is(self.log.generation, time.monotonic() + AFTER_FAILURE)
        return now_held and now_held.page

    def is_over(self, page):
        return self.log.removed_since(page) or self.log.now() - page.moment > STALE_AT_MOST

    def newer_on_disk(self, held):
        """What another process of this machine has made meanwhile, looked for now and then."""
        now = time.monotonic()
        if now - held.looked_at < LOOK_AGAIN:
            return None
        held.looked_at = now
        page = self.shelf.get(held.page.key)
        if page is None or page.moment <= held.page.moment or self.is_over(page):
            return None
        held = self.hold(page)
        return page if not self.log.changed_since(page) and held.fresh_until > now else None

    # ---------------------------------------------------------------- in memory

    def hold(self, page):
        if page is None:
            return None
        age = max(0.0, self.log.now() - page.moment)
        held = Held(page, fresh_until=time.monotonic() + REFRESH_AFTER - age)
        with self.room:
            before = self.held.pop(page.key, None)
            self.held[page.key] = held
            self.held_size += page.size - (before.page.size if before else 0)
            while self.held_size > self.limits.memory and len(self.held) > 1:
                _key, oldest = self.held.popitem(last=False)
                self.held_size -= oldest.page.size
        return held

    def forget(self, key):
        with self.room:
            held = self.held.pop(key, None)
            if held:
                self.held_size -= held.page.size
        self.shelf.drop(key)

    # ---------------------------------------------------------------- making

    def make_for_reader(self, key, environ, start_response):
        """Nothing to show yet: this reader waits for Django, or for the one who already does, unless too many do."""
        with self.room:
            flight = self.flights.setdefault(key, mine := Flight())
        page = None if flight is mine else flight.wait(PATIENCE, self.turnstile)
        if page is None:
            try:
                page, is_for_all = self.make_in_turn(key)
                mine.land(page if is_for_all else None)
            finally:
                self.land(key, mine)
        return answer(page, environ, start_response) if page else unavailable(start_response)

    def land(self, key, flight):
        flight.done.set()
        with self.room:
            if self.flights.get(key) is flight:
                del self.flights[key]

    def make_in_turn(self, key):
        with self.turnstile.enter(PATIENCE) as entered:
            try:
                return self.make(key) if entered else (None, False)
            except Exception:
                logger.exception("a page could not be made: %s", key)
                return None, False

    def make(self, key):
        """Let Django make the page of `key` now; keep it if it may be kept. Return it, and whether it is for all."""
        position, moment = self.log.position, self.log.now()
        page, is_for_all = self.maker.make(key, position or 0, moment)
        code = page.status[:3]
        if position is None:
            # Who does not know the log yet can judge no page, neither this one nor the one that is kept.
            return page, is_for_all
        if not is_for_all:
            self.drop_what_became_private(key, code)
        elif code in KEPT_STATUSES and len(page.bodies[""]) <= LARGEST_BODY:
            self.hold(page)
            self.missing.pop(key, None)
            self.shelf.put(page)
        elif code == "404":
            self.forget(key)
            self.missing[key] = (time.monotonic() + MISSING_SECONDS, page)
            while len(self.missing) > MISSING_AT_MOST:
                self.missing.popitem(last=False)
        return page, is_for_all

    def drop_what_became_private(self, key, code):
        if code != "500" and code != "503" and key in self.held:
            self.forget(key)

    def let_in(self, environ, start_response):
        """The desk, signing in, searching: Django itself, as long as it leaves a thread for readers."""
        if environ.get("PATH_INFO", "").startswith(self.unguarded):
            return self.inner(environ, start_response)
        with self.turnstile.enter(TURN_AT_THE_DESK) as entered:
            if not entered:
                return unavailable(start_response)
            return self.inner(environ, start_response)

    # ---------------------------------------------------------------- behind the reader's back

    def start(self):
        """The two threads of this process: a server may fork after it has loaded us."""
        if self.started_in == os.getpid():
            return
        with self.room:
            if self.started_in == os.getpid():
                return
            self.started_in = os.getpid()
        if not self.in_background:
            return
        self.following.begin()
        threading.Thread(target=self.keep_refreshing, name="page refreshing", daemon=True).start()
        self.following.known.wait(PATIENCE)

    def refresh(self, key, urgent=False):
        """Have `key` made anew soon; return the event that is set when that has been tried."""
        event = self.waiting.get(key)
        if event is None:
            event = self.waiting[key] = threading.Event()
            self.wanted.put((not urgent, next(self.numbers), key, event))
        elif urgent:
            self.wanted.put((False, next(self.numbers), key, event))
        if urgent and not self.in_background:
            self.work_off()
        return event

    def changed(self, names):
        """The log has moved: what readers ask for most is made anew before they ask."""
        touched = [held.page for held in list(self.held.values()) if not names.isdisjoint(held.page.names)]
        for page in touched[-REFRESHED_AHEAD:]:
            self.refresh(page.key)
        if any(name in self.log.removed for name in names):
            self.sweep_removed()
        self.missing.clear()

    def sweep_removed(self):
        for path, about in self.shelf.kept():
            if any(self.log.removed.get(name, 0) > about.get("position", 0) for name in about.get("names", ())):
                path.unlink(missing_ok=True)

    def work_off(self, patience=0):
        """Make anew what is waiting, and then for `patience` seconds what comes."""
        with suppress(Empty):
            while True:
                _urgency, _number, key, event = self.wanted.get(patience > 0, patience or None)
                if not event.is_set():
                    # Whoever asks from here on asks for another one: this one may not see their change any more.
                    self.waiting.pop(key, None)
                    self.refresh_one(key)
                    event.set()

    def keep_refreshing(self):
        swept = time.monotonic()
        while True:
            self.work_off(patience=SWEEP_SECONDS / 60)
            if time.monotonic() - swept > SWEEP_SECONDS:
                swept = time.monotonic()
                self.shelf.sweep(STALE_AT_MOST, self.limits.pages_on_disk)

    def refresh_one(self, key):
        held = self.held.get(key)
        with self.shelf.turn(key) as is_ours:
            if not is_ours:
                return  # another process makes it; it will be found on the shelf
            newer = self.shelf.get(key)
            if newer and held and newer.moment > held.page.moment and not self.log.changed_since(newer):
                self.hold(newer)
                return
            try:
                self.make(key)
            except Exception as fault:  # the page that there is goes on being shown
                logger.warning("%s could not be made anew: %s", key, fault)
