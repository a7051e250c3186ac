"""The HTML that readers get: without scripts whole and useful, and with no request to anybody else's server."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override

from articles import pictures
from articles.models.revision import BODY_PICTURE

from .allowed import clean
from .embeds import PROVIDERS
from .reading import is_bare
from .tree import become_words, classes, drop, element, inner, parsed, replace, words

# A quarter of a wide page for each picture of a gallery; most of a phone, so that the next one shows.
GALLERY_SIZES = "(min-width: 48rem) 19rem, 80vw"


def finish(markup, body_pictures, language="ar"):
    """Return the final HTML that readers get, from a body as approved.

    `body_pictures`: the revision's pictures by key. Pictures that are not there are left out.
    """
    tree = parsed(clean(markup))
    with override(language):
        for figure in list(tree.iter("figure")):
            _finish_figure(figure, body_pictures)
        for image in list(tree.iter("img")):
            _finish_loose_picture(image, body_pictures)
        for box in list(tree.iterchildren("div", "aside")):
            BOXES[box.get("class")](box)
        for table in list(tree.iter("table")):
            _finish_table(table)
        _group_answers(tree)
    for link in tree.iter("a"):
        if urlsplit(link.get("href") or "").netloc:
            link.set("rel", "noopener")
    # lxml closes <source>, which has no end tag.
    return inner(tree).replace("</source>", "")


def _finish_figure(figure, body_pictures):
    image = figure.find(".//img")
    if image is not None:
        key = BODY_PICTURE.fullmatch(image.get("src")).group(1)
        _replace_picture(figure, image, body_pictures.get(key))
    elif "embed" in classes(figure):
        _finish_embed(figure)


def _replace_picture(figure, image, picture):
    in_gallery = figure.getparent().get("class") == "gallery"
    if picture is None:
        drop(figure) if in_gallery else become_words(figure)
        return
    sizes = GALLERY_SIZES if in_gallery else ""
    finished = parsed(pictures.markup(picture, image.get("alt") or "", sizes=sizes))[0]
    image.getparent().replace(image, finished)
    caption = figure.find("figcaption")
    if picture["credit"]:
        if caption is None:
            caption = element("figcaption")
            figure.append(caption)
        caption.append(element("small", text=picture["credit"]))


def _finish_loose_picture(image, body_pictures):
    """A picture that stands in no figure of its own: readers get it as a rendition all the same, or not at all."""
    found = BODY_PICTURE.fullmatch(image.get("src"))
    if not found:
        return
    picture = body_pictures.get(found[1])
    replace(image, *([parsed(pictures.markup(picture, image.get("alt") or ""))[0]] if picture else []))


def _finish_embed(figure):
    """A link to the page there. A script of the site may turn it, on a tap, into a frame of `data-frame`."""
    provider, embed_id = PROVIDERS[figure.get("data-provider")], figure.get("data-id")
    figure.set("class", f"embed embed-{figure.get('data-provider')}")
    figure.set("data-frame", provider.frame_of(embed_id))
    link = element("a", text=str(provider.invitation), href=provider.address_of(embed_id), rel="noopener")
    figure.insert(0, link)


def _finish_table(table):
    """A wide table scrolls inside its own frame, never the page; the frame can be reached by keyboard."""
    frame = element("div", role="group", tabindex="0", class_="table-scroll")
    table.addprevious(frame)
    frame.tail, table.tail = table.tail, None
    frame.append(table)


def _finish_gallery(box):
    """A row that scrolls within the page where there is no room; the row can be reached by keyboard."""
    if not len(box):
        drop(box)
        return
    box.set("role", "group")
    box.set("tabindex", "0")
    box.set("aria-label", _("Pictures of the story"))


def _finish_facts(box):
    """Its title names the box and is no heading: the box may stand where a heading of its level would not."""
    title = next(box.iterchildren("h3"), None)
    if is_bare(box):
        # A frame around nothing: its one line stands by itself.
        replace(box, element("h3", text=words(title)))
        return
    box.set("aria-label", words(title) if title is not None else _("Facts"))
    if title is not None:
        title.tag = "p"
        title.set("class", "factbox-title")


def _finish_related(box):
    link = box[0]
    label = element("p", text=_("Read also"), class_="label")
    finished = element("aside", label, element("p", link), class_="related-story")
    finished.set("aria-label", _("Read also"))
    replace(box, finished)


BOXES = {"gallery": _finish_gallery, "factbox": _finish_facts, "related": _finish_related}


def _group_answers(tree):
    """A question and the paragraphs after it stand together."""
    for question in list(tree.iterchildren("p")):
        if "question" not in classes(question) or not words(question):
            continue
        together = element("div", class_="question-answer")
        question.addprevious(together)
        following = question.getnext()
        together.append(question)
        while following is not None and following.tag in ("p", "ul", "ol") and "question" not in classes(following):
            following, answer = following.getnext(), following
            together.append(answer)
