"""Who may open a story: the other side of `Article.objects.visible_to`, asked once for everybody."""

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, User, with_right
from articles.models.prepared import Prepared


def may_open(article):
    """The people who may open `article`, as a queryset; agrees with `visible_to`."""
    return _openers(*_known_of(article), offered=article.is_offered)


def may_open_by_name(article):
    """The people who may open `article`, by name; `edits` tells those who may approve it."""
    return _by_name(*_known_of(article), offered=article.is_offered)


def editors_of(article, right="approve_article"):
    """The people with `right` who answer for the section of `article` and may open it."""
    return _editors(*_known_of(article), offered=article.is_offered, right=right)


def writers_of(article):
    """Whoever writes `article`, its owner and those it is shared with, and may open it."""
    return _writers(*_known_of(article), offered=article.is_offered)


def writes(story, owner):
    """What is true of the owner of a story, and of those it is shared with."""
    shared = Article.shared_with.through.objects.filter(article=story)
    return Q(pk=owner) | Q(pk__in=shared.values("user"))


def _known_of(article):
    """What the questions compare with: the story, its owner, and its section with the one above."""
    section = article.section
    return article.pk, article.owner_id, [pk for pk in (section.pk, section.parent_id) if pk] if section else []


@Prepared
def _by_name(story, owner, sections, at, offered):
    answering = _reaching(with_right("approve_article"), sections)
    people = _openers(story, owner, sections, offered=offered)
    return people.annotate(edits=Exists(answering.filter(pk=OuterRef("pk")))).order_by("name")


@Prepared
def _editors(story, owner, sections, at, offered, right):
    answering = _reaching(with_right(right), sections)
    return _openers(story, owner, sections, offered=offered).filter(pk__in=answering.values("pk"))


@Prepared
def _writers(story, owner, sections, at, offered):
    return _openers(story, owner, sections, offered=offered).filter(writes(story, owner))


def _openers(story, owner, sections, *, offered):
    editors, writers = with_right("edit_any_article"), with_right("change_article")
    mine = writes(story, owner)
    if offered:
        mine |= Q(pk__in=writers.values("pk"))
    of_editors = Q(pk__in=_reaching(editors, sections).values("pk")) | Q(pk=owner)
    return User.objects.filter(
        Q(pk__in=editors.values("pk")) & of_editors
        | Q(pk__in=writers.values("pk")) & ~Q(pk__in=editors.values("pk")) & mine
    )


def _reaching(people, sections):
    """Those of `people` whose rights reach these sections; everybody's reach a story without one."""
    if not sections:
        return people
    named = User.sections.through.objects.values("user")
    reached = User.sections.through.objects.filter(section__in=sections)
    return people.filter(~Q(pk__in=named) | Q(pk__in=reached.values("user")))
