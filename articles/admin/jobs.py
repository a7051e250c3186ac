"""The background work, for whoever keeps the newsroom running: what failed, and another try."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from articles import jobs
from articles.models import Job
from articles.templatetags.desk import ago

from .rows import DeskAdmin, mark
from .site import desk

STATES = {
    "failed": pgettext_lazy("state of a job", "given up"),
    "held": pgettext_lazy("state of a job", "being done"),
    "again": pgettext_lazy("state of a job", "failed, to be tried again"),
    "waiting": pgettext_lazy("state of a job", "waiting"),
    "done": pgettext_lazy("state of a job", "done"),
}


def state_of(job):
    if job.done_at:
        return "done"
    if job.failed_at:
        return "failed"
    if job.held_by:
        return "held"
    return "again" if job.attempts else "waiting"


class StateFilter(admin.SimpleListFilter):
    title = pgettext_lazy("column", "state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("failed", STATES["failed"]), ("open", _("not done yet")), ("done", STATES["done"])]

    def queryset(self, request, queryset):
        if self.value() == "failed":
            return queryset.failed()
        if self.value() == "open":
            return queryset.open()
        return queryset.exclude(done_at=None) if self.value() == "done" else queryset


@admin.register(Job, site=desk)
class JobAdmin(DeskAdmin):
    list_display = ["what", "about", "state", "attempts", "when", "last_fault"]
    list_filter = [StateFilter]
    sortable_by = ()
    fields = ["what", "about", "state", "attempts", "created_at", "due_at", "done_at", "failed_at", "fault"]
    change_list_template = "admin/articles/job/change_list.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        retry = self.admin_site.admin_view(require_POST(self.retry))
        return [path("retry/", retry, name="jobs_retry"), *super().get_urls()]

    def retry(self, request):
        """Have everything that was given up tried again."""
        if not request.user.has_perm("articles.retry_job"):
            raise PermissionDenied
        count = jobs.try_again(Job.objects.all())
        told = ngettext(
            "%(count)s piece of work is tried again.", "%(count)s pieces of work are tried again.", count
        )
        messages.success(request, told % {"count": count})
        return redirect("admin:articles_job_changelist")

    def changelist_view(self, request, extra_context=None):
        found = jobs.standing()
        context = {"background": found, "alarms": jobs.overdue(found)}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description=_("kind"))
    def what(self, job):
        return jobs.label_of(job.kind)

    @admin.display(description=_("what it is about"))
    def about(self, job):
        """The numbers of the rows: who keeps the machines need not read the stories."""
        return format_html('<bdi dir="ltr">{}</bdi>', " ".join(f"{k}={v}" for k, v in job.payload.items()))

    @admin.display(description=pgettext_lazy("column", "state"))
    def state(self, job):
        state = state_of(job)
        return mark(STATES[state], warning=state in ("failed", "again"))

    @admin.display(description=_("when"))
    def when(self, job):
        return ago(job.done_at or job.failed_at or job.due_at)

    @admin.display(description=_("last fault"))
    def last_fault(self, job):
        return format_html('<bdi dir="auto">{}</bdi>', job.fault[:200]) if job.fault else ""
