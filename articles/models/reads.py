from datetime import timedelta

from django.db import models
from django.db.models import Sum
from django.utils import timezone

from .publication import Publication
from .shelf import part

WINDOW = timedelta(hours=6)


class ReadCount(models.Model):
    """How often a story was read within an hour. Nothing says by whom."""

    public_id = models.CharField(max_length=8)
    hour = models.DateTimeField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "count of readings"
        default_permissions = ()
        constraints = [
            # The hour first: what is asked for is always «of the last hours».
            models.UniqueConstraint(fields=["hour", "public_id"], name="read_count_once_an_hour")
        ]

    def __str__(self):
        return f"{self.public_id} {self.hour:%Y-%m-%d %H}: {self.reads}"


def window(at=None):
    """The span of which the most read are told: (since, until)."""
    until = at or timezone.now()
    return until - WINDOW, until


def read_within(since, until, *, count, at):
    """The list `read` of a question for several: who was read most, `count` of them or a few more."""
    counted = ReadCount.objects.filter(hour__gt=since, hour__lte=until)
    top = counted.values("public_id").annotate(total=Sum("reads")).order_by("-total", "public_id")
    total = counted.filter(public_id=models.OuterRef("public_id")).values("public_id")
    # A few more than are shown: one of them may have been withdrawn meanwhile.
    live = Publication.objects.live(at).filter(public_id__in=top.values("public_id")[: count + 5])
    return part("read", live, rank=-models.Subquery(total.annotate(total=Sum("reads")).values("total")))
