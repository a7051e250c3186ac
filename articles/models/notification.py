from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .article import Article


class NotificationQuerySet(models.QuerySet):
    def shown_to(self, user):
        """What `user` was told and may still read: never of a story that is no longer theirs to open."""
        return self.filter(recipient=user, article__in=Article.objects.visible_to(user).order_by())

    def unread(self):
        return self.filter(read_at=None)


class Notification(models.Model):
    """One person was told of one event of one story: in the newsroom, and by e-mail when they want it."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", pgettext_lazy("notification", "submitted to their section")
        RETURNED = "returned", pgettext_lazy("notification", "returned to them")
        APPROVED = "approved", pgettext_lazy("notification", "approved")
        PUBLISHED = "published", pgettext_lazy("notification", "published")
        CORRECTED = "corrected", pgettext_lazy("notification", "correction made")
        ASSIGNED = "assigned", pgettext_lazy("notification", "assigned to them")
        MENTIONED = "mentioned", pgettext_lazy("notification", "mentioned in a note")
        NOTED = "noted", pgettext_lazy("notification", "a note on their story")
        SCHEDULE = "schedule", pgettext_lazy("notification", "schedule due with an earlier text")

    class Mail(models.TextChoices):
        """`SENDING` that stays is unknown: the mail server may have it, so it is not sent a second time."""

        NONE = "none", pgettext_lazy("e-mail", "not by e-mail")
        WAITING = "waiting", pgettext_lazy("e-mail", "e-mail on its way")
        SENDING = "sending", pgettext_lazy("e-mail", "e-mail being sent")
        SENT = "sent", pgettext_lazy("e-mail", "e-mail sent")
        UNKNOWN = "unknown", pgettext_lazy("e-mail", "e-mail perhaps not sent")
        WITHHELD = (
            "withheld",
            pgettext_lazy("e-mail", "e-mail withheld: the story is no longer theirs to open"),
        )

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notifications")
    event = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    step = models.ForeignKey("articles.Transition", null=True, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey("articles.Note", null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, choices=Mail, default=Mail.NONE)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one of them", "notification")
        verbose_name_plural = _("notifications")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "event"], name="notification_told_once")]
        indexes = [
            models.Index(fields=["recipient"], condition=models.Q(read_at=None), name="notification_unread"),
            models.Index(
                fields=["recipient"], condition=models.Q(mail="waiting"), name="notification_to_mail"
            ),
        ]

    @property
    def excerpt(self):
        """What somebody wrote with it, in their words."""
        if self.note:
            return self.note.text
        return self.step.note if self.step else ""
