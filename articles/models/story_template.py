from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Kind


class StoryTemplate(models.Model):
    """What a recurring kind of story starts with: a conference report, a signing, a match, an obituary, a statement.

    A story takes a copy when it is started; later changes of the template do not reach it.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    about = models.CharField(
        _("what it is for"), max_length=140, blank=True, help_text=_("One line for whoever chooses.")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.NEWS)
    section = models.ForeignKey(
        "articles.Section", verbose_name=_("section"), null=True, blank=True, on_delete=models.SET_NULL,
        help_text=_("Empty: the writer chooses."),
    )  # fmt: skip
    kicker = models.CharField(_("kicker"), max_length=140, blank=True)
    headline = models.CharField(
        _("headline"), max_length=200, blank=True, help_text=_("What changes stands in brackets: […].")
    )
    standfirst = models.TextField(_("standfirst"), max_length=600, blank=True)
    body = models.TextField(_("body"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("story template")
        verbose_name_plural = _("story templates")
        ordering = ["order", "name"]

    def __str__(self):
        return self.name

    def initial(self):
        """What the form of a new story starts with; what the template leaves open is not in it."""
        names = ("kind", "section", "kicker", "headline", "standfirst", "body")
        return {name: value for name in names if (value := getattr(self, name))}
