"""Kinds of jobs for tests, in place of the newsroom's own."""

import pytest

from articles import jobs
from articles.jobs import registry
from articles.models import Job


@pytest.fixture
def kinds(monkeypatch):
    """An empty register; what a test declares in it is gone afterwards."""
    monkeypatch.setattr(registry, "KINDS", {})
    for module in (jobs.queue, jobs.worker):
        monkeypatch.setattr(module, "KINDS", registry.KINDS)
    return registry.KINDS


def time_passes(**seconds):
    """Bring every open job forward, as if that much time had passed."""
    from datetime import timedelta

    from django.db.models import F

    gone = timedelta(**seconds)
    Job.objects.open().update(due_at=F("due_at") - gone, late_at=F("late_at") - gone)
