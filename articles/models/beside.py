"""What stands beside a story: the names over it, and the stories that it points to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .article import Article


class Byline(models.Model):
    """One name over a story, in its order and with its role."""

    class Role(models.TextChoices):
        WRITER = "", pgettext_lazy("byline role", "writer")
        FIELD = "field", pgettext_lazy("byline role", "reporting from the field")
        PHOTO = "photo", pgettext_lazy("byline role", "photography")
        TRANSLATION = "translation", pgettext_lazy("byline role", "translation")
        EDITING = "editing", pgettext_lazy("byline role", "editing")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey("articles.Author", verbose_name=_("author"), on_delete=models.PROTECT)
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.WRITER, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="byline_named_once")
        ]

    def __str__(self):
        return str(self.author)


class RelatedArticle(models.Model):
    """A story that this story points to."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_links")
    to = models.ForeignKey(
        Article, verbose_name=_("related story"), on_delete=models.CASCADE, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "to"], name="related_named_once")]

    def __str__(self):
        return str(self.to)
