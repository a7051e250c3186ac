"""A publish that is killed leaves the old state or the new one, never half of either."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import subprocess_environment

TRIALS = int(os.environ.get("CRASH_TRIALS", "120"))


@pytest.mark.django_db(transaction=True)
def test_killing_a_publish_at_any_line_leaves_the_old_state_or_the_new():
    run = subprocess.run(
        [sys.executable, "-m", "tests.publishing.crash_trials", str(TRIALS)],
        cwd=Path(__file__).parents[2],
        env=subprocess_environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    assert found["half"] == 0
    assert found["chain"] is None
    assert found["old"] > 0, "no kill came before the commit: the trials prove nothing"
    assert found["old"] + found["new"] == TRIALS
