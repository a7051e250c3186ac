import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .article import DeskState
from .clock import Now, database_now
from .publication import Publication
from .revision import Revision


def _hash(token):
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class PreviewLinkQuerySet(models.QuerySet):
    def open(self):
        """The links that still show their revision.

        One dies by its time, when it is withdrawn, when the story is published after it was given, when the story
        is spiked, and with the account of whoever gave it.
        """
        published_since = Publication.objects.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")),
            article=OuterRef("article"), live_from__gt=OuterRef("created_at"), live_from__lte=Now(),
        )  # fmt: skip
        return self.filter(
            ~Exists(published_since), withdrawn_at=None, expires_at__gt=Now(), created_by__is_active=True
        ).exclude(article__desk_state=DeskState.SPIKED)

    def opened_by(self, token):
        """The link that `token` opens, in a set of one or none."""
        return self.open().filter(token_hash=_hash(token))


class PreviewLink(models.Model):
    """A way for somebody without an account to read one revision of one story, for a time.

    Only a hash of its token is kept: nobody who reads the database can open it.
    """

    HOURS = 48
    LONGEST = 14 * 24

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="preview_links")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    reader = models.CharField(_("for whom"), max_length=100, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("given at"))
    expires_at = models.DateTimeField(_("good until"))
    withdrawn_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.reader or str(self.article)

    @classmethod
    def give(cls, article, *, by, hours=HOURS, reader=""):
        """Make a link to the newest revision of `article`; return it and its token, which is told this once."""
        token, now = secrets.token_urlsafe(24), database_now()
        link = cls.objects.create(
            article=article, revision=article.revisions.latest("number"), token_hash=_hash(token), reader=reader,
            created_by=by, created_at=now, expires_at=now + timedelta(hours=hours),
        )  # fmt: skip
        return link, token

    def withdraw(self):
        self.withdrawn_at = database_now()
        self.save(update_fields=["withdrawn_at"])
