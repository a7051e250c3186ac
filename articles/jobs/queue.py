"""Jobs written, taken, finished and put back. Every change of a row stands here."""

from datetime import timedelta

from django.db import transaction

from articles.models import Job, database_now

from .registry import KINDS

# So long a key is remembered after its job was done.
KEPT = timedelta(days=30)
SWEPT_AT_ONCE = 1000
LONGEST_FAULT = 2000


def enqueue(kind, payload, *, key=None, at=None):
    """Write a job in the caller's transaction, to be done `at` (now, if not given).

    `key` names the deed: a second job of this kind with the same key is never made, while the first is waiting
    or within thirty days after it was done. Raises KeyError for a kind that nobody handles.
    """
    due = at or database_now()
    late = due + timedelta(seconds=KINDS[kind].late_after)
    job = Job(kind=kind, key=key, payload=payload, priority=KINDS[kind].priority, due_at=due, late_at=late)
    Job.objects.bulk_create([job], ignore_conflicts=key is not None)


def take(worker):
    """Give the most urgent job that is due to `worker` for the length of its lease; None when there is none.

    Workers that come together take different jobs: on PostgreSQL they skip what another is taking, on SQLite they
    queue. A job that was taken too often, because its workers died of it, is given up instead.
    """
    while Job.objects.due(database_now()).filter(kind__in=KINDS).exists():
        with transaction.atomic():
            now = database_now()
            due = Job.objects.due(now).filter(kind__in=KINDS).order_by("priority", "due_at", "pk")
            job = due.select_for_update(skip_locked=True).first()
            if job is None:
                return None
            if _hold(job, worker, now):
                return job
    return None


def _hold(job, worker, now):
    kind = KINDS[job.kind]
    if job.attempts >= kind.attempts:
        job.failed_at, job.held_by = now, ""
        job.fault = f"Its worker ended in the middle of it, {job.attempts} times. {job.fault}".strip()
        job.save(update_fields=["failed_at", "held_by", "fault"])
        return False
    job.attempts += 1
    job.held_by, job.due_at = worker, now + timedelta(seconds=kind.lease)
    job.save(update_fields=["attempts", "held_by", "due_at"])
    return True


def finish(job):
    """Mark `job` as done; False when another worker has taken it since, and nothing has changed then."""
    return _as_holder(job, done_at=database_now(), held_by="", fault="")


def put_back(job, fault):
    """Have `job` tried again after a pause, or give it up after its last attempt; False as in `finish`."""
    kind, now = KINDS[job.kind], database_now()
    if job.attempts >= kind.attempts:
        return give_up(job, fault)
    return _as_holder(job, due_at=now + kind.pause(job.attempts), held_by="", fault=_told(fault))


def give_up(job, fault):
    return _as_holder(job, failed_at=database_now(), held_by="", fault=_told(fault))


def _as_holder(job, **changes):
    mine = Job.objects.open().filter(pk=job.pk, attempts=job.attempts)
    return mine.update(**changes) == 1


def _told(fault):
    words = f"{type(fault).__name__}: {fault}" if isinstance(fault, Exception) else str(fault)
    return words.replace("\x00", "").encode("utf-8", "replace").decode()[:LONGEST_FAULT]


def try_again(jobs):
    """Have given up jobs of the queryset `jobs` tried from the beginning; return how many."""
    now = database_now()
    late = now + timedelta(seconds=max((kind.late_after for kind in KINDS.values()), default=300))
    return jobs.failed().update(failed_at=None, attempts=0, due_at=now, late_at=late, held_by="")


def sweep():
    """Forget some of the jobs done long ago; return how many."""
    old = Job.objects.filter(done_at__lt=database_now() - KEPT).values("pk")[:SWEPT_AT_ONCE]
    return Job.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]
