"""What the copy desk goes by: house words, names and titles, house style. A change holds at once."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from articles.arabic.proofreading import rules
from articles.models import HeldTitle, HouseStyle, HouseWord, RegisteredName
from articles.models.copydesk import key_of

from .rows import DeskAdmin, DeskInline
from .site import desk


class HouseWordForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean()
        kind, text, right = (cleaned.get(name) or "" for name in ("kind", "text", "right"))
        key = key_of(text)
        if text and not key:
            self.add_error("text", ValidationError(_("Write it in Arabic letters.")))
        elif kind == HouseWord.Kind.PHRASE and len(key.split()) < 2:
            self.add_error("text", ValidationError(_("A set phrase has two words or more.")))
        elif kind != HouseWord.Kind.PHRASE and len(key.split()) > 1:
            self.add_error("text", ValidationError(_("Write one word, or choose “set phrase”.")))
        if kind == HouseWord.Kind.REPLACED and not right:
            self.add_error("right", ValidationError(_("Write how the house writes it.")))
        if key and HouseWord.objects.filter(kind=kind, key=key).exclude(pk=self.instance.pk).exists():
            self.add_error("text", ValidationError(_("This word is in the list already.")))
        return cleaned


@admin.register(HouseWord, site=desk)
class HouseWordAdmin(DeskAdmin):
    form = HouseWordForm
    list_display = ["text", "kind", "right", "added_by", "added_at"]
    list_filter = ["kind"]
    list_select_related = ["added_by"]
    search_fields = ["text", "key", "right"]
    fields = ["kind", "text", "right"]

    def save_model(self, request, obj, form, change):
        obj.added_by = obj.added_by or request.user
        super().save_model(request, obj, form, change)


class HeldTitleRows(DeskInline):
    model = HeldTitle


@admin.register(RegisteredName, site=desk)
class RegisteredNameAdmin(DeskAdmin):
    list_display = ["name", "since"]
    search_fields = ["name", "other_forms"]
    fields = ["name", "other_forms", "since"]
    inlines = [HeldTitleRows]


class HouseStyleForm(forms.ModelForm):
    silent_rules = forms.MultipleChoiceField(
        label=_("rules that say nothing"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(rule.name, rule.title) for rule in rules().values()],
    )


@admin.register(HouseStyle, site=desk)
class HouseStyleAdmin(DeskAdmin):
    """One row: the list leads straight to it."""

    form = HouseStyleForm
    fields = ["tanween", "quotes", "digits", "strategy", "hamza_seat", "dash", "silent_rules"]

    def changelist_view(self, request, extra_context=None):
        if self.has_view_permission(request):
            return redirect("admin:articles_housestyle_change", HouseStyle.the_row().pk)
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
