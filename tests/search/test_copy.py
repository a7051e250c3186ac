"""Searches may ask a copy of the database (SEARCH_DATABASE_URL); what is shown comes from the database itself."""

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from articles.search import finding
from tests import factories as make

from .questions import ask, looked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy():
    """A second connection to the same database: a copy that is never behind."""
    connections.databases[finding.COPY] = connection.settings_dict
    connections[finding.COPY] = connection.copy()
    yield connections[finding.COPY]
    connections[finding.COPY].close()
    del connections[finding.COPY], connections.databases[finding.COPY]


def test_the_copy_finds_and_the_database_itself_shows(copy):
    make.publish(headline="ميناء الدقم")
    # Which of the hits are live is asked each time, and a row that this process has not read yet once.
    for questions in (2, 1):
        with CaptureQueriesContext(copy) as searching, CaptureQueriesContext(connection) as showing:
            assert ask("الدقم") == ["ميناء الدقم"]
        assert (len(searching), len(showing)) == (1, questions)


def test_what_was_withdrawn_is_not_shown_while_the_copy_still_finds_it(copy, monkeypatch):
    story = make.publish(headline="ميناء الدقم")
    hits = finding._newest_first(looked("الدقم"), None, 20)
    make.withdraw(story)
    monkeypatch.setattr(finding, "_select", lambda *_asked, **_more: [hit[1:] for hit in hits])
    assert len(hits) == 1
    assert ask("الدقم") == []


def test_without_its_copy_the_database_itself_is_searched(copy):
    make.publish(headline="ميناء الدقم")
    copy.close()
    copy.settings_dict["NAME"] = "/nowhere/at/all"
    assert ask("الدقم") == ["ميناء الدقم"]
