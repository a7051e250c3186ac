"""Whose names a person may put over a story."""

import re

from django.db.models import Q

from articles.arabic.normalise import fold
from articles.models import Author, Byline

COLLECTIVE = (Author.Kind.DESK, Author.Kind.AGENCY)


def open_to(user, article=None):
    """Return the authors whose names `user` may put over `article` (None: over a new story).

    Everybody keeps the names that stand there already; an inactive author gets no new story. Without the
    right to sign for others, the rest are one's own name and those of desks and agencies.
    """
    active = Q(is_active=True)
    if not user.has_perm("articles.change_any_byline"):
        active &= Q(user=user) | Q(kind__in=COLLECTIVE)
    if article is None or article.pk is None:
        return Author.objects.filter(active)
    return Author.objects.filter(active | Q(pk__in=Byline.objects.filter(article=article).values("author")))


def first_names(user, named="", source=""):
    """Return the authors that a new story of `user` starts with.

    `named`: the names that a report itself carries, which count as far as they are open to `user`; else one's
    own; else the desk or agency that is the report's `source`.
    """
    offered = list(open_to(user))
    wanted = [fold(name) for name in re.split(r"[،,/]| و(?=\S+ )", named)]
    found = [author for author in offered if fold(author.name) in wanted]
    own = [author for author in offered if author.user_id == user.pk]
    same_source = [
        author for author in offered if author.kind in COLLECTIVE and source and fold(author.name) == fold(source)
    ]
    return found or own or same_source[:1]
