"""The parts of a body that have a shape of their own. Each is brought into its one shape, or becomes plain words.

    <div class="gallery"><figure class="image"><img …><figcaption>…</figcaption></figure>…</div>
    <aside class="factbox"><h3>…</h3><div class="factbox-body">…</div></aside>
    <aside class="related"><a href="/a/2b3c4d5f/">…</a></aside>
    <figure class="embed" data-provider="youtube" data-id="…"></figure>

They stand on the first level of a body, and not in one another.
"""

import re

from . import embeds
from .tree import become_words, classes, drop, element, replace, words

RELATED = re.compile(r"/a/([0-9a-z]{8})/")
CONTAINERS = {"div": {"gallery", "factbox-body"}, "aside": {"factbox", "related"}}


def shape(tree):
    """Bring every box in `tree` into its shape."""
    _read_old_embeds(tree)
    for figure in list(tree.iter("figure")):
        if next(figure.iterancestors("figure"), None) is not None:
            figure.drop_tag()
    for node in list(tree.iter("div", "aside")):
        if node is not tree and node.getparent() is not None and not _may_stand(node, tree):
            node.drop_tag()
    for figure in list(tree.iter("figure")):
        if "embed" in classes(figure):
            _shape_embed(figure, tree)
        else:
            for name in ("data-provider", "data-id"):
                figure.attrib.pop(name, None)
    for node in list(tree.iterchildren("div", "aside")):
        SHAPES[node.get("class")](node)


def _may_stand(node, tree):
    """True for a box on the first level, and for the one `<div>` that a fact box holds."""
    known = set(classes(node)) & CONTAINERS[node.tag]
    if not known:
        return False
    node.set("class", min(known))
    parent = node.getparent()
    if node.get("class") == "factbox-body":
        return parent.getparent() is tree and parent.get("class") == "factbox"
    return parent is tree


def _read_old_embeds(tree):
    """An embed that was stored with its address becomes one with a provider and an id."""
    for old in list(tree.iter("oembed")):
        found = embeds.read_link(old.get("url") or "")
        figure = next((above for above in old.iterancestors("figure")), None)
        if found:
            new = element("figure", class_="embed", data_provider=found[0], data_id=found[1])
        elif old.get("url"):
            new = element("p", element("a", text=old.get("url"), href=old.get("url")))
        else:
            drop(old)
            continue
        replace(figure if figure is not None else old, new)


def _shape_embed(figure, tree):
    provider, embed_id = figure.get("data-provider") or "", figure.get("data-id") or ""
    caption = next(figure.iterchildren("figcaption"), None)
    if not embeds.accepts(provider, embed_id) or figure.getparent() is not tree:
        become_words(figure)
        return
    for child in list(figure):
        if child is not caption or not words(child):
            drop(child)
    figure.text = None
    for child in figure:
        child.tail = None
    figure.set("class", "embed")


def _shape_gallery(node):
    """Only pictures; what else stood in it goes on after it, and one without pictures is none."""
    figures = [child for child in node.iterchildren("figure") if child.find(".//img") is not None]
    after = [element("p", text=said) for child in node if child not in figures and (said := words(child))]
    loose = " ".join(filter(None, [(node.text or "").strip(), *((c.tail or "").strip() for c in node)]))
    after += [element("p", text=loose)] if loose else []
    for figure in figures:
        figure.set("class", "image")
        figure.tail = None
    gallery = element("div", *figures, class_="gallery")
    replace(node, *([gallery] if figures else []), *after)


def _shape_facts(node):
    if not words(node):
        drop(node)
        return
    title = next((child for child in node.iterchildren("h2", "h3") if words(child)), None)
    inside = next(node.iterchildren("div"), None)
    if inside is None:
        inside = element("div", class_="factbox-body")
    loose = [(node.text or "").strip(), *((child.tail or "").strip() for child in node)]
    moved = [child for child in node if child is not title and child is not inside]
    moved += [element("p", text=said) for said in loose if said]
    for child in list(node):
        child.tail = None
        node.remove(child)
    node.text = None
    inside.extend(child for child in moved if words(child) or child.find(".//img") is not None)
    if title is not None:
        title.tag = "h3"
        node.append(title)
    if words(inside) or len(inside):
        node.append(inside)


def _shape_related(node):
    link = next((a for a in node.iter("a") if RELATED.fullmatch(a.get("href") or "") and words(a)), None)
    if link is None or words(link) != words(node):
        become_words(node)
        return
    replace(node, element("aside", element("a", text=words(link), href=link.get("href")), class_="related"))


SHAPES = {"gallery": _shape_gallery, "factbox": _shape_facts, "related": _shape_related}
