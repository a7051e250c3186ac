"""The PostgreSQL server that a test run starts for itself."""

import os
import socket
import subprocess
import sys
import tempfile
from urllib.parse import urlsplit

import pytest

from tests.test_project import ROOT

STARTED = """
import sys
sys.path.insert(0, sys.argv[1])
import postgres
with postgres.server(sys.argv[2]) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


def test_the_server_of_a_test_run_and_its_files_are_gone_however_the_run_ends():
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)  # PostgreSQL runs as another user
        command = [sys.executable, "-c", STARTED, ROOT / "setup", place]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, **pipes, text=True) as run:
            url = urlsplit(run.stdout.readline())
            socket.create_connection((url.hostname, url.port)).close()
            run.kill()
            # Shared with the process that looks after the server: it ends when that one has.
            run.stderr.read()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((url.hostname, url.port))
        assert os.listdir(place) == []
