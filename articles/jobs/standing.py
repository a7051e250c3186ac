"""How the background work stands, for the dashboard, for operators and for probes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Job, Worker, database_now
from articles.reasons import Reason

# A worker beats every ten seconds, and between two jobs; the longest job takes two minutes.
SILENT_AFTER = timedelta(seconds=150)


@dataclass(frozen=True)
class Standing:
    """`waiting`: due, or being done. `late`: waiting longer than they should. `heard_from`: the last heartbeat."""

    waiting: int
    late: int
    failed: int
    oldest: datetime | None
    heard_from: datetime | None
    now: datetime

    @property
    def is_running(self):
        """True while some worker shows a heartbeat."""
        return self.heard_from is not None and self.now - self.heard_from < SILENT_AFTER


def standing():
    """Return the present `Standing`, in two queries however much there is to do."""
    now = database_now()
    unfinished = Q(done_at=None, failed_at=None)
    counted = Job.objects.filter(done_at=None).aggregate(
        waiting=Count("pk", filter=unfinished & Q(due_at__lte=now) | unfinished & ~Q(held_by="")),
        late=Count("pk", filter=unfinished & Q(late_at__lt=now)),
        failed=Count("pk", filter=~Q(failed_at=None)),
        oldest=Min("created_at", filter=unfinished & Q(due_at__lte=now)),
    )
    heard_from = Worker.objects.aggregate(last=Max("beat_at"))["last"]
    return Standing(**counted, heard_from=heard_from, now=now)


def overdue(found=None):
    """Return what is wrong with the background work, as reasons with a code; an empty list when all is well."""
    found = found or standing()
    reasons = []
    if found.failed:
        reasons.append(
            Reason(
                "failed",
                ngettext(
                    "%(count)s piece of background work was given up after several attempts.",
                    "%(count)s pieces of background work were given up after several attempts.",
                    found.failed,
                )
                % {"count": found.failed},
            )
        )
    if found.late:
        reasons.append(
            Reason(
                "late",
                ngettext(
                    "%(count)s piece of background work is late.",
                    "%(count)s pieces of background work are late.",
                    found.late,
                )
                % {"count": found.late},
            )
        )
    if found.waiting and not found.is_running:
        reasons.append(Reason("silent", _("No worker is running: mail and other background work wait.")))
    return reasons
