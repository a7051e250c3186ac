"""The connection to SQLite that lives from one request to the next."""

import os

import pytest
from django.db import connections

from newsroom.sqlite3.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(tmp_path):
    """An open connection to a file of its own."""
    own = connections["default"].settings_dict | {"ENGINE": "newsroom.sqlite3", "NAME": tmp_path / "kept.sqlite3"}
    connection = DatabaseWrapper(own | {"OPTIONS": {}, "CONN_MAX_AGE": 60}, alias="kept")
    connection.connect()
    yield connection
    connection.close()


def question(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master")
        return cursor.fetchall()


def next_request(connection):
    connection.close_if_unusable_or_obsolete()


def test_it_is_the_same_one_for_the_next_request(kept):
    opened = kept.connection
    next_request(kept)
    question(kept)
    assert kept.connection is opened


def test_a_backup_that_was_put_in_the_place_of_its_file_is_what_the_next_request_reads(kept, tmp_path):
    restored = DatabaseWrapper(kept.settings_dict | {"NAME": tmp_path / "restored.sqlite3"}, alias="restored")
    with restored.cursor() as cursor:
        cursor.execute("CREATE TABLE came_back (id integer)")
    restored.close()
    os.replace(tmp_path / "restored.sqlite3", tmp_path / "kept.sqlite3")
    next_request(kept)
    assert question(kept) == [("came_back",)]
