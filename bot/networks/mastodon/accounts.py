"""From a server's account to an author.

https://docs.joinmastodon.org/entities/Account/
"""

import re
from urllib.parse import urlsplit

from bot.networks.mastodon.fields import Json, flag, is_object, moment, parts, web_address, word
from bot.networks.mastodon.html import plain
from curation.model import AccountRef, AccountState, Author
from curation.text import harmless_name

NETWORK = "mastodon"
"""The network of every fediverse server, whatever software it runs."""

_HANDLE = re.compile(r"[\w.\-]+@[\w.\-]+(:\d+)?")


class NotAPost(ValueError):
    """What a server sent cannot be a post; carries only the field's name, never its value."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is missing or no {field}")
        self.field = field


def author_of(account: Json, *, server: str) -> Author:
    """Return who *account* is; *server* is the domain of bare names. Raise `NotAPost`."""
    handle = handle_of(account, server=server)
    return Author(
        account=AccountRef(NETWORK, handle.casefold()),
        handle=handle,
        name=harmless_name(word(account, "display_name"), otherwise=handle),
        url=web_address(account, "url"),
        bio=_bio_of(account),
        is_bot=flag(account, "bot"),
        noindex=flag(account, "noindex"),
        indexable=flag(account, "indexable"),
        discoverable=flag(account, "discoverable"),
        state=_state_of(account),
        created_at=moment(account, "created_at"),
    )


def handle_of(account: Json, *, server: str) -> str:
    """Return the full handle: servers shorten those of their own people to the bare name. Raise `NotAPost`."""
    bare = word(account, "acct") or word(account, "username")
    handle = bare if "@" in bare else f"{bare}@{server or _home_of(account)}"
    if not _HANDLE.fullmatch(handle):
        raise NotAPost("acct")
    return handle


def _home_of(account: Json) -> str:
    """Return the host of the account's own address: an archive does not say which server it is from."""
    try:
        return urlsplit(web_address(account, "url") or web_address(account, "uri")).netloc
    except ValueError:
        return ""


def _bio_of(account: Json) -> str:
    fields = (f"{plain(word(each, 'name'))} {plain(word(each, 'value'))}" for each in parts(account, "fields"))
    return "\n".join([plain(word(account, "note")), *fields]).strip()


def _state_of(account: Json) -> AccountState:
    if flag(account, "suspended"):
        return AccountState.SUSPENDED
    if flag(account, "limited"):
        return AccountState.LIMITED
    if is_object(account.get("moved")):
        return AccountState.MOVED
    return AccountState.ACTIVE
