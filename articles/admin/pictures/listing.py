"""The wall of pictures, the newest first."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles.admin.article.counting import BoundedPaginator
from articles.admin.narrowing import NarrowedPage
from articles.admin.rights import marks_of
from articles.admin.rows import DeskAdmin
from articles.search.desk import pictures_matching

from .narrowing import PictureNarrowing


class NarrowedLibrary(ChangeList):
    """A list that is narrowed by the form over it."""

    def get_filters_params(self, params=None):
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name not in PictureNarrowing.base_fields}

    def get_queryset(self, request, exclude_parameters=None):
        self.narrowing = PictureNarrowing(request.GET, user=request.user)
        return self.narrowing.narrow(super().get_queryset(request, exclude_parameters))


class PictureList(NarrowedPage, DeskAdmin):
    narrowing = PictureNarrowing
    list_display = ["thumbnail", "shown_as", "credit", "uploaded_at"]
    list_display_links = ["thumbnail", "shown_as"]
    list_per_page = 48
    paginator = BoundedPaginator
    search_fields = ["caption"]  # shows the box; what is found says `get_search_results`
    search_help_text = _("Words of the caption, the alternative text, the credit, the keywords or the file name")
    sortable_by = ()
    ordering = ["-pk"]

    def get_changelist(self, request, **kwargs):
        return NarrowedLibrary

    def get_search_results(self, request, queryset, search_term):
        return pictures_matching(queryset, search_term), False

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        return format_html(
            '<img class="thumbnail" src="{}?small" alt="{}" width="{}" height="{}" loading="lazy">',
            picture.desk_url,
            picture.alt or str(picture),
            picture.width,
            picture.height,
        )

    @admin.display(description=_("caption"))
    def shown_as(self, picture):
        return format_html("{} {}", str(picture), format_html_join(" ", "{}", ((each,) for each in marks_of(picture))))
