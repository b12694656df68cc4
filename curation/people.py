"""Accounts that are copies of other accounts: a bridge shows people of one network on another."""

import re

from curation.model import AccountRef, Author

_BRIDGED_HERE = re.compile(r"(?P<name>[^@]+)@(?P<network>bsky|web)\.brid\.gy")
_BRIDGED_THERE = re.compile(r"(?P<name>[^.]+)\.(?P<host>.+)\.ap\.brid\.gy")
_BRIDGE = "brid.gy"
_NETWORKS = {"bsky": "bluesky", "web": "web"}


def original_of(author: Author) -> AccountRef | None:
    """Return the account of which *author* is a bridged copy; `None` for an original.

    The names are those of Bridgy Fed: https://fed.brid.gy/docs#fediverse-get-started.
    """
    handle = author.handle.casefold()
    if _BRIDGE not in handle:
        return None
    if (here := _BRIDGED_HERE.fullmatch(handle)) is not None:
        return AccountRef(_NETWORKS[here["network"]], here["name"])
    if (there := _BRIDGED_THERE.fullmatch(handle)) is not None:
        return AccountRef("mastodon", f"{there['name']}@{there['host']}")
    return None


def copies_of(author: Author) -> tuple[AccountRef, ...]:
    """Return the account of which *author* is a copy, or those that a bridge would make of *author*.

    What was said under any of them counts for all, the strictest word first (consent.md C18).
    """
    if (original := original_of(author)) is not None:
        return (original,)
    handle = author.handle.casefold()
    name, _, host = handle.partition("@")
    if host:
        return (AccountRef("bluesky", f"{name.replace('_', '-')}.{host}.ap.brid.gy"),)
    return (AccountRef("mastodon", f"{handle}@bsky.brid.gy"),) if author.account.network == "bluesky" else ()
