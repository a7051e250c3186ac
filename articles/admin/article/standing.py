"""Where a story stands, and what may be done with it next: the strip on top of its pages."""

from dataclasses import dataclass

from articles import translations, workflow
from articles.models import DeskState

# Steps that take something away; their buttons are kept apart.
TAKING_AWAY = ("withdraw", "spike", "unschedule")
# What most people come to do, first.
LEADING = ("submit", "approve", "publish", "update")


@dataclass(frozen=True)
class Button:
    """One step from the table of transitions, as this person finds it: open, or blocked by reasons."""

    step: workflow.Step
    reasons: list

    @property
    def manner(self):
        if self.step.action in TAKING_AWAY:
            return "careful"
        return "leading" if self.step.action in LEADING else "plain"


def standing(article, user):
    """Return what the strip shows of `article` to `user`."""
    public = list(article.publications.live_or_scheduled())
    returned = None
    if article.desk_state == DeskState.RETURNED:
        returned = article.transitions.filter(action="return").select_related("by").first()
    return {
        "story": article,
        "buttons": buttons(article, user),
        "live": next((publication for publication in public if publication.has_begun), None),
        "pending": next((publication for publication in public if not publication.has_begun), None),
        "withdrawal": article.withdrawals.in_force().first() if article.is_taken_down else None,
        "returned": returned,
        "can_edit": workflow.can_edit(user, article),
        "tongues": tongues(article, user),
    }


@dataclass(frozen=True)
class Tongues:
    """The story in other languages: where this person may open it, and into which it can be translated."""

    stories: list
    missing: list


def tongues(article, user):
    family = translations.family_of(article, user)
    taken = {other.language for other in family} | {article.language}
    may_translate = article.translation_of_id is None and user.has_perm("articles.add_article")
    missing = [language for language in translations.DIRECTIONS if language not in taken] if may_translate else []
    return Tongues([other for other in family if other.in_sight], missing)


def buttons(article, user):
    """Return a button for every step that `user` may try, in the order of the table."""
    return [Button(step, reasons) for step, reasons in workflow.outlook(article, user)]
