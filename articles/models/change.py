"""The log of what changes for readers: written with the change itself, followed by every process that keeps pages."""

from django.db import models, transaction

from .clock import database_now
from .revision import AppendOnly, AppendOnlyQuerySet


class ChangeHead(models.Model):
    """The end of the log. Its one row is locked while a change is added, so that numbers appear in their order."""

    count = models.PositiveBigIntegerField(default=0)


class ChangeQuerySet(AppendOnlyQuerySet):
    def forget(self):
        """Delete these rows. `pagestore.forget_old_changes` alone calls this."""
        return models.QuerySet.delete(self)[0]


class Change(AppendOnly):
    """Names (see `dependence`) of what changed. Pages made from one of them before this row must be made anew."""

    sequence = models.PositiveBigIntegerField(unique=True)
    names = models.JSONField(default=list)
    made_at = models.DateTimeField()
    takes_effect = models.DateTimeField(
        null=True, help_text="For a schedule: the moment until which readers see the old state. Empty: at once."
    )
    is_removal = models.BooleanField(
        default=False, help_text="Pages made before may not be shown again at all, not even when everything else fails."
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["made_at"], name="change_by_time")]


class Follower(models.Model):
    """A process that keeps pages, and how far in the log it has come."""

    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveBigIntegerField(default=0)
    seen_at = models.DateTimeField()


def log_end():
    """The number of the newest change; 0 before the first."""
    return ChangeHead.objects.filter(pk=1).values_list("count", flat=True).first() or 0


def note_change(*names, takes_effect=None, is_removal=False):
    """Add a change of `names` to the log, in the transaction of the change itself; return its row.

    The log's end stays locked until that transaction ends: a follower that has read up to a number has
    read everything before it.
    """
    with transaction.atomic():
        head, _made = ChangeHead.objects.select_for_update().get_or_create(pk=1)
        head.count += 1
        head.save()
        return Change.objects.create(
            sequence=head.count,
            names=sorted(set(names)),
            made_at=database_now(),
            takes_effect=takes_effect,
            is_removal=is_removal,
        )
