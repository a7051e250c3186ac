from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import _TaggableManager
from taggit.models import GenericTaggedItemBase, TagBase

from articles.arabic.normalise import tag_key, tidy
from articles.arabic.slugs import slug

from .dependence import Named


class TagManager(models.Manager):
    def named(self, name):
        """Return the tag written `name` in any spelling («بلديّة» is «بلدية»), made when it is new."""
        name = tidy(name)[:100]
        tag, _created = self.get_or_create(key=tag_key(name), defaults={"name": name})
        return tag


class Tag(Named, TagBase):
    """A tag. Two spellings that differ only in marks or letter shapes are one tag: `key` is unique."""

    key = models.CharField(max_length=120, unique=True, editable=False)

    objects = TagManager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def save(self, *args, **kwargs):
        self.name = tidy(self.name)
        self.key = tag_key(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag, i=None):
        base = slug(tag, fallback="tag")
        return f"{base}-{i}" if i else base

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class TaggedItem(GenericTaggedItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="%(app_label)s_%(class)s_items")

    class Meta:
        verbose_name = _("tagged item")
        verbose_name_plural = _("tagged items")


class FoldingTagManager(_TaggableManager):
    """taggit's manager, with names looked up by their folded key."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        return {tag if isinstance(tag, Tag) else Tag.objects.named(tag) for tag in tags}
