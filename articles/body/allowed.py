"""The elements, attributes and classes that are let in, and nothing else."""

import html
import re
from urllib.parse import urlsplit

import nh3

from articles.arabic.normalise import tidy_lines
from articles.models.revision import BODY_PICTURE

from .boxes import CONTAINERS, shape
from .reading import plain_text
from .tree import become_words, drop, inner, parsed, words

HEADINGS = {"h2", "h3"}
TAGS = HEADINGS | set(
    "p br strong em b i u s sub sup a ul ol li blockquote hr figure figcaption img table thead tbody tr th td"
    " caption aside div oembed".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "figure": {"data-provider", "data-id"},
    "oembed": {"url"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "p": {"dir", "lang"},
    "blockquote": {"dir", "lang"},
}
CLASSES = {
    "figure": {"image", "table", "embed"},
    "blockquote": {"pullquote"},
    "p": {"question"},
    **CONTAINERS,
}
VALUES = {
    "dir": re.compile(r"rtl|ltr|auto"),
    "lang": re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?"),
    "scope": re.compile(r"row|col"),
    "start": re.compile(r"\d{1,4}"),
    "reversed": re.compile(r"(reversed)?"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d?"),
    "data-provider": re.compile(r"[a-z]{1,20}"),
    "data-id": re.compile(r"[\w@/?=.,-]{1,220}", re.ASCII),
}
# What stands for an embed that was stored before embeds had a provider and an id.
OLD_EMBED_HOSTS = {
    "youtube.com", "youtu.be", "x.com", "twitter.com", "instagram.com", "facebook.com", "tiktok.com", "vimeo.com",
}  # fmt: skip


def clean(markup):
    """Return `markup` with nothing left but the elements, attributes, classes and hosts on the lists above.

    Idempotent: cleaning what is clean changes nothing. Markup so broken that two parsers never agree on
    it comes back as its words.
    """
    cleaned = tidy_lines(markup or "")
    for _attempt in range(5):
        before, cleaned = cleaned, _clean_once(cleaned)
        if cleaned == before:
            return cleaned
    return html.escape(plain_text(cleaned), quote=False)


def _clean_once(markup):
    tree = parsed(_CLEANER.clean(markup))
    for element in tree.iter("b", "i"):
        element.tag = "strong" if element.tag == "b" else "em"
    for image in list(tree.iter("img")):
        if not image.get("src"):
            drop(image)
    shape(tree)
    for figure in list(tree.iter("figure")):
        if figure.get("class") != "embed" and figure.find(".//img") is None and figure.find(".//table") is None:
            become_words(figure)
    for paragraph in list(tree.iterchildren("p")):
        if not words(paragraph) and not len(paragraph):
            drop(paragraph)
    return _CLEANER.clean(inner(tree))


def _allowed(tag, attribute, value):
    if tag == "img" and attribute == "src":
        return value if BODY_PICTURE.fullmatch(value) else None
    if tag == "oembed":
        return value if _is_old_embed(value) else None
    pattern = VALUES.get(attribute)
    return value if pattern is None or pattern.fullmatch(value) else None


def _is_old_embed(url):
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return False
    return parts.scheme == "https" and not parts.username and host in OLD_EMBED_HOSTS and bool(parts.path.strip("/"))


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math"},
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    attribute_filter=_allowed,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)
