from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PageQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)


class Page(models.Model):
    """A page about the newspaper itself: who we are, how we correct, how to reach us."""

    title = models.CharField(pgettext_lazy("of a page", "title"), max_length=120)
    slug = models.CharField(
        _("address"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*\Z", _("Use small Latin letters, digits and hyphens."))],
        help_text=_("In Latin letters, such as: about, corrections-policy, contact."),
    )
    body = models.TextField(_("text"), blank=True, max_length=60_000)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_public = models.BooleanField(
        _("public"), default=True, help_text=_("A public page stands at the foot of the site.")
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of the site", "page")
        verbose_name_plural = pgettext_lazy("of the site", "pages")
        ordering = ["order", "title"]

    def __str__(self):
        return self.title

    def clean(self):
        if not self.body.strip():
            raise ValidationError({"body": _("A page needs a text.")})

    def get_absolute_url(self):
        return reverse("page", args=[self.slug])
