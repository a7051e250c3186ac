"""The process that does jobs."""

import logging
import os
import secrets
import socket
import threading
import time
from datetime import timedelta

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction

from articles.models import Worker as Heartbeat
from articles.models import database_now

from . import queue
from .registry import KINDS, GiveUp

logger = logging.getLogger(__name__)

BEAT_EVERY = 10
SWEEP_EVERY = 3600
PAUSE = 1.0
LONGEST_PAUSE = 15.0
FORGET_WORKERS_AFTER = timedelta(days=1)


class Overtaken(Exception):
    """The lease ran out, and another worker has the job: this one's changes are taken back."""


def run_next(worker):
    """Take the next job that is due and do it; return it, or None when nothing is due."""
    job = queue.take(worker)
    if job is None:
        return None
    try:
        finished = _do(job)
    except GiveUp as reason:
        logger.error("job %s %s is given up: %s", job.kind, job.pk, reason)
        finished = queue.give_up(job, reason)
    except Overtaken:
        finished = False
    except Exception as fault:  # a handler may fail in any way; the job says how, and is tried again
        logger.warning("job %s %s failed at attempt %s", job.kind, job.pk, job.attempts, exc_info=True)
        finished = queue.put_back(job, fault)
    if not finished:
        logger.warning("job %s %s took longer than its lease; another worker has it", job.kind, job.pk)
    return job


def _do(job):
    kind = KINDS[job.kind]
    if not kind.atomic:
        kind.do(**job.payload)
        return queue.finish(job)
    with transaction.atomic():
        kind.do(**job.payload)
        if not queue.finish(job):
            raise Overtaken
    return True


class Worker:
    """Does jobs until `stop()`; a database that goes away is waited for. Calls each of `chores` every hour."""

    def __init__(self, pause=PAUSE, chores=()):
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(3)}"
        self.pause, self.chores = pause, (queue.sweep, *chores)
        self._stopped = threading.Event()
        self._next_beat = self._next_sweep = 0.0

    def stop(self):
        """Let the job in hand be finished, and take no other. May be called from a signal handler."""
        self._stopped.set()

    def run(self):
        pause = self.pause
        while not self._stopped.is_set():
            try:
                close_old_connections()
                self._look_after_itself()
                pause = 0 if run_next(self.name) else self.pause
            except (OperationalError, InterfaceError) as fault:
                logger.warning("the database does not answer; trying again: %s", fault)
                connection.close()
                pause = min(max(pause, self.pause) * 2, LONGEST_PAUSE)
            self._stopped.wait(pause)
        Heartbeat.objects.filter(name=self.name).delete()

    def _look_after_itself(self):
        now = time.monotonic()
        if now >= self._next_beat:
            self._beat()
            self._next_beat = now + BEAT_EVERY
        if now >= self._next_sweep:
            for chore in self.chores:
                chore()
            self._next_sweep = now + SWEEP_EVERY

    def _beat(self):
        now = database_now()
        beat = {"beat_at": now}
        Heartbeat.objects.update_or_create(
            name=self.name, defaults=beat, create_defaults=beat | {"started_at": now}
        )
        Heartbeat.objects.filter(beat_at__lt=now - FORGET_WORKERS_AFTER).delete()
