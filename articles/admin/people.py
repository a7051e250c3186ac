from django.contrib import admin

from articles.models import User

from .rows import DeskAdmin
from .site import desk


@admin.register(User, site=desk)
class UserAdmin(DeskAdmin):
    search_fields = ["name", "username"]
    fields = ["username", "name", "email", "is_active"]
