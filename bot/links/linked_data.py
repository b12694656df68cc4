"""JSON-LD as pages write it: scripts opened to plain nodes, whatever shape they come in.

https://www.w3.org/TR/json-ld11/ ; its nouns: https://schema.org
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from bot.links.trees import Element

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

Node: TypeAlias = "Mapping[str, Json]"
"""One object of JSON-LD."""

_MAX_NODES = 1_000
_MAX_SCRIPTS = 50
_PREFIXED = re.compile(r'"(?:schema:|https?://schema\.org/)(?=[A-Za-z]+"\s*:)')
"""Keys of the compact and of the expanded form, which mean the same as bare ones."""
_CONTAINERS = ("@graph", "@included", "@set", "@list", "mainEntity", "mainEntityOfPage", "hasPart")
"""Where nodes about the page are inside others."""


def nodes_in(tree: Element) -> Iterator[Node]:
    """Yield the nodes of the page's scripts, outer ones first, each list and graph opened, at most a thousand."""
    waiting: list[Json] = [each for script in _scripts(tree) for each in _parsed(script)]
    at = 0
    while at < len(waiting) and at < _MAX_NODES:
        value = waiting[at]
        at += 1
        if isinstance(value, list):
            waiting.extend(value[:_MAX_NODES])
        elif isinstance(value, dict):
            yield value
            waiting.extend(_inner(value))


def types_of(node: Node) -> tuple[str, ...]:
    """Return the types of *node*, in lower case, without their vocabulary."""
    bare = (each.rpartition("/")[2].rpartition("#")[2].rpartition(":")[2] for each in texts(node.get("@type")))
    return tuple(each.lower() for each in bare)


def listed(value: Json) -> tuple[Json, ...]:
    """Return *value* as a tuple: one value, a list, `{"@list": …}` and `{"@set": …}` mean the same."""
    if isinstance(value, dict) and not value.keys().isdisjoint({"@list", "@set"}):
        value = value.get("@list", value.get("@set"))
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def texts(value: Json) -> tuple[str, ...]:
    """Return the texts in *value*, which is one, a list of them, or `{"@value": …}`."""
    flat = (each.get("@value") if isinstance(each, dict) else each for each in listed(value))
    return tuple(each for each in flat if isinstance(each, str))


def _inner(node: Mapping[str, Json]) -> Iterable[Json]:
    return (node[key] for key in _CONTAINERS if isinstance(node.get(key), list | dict))


def _scripts(tree: Element) -> Iterator[str]:
    kept = 0
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            kept += 1
            yield script.text
        if kept == _MAX_SCRIPTS:
            return


def _parsed(script: str) -> tuple[Json, ...]:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("<![CDATA[").removeprefix("//<![CDATA[").removesuffix("//]]>").removesuffix("]]>").strip()
    try:
        # Not strict: pages put line breaks into texts. RecursionError: a script may nest as deep as it likes.
        return (json.loads(_PREFIXED.sub('"', text.rstrip(";")), strict=False),)
    except (ValueError, RecursionError):
        return ()
