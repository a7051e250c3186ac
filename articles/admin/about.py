"""The newspaper's own pages, and the announced starts of Hijri months."""

from django import forms
from django.contrib import admin

from articles.models import MonthStart, Page

from .article.fields import RichTextField
from .rows import DeskAdmin, mark
from .site import desk


class PageForm(forms.ModelForm):
    body = RichTextField(label=Page._meta.get_field("body").verbose_name, required=False)


@admin.register(Page, site=desk)
class PageAdmin(DeskAdmin):
    form = PageForm
    list_display = ["title", "slug", "order", "for_readers", "updated_at"]
    sortable_by = ["title", "order"]
    fields = ["title", "slug", "body", ("order", "is_public")]

    def get_readonly_fields(self, request, obj=None):
        """An address that readers have stays."""
        return ["slug"] if obj else []

    def view_on_site(self, page):
        return page.get_absolute_url() if page.is_public else None

    @admin.display(description=Page._meta.get_field("is_public").verbose_name)
    def for_readers(self, page):
        return page._meta.get_field("is_public").verbose_name if page.is_public else mark("—", warning=True)


@admin.register(MonthStart, site=desk)
class MonthStartAdmin(DeskAdmin):
    """Rows are added and never changed: what was announced otherwise is a new row."""

    list_display = ["__str__", "starts_on", "announced_at"]
    sortable_by = ["starts_on"]
    fields = ["year", "month", "starts_on"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
