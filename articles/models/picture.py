from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .public_key import picture_key


def original_path(picture, _name):
    """Originals are named by their content; the uploader's file name is text to show, never a path."""
    return f"pictures/originals/{picture.sha256[:2]}/{picture.sha256}.{picture.format}"


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
    rights = models.CharField(
        _("rights"),
        max_length=200,
        blank=True,
        help_text=_("Who allowed what, and until when. For the desk only."),
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

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.caption or self.alt or self.original_name or self.key

    @property
    def address(self):
        """The public name of the renditions: the key and the focal point, so that no address ever changes content."""
        return f"{self.key}-{round(self.focal_x * 100)}x{round(self.focal_y * 100)}"

    @property
    def desk_url(self):
        """Address of the picture inside the desk; it answers to people who work here alone."""
        return f"/admin/pictures/{self.key}.jpg"
