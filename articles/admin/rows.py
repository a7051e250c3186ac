"""What every list and every form of the desk has in common."""

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.utils.html import format_html
from django.utils.text import capfirst

from . import searching
from .forms import TIDY, ChoiceByName


class DeskForms(BaseModelAdmin):
    """Text is tidied; a choice has no row of small buttons beside it but those in `can_add_beside`."""

    formfield_overrides = TIDY
    can_add_beside = ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChoiceByName(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.EmailField):
            field.widget.attrs["dir"] = "ltr"
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            wrapper = field.widget
            wrapper.can_change_related = wrapper.can_view_related = wrapper.can_delete_related = False
            wrapper.can_add_related = wrapper.can_add_related and db_field.name in self.can_add_beside
        return field


class DeskAdmin(DeskForms, admin.ModelAdmin):
    """A list that says little and asks a fixed number of queries.

    Only what `list_filter`, `date_hierarchy` and `lookups` name may be asked for in an address, and
    nothing is done to many rows at once.
    """

    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    actions = None
    show_facets = admin.ShowFacets.NEVER
    empty_value_display = "—"
    lookups = ()
    # What names a row in a list to choose from.
    to_choose = str

    def get_object(self, request, object_id, from_field=None):
        """Django asks for the field with no name when an address says `_to_field=`."""
        return super().get_object(request, object_id, from_field or None)

    def changelist_view(self, request, extra_context=None):
        """A list is called by what is in it."""
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def lookup_allowed(self, lookup, value, request):
        return lookup in self._open_lookups(request)

    def _open_lookups(self, request):
        opened = set(self.lookups)
        for item in self.get_list_filter(request):
            if isinstance(item, type):
                opened.add(item.parameter_name)
                continue
            name = item if isinstance(item, str) else item[0]
            opened |= {
                name + ending for ending in ("", "__exact", "__id__exact", "__isnull", "__gte", "__lt")
            }
        if self.date_hierarchy:
            opened |= {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day", "gte", "lt")}
        return opened

    def get_search_results(self, request, queryset, search_term):
        fields = self.get_search_fields(request)
        if fields:
            queryset = searching.matching(queryset, fields, search_term)
        return queryset, False


class DeskInline(DeskForms, admin.StackedInline):
    """Rows inside another row's form, as many as `max_num`; more than that is not even read."""

    extra = 0
    max_num = 40
    view_on_site = False

    def get_formset(self, request, obj=None, **kwargs):
        kwargs.setdefault("absolute_max", self.max_num + 20)
        kwargs.setdefault("validate_max", True)
        return super().get_formset(request, obj, **kwargs)


def mark(text, warning=False):
    """A small word in a list, where a tick would have to be guessed at."""
    return format_html('<span class="{}">{}</span>', "tag tag-warning" if warning else "tag", text)
