from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Note(models.Model):
    """What somebody says about a story to those who work on it: on the whole, on a passage, or as an answer.

    Readers never see it, and it is no part of a revision. A passage is remembered by its own words and those
    around it: `passage` as it was chosen, `anchor` as it reads after the last save that still had it.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="discussion")
    answers = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("note"), max_length=4000)
    passage = models.TextField(_("passage"), blank=True)
    anchor = models.TextField(blank=True)
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("one of them", "note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["article"], condition=Q(resolved_at=None), name="note_open"),
        ]

    @property
    def is_resolved(self):
        return self.resolved_at is not None
