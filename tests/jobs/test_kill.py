"""Workers killed in the middle of their work: nothing stays stuck, nothing is lost, nothing counts twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from articles import jobs
from articles.models import Author, Job
from tests.databases import subprocess_environment
from tests.jobs.kinds import kinds  # noqa: F401 - a fixture

EACH = 40
WORKERS = 3


def start(traces):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.kill_trials", str(traces)],
        cwd=Path(__file__).parents[2],
        env=subprocess_environment(),
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.django_db(transaction=True)
def test_kill_9_leaves_no_job_stuck_or_lost_and_no_change_made_twice(kinds, tmp_path):  # noqa: F811
    for name in ("outside", "inside"):
        jobs.handles(name, label=name)(print)
        for number in range(EACH):
            jobs.enqueue(name, {"n": number})
    chance, traces, kills = random.Random(7), tmp_path / "traces", 0
    traces.touch()
    workers = [start(traces) for _ in range(WORKERS)]
    try:
        deadline = time.monotonic() + 90
        while Job.objects.open().exists() and time.monotonic() < deadline:
            time.sleep(0.3)
            held = Job.objects.open().exclude(held_by="").exists()
            if held and kills < 8:
                one = chance.randrange(WORKERS)
                workers[one].kill()
                workers[one].wait()
                workers[one], kills = start(traces), kills + 1
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert kills > 0, "nobody was killed: the trial proves nothing"
    assert Job.objects.exclude(done_at=None).count() == 2 * EACH
    assert Author.objects.filter(slug__startswith="written-").count() == EACH
    runs = Counter(traces.read_text().split())
    assert set(runs) == {str(number) for number in range(EACH)}
    assert sum(runs.values()) - EACH <= kills
