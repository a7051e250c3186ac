"""Markup into a tree and back."""

import html

import lxml.html


def parsed(markup):
    """Return `markup` under one `<div>`."""
    return lxml.html.fragment_fromstring(markup, create_parent="div")


def inner(tree):
    """Serialise the children of `tree` as nh3 would, so that cleaning twice changes nothing."""
    parts = [html.escape(tree.text or "", quote=False)]
    parts += [lxml.html.tostring(child, encoding="unicode") for child in tree]
    return "".join(parts).strip()


def element(tag, *children, text=None, **attributes):
    """Make an element; `class_` stands for class, and `_` in a name for a hyphen."""
    made = lxml.html.Element(tag)
    for name, value in attributes.items():
        made.set(name.rstrip("_").replace("_", "-"), value)
    made.text = text
    made.extend(children)
    return made


def classes(node):
    return (node.get("class") or "").split()


def words(node):
    return node.text_content().strip()


def drop(node):
    """Remove `node` and what is in it; the words after it stay."""
    parent, tail = node.getparent(), node.tail or ""
    if parent is None:
        # It went with what it stood in.
        return
    previous = node.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def replace(node, *others):
    """Put `others` where `node` is; the words after it stay."""
    for other in others if node.getparent() is not None else ():
        node.addprevious(other)
    drop(node)


def become_words(node):
    """What was refused keeps its words, as a paragraph: nothing is dropped silently."""
    said = words(node)
    replace(node, *([element("p", text=said)] if said else []))
