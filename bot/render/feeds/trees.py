"""XML as trees: what a feed is written with."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped; JSON and UTF-8 do without it, too."""


def clean(text: str) -> str:
    """Return *text* without what XML forbids."""
    return _FORBIDDEN.sub("", str(text))


def add(parent: Element, name: str, text: str) -> Element:
    """Add an element with *text* and return it."""
    node = SubElement(parent, name)
    node.text = clean(text)
    return node


def link(parent: Element, name: str = "link", **attributes: str) -> None:
    """Add an Atom link."""
    node = SubElement(parent, name)
    for attribute, value in attributes.items():
        node.set(attribute.rstrip("_"), clean(value))


def written(root: Element) -> bytes:
    """Return the document."""
    indent(root)
    document: bytes = tostring(root, xml_declaration=True, encoding="utf-8")
    return document + b"\n"
