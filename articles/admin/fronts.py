"""The fronts as editors lay them out, and the line of breaking news over them."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from articles.models import Breaking, FrontLayout, Publication, Section

from .article.as_of import public_answer
from .article.framing import frame
from .rows import DeskAdmin, mark
from .site import desk

OFFERED = 80
KEPT_IN_VIEW = 5
LASTS = [
    ("3", _("three hours")),
    ("6", _("six hours")),
    ("12", _("twelve hours")),
    ("24", _("a day")),
    ("", _("until it is changed")),
]


class LayoutForm(forms.Form):
    """Slot by slot, the story that stands there; an empty one fills itself. On the home page, the sections' places."""

    lasts = forms.ChoiceField(label=_("This layout holds for"), choices=LASTS, required=False, initial="12")

    def __init__(self, section, layout, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.section = section
        pinned = layout.stories if layout else []
        offered = offered_stories(section, pinned)
        for number in range(FrontLayout.SLOTS):
            self.fields[f"slot_{number}"] = forms.ChoiceField(
                label=_("Lead") if number == 0 else _("Place {number}").format(number=number + 1),
                choices=[("", _("by itself")), *offered],
                required=False,
                initial=pinned[number] if number < len(pinned) else "",
            )
        for place in self._sections():
            self.fields[f"place_{place.pk}"] = forms.IntegerField(
                label=place.name, min_value=0, max_value=99, required=False,
                initial=layout.places.get(str(place.pk)) if layout else None,
            )  # fmt: skip

    def _sections(self):
        return [] if self.section else list(Section.objects.public().top_level())

    def slots(self):
        return [field for field in self if field.name.startswith("slot_")]

    def places(self):
        return [field for field in self if field.name.startswith("place_")]

    def clean(self):
        cleaned = super().clean()
        taken = set()
        for number in range(FrontLayout.SLOTS):
            story = cleaned.get(f"slot_{number}")
            if story and story in taken:
                self.add_error(f"slot_{number}", _("This story has a place already."))
            taken.add(story)
        return cleaned

    def layout(self, by):
        """The layout that the form describes, not saved."""
        cleaned, now = self.cleaned_data, timezone.now()
        places = {name.removeprefix("place_"): value for name, value in cleaned.items() if name.startswith("place_")}
        return FrontLayout(
            section=self.section,
            stories=[cleaned[f"slot_{number}"] for number in range(FrontLayout.SLOTS)],
            places={pk: value for pk, value in places.items() if value is not None},
            since=now,
            until=now + timedelta(hours=int(cleaned["lasts"])) if cleaned["lasts"] else None,
            made_by=by,
        )


def offered_stories(section, pinned):
    """The newest live stories to choose from, and those that have a place now: (public id, words)."""
    live = Publication.objects.live().for_lists()
    newest = live.in_sections(section.family_ids()) if section else live
    stories = list(newest.newest_first()[:OFFERED])
    known = {story.public_id for story in stories}
    stories += live.filter(public_id__in=[public_id for public_id in pinned if public_id not in known])
    return [(story.public_id, f"{story.headline} · {story.section_name}") for story in stories]


@require_http_methods(["GET", "HEAD", "POST"])
def front(request, slug=""):
    """The layout of the home page, or of the front of the section `slug`."""
    if not request.user.has_perm("articles.lay_out_front"):
        raise PermissionDenied
    section = get_object_or_404(Section, slug=slug) if slug else None
    layout = FrontLayout.objects.of(section)
    form = LayoutForm(section, layout, request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = form.layout(by=request.user)
        if "preview" in request.POST:
            return _tried(request, tried)
        tried.save()
        messages.success(request, _("The front is laid out. Readers see it within a moment."))
        return HttpResponseRedirect(request.path)
    context = {
        **desk.each_context(request),
        "title": _("Layout of the front of {name}").format(name=section) if section else _("Layout of the front page"),
        "form": form,
        "layout": layout,
        "public": section.get_absolute_url() if section else reverse("home"),
        "section": section,
        "sections": Section.objects.public(),
        "earlier": FrontLayout.objects.filter(section=section).select_related("made_by")[:KEPT_IN_VIEW],
    }
    return TemplateResponse(request, "admin/front.html", context)


def _tried(request, layout):
    """The front as `layout` would make it: the public page itself, under a banner that can put it out."""
    address = layout.section.get_absolute_url() if layout.section else reverse("home")
    page = public_answer(request, address, tried_layout=layout)
    chosen = [(name, value) for name, value in request.POST.items() if name not in ("preview", "csrfmiddlewaretoken")]
    return frame(page, "admin/_front_banner.html", request, {"chosen": chosen, "path": request.path})


class BreakingForm(forms.ModelForm):
    story = forms.CharField(
        label=_("story"), required=False, max_length=300,
        help_text=_("The address of the live story that the line leads to; it may stay empty."),
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "vTextField"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["story"].initial = self.instance.public_id
        if not self.instance.pk:
            self.fields["ends_at"].initial = timezone.now() + timedelta(hours=2)

    def clean_story(self):
        """Take any address of a story, and keep its public id."""
        typed = self.cleaned_data["story"].strip()
        parts = [part for part in typed.split("?")[0].split("/") if part]
        live = Publication.objects.live().filter(public_id__in=[part for part in parts if len(part) <= 8])
        found = live.values_list("public_id", flat=True).first()
        if typed and not found:
            raise forms.ValidationError(_("No live story has this address."))
        return found or ""

    def _post_clean(self):
        self.instance.public_id = self.cleaned_data.get("story", "")
        super()._post_clean()


@admin.register(Breaking, site=desk)
class BreakingAdmin(DeskAdmin):
    form = BreakingForm
    list_display = ["text", "starts_at", "ends_at", "standing"]
    sortable_by = ["starts_at"]
    fields = ["text", "story", "starts_at", "ends_at"]

    def save_model(self, request, line, form, change):
        line.made_by = line.made_by or request.user
        super().save_model(request, line, form, change)

    @admin.display(description=pgettext_lazy("column", "state"))
    def standing(self, line):
        now = timezone.now()
        if line.ends_at <= now:
            return _("over")
        return mark(_("before readers"), warning=True) if line.starts_at <= now else _("to come")
