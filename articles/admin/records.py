"""The record, saved copies and publications: to be read here, and changed by nobody."""

from django.contrib import admin

from articles.models import Publication, Revision, Transition

from .rows import DeskAdmin
from .site import desk


@admin.register(Transition, Revision, Publication, site=desk)
class ReadOnlyAdmin(DeskAdmin):
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
