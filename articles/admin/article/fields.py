"""The fields of the story form: what is typed is made safe to store here, before anything looks at it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import body
from articles.admin.events import event_to_choose
from articles.admin.forms import within_a_newspapers_years
from articles.admin.site import desk
from articles.arabic.normalise import split_lines, tag_key, tidy
from articles.models import Article, Byline, Event

from .widgets import AnyEvent, BylineRows, Moment, RichText, is_key

# Markup included; a report of 1,500 words is some 12,000 characters.
LONGEST_BODY = 300_000
MOST_BYLINES = 20
MOST_TAGS = 20


class RichTextField(forms.CharField):
    """A story's body: whatever the browser sent, only what the sanitiser lets in is kept, or shown again."""

    widget = RichText
    default_error_messages = {"max_length": _("The body is too long to be one story. Make two of it.")}

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_BODY, strip=False, **kwargs)

    def widget_attrs(self, widget):
        return {}

    def to_python(self, value):
        return body.clean(super().to_python(value)[: LONGEST_BODY * 2])

    def prepare_value(self, value):
        return body.clean(value or "")


class TagsField(forms.CharField):
    """Tags in one line, between commas of either kind; two spellings of one tag count once."""

    default_error_messages = {
        "many": _("A story has 20 tags at most."),
        "long": _("A tag has 100 characters at most: “%(tag)s…”"),
    }

    def to_python(self, value):
        text = super().to_python(value)
        for comma in "،;؛":
            text = text.replace(comma, ",")
        names = [
            tidy(part).lstrip("#").replace("_", " ").strip()
            for part in ",".join(split_lines(text)).split(",")
        ]
        return list({tag_key(name): name for name in reversed(names) if tag_key(name)}.values())[::-1]

    def validate(self, value):
        if len(value) > MOST_TAGS:
            raise ValidationError(self.error_messages["many"], code="many")
        for name in value:
            if len(name) > 100:
                raise ValidationError(self.error_messages["long"], code="long", params={"tag": name[:30]})

    def run_validators(self, value):
        """The checks of one text do not fit a list; `validate` has looked at every name."""

    def prepare_value(self, value):
        return value if isinstance(value, str) else "، ".join(str(tag) for tag in value or [])

    def has_changed(self, initial, data):
        before = {tag_key(str(tag)) for tag in initial or []}
        return before != {tag_key(name) for name in self.to_python(data or "")}


class BylinesField(forms.Field):
    """The names over a story, in order: a list of (author, role).

    Offers the authors of `offered`; every other author is refused, whoever sends it.
    """

    widget = BylineRows
    default_error_messages = {
        "not_yours": _("You sign with your own name, or with the name of a desk or an agency."),
        "twice": _("%(author)s stands there twice with the same role."),
        "role": _("Choose one of the roles in the list."),
        "many": _("A story has 20 bylines at most."),
    }

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.offered = []

    def offer(self, authors):
        self.offered = list(authors)
        self.widget.authors = [(str(author.pk), str(author)) for author in self.offered]

    def clean(self, value):
        if len(value or []) > MOST_BYLINES:
            raise ValidationError(self.error_messages["many"], code="many")
        by_key = {str(author.pk): author for author in self.offered}
        lines = []
        for key, role in value or []:
            if key not in by_key:
                raise ValidationError(self.error_messages["not_yours"], code="not_yours")
            if role not in Byline.Role.values:
                raise ValidationError(self.error_messages["role"], code="role")
            if (by_key[key], role) in lines:
                raise ValidationError(
                    self.error_messages["twice"], code="twice", params={"author": by_key[key]}
                )
            lines.append((by_key[key], role))
        return lines

    def prepare_value(self, value):
        return [(str(getattr(author, "pk", author)), role) for author, role in value or []]

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != self.prepare_value(data)


class ReadOnce(forms.models.ModelChoiceIterator):
    """The choices of a list that is shown whole: its rows are read once for a page, whoever asks for them."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from map(self.choice, self.queryset)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows. What cannot be a row's number is refused before a database is asked, each in its own way."""

    def clean(self, value):
        if not all(is_key(key) for key in value or []):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": ""})
        return super().clean(value)

    def rows(self, keys):
        return self.queryset.filter(pk__in=keys)


class Listed:
    """A field whose list is shown whole on its page."""

    iterator = ReadOnce

    def rows(self, keys):
        return self.queryset


class ListedRowsField(Listed, RowsField):
    """Several rows of a list that is shown whole."""


class KnownRowsField:
    """A field whose rows are searched for.

    `known`: rows by their key that the page has read already and that are open to whoever fills in the form.
    """

    known = {}

    def rows(self, keys):
        return [self.known[key] for key in keys] if self.known.keys() >= set(keys) else super().rows(keys)


class RowField(forms.ModelChoiceField):
    """One row; what cannot be a row's number is refused before a database is asked."""

    def to_python(self, value):
        if value not in self.empty_values and not isinstance(value, self.queryset.model) and not is_key(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)

    def rows(self, keys):
        return self.queryset.filter(pk__in=keys)


class ListedRowField(Listed, RowField):
    """One row of a list that is shown whole."""


class EventField(KnownRowsField, RowField):
    """An event of the archive, told apart from its other editions by its first day."""

    def label_from_instance(self, event):
        return event_to_choose(event)


def event_to_narrow_by():
    """An event to narrow a list by: looked for, since there may be thousands."""
    events, widget = Event.objects.only("title", "starts_on"), AnyEvent(Article._meta.get_field("event"), desk)
    return EventField(label=_("event"), queryset=events, required=False, widget=widget)


class StoryField(KnownRowsField, RowField):
    """One story."""

    default_error_messages = {"invalid_choice": _("This story does not exist, or is not open to you.")}


class OrderedStoriesField(KnownRowsField, RowsField):
    """Related stories, in the order in which they were chosen."""

    default_error_messages = {
        "invalid_choice": _("One of these stories does not exist, or is not open to you."),
        "many": _("A story points to 12 others at most."),
    }
    MOST = 12

    def clean(self, value):
        found = {str(article.pk): article for article in super().clean(value)}
        if len(found) > self.MOST:
            raise ValidationError(self.error_messages["many"], code="many")
        return [found[key] for key in dict.fromkeys(map(str, value or [])) if key in found]

    def has_changed(self, initial, data):
        return [str(self.prepare_value(pk)) for pk in initial or []] != [str(pk) for pk in data or []]


class SectionField(Listed, forms.ModelChoiceField):
    def label_from_instance(self, section):
        return f"{section.parent.name} ‹ {section.name}" if section.parent_id else section.name


class MomentField(forms.DateTimeField):
    """A moment on the newsroom's wall clock, within the years of a newspaper."""

    widget = Moment

    def to_python(self, value):
        moment = super().to_python(value)
        if moment is not None:
            within_a_newspapers_years(moment.date())
        return moment
