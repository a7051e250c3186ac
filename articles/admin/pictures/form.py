"""One picture: taken in, described, with its focal point, its rights and where it is shown."""

from pathlib import PurePosixPath

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import pictures
from articles.admin.forms import TidyLine
from articles.admin.meanwhile import KeptOnItsBase, SavedOnItsBase
from articles.admin.rights import rights_in_words
from articles.admin.site import desk
from articles.models import Picture
from articles.pictures import ladder

from . import many
from .listing import PictureList
from .uses import is_used, uses_of

SAID = ["alt", "caption", "credit", "keywords", "taken_on", "place"]
RIGHTS = ["copyright", "rights", "usable_until", "restriction"]
# Every shape in which the site shows a picture: the name of the rung that decides it, and what it is for.
SHAPES = {
    "c400": _("16:9: front pages and lists"),
    "s200": _("1:1: small cards, portraits"),
    "m43": _("4:3: search engines"),
    "share": _("1200 × 630: shared links"),
}


class UploadForm(forms.ModelForm):
    """One file and what is said about it; the upload guard decides whether it is a picture."""

    file = forms.FileField(
        label=_("file"),
        help_text=_("A photograph as it came from the camera or the telephone. JPEG is best."),
        widget=forms.ClearableFileInput(attrs={"accept": many.ACCEPTED}),
    )
    alt = TidyLine(
        label=Picture._meta.get_field("alt").verbose_name,
        help_text=Picture._meta.get_field("alt").help_text,
        max_length=250,
    )

    by = None

    def _post_clean(self):
        """Last of all, so that a file is taken only when every word beside it can be stored."""
        super()._post_clean()
        if self.errors:
            return
        said = {name: self.cleaned_data[name] for name in SAID + RIGHTS}
        try:
            self.instance = pictures.accept_new(self.cleaned_data["file"], by=self.by, **said)
        except pictures.PictureKnown as known:
            self.add_error("file", ValidationError(with_link(known)))
        except pictures.PictureRefused as refusal:
            self.add_error("file", refusal)

    def save(self, commit=True):
        self.save_m2m = lambda: None
        return self.instance


def with_link(known):
    """Say that the library has the picture, and lead to it."""
    address = reverse("admin:articles_picture_change", args=[known.picture.pk])
    return format_html('{} <a href="{}">{}</a>', str(known), address, str(known.picture))


class PictureForm(SavedOnItsBase):
    by = None

    class Meta:
        widgets = {
            name: forms.NumberInput(attrs={"class": "js-focal-point", "min": 0, "max": 1, "step": 0.01})
            for name in ("focal_x", "focal_y")
        }

    def clean(self):
        """Whoever sent a picture may bar it; that it is free again says an editor."""
        cleaned = super().clean()
        before, after = self.initial.get("restriction"), cleaned.get("restriction")
        if before and after not in (None, before) and not self.by.has_perm("articles.clear_picture"):
            told = ValidationError(_("Only an editor takes this back: “%(reason)s”."), params={"reason": before})
            self.add_error("restriction", told)
        return cleaned


@admin.register(Picture, site=desk)
class PictureAdmin(KeptOnItsBase, PictureList):
    """Whoever may change pictures may describe them; rights of other people's pictures are an editor's matter."""

    add_fieldsets = [
        (None, {"fields": ["file", *SAID]}),
        (_("Rights"), {"fields": RIGHTS}),
    ]
    fieldsets = [
        (
            None,
            {
                "fields": ["preview", ("focal_x", "focal_y")],
                "description": _("Touch what matters most in the picture: no crop cuts it away."),
            },
        ),
        (_("What is said about it"), {"fields": SAID}),
        (_("Rights"), {"fields": RIGHTS}),
        (_("Where it is used"), {"fields": ["used_in", "about_the_file"]}),
    ]
    readonly_fields = ["preview", "used_in", "about_the_file"]
    change_list_template = "admin/articles/picture/change_list.html"

    class Media:
        css = {"all": ["css/desk-focal.css"]}
        js = [forms.Script("js/focal-point.js", defer=True)]

    def get_urls(self):
        own = [("many/", many.many, "picture_many"), ("describe/", many.describe, "picture_describe")]
        ours = [path(route, self.admin_site.admin_view(view), name=name) for route, view, name in own]
        return ours + super().get_urls()

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        return self.readonly_fields if many.may_clear(request.user, obj) else [*self.readonly_fields, *RIGHTS]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, form=PictureForm if obj else UploadForm, **kwargs)
        form.by = request.user
        return form

    def get_object(self, request, object_id, from_field=None):
        """Whoever asks is remembered with the row: where it is used is not told to everybody alike."""
        picture = super().get_object(request, object_id, from_field)
        if picture:
            picture.asked_by = request.user
        return picture

    def save_model(self, request, obj, form, change):
        """A new picture is in its place already: the guard wrote it."""
        if change:
            super().save_model(request, obj, form, change)
        pictures.render_soon(obj)

    def delete_view(self, request, object_id, extra_context=None):
        """A picture that is shown anywhere, or is part of a saved copy, stays; the page says where."""
        picture = self.get_object(request, object_id)
        if picture and self.has_delete_permission(request, picture) and is_used(picture):
            context = {
                **self.admin_site.each_context(request),
                "title": _("This picture is used, and stays"),
                "picture": picture,
                "uses": uses_of(picture, request.user),
                "opts": self.opts,
            }
            return TemplateResponse(request, "admin/articles/picture/used.html", context, status=409)
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        """The picture alone: what is kept beside it for the search is nobody's business."""
        _rows, _counts, needed, protected = super().get_deleted_objects(objs, request)
        return [str(picture) for picture in objs], {self.opts.verbose_name_plural: len(objs)}, needed, protected

    def delete_model(self, request, obj):
        """The file goes with its last row; what was uploaded twice is one file."""
        super().delete_model(request, obj)
        transaction.on_commit(lambda: pictures.forget(obj))

    @admin.display(description=_("preview"))
    def preview(self, picture):
        shapes = [(label, *ladder.LADDER[name].ratio) for name, label in SHAPES.items()]
        context = {"picture": picture, "shapes": shapes, "rights": rights_in_words(picture)}
        return render_to_string("admin/articles/picture/_focal.html", context)

    @admin.display(description=_("used in"))
    def used_in(self, picture):
        uses = uses_of(picture, picture.asked_by)
        return render_to_string("admin/articles/picture/_uses.html", {"uses": uses})

    @admin.display(description=_("file"))
    def about_the_file(self, picture):
        name = PurePosixPath(picture.original_name or picture.original.name).name
        size = f"{picture.width} × {picture.height}"
        return format_html('<bdi>{}</bdi> · <bdi dir="ltr">{}</bdi>', name, size)
