"""HTML to a tree, and text out of it: the one place that knows how lxml is told to be careful."""

from collections.abc import Mapping
from itertools import islice
from typing import TypeAlias

from lxml import etree, html

# lxml has no public name for the class of its elements.
Element: TypeAlias = etree._Element  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

_HARMLESS_BYTES = 128 * 1024
"""Up to here no page can take a parser more than a third of a second."""
_MAX_ATTRIBUTES = 1_000

_TEXT = etree.XPath("string(.)", smart_strings=False)


def tree_of(page: str) -> Element | None:
    """Return the tree of *page*, which may be anything; libxml2's own limits on depth and length stay on."""
    # NUL ends a text in libxml2.
    content = page.replace("\0", "").encode("utf-8", "replace")
    # The parser of lxml.html makes the elements that htmldate asks for; it is lxml.etree's but for that.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        if len(content) > _HARMLESS_BYTES:
            _refuse_monsters(content)
        return etree.fromstring(content, parser)
    except (etree.LxmlError, _TooManyAttributes):
        return None


def _refuse_monsters(content: bytes) -> None:
    # lxml asks its target only for the methods it has; the type says that it must have all.
    guard = etree.HTMLParser(encoding="utf-8", target=_AttributeGuard())  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportUnknownVariableType]
    etree.fromstring(content, guard)  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]


class _TooManyAttributes(Exception):
    """One element has more of them than any page needs."""


class _AttributeGuard:
    """Looks at a page without making a tree.

    The time libxml2 takes to make an element grows with the square of its attributes: a mebibyte of them is 17 s.
    """

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        """Raise `_TooManyAttributes` when an element has too many."""
        if len(attributes) > _MAX_ATTRIBUTES:
            raise _TooManyAttributes

    def close(self) -> None:
        """End without a result."""


def text_of(element: Element) -> str:
    """Return the text inside *element*, white space made single."""
    return " ".join(str(_TEXT(element)).split())


def few(tree: Element, tag: str, most: int) -> list[Element]:
    """Return the first elements named *tag*, at most *most*."""
    return list(islice(tree.iter(tag), most))


def selected(path: etree.XPath, tree: Element, most: int) -> list[Element]:
    """Return the first elements that *path* selects, at most *most*."""
    # A path may select numbers or texts too; those of this package select elements.
    found: list[Element] = path(tree)  # pyright: ignore[reportAssignmentType]
    return found[:most]
