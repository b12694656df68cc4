"""From the address a person shared to the page it leads to, whoever answers on the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.links.answers import Answer, Body, Moved, Refusal, Why, refused, unreadable
from bot.links.bodies import card_of
from bot.links.moves import is_dead_end, is_wall, target_of
from bot.ports import Unreadable
from curation.errors import InvalidUrl
from curation.model import PageCard, PageUrl
from curation.urls import canonical, is_shortener

_MAX_REDIRECTS = 5
_ONE_DAY = timedelta(days=1)
_NOWHERE = frozenset({Why.REDIRECTS, Why.NOT_PUBLIC, Why.NOT_RECORDED})
"""The way itself failed: the address it failed at is no page's."""


def followed(address: str, ask: Callable[[str], Answer]) -> tuple[str, Answer]:
    """Return what stands at the end of at most five redirects, never `Moved`, and the address of that end."""
    answer = ask(address)
    for _ in range(_MAX_REDIRECTS):
        if not isinstance(answer, Moved):
            return address, answer
        target = target_of(address, answer.location)
        if target is None:
            return address, Why.REDIRECTS
        address = target
        answer = ask(address)
    return address, Why.REDIRECTS if isinstance(answer, Moved) else answer


def judged(asked: PageUrl, ended: str, answer: Answer, now: datetime) -> PageCard | Unreadable:
    """Return what *answer*, given at the address *ended*, means for the page *asked*.

    The card's page is the canonical form of *ended*. A way that ended at a login or, for want of the page, at the
    site's front page makes no other page of the one that was asked for.
    """
    if isinstance(answer, Why) and answer in _NOWHERE:
        return unreadable(answer, now)
    try:
        page, before = canonical(ended), canonical(asked)
    except InvalidUrl:
        return unreadable(Why.REDIRECTS, now)
    if page != before and (astray := _astray(before, ended)):
        return unreadable(astray, now)
    meant = _meant(answer, page, now, moved=None if page == before else page)
    return replace(meant, address=_address(page, ended)) if isinstance(meant, PageCard) else meant


def _address(page: PageUrl, ended: str) -> str:
    """Return *page* under the name and scheme that answered, empty where those are its own.

    Only "www." and plain HTTP are taken over: what else `canonical` writes anew is a platform's own better address.
    """
    host, slash, path = page.removeprefix("https://").partition("/")
    parts = urlsplit(ended)
    if parts.netloc not in {host, f"www.{host}"} or (parts.scheme, parts.netloc) == ("https", host):
        return ""
    return f"{parts.scheme}://{parts.netloc}{slash}{path}"


def _astray(asked: PageUrl, ended: str) -> Why | None:
    if is_wall(asked, ended):
        return Why.CLOSED
    return Why.GONE if is_dead_end(asked, ended) and not is_shortener(asked) else None


def _meant(answer: Answer, page: PageUrl, now: datetime, *, moved: PageUrl | None) -> PageCard | Unreadable:
    if isinstance(answer, Refusal):
        return refused(answer, now, page=moved)
    # Tomorrow: somewhere it is that day already.
    latest = (now + _ONE_DAY).date()
    card = card_of(answer, page, latest=latest) if isinstance(answer, Body) else answer
    if isinstance(card, PageCard):
        return card
    return unreadable(card if isinstance(card, Why) else Why.REDIRECTS, now, page=moved)
