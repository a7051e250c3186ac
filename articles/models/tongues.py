"""A story in other languages, as readers have it."""

from dataclasses import dataclass

from django.db.models import Q

from .dependence import relies_on
from .publication import Publication


@dataclass(frozen=True)
class Tongues:
    """The live copies of one story, one for each language; `original` is None while it is not live itself."""

    story: Publication
    copies: tuple
    original: Publication | None

    @property
    def others(self):
        """Every copy but the page's own."""
        return [copy for copy in self.copies if copy is not self.story]

    @property
    def is_of_the_original(self):
        return self.original is self.story


def original_of(story):
    """The key of the story that `story` (a publication) is a translation of, or its own."""
    return story.translation_of_id or story.article_id


def family_of(original, *, at=None):
    """The live publications of the story `original` (its key) and of its translations."""
    return Publication.objects.live(at).filter(Q(article=original) | Q(translation_of=original))


def families_within(copies, at=None):
    """Return {key of the original: its live family} for what is among `copies` (a queryset) in some language.

    Two questions, and one where nothing is translated.
    """
    translated = Publication.objects.live(at).filter(translation_of__isnull=False)
    ours = copies.filter(translation_of__isnull=False).order_by().values("translation_of")
    of_ours = translated.filter(translation_of__in=copies.order_by().values("article")).values("translation_of")
    originals = {row["translation_of"] for row in ours.union(of_ours.order_by())}
    found = {original: [] for original in originals}
    family = Q(article__in=originals) | Q(translation_of__in=originals)
    for copy in Publication.objects.live(at).for_lists().filter(family):
        found[original_of(copy)].append(copy)
    return found


def tongues_of(story, family):
    """Return the `Tongues` of a live `story` (a publication), or None where it can be read in no other language.

    `family`: live copies, those of `family_of` among them. What the desk has changed and not published may leave
    two in one language: the original stands for its own, else the copy that was opened last; the other one is
    not led to and leads nowhere.
    """
    original = original_of(story)
    relies_on(f"translations:{original}")
    others = [copy for copy in family if original_of(copy) == original and copy.article_id != story.article_id]
    newest = sorted([story, *others], key=lambda copy: copy.live_from, reverse=True)
    standing = {}
    for copy in sorted(newest, key=lambda copy: copy.article_id != original):
        standing.setdefault(copy.language, copy)
    if len(standing) < 2 or standing[story.language] is not story:
        return None
    copies = tuple(standing.values())
    return Tongues(story, copies, copies[0] if copies[0].article_id == original else None)
