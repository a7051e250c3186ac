from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobQuerySet(models.QuerySet):
    def open(self):
        """Neither done nor given up."""
        return self.filter(done_at=None, failed_at=None)

    def due(self, now):
        """What a worker may take at `now`: its time has come, and nobody's lease on it still runs."""
        return self.open().filter(due_at__lte=now)

    def late(self, now):
        return self.open().filter(late_at__lt=now)

    def failed(self):
        return self.exclude(failed_at=None)


class Job(models.Model):
    """Work for later, written in the transaction of what caused it. Only the room `jobs` changes a row.

    `due_at` says when a worker may take it: at once, after a failure, or when the lease of whoever holds it
    ends. `attempts` counts how often it was taken, and is the fence: who took it earlier cannot finish it.
    """

    kind = models.CharField(_("kind"), max_length=40)
    # Empty is NULL here: of jobs without a key there may be any number.
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001
    payload = models.JSONField(_("what it is about"), default=dict)
    priority = models.PositiveSmallIntegerField(default=5)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    due_at = models.DateTimeField(_("due"))
    late_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    held_by = models.CharField(_("worker"), max_length=100, blank=True)
    done_at = models.DateTimeField(_("done"), null=True)
    failed_at = models.DateTimeField(_("given up"), null=True)
    fault = models.TextField(_("last fault"), blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one of them", "job")
        verbose_name_plural = _("background work")
        ordering = ["-pk"]
        permissions = [("retry_job", _("Can have failed background work tried again"))]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="job_named_once")]
        indexes = [
            models.Index(
                fields=["priority", "due_at"],
                condition=Q(done_at=None, failed_at=None),
                name="job_open",
            ),
            models.Index(fields=["done_at"], name="job_done"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"


class Worker(models.Model):
    """The heartbeat of a process that does jobs."""

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self):
        return self.name
