"""Which database a test run uses: TEST_DATABASE_URL, else an SQLite file in memory-backed storage.

A file, not `:memory:`: the live server and concurrent writers have connections of their own, as in use.
"""

import os
import tempfile
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")


def scratch_folder():
    """A new folder for one test process; `tests.conftest` removes it."""
    place = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="newsroom-tests-", dir=place))


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
