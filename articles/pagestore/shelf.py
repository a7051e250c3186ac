"""Pages on this machine's disk. Losing one costs a rendering, so nothing here waits for the disk to be sure."""

import fcntl
import hashlib
import logging
import os
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from .page import Page, read_about

logger = logging.getLogger(__name__)
TURNS = 256
ABOUT_AT_MOST = 256 * 1024


class Shelf:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, key):
        name = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:40]
        return self.folder / name[:2] / f"{name}.page"

    def get(self, key):
        """The page kept under `key`, or None. A damaged file is no page."""
        try:
            page = Page.from_bytes(self.path(key).read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return page if page.key == key else None

    def put(self, page):
        """Keep `page`. A disk that is full keeps nothing, and nobody is kept waiting for it."""
        path, unfinished = self.path(page.key), None
        try:
            path.parent.mkdir(exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(page.to_bytes())
            os.replace(unfinished, path)
        except OSError as fault:
            logger.error("a finished page could not be kept: %s", fault)
            if unfinished:
                with suppress(OSError):
                    os.unlink(unfinished)

    def drop(self, key):
        with suppress(FileNotFoundError):
            self.path(key).unlink()

    def kept(self):
        """Yield (path, what it says of itself) for every page; a damaged one says nothing: {}."""
        for path in self.folder.glob("??/*.page"):
            try:
                with path.open("rb") as file:
                    yield path, read_about(file.read(ABOUT_AT_MOST))[0]
            except FileNotFoundError:
                continue
            except (OSError, ValueError):
                yield path, {}

    def sweep(self, older_than, at_most):
        """Remove pages kept more than `older_than` seconds ago, and the oldest beyond `at_most`."""
        ages = sorted(
            ((path.stat().st_mtime, path) for path in self.folder.glob("??/*.page") if path.exists()), reverse=True
        )
        limit = time.time() - older_than
        for number, (kept_at, path) in enumerate(ages):
            if kept_at < limit or number >= at_most:
                path.unlink(missing_ok=True)

    @contextmanager
    def turn(self, key):
        """Yield True to the one process that may make `key` now; a process that dies lets go."""
        number = int(hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest(), 16) % TURNS
        try:
            file = (self.folder / f"turn-{number}").open("ab")
        except OSError:
            yield True  # a full disk must not stop pages from being made
            return
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True
