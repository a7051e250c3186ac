from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# First parts of an address that belong to the site itself.
RESERVED_SLUGS = frozenset(
    "a about accounts admin api archive author corrections event events feed feeds healthz i18n index media"
    " metrics offline page pages pictures preview readyz robots rss search section seen session sitemap static tag tags"
    " topic topics".split()
)


class SectionQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_active=True)

    def top_level(self):
        return self.filter(parent=None)


class Section(models.Model):
    """A section of the newspaper; at most two levels."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.CharField(
        _("address"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*\Z", _("Use small Latin letters, digits and hyphens."))],
        help_text=_("The first part of every story's address, in Latin letters. It should never change."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("Leave empty for a main section."),
    )
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("One sentence under the section's name.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("An inactive section takes no new stories and leaves the menu."),
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("one of them", "section")
        verbose_name_plural = _("sections")
        ordering = ["order", "name"]

    def __str__(self):
        return self.name

    def clean(self):
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address belongs to the site itself. Choose another.")})
        if self.parent is None:
            return
        if self.parent_id == self.pk or self.parent.parent_id:
            raise ValidationError({"parent": _("Sections have two levels at most.")})
        if self.pk and self.children.exists():
            raise ValidationError(
                {"parent": _("A section that has sections of its own must be a main section.")}
            )

    def get_absolute_url(self):
        return f"/{self.slug}/"

    def family_ids(self):
        """Ids of this section and of its children: what its front shows."""
        return [self.pk, *self.children.values_list("pk", flat=True)]
