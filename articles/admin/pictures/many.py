"""Many files at once, and a page to describe what came in, one after another or all together."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from articles import pictures
from articles.admin.article.widgets import is_key
from articles.admin.forms import DayInput, NewsDate, TidyLine
from articles.admin.meanwhile import SavedOnItsBase, brought_in_words
from articles.admin.site import asks_for_json, desk
from articles.models import Picture

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"
MOST_DESCRIBED = 60
OF_EACH = ["alt", "caption", "credit", "keywords"]
OF_ALL = ["credit", "keywords", "place", "copyright", "rights", "usable_until"]
OF_RIGHTS = {"copyright", "rights", "usable_until"}


def may_clear(user, picture):
    """True when `user` may say what the rights of `picture` are: its uploader, and who answers for rights."""
    return picture.uploaded_by_id == user.pk or user.has_perm("articles.clear_picture")


@dataclass
class Taken:
    """What became of one file: a new picture, one that the library had, or the reason why it was refused."""

    name: str
    picture: Picture | None = None
    reason: str = ""
    is_new: bool = False

    def as_json(self):
        if self.picture is None:
            return {"error": {"message": self.reason}}
        address = reverse("admin:articles_picture_change", args=[self.picture.pk])
        return {"id": self.picture.pk, "name": str(self.picture), "url": address, "is_new": self.is_new,
                "said": self.reason}  # fmt: skip


def take(file, by):
    """Take in one file of many; never raises for what is wrong with it."""
    try:
        picture = pictures.accept_new(file, by=by)
    except pictures.PictureKnown as known:
        return Taken(file.name, known.picture, str(known))
    except (pictures.PictureRefused, ValidationError) as refused:
        return Taken(file.name, reason=refused.messages[0])
    pictures.render_soon(picture)
    return Taken(file.name, picture, is_new=True)


@require_http_methods(["GET", "HEAD", "POST"])
def many(request):
    """Choose or drop many files. Scripts send one after another and read JSON; without them all come at once."""
    if not request.user.has_perm("articles.add_picture"):
        raise PermissionDenied
    taken = [take(file, request.user) for file in request.FILES.getlist("files")]
    if asks_for_json(request):
        none = Taken("", reason=_("No file arrived. Choose the picture again."))
        return JsonResponse((taken or [none])[0].as_json())
    context = {
        **desk.each_context(request),
        "title": _("Upload pictures"),
        "taken": taken,
        "new": [each.picture.pk for each in taken if each.is_new],
        "accepted": ACCEPTED,
        "is_empty": request.method == "POST" and not taken,
    }
    return render(request, "admin/articles/picture/many.html", context)


class ForEach(SavedOnItsBase):
    """The words of one picture on the page for many."""

    class Meta:
        model = Picture
        fields = OF_EACH
        field_classes = dict.fromkeys(OF_EACH, TidyLine)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in OF_EACH:
            field = self.fields[name]
            field.label = capfirst(field.label)
            field.help_text = ""
            field.widget = forms.Textarea({"rows": 2}) if name in ("alt", "caption") else field.widget


class ForAll(forms.Form):
    """What is said of all of them: put where a picture says nothing of its own; keywords are added."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in OF_ALL:
            field = Picture._meta.get_field(name)
            made = {"label": capfirst(field.verbose_name), "required": False}
            if name == "usable_until":
                self.fields[name] = NewsDate(**made, widget=DayInput)
            else:
                self.fields[name] = TidyLine(**made, max_length=field.max_length)

    def put_into(self, picture, user):
        """Fill in what `picture` lacks. Rights are only put on pictures whose rights the person may state."""
        for name, value in self.cleaned_data.items():
            if not value or (name in OF_RIGHTS and not may_clear(user, picture)):
                continue
            if name == "keywords":
                picture.keywords = _together(picture.keywords, value)
            elif not getattr(picture, name):
                setattr(picture, name, value)


def _together(own, shared):
    """The keywords of both, each once, as long as they fit."""
    words = [word.strip() for word in f"{own}،{shared}".replace(",", "،").split("،")]
    longest, line = Picture._meta.get_field("keywords").max_length, ""
    for word in dict.fromkeys(filter(None, words)):
        longer = f"{line}، {word}" if line else word
        line = longer if len(longer) <= longest else line
    return line


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request):
    """Describe the pictures `?pk=…&pk=…`, of which each has its own lines and all share some."""
    if not request.user.has_perm("articles.change_picture"):
        raise PermissionDenied
    keys = [key for key in dict.fromkeys(request.GET.getlist("pk")) if is_key(key)][:MOST_DESCRIBED]
    rows = Picture.objects.filter(pk__in=keys).order_by("-pk")
    data = request.POST if request.method == "POST" else None
    with transaction.atomic():
        for_all = ForAll(data, prefix="all")
        each = [
            ForEach(data, instance=row, prefix=f"p{row.pk}")
            for row in (rows if data is None else rows.select_for_update())
        ]
        # Every form says what is wrong with it, not only the first.
        is_kept = data is not None and not [form for form in (for_all, *each) if not form.is_valid()]
        if is_kept:
            _keep(each, for_all, request.user)
    if is_kept:
        return _described(request, each)
    context = {
        **desk.each_context(request),
        "title": gettext_lazy("Describe pictures"),
        "for_all": for_all,
        "each": each,
        "has_errors": data is not None,
    }
    return render(request, "admin/articles/picture/describe.html", context)


def _keep(each, for_all, user):
    for form in each:
        picture = form.save(commit=False)
        for_all.put_into(picture, user)
        picture.save()


def _described(request, each):
    said = ngettext("%(count)s picture is described.", "%(count)s pictures are described.", len(each))
    messages.success(request, said % {"count": len(each)})
    if told := brought_in_words(each):
        messages.info(request, told)
    return redirect("admin:articles_picture_changelist")
