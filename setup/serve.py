"""`make run`: the database brought up to date, demo content where there is none, then a server and a worker."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from steps import PYTHON, ROOT, STAMPS, stop

START_LIMIT = 60
MAIL = STAMPS / "mail.log"


def prepare_database():
    """Schema, shared cache, roles and demo content; everything that is there already is kept."""
    import django

    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.core.management import call_command

    call_command("prepare")
    from articles.models import Article

    if not Article.objects.exists():
        print("· making the demo newsroom and its pictures (a minute or two, this once)", flush=True)
        try_command("demo")


def try_command(*command, **options):
    """Whether a command did its work; its refusal is printed, and the newsroom starts all the same."""
    from django.core.management import CommandError, call_command

    try:
        call_command(*command, **options)
    except CommandError as refusal:
        print(f"  {refusal}", flush=True)
        return False
    return True


def require_free(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            stop(
                f"{host}:{port} cannot be used: {reason.strerror}.", f"Another port: make run PORT={port + 1}"
            )


def wait_until_it_answers(server, address):
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 (our own address)
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    if server.poll() is None:
        server.terminate()
    stop("the server did not start.", "Its own words are above.")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8000)
    where = options.parse_args()
    address = f"http://{where.host}:{where.port}"
    os.environ.update(DEBUG="1", SITE_URL=address, DJANGO_RUNSERVER_HIDE_WARNING="true")

    require_free(where.host, where.port)
    prepare_database()
    server = subprocess.Popen([PYTHON, "manage.py", "runserver", f"{where.host}:{where.port}"], cwd=ROOT)
    with MAIL.open("wb") as mail:  # what the worker prints is the mail that it would send
        worker = subprocess.Popen([PYTHON, "manage.py", "worker"], cwd=ROOT, stdout=mail)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        wait_until_it_answers(server, address)
        if not try_command("demo", accounts=True):
            print(f"\n  public site  {address}/\n  newsroom     {address}/admin/")
        print(f"\n  Mail that would be sent is written to {MAIL.relative_to(ROOT)}.")
        print("  Ctrl-C stops the newsroom; what you wrote stays in db.sqlite3 and media/.", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return server.wait()
    finally:
        worker.terminate()
        worker.wait()


if __name__ == "__main__":
    sys.exit(main())
