"""Renditions made in the background, so that neither the uploader nor the first reader waits for them.

Nothing is lost when the process ends before its turn comes: what is missing is made when it is asked for.
"""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.db import transaction

from . import renditions

logger = logging.getLogger(__name__)

# One at a time in a process: many uploads at once must not take the processors from readers.
_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="renditions")


def render_soon(picture):
    """Make the whole ladder of `picture` after the transaction, in the background; returns at once."""
    transaction.on_commit(lambda: _worker.submit(_render, picture))


def _render(picture):
    try:
        renditions.render_all(picture)
    except (renditions.NoRendition, renditions.Busy) as fault:
        logger.error("renditions of %s were not made: %s", picture.key, fault)
