"""The address that a page gives itself: a hint of a stranger, and no more.

`rel=canonical` (RFC 6596) is right more often than not, and wrong in ways that would take many pages for one: a whole
site that names its front page, a section that stands for all below it, a theme's author who left their own domain in.
"""

from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from lxml import etree
from publicsuffixlist import PublicSuffixList

from bot.links.trees import Element, selected
from curation.errors import InvalidUrl
from curation.model import PageUrl
from curation.urls import canonical, is_document

_LINKS = etree.XPath(
    "//head//link[@href and contains(concat(' ', translate(@rel, 'CANOIL', 'canoil'), ' '), ' canonical ')]"
)
_MOST = 2
"""A page with more than one such link says nothing: https://www.rfc-editor.org/rfc/rfc6596#section-3."""


def claimed_by(tree: Element, page: PageUrl) -> PageUrl | None:
    """Return the other address that *page*, read as *tree*, gives itself; `None` where that is not to be believed.

    It must be of the same registrable domain, and a document; neither the front page nor a page above it.
    """
    links = selected(_LINKS, tree, _MOST)
    if len(links) != 1:
        return None
    claim = _address(page, (links[0].get("href") or "").strip())
    if claim is None or claim == page or not is_document(claim) or _is_above(claim, page):
        return None
    return claim if _domain_of(claim) == _domain_of(page) else None


def _address(page: PageUrl, href: str) -> PageUrl | None:
    try:
        return canonical(urljoin(page, href))
    except (InvalidUrl, ValueError):  # urljoin's word for a broken host
        return None


def _is_above(claim: PageUrl, page: PageUrl) -> bool:
    """Return whether *claim* is the front page or a section of the site, which many pages may name."""
    above, below = urlsplit(claim).path.rstrip("/"), urlsplit(page).path.rstrip("/")
    return not urlsplit(claim).query and (not above or below.startswith(f"{above}/"))


def _domain_of(page: PageUrl) -> str:
    """Return the part of the host that somebody registered; the host itself where nobody could."""
    host = urlsplit(page).hostname or ""
    return _suffixes().privatesuffix(host) or host


@lru_cache(1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
