from django.contrib import admin

from articles.models import Picture

from .rows import DeskAdmin
from .site import desk


@admin.register(Picture, site=desk)
class PictureAdmin(DeskAdmin):
    search_fields = ["caption", "alt", "credit", "original_name"]
