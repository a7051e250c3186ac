"""The door before Django. A kept page is answered here: no handler, no database, no session, no cookie."""

import itertools
import logging
import os
import threading
import time
from collections import OrderedDict
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from queue import Empty, PriorityQueue
from urllib.parse import parse_qsl, quote

from .declaring import ENVIRON_KEY
from .log import Following, Log
from .page import Page
from .purging import keys_of
from .shelf import Shelf

logger = logging.getLogger(__name__)

KEPT_STATUSES = {"200", "301", "410"}
# An address that is nothing today may be a story in a moment.
MISSING_SECONDS = 5
MISSING_AT_MOST = 1000
REFRESH_AFTER = 60
STALE_AT_MOST = 10 * 24 * 3600
# How long a reader may be kept for a page that may not be shown as it was.
PATIENCE = 2.0
TURN_AT_THE_DESK = 30.0
STUCK_AFTER = 1.0
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

    `hosts` says whether a Host header is ours; `secure_header` is (environ key, value) where a proxy speaks
    for HTTPS; `only_https` leaves plain requests to Django, which redirects them. `canonical` is
    (scheme, host) in whose name every page is made, so that nothing a reader sends can end up in it.
    `surrogate_keys`: pages say what they were made from to a CDN in front.
    `private` are the beginnings of paths that never concern the store, `unguarded` those among them that
    need no database.
    """

    def __init__(
        self, inner, folder, *, canonical, hosts, private, unguarded=(), only_https=False, secure_header=None,
        limits=None, in_background=True, surrogate_keys=False,
    ):  # fmt: skip
        self.inner, self.canonical, self.hosts = inner, canonical, hosts
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
        self.wanted = PriorityQueue()
        self.waiting = {}
        self.numbers = itertools.count()
        self.started_in = None
        self.in_background, self.surrogate_keys = in_background, surrogate_keys
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
        """Nothing to show yet: this reader waits for Django, unless too many already do."""
        with self.turnstile.enter(PATIENCE) as entered:
            if not entered:
                return unavailable(start_response)
            try:
                made = self.make(key)
            except Exception:
                logger.exception("a page could not be made: %s", key)
                return unavailable(start_response)
        return answer(made, environ, start_response)

    def make(self, key):
        """Let Django make the page of `key` now; keep it if it may be kept. Return it either way."""
        position, moment = self.log.position, self.log.now()
        path, _mark, query = key.partition("?")
        names = set()
        status, headers, body = self.ask(path, query, names)
        if self.surrogate_keys and names:
            headers = [*headers, ("Surrogate-Key", keys_of(names))]
        page = Page.finish(key, status, headers, body, names=names, position=position or 0, moment=moment)
        code = status[:3]
        if position is None:
            return page  # who does not know the log yet can judge no page, neither this one nor the one that is kept
        if not names or _private(headers):
            self.drop_what_became_private(key, code)
        elif code in KEPT_STATUSES and len(body) <= LARGEST_BODY:
            self.hold(page)
            self.missing.pop(key, None)
            self.shelf.put(page)
        elif code == "404":
            self.forget(key)
            self.missing[key] = (time.monotonic() + MISSING_SECONDS, page)
            while len(self.missing) > MISSING_AT_MOST:
                self.missing.popitem(last=False)
        return page

    def drop_what_became_private(self, key, code):
        if code != "500" and code != "503" and key in self.held:
            self.forget(key)

    def ask(self, path, query, names):
        """Django's answer to a reader who sends nothing but the address: (status line, headers, body)."""
        scheme, host = self.canonical
        environ = {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": host.partition(":")[0], "SERVER_PORT": "443" if scheme == "https" else "80",
            "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0), "wsgi.url_scheme": scheme, "wsgi.input": BytesIO(), "wsgi.errors": _Discard(),
            "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
            ENVIRON_KEY: names,
        }  # fmt: skip
        if self.secure_header and scheme == "https":
            environ[self.secure_header[0]] = self.secure_header[1]
        said = []
        result = self.inner(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        return *said[-1], body

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


def answer(page, environ, start_response):
    headers, body, kept = page.answer(environ.get("HTTP_ACCEPT_ENCODING", ""))
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and page.status.startswith("200") and page.matches(asked):
        start_response("304 Not Modified", list(kept))
        return []
    start_response(page.status, list(headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else body


def unavailable(start_response):
    """503 without templates and without a database."""
    start_response(
        "503 Service Unavailable",
        [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(SORRY))),
         ("Cache-Control", "no-store"), ("Retry-After", "10")],
    )  # fmt: skip
    return [SORRY]


SORRY = (
    '<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>لحظات ونعود</title>'
    "<h1>لحظات ونعود</h1><p>هذه الصفحة غير متاحة الآن. حاول مرة أخرى بعد قليل.</p>"
).encode()


class _Discard:
    def write(self, text):
        pass

    def flush(self):
        pass


def _private(headers):
    for name, value in headers:
        if name.lower() == "set-cookie":
            return True
        if name.lower() == "cache-control" and ("no-store" in value.lower() or "private" in value.lower()):
            return True
    return False
