"""Who may open what: every address × role × state, against the table that a person has read."""

import logging
import os

import pytest

from tests.access.matrix import GOLDEN, World, asked, routes, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet():
    """Refusals are what is asked for; their log lines say nothing new."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def session_in_a_cookie(settings):
    """Who asks is told by the question alone, so that ten thousand of them read no session."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


def section_of(table, method):
    return [line for line in table.splitlines() if line.startswith(method + " ")]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_answers_every_role_in_every_state_as_the_table_says(method):
    found = written([asked(World(), method)])
    if os.environ.get("UPDATE_ANSWERS"):
        other = (
            section_of(GOLDEN.read_text("utf-8"), "POST" if method == "GET" else "GET")
            if GOLDEN.exists()
            else []
        )
        lines = sorted([*section_of(found, method), *other])
        GOLDEN.write_text("\n".join([found.splitlines()[0], *lines]) + "\n", "utf-8")
    assert section_of(found, method) == section_of(GOLDEN.read_text("utf-8"), method)


def test_an_address_that_is_not_in_the_table_fails():
    listed = {
        line.split(" ")[1] for line in GOLDEN.read_text("utf-8").splitlines() if not line.startswith("#")
    }
    assert {f"/{route}".split(" ")[0] for route in routes()} == listed


def test_nothing_answers_with_a_fault():
    for line in GOLDEN.read_text("utf-8").splitlines()[1:]:
        assert not any(status.startswith("5") for status in line.split("] ")[-1].split()[-9:]), line
