from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Kind
from .clock import Now, database_now
from .dependence import Named, relies_on
from .revision import AppendOnly, AppendOnlyError, AppendOnlyQuerySet

# An update within minutes of publishing is a slip put right; readers need no second time for it.
WORTH_TELLING = timedelta(minutes=15)
# Arabic is read somewhat more slowly than English: a word carries its article, prepositions and pronouns.
WORDS_A_MINUTE = 180
UNQUOTED = "!$&'()*+,;=/~:@"


class Intervals:
    """For querysets of rows that hold from one moment until another; an end of None means for good."""

    starts, ends = "live_from", "live_until"

    def during(self, at=None):
        """The rows that hold at the moment `at`; without one, now by the database's clock."""
        moment = Now() if at is None else at
        return self.filter(Q(**{f"{self.ends}__isnull": True}) | Q(**{f"{self.ends}__gt": moment})).filter(
            **{f"{self.starts}__lte": moment}
        )


class IntervalQuerySet(Intervals, AppendOnlyQuerySet):
    """Intervals that are never rewritten."""

    def _close(self, at):
        """End these rows at the moment `at`: the one change that such a row knows."""
        return models.QuerySet.update(self, **{self.ends: at})


class PublicationQuerySet(IntervalQuerySet):
    def live(self, at=None):
        """What is public at the moment `at`; without one, now by the database's clock.

        This is the one place that says what readers may see.
        """
        return self.during(at)

    def scheduled(self):
        """What will become public, and has not been cancelled (a cancelled interval is empty)."""
        return self.filter(live_from__gt=Now()).filter(
            Q(live_until__isnull=True) | Q(live_until__gt=F("live_from"))
        )

    def live_or_scheduled(self):
        """What is public now and what will be, with `has_begun` to tell them apart, the live one first."""
        begun = LessThanOrEqual(F("live_from"), Now())
        return (self.live() | self.scheduled()).annotate(has_begun=begun).order_by("live_from")

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def appeared(self, starts, ends):
        """Those that first appeared from `starts` on and before `ends`."""
        return self.filter(published_at__gte=starts, published_at__lt=ends)

    def in_sections(self, section_ids):
        relies_on(*(f"list:section:{pk}" for pk in section_ids))
        return self.filter(section__in=section_ids)

    def by_author(self, author):
        relies_on(f"list:author:{author.pk}")
        return self.filter(author_rows__author=author)

    def tagged(self, tag):
        relies_on(f"list:tag:{tag.pk}")
        return self.filter(tag_rows__tag=tag)

    def covering(self, event):
        relies_on(f"list:event:{event.pk}")
        return self.filter(event=event)

    def for_lists(self):
        """Leave the long columns behind: a list shows headlines, not bodies."""
        return self.defer("body", "body_source")

    def close(self, at):
        """End the live interval of these publications at `at`. `publishing` alone calls this."""
        return self._close(at)


class Publication(Named, AppendOnly):
    """An immutable public copy of a story, and the interval in which it is live.

    Holds all that a reader's page shows, so that nothing on the public side ever asks the desk.
    A cancelled schedule is an interval that ends where it starts; nothing is deleted.
    """

    class Change(models.TextChoices):
        FIRST = "first", _("first publication")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="publications")
    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="publications")
    public_id = models.CharField(max_length=8, db_index=True)
    fingerprint = models.CharField(max_length=64)
    change = models.CharField(max_length=10, choices=Change, default=Change.FIRST)
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    published_at = models.DateTimeField(_("first published at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    slug = models.CharField(max_length=80)
    section = models.ForeignKey("articles.Section", on_delete=models.PROTECT, related_name="publications")
    section_slug = models.CharField(max_length=40)
    section_name = models.CharField(max_length=60)
    event = models.ForeignKey(
        "articles.Event", null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    session = models.ForeignKey(
        "articles.Session", null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    kind = models.CharField(max_length=15, choices=Kind)
    language = models.CharField(max_length=2)
    translation_of = models.ForeignKey(
        "articles.Article", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    direction = models.CharField(max_length=3)
    kicker = models.CharField(max_length=140, blank=True)
    headline = models.CharField(max_length=200)
    standfirst = models.TextField(blank=True)
    place = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=80, blank=True)
    seo_headline = models.CharField(max_length=120, blank=True)
    social_headline = models.CharField(max_length=120, blank=True)
    body = models.TextField(help_text="Final HTML, sanitised when it was published.")
    body_source = models.TextField(
        help_text="The body as approved, to finish again when the finishing improves."
    )
    bylines = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    picture = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    tags = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    coverage = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    corrections = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    words = models.PositiveIntegerField(default=0)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gte=F("live_from")),
                name="publication_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="publication_newest"),
            models.Index(fields=["section", "-published_at", "-id"], name="publication_by_section"),
            models.Index(fields=["event", "-published_at", "-id"], name="publication_by_event"),
            models.Index(fields=["article", "-live_from"], name="publication_by_article"),
            models.Index(fields=["live_from"], name="publication_by_start"),
            models.Index(
                fields=["translation_of"],
                name="publication_translations",
                condition=Q(translation_of__isnull=False),
            ),
        ]

    def __str__(self):
        return self.headline

    def is_live(self, at=None):
        """True when readers see this copy at `at` (default: now); agrees with `live()`."""
        moment = at or database_now()
        return self.live_from <= moment and (self.live_until is None or moment < self.live_until)

    def dependence_name(self):
        return f"story:{self.article_id}"

    def get_absolute_url(self):
        # As `reverse("article", …)` writes it, at a tenth of its cost: a front asks a hundred times.
        return f"/{self.section_slug}/{self.public_id}/{quote(self.slug, safe=UNQUOTED)}/"

    def get_short_url(self):
        return reverse("short", args=[self.public_id])

    @property
    def updated_at(self):
        """When readers last saw a change, or None for a story that has not changed since it appeared."""
        return None if self.change == self.Change.FIRST else self.live_from

    @property
    def notable_update(self):
        """When readers last saw a change worth telling: a correction, or an update that came a while after."""
        if self.change == self.Change.CORRECTION:
            return self.live_from
        late = self.updated_at and self.updated_at - self.published_at >= WORTH_TELLING
        return self.updated_at if late else None

    @property
    def reading_minutes(self):
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def dateline(self):
        """«مسقط - الرؤية», or the one part that there is."""
        return " - ".join(part for part in (self.place, self.source) if part)

    @property
    def title_for_search(self):
        return self.seo_headline or self.headline

    @property
    def title_for_sharing(self):
        return self.social_headline or self.headline


class IndexRow(models.Model):
    """Where a publication stands in a list. Written with the publication, and as immutable.

    Carries the time that the list is ordered by, so that one index serves the whole question.
    """

    published_at = models.DateTimeField()

    class Meta:
        abstract = True


class PublicationAuthor(IndexRow):
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="author_rows")
    author = models.ForeignKey("articles.Author", on_delete=models.PROTECT, related_name="publication_rows")

    class Meta:
        indexes = [
            models.Index(fields=["author", "-published_at", "-publication"], name="publication_by_author")
        ]


class PublicationTag(IndexRow):
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="tag_rows")
    tag = models.ForeignKey("articles.Tag", on_delete=models.PROTECT, related_name="publication_rows")

    class Meta:
        indexes = [models.Index(fields=["tag", "-published_at", "-publication"], name="publication_by_tag")]


class PublicationPicture(models.Model):
    """A picture that a publication shows: what makes the picture public while the publication is live."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="picture_rows")
    picture = models.ForeignKey(
        "articles.Picture", on_delete=models.PROTECT, related_name="publication_rows", db_index=False
    )
    address = models.CharField(max_length=24, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["picture", "-publication"], name="publication_by_picture")]


class PublicationRelated(models.Model):
    """A story that a publication points to: shown while that story is live itself."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="related_rows")
    to = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]


class Correction(AppendOnly):
    """The public wording of a correction, and the publication that first carried it."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="corrections")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="correction_rows")
    text = models.TextField(_("public wording of the correction"), max_length=1000)
    made_at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at"]


class WithdrawalQuerySet(IntervalQuerySet):
    starts, ends = "since", "until"

    def in_force(self, at=None):
        """The withdrawals that decide what an address answers at the moment `at` (default: now)."""
        return self.during(at)

    def lift(self, at):
        """End these withdrawals at `at`: the story is public again. `publishing` alone calls this."""
        return self._close(at)


class Withdrawal(Named, AppendOnly):
    """What the address of a withdrawn story answers."""

    class Kind(models.TextChoices):
        ERROR = "error", _("published in error: gone, with a notice")
        MERGED = "merged", _("merged into another story: redirected there")
        NOTICED = "noticed", _("withdrawn, but shown with a notice")

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="withdrawals")
    public_id = models.CharField(max_length=8, db_index=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="withdrawals")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    notice = models.TextField(_("public notice"), blank=True, max_length=1000)
    merged_into = models.CharField(_("merged into"), max_length=8, blank=True)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-since"]

    def dependence_name(self):
        return f"story:{self.article_id}"


__all__ = [
    "AppendOnlyError",
    "Correction",
    "Publication",
    "PublicationAuthor",
    "PublicationPicture",
    "PublicationRelated",
    "PublicationTag",
    "Withdrawal",
]
