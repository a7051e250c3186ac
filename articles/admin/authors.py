from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.arabic.slugs import slug
from articles.models import Author

from .meanwhile import KeptOnItsBase, SavedOnItsBase
from .rights import PicturesMayBeShown
from .rows import DeskAdmin, mark
from .site import desk


class AuthorForm(PicturesMayBeShown, SavedOnItsBase):
    def clean_slug(self):
        """An address is made of letters, digits and hyphens, whatever is typed."""
        typed = self.cleaned_data["slug"]
        return slug(typed, words=12, length=80, fallback="author") if typed else ""


@admin.register(Author, site=desk)
class AuthorAdmin(KeptOnItsBase, DeskAdmin):
    form = AuthorForm
    list_display = ["name", "kind", "title", "account", "standing"]
    list_select_related = ["user"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "title"]
    sortable_by = ["name", "kind"]
    autocomplete_fields = ["portrait"]
    can_add_beside = ["portrait"]
    fieldsets = [
        (None, {"fields": ["name", "kind", "title", "biography", "portrait"]}),
        (_("On the site and at the desk"), {"fields": ["slug", "user", "is_active"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Whose account a byline is: administrators say. An address stays once it is made."""
        fixed = [] if request.user.has_perm("articles.change_user") else ["user"]
        return [*fixed, "slug"] if obj else fixed

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "user":
            field.queryset = field.queryset.order_by("name")
        return field

    @admin.display(description=pgettext_lazy("column", "state"))
    def standing(self, author):
        return _("active") if author.is_active else mark(_("inactive"), warning=True)

    @admin.display(description=_("account"))
    def account(self, author):
        return author.user and author.user.username
