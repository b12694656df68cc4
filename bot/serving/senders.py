"""Whose page sent a request, as far as browsers tell.

A page of a stranger that is open in the same browser can send requests to us, but can choose neither `Sec-Fetch-Site`
nor `Origin` (Fetch Metadata Request Headers, W3C; the Fetch standard, section 3.2).
"""

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlsplit


class Sender(StrEnum):
    """Whose page it was."""

    OURS = "ours"
    PERSON = "person"
    """Nobody's: an address that was typed, a bookmark, a page that was loaded again."""
    FOREIGN = "foreign"
    """Another site's, also one that shares part of its name with us."""
    UNSAID = "unsaid"
    """Nothing tells: an old browser, one whose headers a proxy takes away, or no browser."""


def sender_of(headers: Mapping[str, str], host: str) -> Sender:
    """Return whose page sent a request with *headers*, by their names in small letters, to *host*, port included.

    Who takes what is the application's to say. The desk does what a session allows, which another site could borrow: it
    takes `OURS` only. The forms have no session, a form of theirs must bring a ticket, and whoever asks to be left out
    may have an old browser: they refuse `FOREIGN` only.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return {"same-origin": Sender.OURS, "none": Sender.PERSON}.get(site, Sender.FOREIGN)
    origin = headers.get("origin")
    if origin is None:
        return Sender.UNSAID
    return Sender.OURS if host and _host_of(origin) == host.casefold() else Sender.FOREIGN


def _host_of(origin: str) -> str:
    """Return the host and port of *origin*; nothing for `null` and for what is no origin."""
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:
        return ""
