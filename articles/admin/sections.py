from django.contrib import admin

from articles.models import Section

from .rows import DeskAdmin
from .site import desk


@admin.register(Section, site=desk)
class SectionAdmin(DeskAdmin):
    search_fields = ["name"]
