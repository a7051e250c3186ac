"""«@» and a name: who is meant. Names are compared as the language room folds them, the longest first."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.arabic.normalise import fold
from articles.models import User
from articles.notifications.people import may_open_by_name

LONGEST_NAME = 160


@dataclass(frozen=True)
class Mentionable:
    """What may stand after «@»: the name of a person, or the editors of the story's section."""

    name: str
    keys: frozenset


def mentionable(article):
    """Everybody who may be called to `article`: those who may open it, by name, and its section's editors."""
    people = may_open_by_name(article)
    found = [Mentionable(person.name, frozenset([person.pk])) for person in people if person.name]
    if article.section:
        editors = frozenset(person.pk for person in people if person.edits)
        named = _("Editors of {section}").format(section=article.section.name)
        found.insert(0, Mentionable(named, editors))
    # By user name too: two people may be called the same.
    return found + [Mentionable(person.username, frozenset([person.pk])) for person in people]


def mentioned(text, article):
    """Return the people whom `text` calls to `article`, as a queryset of users."""
    if "@" not in text:
        return User.objects.none()
    names = {}
    for each in mentionable(article):
        names[fold(each.name)] = names.get(fold(each.name), frozenset()) | each.keys
    longest_first = sorted((name for name in names if name), key=len, reverse=True)
    keys = set()
    for part in text.split("@")[1:]:
        begins = fold(part[:LONGEST_NAME])
        keys |= next((names[name] for name in longest_first if _begins_with(begins, name)), frozenset())
    return User.objects.filter(pk__in=keys)


def _begins_with(text, name):
    return text.startswith(name) and not (text[len(name) : len(name) + 1].isalnum())
