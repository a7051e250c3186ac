from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.arabic.normalise import tag_key
from articles.models import Tag

from .rows import DeskAdmin
from .site import desk


class TagForm(forms.ModelForm):
    def clean_name(self):
        name = self.cleaned_data["name"]
        same = Tag.objects.filter(key=tag_key(name)).exclude(pk=self.instance.pk).first()
        if same:
            raise ValidationError(
                gettext("This is the tag “{name}” in another spelling.").format(name=same.name)
            )
        return name


@admin.register(Tag, site=desk)
class TagAdmin(DeskAdmin):
    form = TagForm
    list_display = ["name", "story_count"]
    search_fields = ["name", "key"]
    sortable_by = ["name", "story_count"]
    fields = ["name", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(stories=Count("articles_taggeditem_items"))

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["name"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    @admin.display(description=_("stories"), ordering="stories")
    def story_count(self, tag):
        return ngettext("%(n)s story", "%(n)s stories", tag.stories) % {"n": tag.stories}
