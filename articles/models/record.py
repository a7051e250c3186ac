"""The record: every step of every story, one chain of hashes over all of them.

Each row's hash covers its own words and the hash of the row before it, so that a row changed,
removed or slipped in afterwards breaks the chain from there on.
"""

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .revision import AppendOnly, canonical


class ChainHead(models.Model):
    """The end of the chain. Its one row is locked while a step is added, so that steps stand in line."""

    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)


class Transition(AppendOnly):
    """One step in the workflow: who, when, from, to, why, and on which exact words."""

    sequence = models.PositiveBigIntegerField(unique=True)
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="transitions")
    action = models.CharField(_("action"), max_length=20)
    from_state = models.CharField(_("from"), max_length=10)
    to_state = models.CharField(_("to"), max_length=10)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="transitions"
    )
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField(_("at"))
    note = models.TextField(_("note"), blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    revision = models.ForeignKey("articles.Revision", null=True, on_delete=models.PROTECT, related_name="+")
    publication = models.ForeignKey(
        "articles.Publication", null=True, on_delete=models.PROTECT, related_name="+"
    )
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["-sequence"]
        indexes = [models.Index(fields=["article", "-sequence"], name="transition_by_article")]

    def __str__(self):
        return f"{self.sequence} {self.action}"

    def compute_hash(self):
        """Return the hash that this row must carry, from its own words and the previous hash."""
        words = {
            "sequence": self.sequence,
            "article": self.article_id,
            "action": self.action,
            "from": self.from_state,
            "to": self.to_state,
            "by": self.by_id,
            "by_name": self.by_name,
            "at": self.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds"),
            "note": self.note,
            "fingerprint": self.fingerprint,
            "revision": self.revision_id,
            "publication": self.publication_id,
            "details": self.details,
            "previous": self.previous_hash,
        }
        return hashlib.sha256(canonical(words)).hexdigest()


def append(**fields):
    """Add a step to the end of the chain and return it. Call inside a transaction: the chain's end is locked."""
    head, _made = ChainHead.objects.select_for_update().get_or_create(pk=1)
    step = Transition(sequence=head.count + 1, previous_hash=head.hash, **fields)
    step.by_name = str(step.by)
    step.hash = step.compute_hash()
    step.save()
    head.count, head.hash = step.sequence, step.hash
    head.save()
    return step


def first_break():
    """Walk the whole chain; return the sequence number where it first breaks, or None when it holds."""
    previous, expected = "", 1
    for step in Transition.objects.order_by("sequence").iterator(chunk_size=2000):
        if step.sequence != expected or step.previous_hash != previous or step.hash != step.compute_hash():
            return expected
        previous, expected = step.hash, expected + 1
    head = ChainHead.objects.filter(pk=1).first()
    whole = (head is None and expected == 1) or (
        head is not None and head.count == expected - 1 and head.hash == previous
    )
    return None if whole else expected
