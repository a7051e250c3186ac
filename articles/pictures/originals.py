"""What people sent us, as they sent it: in MEDIA_ROOT, or in a bucket that all machines share (BUCKET_URL).

Renditions are not among it: they lie on each machine, and are made again where they are missing.
"""

import io
import logging
from contextlib import contextmanager

from django.core.files.storage import FileSystemStorage, default_storage

from . import disk

logger = logging.getLogger(__name__)


class Away(OSError):
    """The bucket does not answer, or refuses."""


def are_here():
    """True when originals lie in MEDIA_ROOT and nowhere else."""
    return isinstance(default_storage, FileSystemStorage)


def keep(name, file):
    """Keep the Django File `file` under `name`, whole or not at all. Raises Away."""
    file.seek(0)
    if are_here():
        disk.write_whole(disk.here(name), file.chunks())
        return
    with _asking("keep", name):
        default_storage.save(name, file)


def opened(name):
    """Return the file of that name, open for reading. Raises FileNotFoundError, or Away."""
    if are_here():
        return default_storage.open(name, "rb")
    with _asking("read", name), default_storage.open(name, "rb") as file:
        return io.BytesIO(file.read())


def answer():
    """True when an original could be kept at this moment."""
    try:
        exists("documents/asked-for")
    except Away:
        return False
    return True


def exists(name):
    """True when there is such a file. Raises Away."""
    with _asking("look for", name):
        return default_storage.exists(name)


def remove(name):
    """Remove the file of that name, if it is there. Raises Away."""
    with _asking("remove", name):
        default_storage.delete(name)


@contextmanager
def _asking(what, name):
    """Every kind of bucket has faults of its own; those of the folder are left as they are."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as fault:
        if are_here():
            raise
        logger.error("the bucket does not %s %s: %r", what, name, fault)
        raise Away(f"{name}: {fault!r}") from fault
