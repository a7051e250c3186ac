"""What the library can be narrowed by: the same words for its page and for the chooser beside a story."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.admin.article.fields import SectionField, event_to_narrow_by
from articles.admin.forms import DayInput, NewsDate, TidyLine
from articles.admin.narrowing import NarrowingForm, midnight
from articles.models import (
    Article,
    Picture,
    PictureUse,
    Publication,
    PublicationPicture,
    Rights,
    Section,
)
from articles.search.desk import pictures_credited, pictures_matching

# Each a verb of `Picture.objects`.
USED = {
    "before_readers": pgettext_lazy("of pictures", "before readers now"),
    "used_now": pgettext_lazy("of pictures", "used"),
    "unused": pgettext_lazy("of pictures", "not used"),
}


class PictureNarrowing(NarrowingForm):
    """Narrows pictures by what was chosen; by stories, only by those that `user` may see, or readers."""

    credit = TidyLine(label=_("photographer or source"), required=False, max_length=100)
    rights = forms.ChoiceField(
        label=_("rights"), required=False, choices=[("", _("whatever the rights")), *Rights.choices]
    )
    used = forms.ChoiceField(
        label=pgettext_lazy("of pictures", "use"),
        required=False,
        choices=[("", _("used or not")), *USED.items()],
    )
    section = SectionField(
        label=_("in stories of the section"),
        queryset=None,
        required=False,
        to_field_name="slug",
        empty_label=_("all sections"),
    )
    event = event_to_narrow_by()
    lacks = forms.ChoiceField(
        label=pgettext_lazy("of pictures", "lacking"),
        required=False,
        choices=[("", _("whatever is said")), ("words", _("alternative text or credit"))],
    )
    since = NewsDate(label=_("taken or uploaded from"), required=False, widget=DayInput)
    until = NewsDate(label=_("taken or uploaded until"), required=False, widget=DayInput)
    whose = forms.ChoiceField(
        label=pgettext_lazy("of pictures", "whose"),
        required=False,
        choices=[("", _("everybody's")), ("mine", pgettext_lazy("of pictures", "mine"))],
    )

    def __init__(self, data, *, user, **options):
        super().__init__(data, **options)
        self.user = user
        self.fields["section"].queryset = Section.objects.select_related("parent").order_by("order", "name")
        if not user.has_perm("articles.view_event"):
            del self.fields["event"]
        for field in self.fields.values():
            field.widget.attrs.pop("required", None)

    def _by_credit(self, pictures, credit):
        return pictures_credited(pictures, credit)

    def _by_rights(self, pictures, state):
        return pictures.with_rights(state)

    def _by_used(self, pictures, used):
        return getattr(pictures, used)()

    def _by_section(self, pictures, section):
        return pictures.filter(self._shown_by(section__in=section.family_ids()))

    def _by_event(self, pictures, event):
        return pictures.filter(self._shown_by(event=event) | Q(pk=event.picture_id))

    def _shown_by(self, **of_stories):
        """The pictures in the stories of this kind that the person may open, and in those before readers."""
        stories = Article.objects.visible_to(self.user).filter(**of_stories).order_by().values("pk")
        at_the_desk = PictureUse.objects.filter(article__in=stories, is_current=True).values("picture")
        live = Publication.objects.live().filter(**of_stories).order_by().values("pk")
        before_readers = PublicationPicture.objects.filter(publication__in=live).values("picture")
        return Q(pk__in=at_the_desk) | Q(pk__in=before_readers)

    def _by_lacks(self, pictures, _what):
        return pictures.filter(Q(alt="") | Q(credit=""))

    def _by_since(self, pictures, day):
        return pictures.filter(Q(taken_on__gte=day) | Q(taken_on=None, uploaded_at__gte=midnight(day)))

    def _by_until(self, pictures, day):
        after = midnight(day + timedelta(days=1))
        return pictures.filter(Q(taken_on__lte=day) | Q(taken_on=None, uploaded_at__lt=after))

    def _by_whose(self, pictures, whose):
        return pictures.filter(uploaded_by=self.user)


def found_pictures(user, asked):
    """Return the pictures that answer the words `asked["q"]` and what else was chosen in `asked`, newest first."""
    narrowed = PictureNarrowing(asked, user=user).narrow(Picture.objects.order_by("-pk"))
    return pictures_matching(narrowed, asked.get("q", "").replace("\x00", ""))
