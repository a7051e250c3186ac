"""What the newsroom says of itself to machines: whether it is ready, and figures for Prometheus."""

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.db import Error
from django.utils import translation
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from articles import jobs
from articles.models import Publication, database_now, log_end
from articles.pagestore import removal

# An application server whose clock is further from the database's than this says so.
CLOCK_TOLERANCE = 2.0
FREE_ENOUGH = 0.05


def troubles():
    """Return what keeps this machine from being ready, in English for operators; an empty list when it is.

    Kept pages are served whatever stands here: not being ready is a word to operators and load balancers.
    """
    try:
        with translation.override("en"):
            found = [*_clock(), *(str(reason) for reason in (*jobs.overdue(), *removal.unconfirmed()))]
    except Error as fault:
        found = [f"database: {type(fault).__name__}"]
    return found + _disk()


def _clock():
    difference = abs(database_now().timestamp() - time.time())
    return [f"clock: {difference:.1f} s from the database's"] if difference > CLOCK_TOLERANCE else []


def _disk():
    full = []
    for folder in filter(None, (settings.MEDIA_ROOT, settings.PAGE_STORE)):
        place = Path(folder)
        if place.exists() and (usage := shutil.disk_usage(place)).free < FREE_ENOUGH * usage.total:
            full.append(f"disk: {place} has less than {FREE_ENOUGH:.0%} left")
    return full


class Figures(Collector):
    """Asked of the database at each scrape, so that every process of every machine gives the same answer."""

    def collect(self):
        background = jobs.standing()
        heard = background.heard_from
        now = database_now()
        figures = {
            "newsroom_live_stories": ("Stories that readers can open.", Publication.objects.live().count()),
            "newsroom_scheduled_stories": ("Stories that wait.", Publication.objects.scheduled().count()),
            "newsroom_changes_total": ("Changes that the log has counted.", log_end()),
            "newsroom_followers_behind": ("Processes that have not read all of the log.", _behind()),
            "newsroom_jobs_waiting": ("Background work that is due.", background.waiting),
            "newsroom_jobs_late": ("Background work that waits too long.", background.late),
            "newsroom_jobs_failed": ("Background work that was given up.", background.failed),
            "newsroom_worker_silent_seconds": (
                "Since the last heartbeat of a worker; -1 when there never was one.",
                (now - heard).total_seconds() if heard else -1,
            ),
            "newsroom_removals_unconfirmed": ("Takedowns not confirmed.", len(removal.unconfirmed())),
            "newsroom_media_free_bytes": ("Left on the disk of pictures.", _free(settings.MEDIA_ROOT)),
        }
        for name, (about, value) in figures.items():
            yield GaugeMetricFamily(name, about, value=value)


def _behind():
    return removal.behind(log_end()).count()


def _free(folder):
    place = Path(folder)
    return shutil.disk_usage(place).free if place.exists() else 0


def metrics():
    """Return the figures in the text format of Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Figures())
    return generate_latest(registry)
