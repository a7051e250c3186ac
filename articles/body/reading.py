"""What a body says and shows."""

import re

from articles.models.revision import BODY_PICTURE

from .boxes import RELATED
from .tree import classes, parsed, words


def plain_text(markup):
    """Return the words of `markup`, one line a block, without marks."""
    tree = parsed(markup or "")
    for element in tree.iter("p", "li", "h2", "h3", "blockquote", "figcaption", "td", "th", "br", "aside"):
        element.tail = "\n" + (element.tail or "")
    return re.sub(r"\n\s*\n+", "\n", tree.text_content()).strip()


def is_empty(markup):
    """True when `markup` has neither words nor a picture."""
    return not plain_text(markup) and not BODY_PICTURE.search(markup or "")


def picture_alts(markup):
    """Return the alternative text of every picture in `markup`."""
    return [image.get("alt") or "" for image in parsed(markup or "").iter("img")]


def bare_boxes(markup):
    """Return the title of every fact box in `markup` that holds nothing else."""
    boxes = parsed(markup or "").iterchildren("aside")
    return [words(box) for box in boxes if "factbox" in classes(box) and is_bare(box)]


def is_bare(box):
    """True for a fact box that holds its title and nothing else."""
    title = next(box.iterchildren("h3"), None)
    return title is not None and words(title) == words(box) and box.find(".//img") is None


def picture_keys(markup):
    """Return the keys of the pictures in `markup`."""
    return set(BODY_PICTURE.findall(markup or ""))


def related_stories(markup):
    """Return the public ids of the stories in the related boxes of `markup`."""
    boxes = parsed(markup or "").findall('aside[@class="related"]/a')
    return {found[1] for link in boxes if (found := RELATED.fullmatch(link.get("href") or ""))}
