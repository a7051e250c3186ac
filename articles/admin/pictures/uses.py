"""Where a picture is shown. Only what the person may open is named; the rest is counted."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from articles.models import (
    Article,
    Author,
    Event,
    FrontLayout,
    PictureUse,
    Publication,
    PublicationPicture,
    Section,
)

MOST_NAMED = 50


@dataclass
class Uses:
    """`stories`: those that may be named; `others`: how many more there are. `earlier`: only in saved copies."""

    stories: list = field(default_factory=list)
    others: int = 0
    earlier: int = 0
    places: list = field(default_factory=list)

    @property
    def is_shown(self):
        return bool(self.stories or self.others or self.places)

    def __bool__(self):
        return self.is_shown or bool(self.earlier)


def uses_of(picture, user):
    """Return the `Uses` of `picture` as `user` may know them; a fixed number of queries."""
    live = Publication.objects.live().filter(picture_rows__picture=picture)
    uses = PictureUse.objects.filter(picture=picture)
    shown = uses.filter(Q(is_current=True) | Exists(live.filter(article=OuterRef("article"))))
    mine = Article.objects.visible_to(user).filter(pk__in=shown.values("article"))
    stories = list(mine.with_public_state().defer("body", "notes").order_by("-modified_at", "-pk")[:MOST_NAMED])
    everywhere = shown.count()
    return Uses(
        stories=stories,
        others=everywhere - len(stories),
        earlier=uses.count() - everywhere,
        places=[*_people(picture, user), *_events(picture, user), *_fronts(live)],
    )


def _people(picture, user):
    for author in Author.objects.filter(portrait=picture).only("name")[:MOST_NAMED]:
        yield _link("author", author, user), str(author)


def _events(picture, user):
    if not user.has_perm("articles.view_event"):
        # Whoever may not look at events learns of those that readers see.
        events = Event.objects.public().filter(picture=picture)
    else:
        events = Event.objects.filter(picture=picture)
    for event in events.only("title")[:MOST_NAMED]:
        yield _link("event", event, user), str(event)


def _link(model, row, user):
    may_look = user.has_perm(f"articles.view_{model}") or user.has_perm(f"articles.change_{model}")
    return reverse(f"admin:articles_{model}_change", args=[row.pk]) if may_look else ""


def _fronts(live):
    """The fronts on which an editor has put a live story with the picture."""
    shown = set(live.values_list("public_id", flat=True)[:MOST_NAMED])
    if not shown:
        return
    layouts = FrontLayout.objects.during().order_by("-since", "-pk")
    of_section = layouts.filter(section=OuterRef("pk")).values("pk")[:1]
    newest = Section.objects.annotate(layout=Subquery(of_section)).exclude(layout=None).values_list("layout", flat=True)
    home = FrontLayout.objects.of(None)
    for layout in [*([home] if home else []), *FrontLayout.objects.filter(pk__in=newest).select_related("section")]:
        if shown & set(layout.stories):
            yield layout.section.get_absolute_url() if layout.section else reverse("home"), str(layout)


def is_used(picture):
    """True when a story, a saved copy, a publication, an author or an event shows `picture`, or ever did."""
    return (
        PictureUse.objects.filter(picture=picture).exists()
        or PublicationPicture.objects.filter(picture=picture).exists()
        or Author.objects.filter(portrait=picture).exists()
        or Event.objects.filter(picture=picture).exists()
    )
