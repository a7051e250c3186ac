from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedSearchQuerySet(models.QuerySet):
    def open_to(self, user):
        """Those of `user`, and those that colleagues share."""
        return self.filter(Q(owner=user) | Q(is_shared=True)).select_related("owner")


class SavedSearch(models.Model):
    """A way to narrow the list of stories, kept under a name. It finds for each person what that person may open."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=600)
    is_shared = models.BooleanField(_("shared with the desk"), default=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_search_named_once")]

    def __str__(self):
        return self.name
