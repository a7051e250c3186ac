import hashlib
import json
import re

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .picture import Picture, keep_uses

BODY_PICTURE = re.compile(r"/admin/pictures/([2-9a-z]{12})\.jpg")


class AppendOnlyError(TypeError):
    """Raised when something tries to change or delete a row that must stay as it was written."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError(f"{self.model.__name__} rows are never changed")

    def delete(self):
        raise AppendOnlyError(f"{self.model.__name__} rows are never deleted")


class AppendOnly(models.Model):
    """A row that is written once and then stays."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(f"{type(self).__name__} rows are never deleted")


class Revision(AppendOnly):
    """An immutable snapshot of a story's whole content, with its fingerprint."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(encoder=DjangoJSONEncoder)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_numbered_once")]

    def __str__(self):
        return f"{self.article_id}/{self.number}"


def canonical(content):
    """Return the canonical JSON of `content`: sorted keys, no spaces, UTF-8 (after RFC 8785, strings and integers)."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder
    ).encode("utf-8", "surrogatepass")


def fingerprint_of(content):
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return fingerprint_of_canonical(canonical(content))


def fingerprint_of_canonical(stored):
    """The same for whoever has the canonical JSON already."""
    return hashlib.sha256(stored).hexdigest()


def content_of(article):
    """Return everything a reader would see of `article`, as plain JSON values.

    Names are copied, not referred to: what an editor approves stays what was read, even when an
    author, a section or a picture is renamed before the story is published.
    """
    # Only of a translation: every other story keeps the fingerprint that it had before there were any.
    translated = {"translation_of": article.translation_of_id} if article.translation_of_id else {}
    return translated | {
        "kicker": article.kicker,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "place": article.place,
        "source": article.source,
        "kind": article.kind,
        "language": article.language,
        "direction": article.direction,
        "body": article.body,
        "seo_headline": article.seo_headline,
        "social_headline": article.social_headline,
        "section": _section(article.section),
        "bylines": [_byline(line) for line in article.bylines.select_related("author")],
        "picture": _lead_picture(article),
        "body_pictures": _body_pictures(article.body),
        "tags": [{"id": t.pk, "name": t.name, "slug": t.slug} for t in article.tags.order_by("name")],
        "event": _event(article.event),
        "session": {"id": article.session_id, "title": article.session.title} if article.session_id else None,
        "related": list(article.related_links.values_list("to_id", flat=True)),
    }


def _section(section):
    return section and {"id": section.pk, "slug": section.slug, "name": section.name}


def _event(event):
    return event and {"id": event.pk, "slug": event.slug, "title": event.title}


def _byline(line):
    author = line.author
    return {
        "id": author.pk,
        "name": author.name,
        "slug": author.slug,
        "title": author.title,
        "kind": author.kind,
        "role": line.role,
    }


def _lead_picture(article):
    picture = article.lead_picture
    if picture is None:
        return None
    return _picture(picture) | {
        "alt": article.lead_alt or picture.alt,
        "caption": article.lead_caption or picture.caption,
    }


def _picture(picture):
    return {
        "id": picture.pk,
        "key": picture.key,
        "address": picture.address,
        "credit": picture.credit,
        "width": picture.width,
        "height": picture.height,
    }


def _body_pictures(body):
    keys = set(BODY_PICTURE.findall(body))
    if not keys:
        return {}
    return {picture.key: _picture(picture) for picture in Picture.objects.filter(key__in=keys)}


def revise(article, by, reason="", at=None):
    """Take a snapshot of `article` as it now stands and return the revision; None when nothing changed.

    Raises the article's version and sets its fingerprint, and who changed it last.
    """
    content = content_of(article)
    fingerprint = fingerprint_of(content)
    article.version += 1
    article.modified_at = at or timezone.now()
    if fingerprint == article.fingerprint:
        article.save(update_fields=["version", "modified_at", "words"])
        return None
    number = (article.revisions.aggregate(last=models.Max("number"))["last"] or 0) + 1
    revision = Revision.objects.create(
        article=article,
        number=number,
        content=content,
        fingerprint=fingerprint,
        created_by=by,
        created_at=article.modified_at,
        reason=reason,
    )
    keep_uses(article, content)
    article.fingerprint, article.last_changed_by = fingerprint, by
    article.save(update_fields=["version", "modified_at", "fingerprint", "last_changed_by", "words"])
    return revision
