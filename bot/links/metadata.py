"""What a page's head says, gathered once: `meta` elements and JSON-LD, whatever shape they come in.

JSON-LD: https://www.w3.org/TR/json-ld11/ ; its nouns: https://schema.org ; Open Graph: https://ogp.me
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.links.trees import Element

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

Node: TypeAlias = "Mapping[str, Json]"
"""One object of JSON-LD."""

_MAX_META = 1_000
_MAX_NODES = 1_000
_MAX_SCRIPTS = 50
_ABOUT_OTHERS = frozenset(
    {
        "website", "organization", "newsmediaorganization", "person", "breadcrumblist", "imageobject", "listitem",
        "searchaction", "readaction", "corporation", "sitenavigationelement", "wpheader", "wpfooter", "itemlist",
        "webpageelement", "postaladdress", "comment", "interactioncounter", "speakablespecification", "offer",
        "aggregaterating", "rating", "review", "propertyvalue", "entrypoint", "brand", "collectionpage", "contactpoint",
    }
)  # fmt: skip
"""Types that say nothing of the page itself."""
_WEAK = frozenset({"webpage", "itempage", "aboutpage", "faqpage", "profilepage", "thing", "creativework", ""})
"""Types that say less than any other node about the same page."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head says: lower-case names of `meta` to their values in order, and the node about the page."""

    values: Mapping[str, tuple[str, ...]]
    node: Node
    by_id: Mapping[str, Node]
    """Every JSON-LD node with an `@id`, for those that are only pointed at."""

    def first(self, *names: str) -> str:
        """Return the first value that is not blank under the first of *names* that has one."""
        return next(self.all(*names), "")

    def all(self, *names: str) -> Iterator[str]:
        """Yield what stands under *names*, blank values left out."""
        return (value for name in names for value in self.values.get(name, ()) if value.strip())

    def said(self, *keys: str) -> str:
        """Return the first text the node has under *keys*."""
        return next((text for key in keys for text in texts(self.node.get(key)) if text.strip()), "")

    def names(self, *keys: str) -> tuple[str, ...]:
        """Return the names of the people or bodies the node has under *keys*, pointers followed."""
        found = (self._name(each) for key in keys for each in listed(self.node.get(key)))
        return tuple(name for name in found if name)

    def _name(self, value: Json) -> str:
        if isinstance(value, dict) and "name" not in value:
            value = dict(self.by_id.get(str(value.get("@id")), value))
        if isinstance(value, dict):
            value = value.get("name")
        return next(iter(texts(value)), "")

    @property
    def types(self) -> tuple[str, ...]:
        """The node's types, in lower case, without their vocabulary's address."""
        return types_of(self.node)


def metadata_of(tree: Element) -> Metadata:
    """Return what the head of *tree* says; never fails, whatever is written there."""
    nodes = tuple(_nodes(tree))
    ours = [node for node in nodes if not _ABOUT_OTHERS.issuperset(types_of(node) or ("",))]
    strong = (node for node in ours if not _WEAK.issuperset(types_of(node)))
    node = next(strong, next(iter(ours), dict[str, Json]()))
    return Metadata(_values(tree), node, {str(each["@id"]): each for each in nodes if "@id" in each and "name" in each})


def types_of(node: Node) -> tuple[str, ...]:
    """Return the types of *node*, in lower case, without their vocabulary's address."""
    return tuple(each.rpartition("/")[2].rpartition("#")[2].lower() for each in texts(node.get("@type")))


def listed(value: Json) -> tuple[Json, ...]:
    """Return *value* as a tuple: one value and a list of values mean the same in JSON-LD."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def texts(value: Json) -> tuple[str, ...]:
    """Return the texts in *value*, which is one, a list of them, or `{"@value": …}`."""
    flat = (each.get("@value") if isinstance(each, dict) else each for each in listed(value))
    return tuple(each for each in flat if isinstance(each, str))


def _values(tree: Element) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for count, meta in enumerate(tree.iter("meta")):
        if count == _MAX_META:
            break
        content = meta.get("content")
        if content is None:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            # One element may carry several names: `property="dc:title og:title"`.
            for name in (meta.get(attribute) or "").lower().split()[:8]:
                found.setdefault(name, []).append(content)
    return {name: tuple(values) for name, values in found.items()}


def _nodes(tree: Element) -> Iterator[Node]:
    """Yield the JSON-LD nodes of the page, outer ones first, each list and graph opened; at most `_MAX_NODES`."""
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


def _inner(node: Mapping[str, Json]) -> Iterable[Json]:
    return (node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(node.get(key), list | dict))


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
        return (json.loads(text.rstrip(";"), strict=False),)
    except (ValueError, RecursionError):
        return ()
