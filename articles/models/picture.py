from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .public_key import picture_key

# So long before its rights end, a picture that readers see is somebody's work.
SOON = timedelta(days=7)


def original_path(picture, _name):
    """Originals are named by their content; the uploader's file name is text to show, never a path."""
    return f"pictures/originals/{picture.sha256[:2]}/{picture.sha256}.{picture.format}"


class Rights(models.TextChoices):
    """Whether a picture may be published on a given day. Derived from its row, never stored."""

    USABLE = "usable", pgettext_lazy("rights of a picture", "may be used")
    SOON = "soon", pgettext_lazy("rights of a picture", "rights end soon")
    EXPIRED = "expired", pgettext_lazy("rights of a picture", "rights have ended")
    RESTRICTED = "restricted", pgettext_lazy("rights of a picture", "not to be published")


class PictureQuerySet(models.QuerySet):
    def with_rights(self, state, on=None):
        """The pictures of which `rights_on(on)` is `state`; agrees with it (`usable`: also what ends soon)."""
        return self.filter(_rights(state, on or timezone.localdate()))

    def count_rights(self, on=None):
        """Return how many of these have rights that end soon, have ended, or are barred, by state; one query."""
        day = on or timezone.localdate()
        ending = Picture.objects.order_by().filter(usable_until__lte=day + SOON).values("pk")
        barred = Picture.objects.order_by().exclude(restriction="").values("pk")
        # A union, not an «or»: each half has an index of its own.
        worth_a_look = self.filter(pk__in=ending.union(barred))
        states = (Rights.EXPIRED, Rights.SOON, Rights.RESTRICTED)
        counts = {state.value: models.Count("pk", filter=_rights(state, day)) for state in states}
        return worth_a_look.aggregate(**counts)

    def before_readers(self):
        """The pictures that a live story shows now, a byline over one, or a public event."""
        from .event import Event
        from .publication import Publication

        live = Publication.objects.live()
        return self.filter(
            Q(_shown_live())
            | Q(Exists(live.filter(author_rows__author__portrait=OuterRef("pk"))))
            | Q(Exists(Event.objects.filter(is_public=True, picture=OuterRef("pk"))))
        )

    def used_now(self):
        """The pictures that a story of the desk, an author or an event shows as it stands."""
        return self.filter(_shown_at_the_desk())

    def unused(self):
        """The pictures that nothing shows as it stands, and no live story."""
        return self.filter(~_shown_at_the_desk(), ~Q(_shown_live()))


def _rights(state, day):
    free = Q(restriction="")
    return {
        Rights.RESTRICTED: ~free,
        Rights.EXPIRED: free & Q(usable_until__lt=day),
        Rights.SOON: free & Q(usable_until__gte=day, usable_until__lte=day + SOON),
        Rights.USABLE: free & (Q(usable_until=None) | Q(usable_until__gte=day)),
    }[state]


def _shown_live():
    """A live story shows the picture. The newest that does is looked for, by the index: one read for most pictures.

    A bare EXISTS lets PostgreSQL hope for an early hit and read every row for a picture that no story shows.
    """
    from .publication import Publication, PublicationPicture

    live = Publication.objects.live().filter(pk=OuterRef("publication"))
    rows = PublicationPicture.objects.filter(Exists(live), picture=OuterRef("pk")).order_by("-publication_id")
    return IsNull(Subquery(rows.values("publication")[:1]), False)


def _shown_at_the_desk():
    from .author import Author
    from .event import Event

    return (
        Q(Exists(PictureUse.objects.filter(picture=OuterRef("pk"), is_current=True)))
        | Q(Exists(Author.objects.filter(portrait=OuterRef("pk"))))
        | Q(Exists(Event.objects.filter(picture=OuterRef("pk"))))
    )


def address_of(key, focal_x, focal_y):
    """What `Picture.address` is, for whoever has read no more of a picture than these."""
    return f"{key}-{round(focal_x * 100)}x{round(focal_y * 100)}"


class Picture(models.Model):
    """An uploaded photograph. The original stays private: it may carry a place, a device, a source.

    Readers only ever get renditions, and only while a live publication uses the picture.
    """

    key = models.CharField(max_length=12, unique=True, default=picture_key, editable=False)
    original = models.FileField(_("file"), upload_to=original_path, max_length=200)
    original_name = models.CharField(_("file name"), max_length=200, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    format = models.CharField(max_length=5, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for someone who cannot see it. Not the caption again."),
    )
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True, help_text=_("Photographer or source."))
    keywords = models.CharField(
        _("keywords"),
        max_length=500,
        blank=True,
        help_text=_("Between commas: who and what can be seen, so that it is found again."),
    )
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True, help_text=_("Where it was taken."))
    copyright = models.CharField(
        _("owner of the rights"), max_length=200, blank=True, help_text=_("As the owner wants to be named.")
    )
    rights = models.CharField(
        _("licence"),
        max_length=200,
        blank=True,
        help_text=_("Who allowed what. For the desk only."),
    )
    usable_until = models.DateField(
        _("may be used until"),
        null=True,
        blank=True,
        help_text=_("The last day on which it may be published. Empty: without an end."),
    )
    restriction = models.CharField(
        _("not to be published, because"),
        max_length=200,
        blank=True,
        help_text=_("While a reason stands here, no story can newly be published with the picture."),
    )
    focal_x = models.FloatField(
        _("focal point, from the left"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    focal_y = models.FloatField(
        _("focal point, from the top"), default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        # As they were uploaded, the newest first; by the key, so that what a search finds is not sorted anew.
        ordering = ["-pk"]
        permissions = [("clear_picture", _("Can change the rights of everybody's pictures"))]
        indexes = [
            models.Index(fields=["uploaded_at"], name="picture_by_upload"),
            models.Index(fields=["uploaded_by", "-id"], name="picture_by_uploader"),
            models.Index(fields=["taken_on"], condition=Q(taken_on__isnull=False), name="picture_by_day"),
            models.Index(fields=["usable_until"], condition=Q(usable_until__isnull=False), name="picture_by_end"),
            models.Index(fields=["-id"], condition=~Q(restriction=""), name="picture_restricted"),
        ]

    def __str__(self):
        return self.caption or self.alt or self.original_name or self.key

    @property
    def address(self):
        """The public name of the renditions: the key and the focal point, so that no address ever changes content."""
        return address_of(self.key, self.focal_x, self.focal_y)

    @property
    def desk_url(self):
        """Address of the picture inside the desk; it answers to people who work here alone."""
        return f"/admin/pictures/{self.key}.jpg"

    def rights_on(self, day):
        """Return whether it may be published on `day`."""
        if self.restriction:
            return Rights.RESTRICTED
        if self.usable_until is None or self.usable_until > day + SOON:
            return Rights.USABLE
        return Rights.SOON if self.usable_until >= day else Rights.EXPIRED

    @property
    def rights_today(self):
        return self.rights_on(timezone.localdate())


class PictureUse(models.Model):
    """A story that shows a picture, or once did in a saved copy. `revision.revise` alone writes here."""

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="picture_uses")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="uses")
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "picture"], name="picture_use_once")]

    def __str__(self):
        return f"{self.picture_id} in {self.article_id}"


def keep_uses(article, content):
    """Write down which pictures the story shows with `content`; that it showed others before stays written."""
    shown = {picture["id"] for picture in content["body_pictures"].values()}
    if content["picture"]:
        shown.add(content["picture"]["id"])
    PictureUse.objects.filter(article=article, is_current=True).exclude(picture__in=shown).update(is_current=False)
    PictureUse.objects.bulk_create(
        [PictureUse(article=article, picture_id=pk, is_current=True) for pk in sorted(shown)],
        update_conflicts=True,
        unique_fields=["article", "picture"],
        update_fields=["is_current"],
    )
