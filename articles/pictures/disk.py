"""Files that are there whole or not at all, and turns that processes wait for."""

import os
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.files import locks


def here(name):
    """Where the file of that name lies on this machine."""
    return Path(settings.MEDIA_ROOT, name)


class Busy(Exception):
    """Somebody else held the lock for longer than it is worth waiting."""


def write_whole(path, chunks):
    """Write `chunks` to `path` so that a reader, or a power cut, finds the old file or the whole new one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fchmod(file.fileno(), settings.FILE_UPLOAD_PERMISSIONS)
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(unfinished)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder):
    """The new name itself must survive a power cut, not only the bytes behind it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def turn(path, patience=20):
    """Hold the lock file `path`; raise Busy after `patience` seconds. A process that dies lets go."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as handle:
        give_up = time.monotonic() + patience
        while not locks.lock(handle, locks.LOCK_EX | locks.LOCK_NB):
            if time.monotonic() > give_up:
                raise Busy(str(path))
            time.sleep(0.05)
        yield
