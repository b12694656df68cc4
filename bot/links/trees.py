"""HTML to a tree, and text out of it: the one place that knows how lxml is told to be careful."""

from itertools import islice
from typing import TypeAlias

from lxml import etree

# lxml has no public name for the class of its elements.
Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

_TEXT = etree.XPath("string(.)", smart_strings=False)


def tree_of(html: str) -> Element | None:
    """Return the tree of *html*, which may be anything; libxml2's own limits on depth and length stay on."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        recover=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        # NUL ends a text in libxml2.
        return etree.fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def text_of(element: Element) -> str:
    """Return the text inside *element*, white space made single."""
    return " ".join(str(_TEXT(element)).split())


def few(tree: Element, tag: str, most: int) -> list[Element]:
    """Return the first elements named *tag*, at most *most*."""
    return list(islice(tree.iter(tag), most))


def selected(path: etree.XPath, tree: Element, most: int) -> list[Element]:
    """Return the first elements that *path* selects, at most *most*."""
    found = path(tree)
    return [each for each in found[:most] if isinstance(each, Element)] if isinstance(found, list) else []
