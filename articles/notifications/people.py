"""Who may open a story: the other side of `Article.objects.visible_to`, asked once for everybody."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from articles.models import User


def with_right(right):
    """The open accounts that have the right, through a group or as a superuser."""
    return User.objects.with_perm(f"articles.{right}", backend=settings.AUTHENTICATION_BACKENDS[0])


def may_open(article):
    """The people who may open `article`; agrees with `visible_to`."""
    editors, writers = with_right("edit_any_article"), with_right("change_article")
    mine = Q(pk=article.owner_id) | Q(pk__in=article.shared_with.values("pk"))
    if article.is_offered:
        mine |= Q(pk__in=writers.values("pk"))
    of_editors = Q(pk__in=_of_section(editors, article.section).values("pk")) | Q(pk=article.owner_id)
    return User.objects.filter(
        Q(pk__in=editors.values("pk")) & of_editors
        | Q(pk__in=writers.values("pk")) & ~Q(pk__in=editors.values("pk")) & mine
    )


def may_open_by_name(article):
    """The people who may open `article`, by name; `edits` tells those who may approve it."""
    answering = _of_section(with_right("approve_article"), article.section)
    return may_open(article).annotate(edits=Exists(answering.filter(pk=OuterRef("pk")))).order_by("name")


def editors_of(article, right="approve_article"):
    """The people with `right` who answer for the section of `article` and may open it."""
    answering = _of_section(with_right(right), article.section)
    return may_open(article).filter(pk__in=answering.values("pk"))


def writers_of(article):
    """Whoever writes `article`: its owner and those it is shared with."""
    return may_open(article).filter(Q(pk=article.owner_id) | Q(pk__in=article.shared_with.values("pk")))


def _of_section(people, section):
    """Those of `people` whose rights reach `section`; everybody's reach a story without one."""
    if section is None:
        return people
    named = User.sections.through.objects.values("user")
    reached = User.sections.through.objects.filter(section__in=[section.pk, section.parent_id])
    return people.filter(~Q(pk__in=named) | Q(pk__in=reached.values("user")))
