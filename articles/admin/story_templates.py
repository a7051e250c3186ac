from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Section, StoryTemplate

from .article.fields import RichTextField, SectionField
from .forms import TidyLine, TidyText
from .rows import DeskAdmin
from .site import desk


class StoryTemplateForm(forms.ModelForm):
    body = RichTextField(label=_("body"), required=False)
    section = SectionField(
        label=_("section"), queryset=None, required=False, help_text=_("Empty: the writer chooses.")
    )

    class Meta:
        field_classes = {
            **dict.fromkeys(["name", "about", "kicker", "headline"], TidyLine),
            "standfirst": TidyText,
        }
        widgets = {"standfirst": forms.Textarea({"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.select_related("parent").order_by("order", "name")


@admin.register(StoryTemplate, site=desk)
class StoryTemplateAdmin(DeskAdmin):
    """What recurring kinds of stories start with; kept by editors."""

    form = StoryTemplateForm
    list_display = ["name", "about", "kind", "is_active"]
    search_fields = ["name", "about"]
    fieldsets = [
        (None, {"fields": [("name", "about"), ("kind", "section"), ("order", "is_active")]}),
        (_("What a story starts with"), {"fields": ["kicker", "headline", "standfirst", "body"]}),
    ]
