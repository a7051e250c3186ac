"""The story form: what a journalist fills in, in the order in which a journalist thinks."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles import body, bylines, translations
from articles.admin.forms import TidyLine, TidyText
from articles.admin.site import desk
from articles.models import (
    Article,
    Author,
    Byline,
    Event,
    Picture,
    Publication,
    RelatedArticle,
    Section,
    Session,
    User,
    with_right,
)

from . import uploads
from .fields import (
    BylinesField,
    EventField,
    ListedRowField,
    ListedRowsField,
    MomentField,
    OrderedStoriesField,
    RichTextField,
    SectionField,
    StoryField,
    TagsField,
)
from .values import shown
from .widgets import EventByName, LeadPicture, OneStory, OrderedStories, is_key

# The groups of the form, in the order in which a journalist thinks. Fields in one bracket share a line; the
# groups up to the lead picture are always open.
GROUPS = [
    ("", ["kicker", "headline", "standfirst", ("place", "source"), "body"]),
    (_("Lead picture"), ["lead_picture", "lead_alt", "lead_caption"]),
    (_("Section and kind"), [("section", "kind")]),
    (_("Bylines"), ["bylines"]),
    (_("Tags"), ["tags"]),
    (_("Event"), [("event", "session")]),
    (_("Related stories"), ["related_stories"]),
    (_("Headlines elsewhere"), ["seo_headline", "social_headline"]),
    (_("Language and translation"), [("language", "direction"), "translation_of"]),
    (_("Embargo"), ["embargo_until"]),
    (_("Sharing"), ["shared_with"]),
    (_("Notes to the desk"), ["notes"]),
]
ALWAYS_OPEN = 2
# A story that has none of these yet cannot be approved: their fold stands open until they are chosen.
ASKED_FOR = {"section"}


class ArticleForm(forms.ModelForm):
    """Everything of a story that its writers may type.

    State, owner and version are not here, so that nobody can post them.
    """

    body = RichTextField(label=_("body"), required=False)
    section = SectionField(
        label=_("section"), queryset=None, required=False, empty_label=_("— no section yet —")
    )
    bylines = BylinesField(label=_("bylines"), help_text=_("In the order in which readers see them."))
    tags = TagsField(
        label=_("tags"), required=False, help_text=_("Between commas: Muscat Municipality, public transport")
    )
    related_stories = OrderedStoriesField(
        label=_("related stories"),
        queryset=None,
        required=False,
        help_text=_("Readers see those of them that are live."),
    )
    embargo_until = MomentField(label=_("embargo until"), required=False)

    class Meta:
        model = Article
        fields = [
            "kicker", "headline", "standfirst", "place", "source", "kind", "section", "body",
            "lead_picture", "lead_alt", "lead_caption", "tags", "event", "session",
            "seo_headline", "social_headline", "language", "direction", "translation_of",
            "embargo_until", "shared_with", "notes",
        ]  # fmt: skip
        field_classes = {
            **dict.fromkeys(
                ["kicker", "headline", "place", "source", "lead_alt", "lead_caption", "seo_headline",
                 "social_headline"],
                TidyLine,
            ),
            "standfirst": TidyText,
            "notes": TidyText,
            "event": EventField,
            "translation_of": StoryField,
            "session": ListedRowField,
            "shared_with": ListedRowsField,
        }  # fmt: skip
        widgets = {
            # Its whole length shows, on a phone too; it stays one line, whatever is typed.
            "headline": forms.Textarea({"rows": 1, "class": "one-line"}),
            "standfirst": forms.Textarea({"rows": 3}),
            "notes": forms.Textarea({"rows": 4}),
            "lead_picture": LeadPicture(Article._meta.get_field("lead_picture"), desk),
            "event": EventByName(Article._meta.get_field("event"), desk),
            "translation_of": OneStory(Article._meta.get_field("translation_of"), desk),
            "shared_with": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, user, instance=None, **kwargs):
        self.user = user
        self.is_new, self._related = instance is None, {}
        kwargs["initial"] = self._initial(instance) | (kwargs.get("initial") or {})
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["tags"] = sorted(str(tag) for tag in self.initial.get("tags") or [])
        self._offer_sections()
        self._offer_sessions()
        self._offer_people()
        self._offer_stories()
        self._offer_pictures()
        self._offer_events()
        self.fields["embargo_until"].help_text = _(
            "Before this moment, on the newsroom's clock (%(zone)s), the story can neither be published"
            " nor be scheduled to appear."
        ) % {"zone": settings.TIME_ZONE}

    @classmethod
    def unfinished(cls, data, **kwargs):
        """Return the form with `data` in it and no complaint about it: somebody is still writing."""
        form = cls(data, **kwargs)
        form._errors = ErrorDict()
        return form

    def _initial(self, article):
        if article is None:
            own = Author.objects.filter(user=self.user, is_active=True).first()
            return {"source": settings.SITE_NAME, "bylines": [(own, "")] if own else []}
        self._related = {str(link.to_id): link.to for link in article.related_links.select_related("to")}
        return {
            "bylines": [(line.author_id, line.role) for line in article.bylines.all()],
            "related_stories": [story.pk for story in self._related.values()],
        }

    def _offer_pictures(self):
        field, picture = self.fields["lead_picture"], self.instance.lead_picture
        field.queryset = Picture.objects.all()
        field.widget.known = {str(picture.pk): picture} if picture else {}

    def _offer_events(self):
        field, event = self.fields["event"], self.instance.event
        field.queryset = Event.objects.only("title", "starts_on")
        field.known = field.widget.known = {str(event.pk): event} if event else {}

    def _offer_sections(self):
        """Active sections, each main section followed by its own; and the one that the story is in already."""
        self.fields["section"].queryset = (
            Section.objects.filter(Q(is_active=True) | Q(pk=self.instance.section_id))
            .select_related("parent")
            .order_by(
                Coalesce("parent__order", "order"),
                Coalesce("parent__name", "name"),
                Coalesce("parent_id", 0),
                "order",
                "name",
            )
        )

    def _offer_sessions(self):
        event = self["event"].value()
        event = str(getattr(event, "pk", event) or "")
        sessions = Session.objects.filter(event=event) if is_key(event) else Session.objects.none()
        field = self.fields["session"]
        field.queryset, field.empty_label = sessions, _("— the event as a whole —")
        field.widget.attrs["data-sessions-url"] = reverse("admin:article_sessions")
        field.label_from_instance = uploads.label
        field.error_messages["invalid_choice"] = _("This session is not in the programme of the event.")

    def _offer_people(self):
        self.fields["bylines"].offer(bylines.open_to(self.user, self.instance))
        colleagues = Q(pk__in=with_right("change_article").values("pk"))
        if self.instance.pk:
            colleagues |= Q(shared_articles=self.instance)
        self.fields["shared_with"].queryset = (
            User.objects.filter(colleagues).exclude(pk=self.instance.owner_id or self.user.pk).distinct()
        )

    def _offer_stories(self):
        """The stories that this person may open, and those that the story points to already."""
        seen = Q(pk__in=Article.objects.visible_to(self.user).order_by().values("pk"))
        pointed_at = Q(pk__in=self.initial.get("related_stories", []))
        field = self.fields["related_stories"]
        field.queryset = Article.objects.filter(seen | pointed_at).exclude(pk=self.instance.pk)
        field.widget = OrderedStories(Article._meta.get_field("related"), desk)
        field.widget.choices = field.choices
        field.known = field.widget.known = self._related
        original, field = self.instance.translation_of, self.fields["translation_of"]
        field.known = field.widget.known = {str(original.pk): original} if original else {}
        field.queryset = Article.objects.filter(seen | Q(pk__in=field.known))

    def clean_body(self):
        """What the body shows exists: pictures of the library, and stories that readers see.

        A story that the body led to before stays, whatever became of it: its address says so to readers.
        """
        markup = self.cleaned_data["body"]
        keys = body.picture_keys(markup)
        if keys and Picture.objects.filter(key__in=keys).count() < len(keys):
            raise ValidationError(
                _("A picture in the text is not in the library. Take it out, or upload it.")
            )
        new = body.related_stories(markup) - body.related_stories(self.initial.get("body"))
        if new and Publication.objects.live().filter(public_id__in=new).count() < len(new):
            raise ValidationError(
                _("A related story in the text is not one that readers can see. Choose another.")
            )
        return markup

    def clean(self):
        language, original = self.cleaned_data.get("language"), self.cleaned_data.get("translation_of")
        if language and "translation_of" not in self.errors:
            if original:
                translations.hold(original)
            for field, objection in translations.objections(self.instance, original, language):
                self.add_error(field, objection)
        return super().clean()

    def clean_embargo_until(self):
        until = self.cleaned_data["embargo_until"]
        pending = self.instance.publications.scheduled().first() if until and self.instance.pk else None
        if pending and pending.live_from < until:
            raise ValidationError(
                _("The story is scheduled to appear before this. Cancel its schedule first."),
                code="scheduled",
            )
        return until

    def _save_m2m(self):
        super()._save_m2m()
        if "bylines" in self.changed_data or self.is_new:
            self.instance.bylines.all().delete()
            Byline.objects.bulk_create(
                Byline(article=self.instance, author=author, role=role, order=order)
                for order, (author, role) in enumerate(self.cleaned_data["bylines"])
            )
        if "related_stories" in self.changed_data:
            self.instance.related_links.all().delete()
            RelatedArticle.objects.bulk_create(
                RelatedArticle(article=self.instance, to=other, order=order)
                for order, other in enumerate(self.cleaned_data["related_stories"])
            )

    def groups(self):
        """The form as the page shows it: groups of lines of bound fields."""
        return [Group(self, number, name, lines) for number, (name, lines) in enumerate(GROUPS)]


class Group:
    """One fold of the form. It stands open when something in it is wrong, and says in short what it holds."""

    def __init__(self, form, number, name, lines):
        self.name = name
        lines = [line if isinstance(line, tuple) else (line,) for line in lines]
        self.lines = [[form[field] for field in line] for line in lines]
        self.fields = [field for line in self.lines for field in line]
        self.is_open = (
            number < ALWAYS_OPEN
            or any(field.errors for field in self.fields)
            or any(field.name in ASKED_FOR and not field.value() for field in self.fields)
        )

    @cached_property
    def summary(self):
        if self.is_open:
            return ""
        said = (shown(field.form, field.name, field.value()) for field in self.fields)
        return Truncator(" · ".join(str(value) for value in said if value)).chars(80)
