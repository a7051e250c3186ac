from pathlib import PurePosixPath

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles import pictures
from articles.models import Article, Author, Event, Picture, Publication, Revision

from .forms import TidyLine
from .rows import DeskAdmin
from .site import desk


class UploadForm(forms.ModelForm):
    """One file and what is said about it; the upload guard decides whether it is a picture."""

    file = forms.FileField(
        label=_("file"),
        help_text=_("A photograph as it came from the camera or the telephone. JPEG is best."),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}
        ),
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
        said = {name: self.cleaned_data[name] for name in ("alt", "caption", "credit", "rights")}
        try:
            self.instance = pictures.accept(self.cleaned_data["file"], by=self.by, **said)
        except pictures.PictureRefused as refusal:
            self.add_error("file", refusal)

    def save(self, commit=True):
        self.save_m2m = lambda: None
        return self.instance


class FocalPointForm(forms.ModelForm):
    class Meta:
        widgets = {
            name: forms.NumberInput(attrs={"class": "js-focal-point", "min": 0, "max": 1, "step": 0.01})
            for name in ("focal_x", "focal_y")
        }


@admin.register(Picture, site=desk)
class PictureAdmin(DeskAdmin):
    """Pictures, the newest first, as a wall. One that is used anywhere cannot be deleted."""

    list_display = ["thumbnail", "shown_as", "credit", "uploaded_at"]
    list_display_links = ["thumbnail", "shown_as"]
    list_per_page = 48
    search_fields = ["caption", "alt", "credit", "original_name"]
    sortable_by = ()
    ordering = ["-uploaded_at", "-pk"]
    add_fieldsets = [(None, {"fields": ["file", "alt", "caption", "credit", "rights"]})]
    fieldsets = [
        (
            None,
            {
                "fields": ["preview", ("focal_x", "focal_y")],
                "description": _("Touch what matters most in the picture: no crop cuts it away."),
            },
        ),
        (_("What is said about it"), {"fields": ["alt", "caption", "credit", "rights"]}),
        (_("Where it is used"), {"fields": ["used_in", "about_the_file"]}),
    ]
    readonly_fields = ["preview", "used_in", "about_the_file"]

    class Media:
        css = {"all": ["css/desk-focal.css"]}
        js = [forms.Script("js/focal-point.js", defer=True)]

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, form=FocalPointForm if obj else UploadForm, **kwargs)
        if obj is None:
            form.by = request.user
        return form

    def save_model(self, request, obj, form, change):
        """A new picture is in its place already: the guard wrote it."""
        if change:
            super().save_model(request, obj, form, change)
        pictures.render_soon(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not is_used(obj))

    def delete_model(self, request, obj):
        """The file goes with its last row; what was uploaded twice is one file."""
        super().delete_model(request, obj)
        transaction.on_commit(lambda: pictures.forget(obj))

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        return format_html(
            '<img class="thumbnail" src="{}?small" alt="{}" width="{}" height="{}" loading="lazy">',
            picture.desk_url,
            picture.alt or str(picture),
            picture.width,
            picture.height,
        )

    @admin.display(description=_("caption"))
    def shown_as(self, picture):
        if picture.alt:
            return str(picture)
        warning = format_html('<span class="tag tag-warning">{}</span>', _("no alternative text"))
        return format_html("{} {}", str(picture), warning)

    @admin.display(description=_("preview"))
    def preview(self, picture):
        return format_html(
            '<span class="focal-frame" dir="ltr"><img class="picture-preview" src="{}" alt="{}" width="{}" height="{}">'
            "</span>",
            picture.desk_url,
            picture.alt,
            picture.width,
            picture.height,
        )

    @admin.display(description=_("used in"))
    def used_in(self, picture):
        places = list(uses_of(picture))
        if not places:
            return _("Nowhere yet.")
        return format_html(
            '<ul class="plain-list">{}</ul>', format_html_join("", '<li><a href="{}">{}</a></li>', places)
        )

    @admin.display(description=_("file"))
    def about_the_file(self, picture):
        name = PurePosixPath(picture.original_name or picture.original.name).name
        size = f"{picture.width} × {picture.height}"
        return format_html('<bdi>{}</bdi> · <bdi dir="ltr">{}</bdi>', name, size)


def uses_of(picture):
    """Yield the address at the desk and the name of everything that shows `picture` now."""
    stories = Article.objects.filter(lead_picture=picture) | Article.objects.filter(
        body__contains=picture.desk_url
    )
    for row in stories.only("headline")[:20]:
        yield reverse("admin:articles_article_change", args=[row.pk]), str(row)
    for row in Author.objects.filter(portrait=picture).only("name")[:20]:
        yield reverse("admin:articles_author_change", args=[row.pk]), str(row)
    for row in Event.objects.filter(picture=picture).only("title")[:20]:
        yield reverse("admin:articles_event_change", args=[row.pk]), str(row)


def is_used(picture):
    """True when a story, a saved copy, a publication, an author or an event shows `picture`, or ever did."""
    used = Picture.objects.filter(pk=picture.pk).annotate(
        led=Exists(Article.objects.filter(lead_picture=OuterRef("pk"))),
        worn=Exists(Author.objects.filter(portrait=OuterRef("pk"))),
        held=Exists(Event.objects.filter(picture=OuterRef("pk"))),
        seen=Exists(Publication.objects.filter(picture_rows__picture=OuterRef("pk"))),
    )
    row = used.values("led", "worn", "held", "seen").first()
    if row is None or any(row.values()):
        return row is not None
    kept = Revision.objects.annotate(words=Cast("content", TextField())).filter(words__contains=picture.key)
    return Article.objects.filter(body__contains=picture.key).exists() or kept.exists()
