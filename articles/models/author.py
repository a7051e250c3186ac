from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.arabic.slugs import slug

from .dependence import Named


class Author(Named, models.Model):
    """A byline: a person, a desk such as «الرؤية», an agency such as «العُمانية», or a guest."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        DESK = "desk", _("desk")
        AGENCY = "agency", _("agency")
        GUEST = "guest", _("guest")

    name = models.CharField(_("name"), max_length=120, help_text=_("As it is printed over a story."))
    slug = models.CharField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Left empty, it is made from the name."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    title = models.CharField(
        pgettext_lazy("of a person", "title"),
        max_length=120,
        blank=True,
        help_text=_("Such as: economy correspondent, or a guest's post."),
    )
    biography = models.TextField(_("biography"), blank=True, max_length=2000)
    portrait = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="portrayed",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("The account of this person, so that the byline of a new story is filled in."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("An inactive author keeps old bylines and gets no new ones.")
    )

    class Meta:
        verbose_name = pgettext_lazy("one of them", "author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(self)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])

    @property
    def is_collective(self):
        """True for a desk or an agency: a byline that is nobody's own."""
        return self.kind in (self.Kind.DESK, self.Kind.AGENCY)


def free_slug(author):
    """Return a slug for `author` made from the name, that no other author has."""
    base = slug(author.name, fallback="author")[:70]
    taken = set(
        Author.objects.exclude(pk=author.pk).filter(slug__startswith=base).values_list("slug", flat=True)
    )
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
