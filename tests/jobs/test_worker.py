"""The process: it shows a heartbeat, ends when it is asked to, outlives its database, and is missed when it is gone."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from articles import jobs
from articles.jobs import queue
from articles.models import Job, Worker
from tests import factories as make
from tests.databases import subprocess_environment
from tests.jobs.kinds import kinds, time_passes  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(kinds):  # noqa: F811
    calls = []
    jobs.handles("note", label="ملاحظة", late_after=300)(lambda **payload: calls.append(payload))
    return calls


def codes():
    return [reason.code for reason in jobs.overdue()]


def a_worker_beats(ago=timedelta(0)):
    now = timezone.now()
    Worker.objects.create(name="w", started_at=now, beat_at=now - ago)


def test_a_worker_goes_on_when_its_database_comes_back(done, monkeypatch):
    worker, take, faults = (
        jobs.Worker(pause=0),
        queue.take,
        [OperationalError("gone"), OperationalError("gone")],
    )

    def interrupted(name):
        if faults:
            raise faults.pop()
        return take(name)

    monkeypatch.setattr(queue, "take", interrupted)
    monkeypatch.setattr("articles.jobs.worker.connection.close", lambda: None, raising=False)
    jobs.handles("last", label="آخر", priority=9)(lambda: worker.stop())
    jobs.enqueue("note", {"n": 1})
    jobs.enqueue("last", {})
    worker.run()
    assert (done, faults) == ([{"n": 1}], [])


@pytest.mark.django_db(transaction=True)
def test_a_worker_shows_its_heartbeat_and_ends_when_it_is_asked_to():
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=Path(__file__).parents[2],
        env=subprocess_environment(),
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 30
        while not Worker.objects.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert jobs.standing().is_running
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
    assert not Worker.objects.exists()


def test_all_is_well_where_nothing_waits_even_without_a_worker(done):
    assert codes() == []


def test_work_that_waits_without_a_worker_is_an_alarm(done):
    jobs.enqueue("note", {})
    assert codes() == ["silent"]
    a_worker_beats()
    assert codes() == []


def test_a_worker_that_fell_silent_is_none(done):
    jobs.enqueue("note", {})
    a_worker_beats(ago=timedelta(minutes=3))
    assert codes() == ["silent"]


def test_work_that_waits_too_long_is_an_alarm(done):
    a_worker_beats()
    jobs.enqueue("note", {})
    time_passes(seconds=299)
    assert codes() == []
    time_passes(seconds=2)
    assert codes() == ["late"]


def test_work_for_later_is_no_alarm(done):
    jobs.enqueue("note", {}, at=timezone.now() + timedelta(days=1))
    assert codes() == []


def test_what_was_given_up_is_an_alarm_until_it_is_tried_again(done):
    a_worker_beats()
    jobs.enqueue("note", {})
    queue.give_up(queue.take("a"), "fault")
    assert codes() == ["failed"]
    jobs.try_again(Job.objects.all())
    assert codes() == []


def test_the_command_says_how_it_stands_and_fails_when_something_is_overdue(done, capsys):
    call_command("jobs")
    jobs.enqueue("note", {"story": 7})
    queue.give_up(queue.take("a"), "البريد لا يجيب")
    with pytest.raises(CommandError):
        call_command("jobs")
    assert "{'story': 7} after 1: البريد لا يجيب" in capsys.readouterr().out
    call_command("worker", until_empty=True)
    with pytest.raises(CommandError):
        call_command("jobs", retry=True)
    call_command("worker", until_empty=True)
    call_command("jobs")
    assert done == [{"story": 7}]


class TestAtTheDesk:
    @pytest.fixture
    def failed(self, done):
        a_worker_beats()
        jobs.enqueue("note", {"story": 7})
        queue.give_up(queue.take("a"), "SMTPException: لا يجيب")

    def test_an_administrator_finds_the_alarm_on_the_first_page(self, client, failed):
        client.force_login(make.make_user("administrator"))
        assert [alarm.code for alarm in client.get("/admin/").context["board"]["alarms"]] == ["failed"]

    @pytest.mark.parametrize("role", ["journalist", "photographer", "editor", "chief"])
    def test_nobody_else_is_troubled(self, client, failed, role):
        client.force_login(make.make_user(role))
        assert "alarms" not in client.get("/admin/").context["board"]
        assert client.get("/admin/articles/job/").status_code == 403

    def test_the_list_shows_what_failed_and_has_it_tried_again(self, client, failed, done):
        client.force_login(make.make_user("administrator"))
        page = client.get("/admin/articles/job/?state=failed").text
        assert "ملاحظة" in page
        assert "story=7" in page
        assert "SMTPException: لا يجيب" in page
        client.post("/admin/articles/job/retry/")
        jobs.run_next("a")
        assert done == [{"story": 7}]

    def test_only_who_keeps_the_newsroom_has_it_tried_again(self, client, failed):
        client.force_login(make.make_user("chief"))
        assert client.post("/admin/articles/job/retry/").status_code == 403
        assert Job.objects.failed().count() == 1
