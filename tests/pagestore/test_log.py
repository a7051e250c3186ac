"""The log of changes as a process follows it, and where it may be cut."""

from datetime import timedelta

import pytest

from articles.models import Change, Follower, database_now, note_change
from articles.pagestore import forget_old_changes, log, pruning
from articles.pagestore.log import Following, Log

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short(monkeypatch):
    monkeypatch.setattr(log, "REMEMBERED", 3)
    monkeypatch.setattr(pruning, "REMEMBERED", 3)


@pytest.fixture
def process():
    """A process that follows; `seen` are the names that it was told of."""
    following = Following(Log(), lambda names: following.seen.append(names))
    following.seen = []
    return following


def noted(count, **fields):
    return [note_change(f"story:{number}", **fields).sequence for number in range(count)]


def left():
    return list(Change.objects.values_list("sequence", flat=True))


def test_what_no_process_needs_is_forgotten(process):
    noted(10)
    process.look()
    assert forget_old_changes() == 7
    assert left() == [8, 9, 10]
    assert forget_old_changes() == 0


def test_nothing_is_forgotten_that_a_process_has_not_read(process):
    noted(2)
    process.look()
    noted(8)
    forget_old_changes()
    assert left() == [3, 4, 5, 6, 7, 8, 9, 10]
    process.look()
    assert process.log.position == 10
    assert [sorted(names) for names in process.seen][-1] == [f"story:{number}" for number in range(8)]


def test_a_schedule_and_a_removal_are_kept_for_as_long_as_they_matter(monkeypatch):
    noted(1, takes_effect=database_now() + timedelta(days=30))
    noted(1, is_removal=True)
    noted(8)
    forget_old_changes()
    assert left() == [1, 2, 8, 9, 10]
    monkeypatch.setattr(pruning, "REMOVALS_KEPT", timedelta(days=-1))
    forget_old_changes()
    assert left() == [1, 8, 9, 10]


def test_a_process_that_slept_while_the_log_was_cut_counts_older_pages_as_stale_and_knows_what_had_to_go(process):
    noted(1)
    process.look()
    noted(1, is_removal=True)
    noted(8)
    Follower.objects.update(seen_at=database_now() - timedelta(days=2))
    forget_old_changes()
    process.look()
    assert (process.log.position, process.log.floor, process.log.removed) == (10, 7, {"story:0": 2})
    assert Follower.objects.get().position == 10
