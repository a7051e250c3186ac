"""Writing in progress: what is typed and not saved yet, and who is at it just now.

Neither is a change of the story: revisions, `modified_at`, lists and the record know nothing of it.
"""

import json
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .clock import Now, database_now

LEASE = timedelta(seconds=60)
# How long a text that was set aside can still be fetched back.
KEPT_ASIDE = timedelta(days=30)


class WorkingCopyQuerySet(models.QuerySet):
    def of(self, user, *, article=None, draft=""):
        """The copies of one person for one story, or for the new story that the form `draft` writes."""
        mine = self.filter(user=user)
        return mine.filter(article=article) if article else mine.filter(article=None, draft=draft)

    def active(self):
        return self.filter(set_aside_at=None)

    def unsaved(self):
        """Those that hold words; an empty one says that its page has been saved."""
        return self.exclude(fields="")

    def new_stories_of(self, user):
        """What `user` began as a new story and never saved, the latest first."""
        return self.filter(user=user, article=None).active().unsaved().order_by("-saved_at")

    def set_aside_of(self, user, article):
        return self.of(user, article=article).unsaved().exclude(set_aside_at=None).order_by("-set_aside_at")


class WorkingCopy(models.Model):
    """What one person has typed into one story's form and not saved: everything that the form would post.

    One is active for a person and a story. One written by another page of the same person is set aside and
    can be fetched back, so that two tabs or two devices never overwrite each other.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="working_copies")
    article = models.ForeignKey(
        "articles.Article", null=True, on_delete=models.CASCADE, related_name="working_copies"
    )
    draft = models.CharField(max_length=32, blank=True)
    page = models.CharField(max_length=32)
    sequence = models.PositiveIntegerField(default=0)
    # JSON in ASCII: neither database would store every character that a browser may send.
    fields = models.TextField(blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    set_aside_at = models.DateTimeField(null=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "article"],
                condition=Q(set_aside_at=None, article__isnull=False),
                name="working_copy_one_a_story",
            ),
            models.UniqueConstraint(
                fields=["user", "draft"],
                condition=Q(set_aside_at=None, article=None),
                name="working_copy_one_a_draft",
            ),
        ]

    def __str__(self):
        return self.headline or str(_("(no headline)"))

    @property
    def pairs(self):
        """The fields as a form posts them: [name, value] in order."""
        return json.loads(self.fields or "[]")

    def hold(self, pairs, sequence):
        """Take in what the form holds now."""
        self.fields, self.sequence = json.dumps(pairs, ensure_ascii=True), sequence
        self.saved_at = timezone.now()

    def set_aside(self):
        """Make room for another page's text; this one can be fetched back for a month."""
        type(self).objects.filter(user=self.user, set_aside_at__lt=timezone.now() - KEPT_ASIDE).delete()
        self.set_aside_at = timezone.now()
        self.save(update_fields=["set_aside_at"])


class LeaseQuerySet(models.QuerySet):
    def running(self):
        return self.filter(until__gt=Now())


class Lease(models.Model):
    """Who is writing in a story just now: a hint for the others, never a wall.

    It runs for a minute and is refreshed by the open page, so that a browser that died holds nobody up.
    """

    article = models.OneToOneField("articles.Article", on_delete=models.CASCADE, related_name="lease")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=32)
    since = models.DateTimeField()
    until = models.DateTimeField()

    objects = LeaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")

    def __str__(self):
        return f"{self.article_id}: {self.holder}"


def hold(article, user, page, *, takeover=False):
    """Begin or refresh the lease of `user` on `article`, and return the lease that runs now.

    Another person's running lease stays as it is unless `takeover`. Call inside a transaction.
    """
    now = database_now()
    lease, made = Lease.objects.select_for_update().get_or_create(
        article=article, defaults={"holder": user, "page": page, "since": now, "until": now + LEASE}
    )
    if made:
        return lease
    if lease.holder_id != user.pk and lease.until > now and not takeover:
        return lease
    if lease.holder_id != user.pk or lease.until <= now:
        lease.since = now
    lease.holder, lease.page, lease.until = user, page, now + LEASE
    lease.save()
    return lease


def let_go(article, user, page):
    """End the lease that `page` of `user` holds; another page's lease runs on."""
    Lease.objects.filter(article=article, holder=user, page=page).delete()
