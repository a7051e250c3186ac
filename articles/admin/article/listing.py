"""The list of stories: what this person may open, with the state of each in words."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.narrowing import NarrowedPage
from articles.admin.rows import DeskAdmin
from articles.admin.shelves import ShelfFilter
from articles.models import Article, PublicState
from articles.search.desk import matching
from articles.templatetags.desk import ago, moment_in_words

from . import bulk
from .counting import BoundedPaginator
from .narrowing import Narrowing
from .saved_searches import saved_for


class MineFilter(admin.SimpleListFilter):
    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request, model_admin):
        return [("mine", _("Mine")), ("shared", _("Shared with me"))]

    def queryset(self, request, queryset):
        if self.value() == "mine":
            return queryset.filter(owner=request.user)
        if self.value() == "shared":
            return queryset.filter(pk__in=request.user.shared_articles.values("pk"))
        return queryset


class NarrowedList(ChangeList):
    """A list that is narrowed by the form over it as well as by the filters beside it."""

    def get_filters_params(self, params=None):
        found = super().get_filters_params(params)
        return {name: value for name, value in found.items() if name not in Narrowing.base_fields}

    def get_queryset(self, request, exclude_parameters=None):
        self.narrowing = Narrowing(request.GET)
        return self.narrowing.narrow(super().get_queryset(request, exclude_parameters))


class ArticleList(NarrowedPage, DeskAdmin):
    narrowing = Narrowing
    list_display = ["story", "in_section", "owner", "state", "changed"]
    list_display_links = ["story"]
    list_filter = [ShelfFilter, MineFilter]
    list_per_page = 30
    paginator = BoundedPaginator
    search_fields = ["headline"]  # shows the box; what is found says `get_search_results`
    search_help_text = _("Words of the story or of its headline, names over it, tags, or a “phrase”")
    sortable_by = ()
    ordering = ["-modified_at", "-pk"]

    def get_queryset(self, request):
        return Article.objects.visible_to(request.user).with_public_state().with_writing_now().defer("body", "notes")

    def get_search_results(self, request, queryset, search_term):
        return matching(queryset, search_term), False

    def get_changelist(self, request, **kwargs):
        return NarrowedList

    def get_actions(self, request):
        return {} if "_popup" in request.GET else bulk.actions_for(request.user)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"saved": saved_for(request), **(extra_context or {})})

    def get_list_select_related(self, request):
        return ["section", "owner"]

    @admin.display(description=_("headline"))
    def story(self, article):
        kicker = format_html('<span class="kicker">{}</span> ', article.kicker) if article.kicker else ""
        return format_html('{}<span class="headline">{}</span>', kicker, str(article))

    @admin.display(description=_("section"))
    def in_section(self, article):
        return article.section or "—"

    @admin.display(description=_("state"))
    def state(self, article):
        labels = format_html(
            '<span class="state state-{}">{}</span>', article.desk_state, article.get_desk_state_display()
        )
        public = article.public_state
        if public != PublicState.NEVER:
            labels += format_html(' <span class="state public-{}">{}</span>', public, public.label)
        if article.writing_now:
            writing = _("%(name)s is writing now") % {"name": article.writing_now}
            labels += format_html(' <span class="state writing-now">{}</span>', writing)
        return labels

    @admin.display(description=_("changed"))
    def changed(self, article):
        return format_html(
            '<time datetime="{}" title="{}">{}</time>',
            article.modified_at.isoformat(),
            moment_in_words(article.modified_at),
            ago(article.modified_at),
        )
