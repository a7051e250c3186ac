"""How the web serves: `python deploy/serve.py`. docs/decisions/0017 says why granian, and what each number is for."""

import atexit
import gc
import os
import signal
import sys
from multiprocessing import set_start_method, util
from pathlib import Path
from threading import Thread

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


def leave_when_told():
    """A wish to end reaches this process at any moment of its life, also before the server listens for it.

    A handler that is called between two steps of the main thread can come too late: in a worker that is being born the
    handlers are still its parent's, and note the wish where nobody reads it; a thread that was just about to wait for
    others is not woken. Either way a deploy would stand until `workers_kill_timeout`. So no thread is interrupted: one
    waits for the wish and hands it to whomever the server has named by then, or ends the process when it has named
    nobody. A process started from this one keeps its wishes until it calls this too.
    """
    wishes = {signal.SIGTERM, signal.SIGINT}
    for each in wishes:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, wishes)

    def obey():
        while True:
            wish = signal.sigwait(wishes)
            named = signal.getsignal(wish)
            if named is signal.SIG_DFL:
                os._exit(128 + wish)
            named(wish, None)

    Thread(target=obey, name="leave when told", daemon=True).start()


def load():
    """The application, once: processes are forked from this one, begin in no time and share what they read."""
    from newsroom.wsgi import application

    gc.collect()
    gc.freeze()
    return application


def in_worker(application):
    leave_when_told()
    # A forked process leaves without a word unless it is told otherwise; followers of the log say goodbye.
    util.Finalize(None, atexit._run_exitfuncs, exitpriority=0)
    # The server hands the environment on beside the request's headers: HTTP_PORT would be one of them.
    for name in [name for name in os.environ if name.startswith("HTTP_")]:
        del os.environ[name]
    return application


def main():
    sys.path.insert(0, str(ROOT))
    set_start_method("fork")
    leave_when_told()
    application = load()
    server().serve(target_loader=lambda: in_worker(application), wrap_loader=False)


if __name__ == "__main__":
    main()
