from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from articles.models import User
from articles.roles import roles

from .rows import DeskAdmin, mark
from .site import desk


class RoleChoice(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        about = next(role["about"] for role in roles().values() if role["name"] == group.name)
        return format_html("<span><b>{}</b> {}</span>", group.name, gettext(about))


class PersonForm(forms.ModelForm):
    """Two accounts can never be taken for each other, however their names are typed."""

    class Meta:
        help_texts = {
            "username": _("Letters, digits, and the signs . + - _ without spaces."),
            "email": _("The letter with which the password is chosen goes there."),
            "is_active": _(
                "A closed account signs nobody in, and ends every open session. Its stories stay."
            ),
        }

    def clean_username(self):
        username = self.cleaned_data["username"]
        if "@" in username:
            raise ValidationError(_("A user name has no @: people may sign in with their address as well."))
        if self._others().filter(username__iexact=username).exists():
            raise ValidationError(_("Somebody has this user name."))
        return username

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if self._others().filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody has this e-mail address."))
        return email

    def _others(self):
        return User.objects.exclude(pk=self.instance.pk)


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(key, role["name"]) for key, role in roles().items()]

    def queryset(self, request, queryset):
        role = roles().get(self.value())
        return queryset.filter(groups__name=role["name"]) if role else queryset


@admin.register(User, site=desk)
class PersonAdmin(DeskAdmin):
    """Accounts. Nobody raises themselves, nobody makes a superuser here, and nobody is deleted: accounts are closed.

    A new account has no password; its owner chooses one through the letter, or an administrator sets one.
    """

    form = PersonForm
    list_display = ["name", "username", "role_names", "section_names", "second_factor", "standing"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["name", "username", "email"]
    sortable_by = ["name", "username"]
    change_form_template = "admin/articles/user/change_form.html"
    fieldsets = [
        (None, {"fields": ["name", "username", "email"]}),
        (_("What they may do"), {"fields": ["groups", "sections", "is_active"]}),
    ]
    about_fieldset = (_("Sign-in"), {"fields": ["second_factor", "last_login", "date_joined"]})

    def get_fieldsets(self, request, obj=None):
        return [*self.fieldsets, self.about_fieldset] if obj else self.fieldsets

    def get_readonly_fields(self, request, obj=None):
        about = self.about_fieldset[1]["fields"] if obj else []
        own = ["groups", "sections", "is_active"] if obj == request.user else []
        return [*own, *about]

    def get_queryset(self, request):
        rows = super().get_queryset(request).prefetch_related("groups", "sections")
        return rows.annotate(has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"))))

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (obj is None or request.user.is_superuser or not obj.is_superuser)

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            named = Group.objects.filter(name__in=[role["name"] for role in roles().values()])
            return RoleChoice(named, label=_("roles"), required=False)
        if db_field.name == "sections":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "email":
            field.required = True
        return field

    def save_model(self, request, obj, form, change):
        """An address that was given up signs nobody in any more."""
        super().save_model(request, obj, form, change)
        EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()
        if not change:
            obj.set_unusable_password()
            obj.save(update_fields=["password"])

    def response_add(self, request, obj, post_url_continue=None):
        messages.info(request, _("Now send the letter with which the password is chosen, or set a password."))
        return redirect("admin:articles_user_change", obj.pk)

    def get_urls(self):
        doors = [
            ("<int:pk>/password/", self.set_password, "user_password"),
            ("<int:pk>/letter/", self.send_letter, "user_letter"),
            ("<int:pk>/second-factor/", self.drop_second_factor, "user_second_factor"),
        ]
        guard = self.admin_site.admin_view
        return [path(route, guard(view), name=name) for route, view, name in doors] + super().get_urls()

    @method_decorator(sensitive_post_parameters())
    def set_password(self, request, pk):
        """Set the password of somebody else; one's own is changed on the account pages, with the old one."""
        person = self._somebody_else(request, pk)
        form = SetPasswordForm(person, request.POST or None)
        if request.method == "POST" and form.is_valid():
            form.save()
            return self._done(request, person, _("The password is set. Hand it over in person."))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Set a password"),
            "subtitle": str(person),
            "form": form,
            "person": person,
            "opts": self.opts,
        }
        return render(request, "admin/articles/user/password.html", context)

    @method_decorator(require_POST)
    def send_letter(self, request, pk):
        person = self._somebody_else(request, pk)
        letter = ResetPasswordForm({"email": person.email})
        if not (person.is_active and letter.is_valid()):
            messages.error(request, _("The account is closed or has no e-mail address."))
            return redirect("admin:articles_user_change", pk)
        letter.users = [person]
        letter.save(request)
        return self._done(
            request, person, _("The letter is on its way to %(email)s.") % {"email": person.email}
        )

    @method_decorator(require_POST)
    def drop_second_factor(self, request, pk):
        """For a lost telephone: the person sets up a new second factor at the next sign-in."""
        person = self._somebody_else(request, pk)
        Authenticator.objects.filter(user=person).delete()
        person.end_sessions()
        return self._done(request, person, _("The second factor is removed, and every session is ended."))

    def _somebody_else(self, request, pk):
        person = self.get_object(request, str(pk))
        if person is None:
            raise Http404
        if person == request.user or not self.has_change_permission(request, person):
            raise PermissionDenied
        return person

    def _done(self, request, person, message):
        self.log_change(request, person, str(message))
        messages.success(request, message)
        return redirect(reverse("admin:articles_user_change", args=[person.pk]))

    @admin.display(description=pgettext_lazy("column", "state"))
    def standing(self, person):
        return _("open") if person.is_active else mark(_("closed"), warning=True)

    @admin.display(description=_("roles"))
    def role_names(self, person):
        return _listed(person.groups.all())

    @admin.display(description=_("sections"))
    def section_names(self, person):
        return _listed(person.sections.all())

    @admin.display(description=_("second factor"))
    def second_factor(self, person):
        return _("second factor set up") if person.has_second_factor else _("no second factor")


def _listed(rows):
    return pgettext("between the names of a list", ", ").join(str(row) for row in rows)
