"""Rich text: what is let in, and how it is finished for readers.

Nobody is trusted with HTML. `clean` runs when a body is saved and again when it is published; what the
editor in the browser offers is a convenience, never a guard.
"""

import html
import re
from urllib.parse import urlsplit

import lxml.html
import nh3
from django.utils.translation import override, pgettext, pgettext_lazy

from articles import pictures
from articles.arabic.normalise import tidy_lines
from articles.models.revision import BODY_PICTURE

HEADINGS = {"h2", "h3"}
TAGS = HEADINGS | set(
    "p br strong em b i u s sub sup a ul ol li blockquote hr figure figcaption img table thead tbody tr th td"
    " caption oembed".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "oembed": {"url"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "p": {"dir", "lang"},
    "blockquote": {"dir", "lang"},
}
CLASSES = {"figure": {"image", "media", "table"}, "blockquote": {"pullquote"}, "p": {"question"}}
VALUES = {
    "dir": re.compile(r"rtl|ltr|auto"),
    "lang": re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?"),
    "scope": re.compile(r"row|col"),
    "start": re.compile(r"\d{1,4}"),
    "reversed": re.compile(r"(reversed)?"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d?"),
}

# Embeds: host → provider. Only the address is stored; nothing of the provider is loaded for a reader.
EMBED_HOSTS = {
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "x.com": "x",
    "twitter.com": "x",
    "instagram.com": "instagram",
    "facebook.com": "facebook",
    "tiktok.com": "tiktok",
    "vimeo.com": "vimeo",
}
PROVIDER_NAMES = {
    "youtube": pgettext_lazy("embed provider", "YouTube"),
    "x": pgettext_lazy("embed provider", "X"),
    "instagram": pgettext_lazy("embed provider", "Instagram"),
    "facebook": pgettext_lazy("embed provider", "Facebook"),
    "tiktok": pgettext_lazy("embed provider", "TikTok"),
    "vimeo": pgettext_lazy("embed provider", "Vimeo"),
}


def embed_provider(url):
    """Return the provider of an embed's address, or None when its host is not on the list."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme != "https" or parts.username or not parts.path.strip("/"):
        return None
    return EMBED_HOSTS.get(host)


def clean(markup):
    """Return `markup` with nothing left but the elements, attributes, classes and hosts on the lists above.

    Idempotent: cleaning what is clean changes nothing. Markup so broken that two parsers never agree on
    it comes back as its words.
    """
    cleaned = tidy_lines(markup or "")
    for _attempt in range(4):
        before, cleaned = cleaned, _clean_once(cleaned)
        if cleaned == before:
            return cleaned
    return html.escape(plain_text(cleaned), quote=False)


def _clean_once(markup):
    tree = _tree(_CLEANER.clean(markup))
    for element in tree.iter("b", "i"):
        element.tag = "strong" if element.tag == "b" else "em"
    for image in list(tree.iter("img")):
        if not image.get("src"):
            _drop(image)
    for embed in list(tree.iter("oembed")):
        if not embed.get("url"):
            _drop(embed)
    for figure in list(tree.iter("figure")):
        if figure.find(".//img") is None and figure.find(".//oembed") is None and figure.find(".//table") is None:
            _unwrap_figure(figure)
    return _CLEANER.clean(_inner(tree))


def plain_text(markup):
    """Return the words of `markup`, one line a block, without marks."""
    tree = _tree(markup or "")
    for element in tree.iter("p", "li", "h2", "h3", "blockquote", "figcaption", "td", "th", "br"):
        element.tail = "\n" + (element.tail or "")
    return re.sub(r"\n\s*\n+", "\n", tree.text_content()).strip()


def is_empty(markup):
    """True when `markup` has neither words nor a picture."""
    return not plain_text(markup) and not BODY_PICTURE.search(markup or "")


def picture_alts(markup):
    """Return the alternative text of every picture in `markup`."""
    return [image.get("alt") or "" for image in _tree(markup or "").iter("img")]


def finish(markup, body_pictures, language="ar"):
    """Return the final HTML that readers get, from a body as approved.

    `body_pictures`: the revision's pictures by key. Pictures that are not there are left out.
    """
    tree = _tree(clean(markup))
    with override(language):
        for figure in list(tree.iter("figure")):
            _finish_figure(figure, body_pictures)
        for table in list(tree.iter("table")):
            _finish_table(table)
    for link in tree.iter("a"):
        if urlsplit(link.get("href") or "").netloc:
            link.set("rel", "noopener")
    # lxml closes <source>, which has no end tag.
    return _inner(tree).replace("</source>", "")


def _allowed(tag, attribute, value):
    if tag == "img" and attribute == "src":
        return value if BODY_PICTURE.fullmatch(value) else None
    if tag == "oembed":
        return value if embed_provider(value) else None
    pattern = VALUES.get(attribute)
    return value if pattern is None or pattern.fullmatch(value) else None


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


def _tree(markup):
    return lxml.html.fragment_fromstring(markup, create_parent="div")


def _inner(tree):
    """Serialise the children of `tree` as nh3 would, so that cleaning twice changes nothing."""
    parts = [html.escape(tree.text or "", quote=False)]
    parts += [lxml.html.tostring(child, encoding="unicode") for child in tree]
    return "".join(parts).strip()


def _drop(element):
    parent, tail = element.getparent(), element.tail or ""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _unwrap_figure(figure):
    """A figure whose picture or embed was refused keeps its words: nothing is dropped silently."""
    words = figure.text_content().strip()
    if not words:
        _drop(figure)
        return
    paragraph = lxml.html.Element("p")
    paragraph.text, paragraph.tail = words, figure.tail
    figure.getparent().replace(figure, paragraph)


def _finish_figure(figure, body_pictures):
    image, embed = figure.find(".//img"), figure.find(".//oembed")
    if image is not None:
        key = BODY_PICTURE.fullmatch(image.get("src")).group(1)
        _replace_picture(figure, image, body_pictures.get(key))
    elif embed is not None:
        _replace_embed(figure, embed)


def _replace_picture(figure, image, picture):
    if picture is None:
        _unwrap_figure(figure)
        return
    finished = _tree(pictures.markup(picture, image.get("alt") or ""))[0]
    image.getparent().replace(image, finished)
    caption = figure.find("figcaption")
    if picture["credit"]:
        if caption is None:
            caption = lxml.html.Element("figcaption")
            figure.append(caption)
        credit = lxml.html.Element("small")
        credit.text = picture["credit"]
        caption.append(credit)


def _replace_embed(figure, embed):
    url = embed.get("url")
    provider = embed_provider(url)
    link = lxml.html.Element("a", href=url, rel="noopener")
    link.text = pgettext("embed", "Watch on {provider}").format(provider=PROVIDER_NAMES[provider])
    figure.set("class", f"embed embed-{provider}")
    embed.getparent().replace(embed, link)


def _finish_table(table):
    """A wide table scrolls inside its own frame, never the page; the frame can be reached by keyboard."""
    frame = lxml.html.Element("div", role="group", tabindex="0")
    frame.set("class", "table-scroll")
    table.addprevious(frame)
    frame.tail, table.tail = table.tail, None
    frame.append(table)
