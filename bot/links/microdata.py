"""Microdata as the nodes of JSON-LD that it could have been: https://html.spec.whatwg.org/multipage/microdata.html"""

from collections.abc import Iterator

from lxml import etree

from bot.links.linked_data import Json
from bot.links.trees import Element, selected, text_of

_MARKED = etree.XPath("//*[@itemscope or @itemprop]")
_MAX_MARKED = 3_000
_MAX_TEXT = 2_000
_ADDRESSES = {
    "a": "href", "area": "href", "link": "href", "audio": "src", "embed": "src", "iframe": "src", "img": "src",
    "source": "src", "track": "src", "video": "src", "object": "data", "data": "value", "meter": "value",
    "time": "datetime",
}  # fmt: skip
"""Which attribute holds the value of an element, where it is not its text."""

_Item = dict[str, Json]


def items_in(tree: Element) -> tuple[_Item, ...]:
    """Return the items of *tree* that are no other item's property, in the order of the page; inner ones inside."""
    items: dict[Element, _Item] = {}
    outer: list[_Item] = []
    for element in selected(_MARKED, tree, _MAX_MARKED):
        scope = next((items[each] for each in element.iterancestors() if each in items), None)
        item = _item(element) if element.get("itemscope") is not None else None
        names = (element.get("itemprop") or "").split()[:8]
        if item is not None:
            items[element] = item
            if not names or scope is None:
                outer.append(item)
        if scope is not None:
            for name in names:
                _add(scope, name.rpartition("/")[2], _value(element) if item is None else item)
    return tuple(outer)


def _item(element: Element) -> _Item:
    types: list[Json] = [*(element.get("itemtype") or "").split()[:8]]
    return {"@type": types} if types else {}


def _add(item: _Item, name: str, value: Json) -> None:
    """Add a value beside those that *item* has under *name*."""
    if name.startswith("@") or value == "":
        return
    values = item.setdefault(name, [])
    if isinstance(values, list):
        values.append(value)


def _value(element: Element) -> str:
    said = next(_said(element), None)
    return (text_of(element) if said is None else said)[:_MAX_TEXT]


def _said(element: Element) -> Iterator[str]:
    for attribute in ("content", _ADDRESSES.get(str(element.tag), "")):
        value = element.get(attribute) if attribute else None
        if value is not None:
            yield value
