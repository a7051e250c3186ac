"""Elements that hold any text: what XML does not allow is left out, everything else is escaped."""

import re

from lxml import etree

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(tag, namespaces=None, **attributes):
    return etree.Element(tag, nsmap=namespaces, **attributes)


def add(parent, tag, text=None, **attributes):
    """Add an element to `parent` and return it; one that would have neither a text nor attributes is left out."""
    if text in (None, "") and not attributes:
        return None
    element = etree.SubElement(parent, tag, {name: legal(str(value)) for name, value in attributes.items()})
    element.text = legal(str(text)) if text is not None else None
    return element


def within(parent, tag):
    """Add an element that will hold others to `parent`, and return it."""
    return etree.SubElement(parent, tag)


def legal(text):
    return ILLEGAL.sub("", text)


def written(element):
    return etree.tostring(element, xml_declaration=True, encoding="utf-8")
