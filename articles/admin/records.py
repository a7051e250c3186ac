"""The record, saved copies and publications: to be read here, and changed by nobody."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from articles.models import Article, Publication, Revision, Transition, record

from .rows import DeskAdmin
from .site import desk
from .wording import DONE, done


def told(name, label):
    """A column for a field that has no name for people."""

    @admin.display(description=label)
    def column(admin, row):
        return getattr(row, name)

    return column


class ReadOnlyAdmin(DeskAdmin):
    """Rows of the stories that the person may open."""

    sortable_by = ()
    list_select_related = ["article"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).filter(article__in=Article.objects.visible_to(request.user))

    @admin.display(description=_("story"))
    def story(self, row):
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:articles_article_change", args=[row.article_id]),
            row.article,
        )


class ActionFilter(admin.SimpleListFilter):
    title = _("action")
    parameter_name = "action"

    def lookups(self, request, model_admin):
        return DONE.items()

    def queryset(self, request, queryset):
        return queryset.filter(action=self.value()) if self.value() in DONE else queryset


@admin.register(Transition, site=desk)
class TransitionAdmin(ReadOnlyAdmin):
    """The record of every step. Who keeps accounts sees all of it; editors, that of their stories."""

    list_display = ["what", "story_and_note", "who", "at", "number"]
    list_filter = [ActionFilter]
    search_fields = ["article__headline", "by_name", "note"]
    ordering = ["-sequence"]
    fields = ["number", "what", "story", "who", "at", "note", "text_print", "seal"]
    who = told("by_name", _("by"))
    text_print = told("fingerprint", _("fingerprint of the words"))
    seal = told("hash", _("seal"))
    change_list_template = "admin/articles/transition/change_list.html"

    def get_queryset(self, request):
        if request.user.has_perm("articles.change_user"):
            return DeskAdmin.get_queryset(self, request)
        return super().get_queryset(request)

    def get_urls(self):
        check = self.admin_site.admin_view(require_POST(self.check_the_chain))
        return [path("check/", check, name="record_check"), *super().get_urls()]

    def check_the_chain(self, request):
        """Walk the whole chain of hashes, on request: it reads every row."""
        if not self.has_view_permission(request):
            return redirect("admin:index")
        broken = record.first_break()
        if broken is None:
            messages.success(request, _("The record is whole: every step is as it was written."))
        else:
            messages.error(request, _("The record is broken from step %(number)s on.") % {"number": broken})
        return redirect("admin:articles_transition_changelist")

    @admin.display(description=_("story"))
    def story_and_note(self, step):
        note = format_html('<span class="note-line">{}</span>', step.note) if step.note else ""
        return format_html("{}{}", self.story(step), note)

    @admin.display(description=_("number"), ordering="sequence")
    def number(self, step):
        return f"#{step.sequence}"

    @admin.display(description=_("action"))
    def what(self, step):
        return done(step.action)


@admin.register(Revision, site=desk)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["of_story", "number", "created_at", "created_by", "reason"]
    list_select_related = ["article", "created_by"]
    search_fields = ["article__headline"]
    ordering = ["-created_at", "-pk"]
    fields = ["story", "number", "created_at", "created_by", "reason", "text_print"]
    text_print = told("fingerprint", _("fingerprint of the words"))

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    @admin.display(description=_("story"))
    def of_story(self, row):
        """The first column leads to the saved copy, so it holds no link of its own."""
        return str(row.article)


@admin.register(Publication, site=desk)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ["title", "where", "what", "live_from", "live_until", "who"]
    list_select_related = ["article", "created_by"]
    search_fields = ["headline"]
    ordering = ["-live_from", "-pk"]
    fields = ["title", "story", "where", "what", "live_from", "live_until", "who", "length", "text_print"]
    title = told("headline", _("headline"))
    where = told("section_name", _("section"))
    who = told("created_by", _("by"))
    length = told("words", _("words"))
    text_print = told("fingerprint", _("fingerprint of the words"))

    @admin.display(description=pgettext_lazy("column", "what"))
    def what(self, publication):
        return publication.get_change_display()

    def get_queryset(self, request):
        return super().get_queryset(request).for_lists()
