"""Which database a test run uses: TEST_DATABASE_URL, else an SQLite file in memory-backed storage.

A file, not `:memory:`: the live server and concurrent writers have connections of their own, as in use.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")


def scratch_folder():
    """A new folder for one test process, removed when that process ends."""
    place = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="newsroom-tests-", dir=place))
    atexit.register(_remove, folder, owner=os.getpid())
    return folder


def _remove(folder, owner):
    """A forked child inherits the duty and must not fulfil it."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)


def database_url(scratch):
    return os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{scratch}/tests.sqlite3"


def subprocess_environment():
    """The environment in which another process finds this test's database (for transactional tests)."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        url = f"sqlite:///{database['NAME']}"
    else:
        url = os.environ["TEST_DATABASE_URL"].rpartition("/")[0] + "/" + database["NAME"]
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATABASE_URL": url}
