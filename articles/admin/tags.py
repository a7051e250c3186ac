from django.contrib import admin

from articles.models import Tag

from .rows import DeskAdmin
from .site import desk


@admin.register(Tag, site=desk)
class TagAdmin(DeskAdmin):
    search_fields = ["name"]
