import fcntl
import os
import time
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from articles.management.commands.administrator import VARIABLES
from articles.roles import load_roles
from articles.search import reindexing

# Any number, the same in every process that prepares this database.
LOCK = 7_105_116_114


class Command(BaseCommand):
    help = (
        "Bring the database up to this version: schema, shared cache, roles, and the first administrator "
        "when the ADMIN_ variables are set. Several processes may start it at once; it can be run again at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--wait", type=int, default=60, help="Seconds to wait for a database that is starting."
        )

    def handle(self, *args, wait, **options):
        wait_for_database(wait)
        with only_one_at_a_time():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            load_roles()
            # One of the variables shows the wish; a forgotten one is then an error, not silence.
            if any(os.environ.get(name) for name in VARIABLES):
                call_command("administrator", stdout=self.stdout)
            if reindexing.is_due():
                self.stdout.write("The search index is due: run `manage.py reindex` (the newsroom goes on working).")


def wait_for_database(seconds):
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError as reason:
            if time.monotonic() > deadline:
                raise CommandError(
                    f"The database did not answer within {seconds} seconds: {reason}"
                ) from reason
            time.sleep(1)


def only_one_at_a_time():
    """Processes that start together must not migrate together: the second waits, and finds everything done."""
    return locked_postgresql() if connection.vendor == "postgresql" else locked_file()


@contextmanager
def locked_postgresql():
    with connection.cursor() as cursor:
        # A migration may take longer than any page, and so may waiting for another process's.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        # Ends the session's lock and its time limit, also when a migration failed half-way.
        connection.close()


@contextmanager
def locked_file():
    with open(f"{connection.settings_dict['NAME']}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
