"""A job: written with its cause, taken by one worker at a time, tried again, given up, never done twice."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles import jobs
from articles.jobs import queue
from articles.models import Author, Job
from tests.jobs.kinds import kinds, time_passes  # noqa: F401 - a fixture
from tests.publishing.test_races import at_the_same_moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(kinds):  # noqa: F811
    """What the handler of the kind «note» was called with."""
    calls = []
    jobs.handles("note", label="ملاحظة", attempts=3, lease=60)(lambda **payload: calls.append(payload))
    return calls


@pytest.fixture
def failing(kinds):  # noqa: F811
    def fail(**payload):
        raise RuntimeError("البريد لا يجيب")

    jobs.handles("note", label="ملاحظة", attempts=3, lease=60)(fail)


def test_a_job_is_done_once_with_what_it_was_given(done):
    jobs.enqueue("note", {"story": 7})
    assert jobs.run_next("a").kind == "note"
    assert jobs.run_next("a") is None
    assert done == [{"story": 7}]
    assert Job.objects.get().done_at is not None


def test_a_job_goes_with_its_cause_when_that_is_taken_back(done):
    with transaction.atomic():
        jobs.enqueue("note", {"story": 7})
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_kind_that_nobody_handles_is_refused_where_it_is_written(kinds):  # noqa: F811
    with pytest.raises(KeyError):
        jobs.enqueue("nothing", {})


def test_a_kind_of_a_newer_version_is_left_for_a_newer_worker(done, kinds):  # noqa: F811
    jobs.enqueue("note", {})
    del kinds["note"]
    assert jobs.run_next("a") is None
    assert Job.objects.get().attempts == 0


def test_a_second_job_with_the_same_key_is_not_made_even_after_the_first_was_done(done):
    jobs.enqueue("note", {"n": 1}, key="story 7")
    jobs.enqueue("note", {"n": 2}, key="story 7")
    jobs.run_next("a")
    jobs.enqueue("note", {"n": 3}, key="story 7")
    jobs.enqueue("note", {"n": 4}, key="story 8")
    while jobs.run_next("a"):
        pass
    assert done == [{"n": 1}, {"n": 4}]


def test_a_key_that_comes_twice_leaves_the_transaction_alive(done):
    jobs.enqueue("note", {}, key="one")
    with transaction.atomic():
        jobs.enqueue("note", {}, key="one")
        Author.objects.create(name="كاتب")
    assert Author.objects.filter(name="كاتب").exists()


def test_a_job_for_later_waits_for_its_time(done):
    jobs.enqueue("note", {}, at=timezone.now() + timedelta(hours=1))
    assert jobs.run_next("a") is None
    time_passes(seconds=3601)
    assert jobs.run_next("a") is not None


def test_what_is_urgent_goes_before_what_has_waited_longer(done):
    jobs.handles("picture", label="صورة", priority=9)(lambda **payload: done.append("picture"))
    jobs.enqueue("picture", {})
    jobs.enqueue("note", {"n": 1})
    while jobs.run_next("a"):
        pass
    assert done == [{"n": 1}, "picture"]


def test_a_job_in_hand_is_not_given_to_another_until_its_lease_ends(done):
    jobs.enqueue("note", {})
    assert queue.take("a") is not None
    assert queue.take("b") is None
    time_passes(seconds=61)
    assert queue.take("b").attempts == 2


def test_who_held_a_job_before_cannot_finish_it_or_put_it_back(done):
    jobs.enqueue("note", {})
    first = queue.take("a")
    time_passes(seconds=61)
    second = queue.take("b")
    assert queue.finish(first) is False
    assert queue.put_back(first, "fault") is False
    assert queue.give_up(first, "fault") is False
    assert (Job.objects.get().held_by, Job.objects.get().done_at) == ("b", None)
    assert queue.finish(second) is True


def test_an_overtaken_job_takes_its_changes_back(kinds):  # noqa: F811
    def slow(name):
        Author.objects.create(name=name)
        Job.objects.update(attempts=2, held_by="b")

    jobs.handles("slow", label="بطيء", atomic=True)(slow)
    jobs.enqueue("slow", {"name": "كاتب بطيء"})
    jobs.run_next("a")
    assert not Author.objects.filter(name="كاتب بطيء").exists()


def test_a_failed_job_is_tried_again_after_longer_and_longer_pauses_and_then_given_up(failing):
    jobs.enqueue("note", {})
    assert jobs.run_next("a") is not None
    assert jobs.run_next("a") is None, "it was tried again at once"
    time_passes(seconds=10)
    assert jobs.run_next("a") is not None
    time_passes(seconds=10)
    assert jobs.run_next("a") is None, "the second pause is twice as long"
    time_passes(seconds=10)
    assert jobs.run_next("a") is not None
    job = Job.objects.get()
    assert (job.attempts, job.held_by, job.fault) == (3, "", "RuntimeError: البريد لا يجيب")
    assert job.failed_at is not None
    time_passes(days=2)
    assert jobs.run_next("a") is None


def test_what_can_never_succeed_is_given_up_at_once(kinds):  # noqa: F811
    def refuse():
        raise jobs.GiveUp("لا صورة في الملف")

    jobs.handles("note", label="ملاحظة")(refuse)
    jobs.enqueue("note", {})
    jobs.run_next("a")
    assert (Job.objects.get().attempts, Job.objects.failed().count()) == (1, 1)


def test_a_fault_that_no_database_could_hold_is_still_told(kinds, caplog):  # noqa: F811
    caplog.set_level("CRITICAL")

    def fail():
        raise RuntimeError("a\x00b\udc80" + "ن" * 9000)

    jobs.handles("note", label="ملاحظة")(fail)
    jobs.enqueue("note", {})
    jobs.run_next("a")
    assert Job.objects.get().fault.startswith("RuntimeError: ab?ن")


def test_a_job_that_its_workers_die_of_is_given_up(done):
    jobs.enqueue("note", {})
    for _ in range(3):
        assert queue.take("a") is not None
        time_passes(seconds=61)
    assert queue.take("a") is None
    assert Job.objects.failed().count() == 1
    assert "3 times" in Job.objects.get().fault


def test_one_failing_job_does_not_stand_in_the_way_of_the_next(done):
    def fail():
        raise RuntimeError

    jobs.handles("bad", label="فاشل", priority=1)(fail)
    jobs.enqueue("bad", {})
    jobs.enqueue("note", {"n": 1})
    jobs.run_next("a")
    jobs.run_next("a")
    assert done == [{"n": 1}]


def test_what_was_given_up_can_be_tried_from_the_beginning(failing, done):
    jobs.enqueue("note", {"n": 1})
    job = queue.take("a")
    queue.give_up(job, "fault")
    assert jobs.try_again(Job.objects.all()) == 1
    jobs.run_next("a")
    assert done == [{"n": 1}]


def test_done_jobs_are_forgotten_after_thirty_days_and_open_ones_never(done):
    for number in range(3):
        jobs.enqueue("note", {"n": number}, key=f"{number}")
    jobs.run_next("a")
    jobs.run_next("a")
    Job.objects.filter(key="0").update(done_at=timezone.now() - timedelta(days=31))
    Job.objects.filter(key="2").update(due_at=timezone.now() - timedelta(days=90))
    assert queue.sweep() == 1
    assert set(Job.objects.values_list("key", flat=True)) == {"1", "2"}


@pytest.mark.django_db(transaction=True)
def test_workers_that_come_together_do_every_job_once(kinds):  # noqa: F811
    done = []
    jobs.handles("note", label="ملاحظة")(lambda n: done.append(n))
    for number in range(24):
        jobs.enqueue("note", {"n": number})

    def work(number):
        while jobs.run_next(f"worker {number}"):
            pass

    assert at_the_same_moment(4, work) == [None] * 4
    assert sorted(done) == list(range(24))


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_not_wait_for_a_row_that_another_is_taking(done):
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite writers queue")
    jobs.enqueue("note", {"n": 1})
    jobs.enqueue("note", {"n": 2})

    def work(number):
        with transaction.atomic():
            return queue.take("a").payload["n"]

    with transaction.atomic():
        Job.objects.select_for_update().get(payload={"n": 1})
        (taken,) = at_the_same_moment(1, work)
    assert taken == 2
