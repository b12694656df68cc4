"""What a page's head says, gathered once: `meta` elements, JSON-LD and microdata.

Their nouns: https://schema.org ; Open Graph: https://ogp.me
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.links.linked_data import Json, Node, listed, nodes_in, texts, types_of
from bot.links.microdata import items_in
from bot.links.trees import Element

_MAX_META = 1_000
_ABOUT_OTHERS = frozenset(
    {
        "website", "organization", "newsmediaorganization", "person", "breadcrumblist", "imageobject", "listitem",
        "searchaction", "readaction", "corporation", "sitenavigationelement", "wpheader", "wpfooter", "itemlist",
        "webpageelement", "postaladdress", "comment", "interactioncounter", "speakablespecification", "offer",
        "aggregaterating", "rating", "review", "propertyvalue", "entrypoint", "brand", "collectionpage", "contactpoint",
        "wpsidebar", "organisation", "localbusiness", "educationalorganization", "collegeoruniversity", "breadcrumb",
        "userinteraction", "usercomments", "webpagesection",
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
    """Every JSON-LD node with an `@id` and a name, for those that are only pointed at."""
    site: str = ""
    """What a node about the site says its name is."""

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

    def has_person(self, key: str) -> bool:
        """Return whether the node says that one under *key* is a person."""
        return any("person" in types_of(each) for each in listed(self.node.get(key)) if isinstance(each, dict))

    def _name(self, value: Json) -> str:
        if isinstance(value, dict) and "name" not in value:
            value = dict(self.by_id.get(str(value.get("@id")), value))
        if isinstance(value, dict):
            value = value.get("name")
        return next(iter(texts(value)), "")

    @property
    def types(self) -> tuple[str, ...]:
        """The node's types, in lower case, without their vocabulary."""
        return types_of(self.node)


def metadata_of(tree: Element) -> Metadata:
    """Return what the head of *tree* says; never fails, whatever is written there."""
    nodes = tuple(nodes_in(tree))
    items = items_in(tree)
    node = _strong(nodes) or _lone(items) or next((each for each in nodes if _is_ours(each)), dict[str, Json]())
    by_id = {str(each["@id"]): each for each in nodes if "@id" in each and "name" in each}
    sites = (text for each in (*nodes, *items) if "website" in types_of(each) for text in texts(each.get("name")))
    return Metadata(_values(tree), node, by_id, next(sites, ""))


def _is_ours(node: Node) -> bool:
    return not _ABOUT_OTHERS.issuperset(types_of(node) or ("",))


def _strong(nodes: Sequence[Node]) -> "Node | None":
    return next((each for each in nodes if _is_ours(each) and not _WEAK.issuperset(types_of(each))), None)


def _lone(items: Sequence[Node]) -> "Node | None":
    """Return the one item about the page: several of a kind are a list of other pages."""
    strong = [each for each in items if _is_ours(each) and not _WEAK.issuperset(types_of(each))]
    return strong[0] if len(strong) == 1 else None


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
