"""Which story is the translation of which: what may stand, and what a translator starts with.

An original has one translation into each language, and a translation has no translations: they all point to it.
A spiked story holds no place.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles.models import Article, Author, Byline, DeskState, Reach
from articles.models.prepared import Prepared

DIRECTIONS = {"ar": "rtl", "en": "ltr"}
# What is copied to be written over, or to stay.
KEPT = (
    "kicker", "headline", "standfirst", "place", "source", "kind", "body",
    "section_id", "event_id", "session_id", "lead_picture_id", "embargo_until",
)  # fmt: skip


def of(original):
    """The stories that are translations of `original` (a story or its key)."""
    return Article.objects.filter(translation_of=original).exclude(desk_state=DeskState.SPIKED)


def objections(article, original, language):
    """Yield why `article` cannot be in `language` and a translation of `original` (None: of none): (field, message)."""
    own = of(article) if article.pk else Article.objects.none()
    if original is None:
        if own.filter(language=language).exists():
            yield "language", _("This story has a translation into this language already.")
    elif original.pk == article.pk:
        yield "translation_of", _("A story is no translation of itself. Choose the story in the other language.")
    elif original.translation_of_id:
        yield "translation_of", _("That story is a translation too. Choose the one that it was translated from.")
    elif original.language == language:
        yield "translation_of", _("Both stories are in one language. Choose another story, or correct the language.")
    elif own.exists():
        yield "translation_of", _("This story has translations itself, so that it cannot be one.")
    elif of(original).filter(language=language).exclude(pk=article.pk).exists():
        yield "translation_of", _("That story has a translation into this language already.")


def hold(original):
    """Keep everybody else from making translations of `original` until the transaction ends, and read it anew."""
    rows = Article.objects.select_for_update(no_key=True)
    original.refresh_from_db(fields=["language", "translation_of"], from_queryset=rows)


def hold_both(story, original=None):
    """Hold `story`, the story that it is a translation of and the one that it becomes a translation of (keys).

    Call before either is held alone: in the order of their keys, no two people wait for each other.
    """
    its_own = Article.objects.filter(pk=story).order_by().values("translation_of")
    rows = Article.objects.filter(Q(pk=story) | Q(pk=original) | Q(pk__in=its_own))
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def family_of(article, user):
    """The stories that `article` is in other languages, each with `in_sight`: whether `user` may open it."""
    reach = Reach.of(user)
    return _family(article.pk, article.translation_of_id or article.pk, *reach.values, kind=reach.kind)


@Prepared
def _family(story, original, *whose, at, kind):
    visible = Article.objects.within(Reach(kind, *whose), or_offered=True).order_by().filter(pk=OuterRef("pk"))
    family = Q(pk=original) | (Q(translation_of=original) & ~Q(desk_state=DeskState.SPIKED))
    others = Article.objects.filter(family).exclude(pk=story).order_by("pk")
    return others.annotate(in_sight=Exists(visible)).only("headline", "language", "direction")


def first_words(original, *, by):
    """Return what the form of a new translation of `original` starts with, in the name of `by`.

    The words are the original's, to be written over paragraph by paragraph. What waited under an embargo waits.
    """
    language = next(language for language in DIRECTIONS if language != original.language)
    kept = {name.removesuffix("_id"): getattr(original, name) for name in KEPT}
    own = Author.objects.filter(user=by, is_active=True).first()
    picture = original.lead_picture
    open_to_them = Article.objects.visible_to(by).order_by().values("pk")
    related = original.related_links.filter(to__in=open_to_them)
    return kept | {
        "translation_of": original.pk,
        "language": language,
        "direction": DIRECTIONS[language],
        # The picture's own words are in the language of the original, and would be printed where these are empty.
        "lead_alt": original.lead_alt or (picture.alt if picture else ""),
        "lead_caption": original.lead_caption or (picture.caption if picture else ""),
        "tags": [tag.name for tag in original.tags.all()],
        "related_stories": list(related.values_list("to_id", flat=True)),
        "bylines": [(own, Byline.Role.TRANSLATION)] if own else [],
    }
