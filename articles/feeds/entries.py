"""A story as an entry of a feed, the same for every format."""

from dataclasses import dataclass, field
from datetime import datetime

import lxml.html
from django.conf import settings
from django.urls import reverse

from articles import pictures
from articles.metadata import absolute
from articles.models import Byline

# A tag: identifier holds a year in which the paper had its host name (RFC 4151); it never changes again.
YEAR = "2026"
WRITING = (Byline.Role.WRITER, Byline.Role.FIELD)
# A reader of feeds has a column of its own width, and takes one picture.
RESPONSIVE = ("srcset", "sizes", "fetchpriority", "loading", "decoding")


@dataclass(frozen=True)
class Entry:
    key: str
    """Stays the same through every update, correction and change of address."""
    title: str
    address: str
    published: datetime
    updated: datetime
    """Moves only when readers see a change."""
    language: str
    summary: str = ""
    content: str = ""
    """HTML, or empty where the paper gives summaries only."""
    authors: tuple = ()
    """Names, each with its address."""
    tags: tuple = ()
    picture: str = ""


@dataclass(frozen=True)
class Feed:
    title: str
    address: str
    """The page that shows the same stories."""
    own_address: str
    entries: list = field(default_factory=list)
    description: str = ""
    hub: str = ""

    @property
    def updated(self):
        """When the newest change of its entries was; the beginning of time for a feed without any."""
        return max((entry.updated for entry in self.entries), default=None)


def entry_of(copy, summary, *, is_full):
    """Return the entry of a publication; with its whole text where `is_full`."""
    writers = [line for line in copy.bylines if line["role"] in WRITING]
    return Entry(
        key=f"tag:{settings.SITE_HOST},{YEAR}:story/{copy.public_id}",
        title=copy.headline,
        address=absolute(copy.get_absolute_url()),
        published=copy.published_at,
        updated=copy.updated_at or copy.published_at,
        language=copy.language,
        summary=summary,
        content=_whole_text(copy) if is_full else "",
        authors=tuple((line["name"], absolute(reverse("author", args=[line["slug"]]))) for line in writers),
        tags=(copy.section_name, *(tag["name"] for tag in copy.tags)),
        picture=absolute(pictures.share_url(copy.picture)) if copy.picture else "",
    )


def _whole_text(copy):
    """The final body with whole addresses: it is read far from our site."""
    tree = lxml.html.fragment_fromstring(copy.body, create_parent="div")
    for source in list(tree.iter("source")):
        source.drop_tree()
    for element in list(tree.iter("picture")):
        element.drop_tag()
    for element in tree.iter():
        for name in RESPONSIVE:
            element.attrib.pop(name, None)
        for name in ("href", "src"):
            value = element.get(name, "")
            if value.startswith("/") and not value.startswith("//"):
                element.set(name, absolute(value))
    return "".join(lxml.html.tostring(child, encoding="unicode") for child in tree)
