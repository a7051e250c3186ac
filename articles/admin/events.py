from django.contrib import admin

from articles.models import Event

from .rows import DeskAdmin
from .site import desk


@admin.register(Event, site=desk)
class EventAdmin(DeskAdmin):
    search_fields = ["title"]
