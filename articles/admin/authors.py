from django.contrib import admin

from articles.models import Author

from .rows import DeskAdmin
from .site import desk


@admin.register(Author, site=desk)
class AuthorAdmin(DeskAdmin):
    search_fields = ["name"]
