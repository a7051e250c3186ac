from django.contrib import admin
from django.db.models import Case, Count, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from articles.models import Section

from .meanwhile import KeptOnItsBase, SavedOnItsBase
from .rows import DeskAdmin, mark
from .site import desk


@admin.register(Section, site=desk)
class SectionAdmin(KeptOnItsBase, DeskAdmin):
    """Two levels, each child under its parent, in the order of the site's menu."""

    form = SavedOnItsBase
    list_display = ["in_the_tree", "slug", "order", "standing", "story_count"]
    list_filter = ["is_active"]
    search_fields = ["name", "slug"]
    sortable_by = ()
    fieldsets = [
        (None, {"fields": ["name", "slug", "parent", "description"]}),
        (_("In the menu"), {"fields": ["order", "is_active"]}),
    ]

    def get_queryset(self, request):
        counted = super().get_queryset(request).select_related("parent")
        return counted.annotate(stories=Count("articles", filter=~Q(articles__desk_state="spiked")))

    def get_ordering(self, request):
        return [
            Coalesce("parent__order", "order"),
            Coalesce("parent__name", "name"),
            Case(When(parent=None, then=0), default=1),
            F("order"),
            F("name"),
        ]

    def get_readonly_fields(self, request, obj=None):
        """An address under which stories are public stays."""
        return ["slug"] if obj and obj.publications.exists() else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            own = request.resolver_match.kwargs.get("object_id", "")
            parents = Section.objects.top_level()
            kwargs["queryset"] = parents.exclude(pk=own) if own.isdigit() else parents
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("section"))
    def in_the_tree(self, section):
        style = "tree-child" if section.parent_id else "tree-root"
        return format_html('<span class="{}">{}</span>', style, section.name)

    @admin.display(description=pgettext_lazy("column", "state"))
    def standing(self, section):
        return _("in the menu") if section.is_active else mark(_("closed"), warning=True)

    @admin.display(description=_("stories"))
    def story_count(self, section):
        return ngettext("%(n)s story", "%(n)s stories", section.stories) % {"n": section.stories}
