"""How the web serves: `python deploy/serve.py`. docs/decisions/0017 says why granian, and what each number is for."""

import atexit
import gc
import os
import sys
from multiprocessing import set_start_method, util
from pathlib import Path

from granian import Granian
from granian.http import HTTP1Settings

ROOT = Path(__file__).resolve().parent.parent
# Its own lines go where everybody's go: what that is, the newsroom's settings have said before.
LOGS = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"_granian": {"handlers": [], "propagate": True, "level": "INFO"}},
}


def server():
    # Inside a container; the proxy is the way in.
    host, _colon, port = os.environ.get("BIND", "0.0.0.0:8000").rpartition(":")
    threads = int(os.environ.get("WEB_THREADS", 8))
    return Granian(
        "newsroom.wsgi:application",
        address=host.strip("[]"),
        port=int(port),
        interface="wsgi",
        # A worker is a process with threads: pages wait for the database far more than they compute.
        workers=int(os.environ.get("WEB_WORKERS", os.cpu_count() or 1)),
        blocking_threads=threads,
        # More than this wait in the kernel, where another process can take them.
        backpressure=threads * 2,
        http="1",
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=10_000, max_buffer_size=64 * 1024),
        # A process that dies is replaced at once; a deploy lets running requests finish first.
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_dictconfig=LOGS,
        # The proxy keeps the access log.
        log_access=False,
    )


def load():
    """The application, once: processes are forked from this one, begin in no time and share what they read."""
    from newsroom.wsgi import application

    gc.collect()
    gc.freeze()
    return application


def in_worker(application):
    # A forked process leaves without a word unless it is told otherwise; followers of the log say goodbye.
    util.Finalize(None, atexit._run_exitfuncs, exitpriority=0)
    # The server hands the environment on beside the request's headers: HTTP_PORT would be one of them.
    for name in [name for name in os.environ if name.startswith("HTTP_")]:
        del os.environ[name]
    return application


def main():
    sys.path.insert(0, str(ROOT))
    set_start_method("fork")
    application = load()
    server().serve(target_loader=lambda: in_worker(application), wrap_loader=False)


if __name__ == "__main__":
    main()
