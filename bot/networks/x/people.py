"""Who wrote a post on X.

X has no flags by which a person asks for or against being indexed or recommended, so `indexable` and `discoverable`
stay false: consent.md C2 reads an absent flag as a no. Nobody's words are quoted and no profile is linked before that
person says so.
"""

import re
from datetime import datetime
from functools import lru_cache

from bot.networks.x.fields import Fields, claims, every, fields, identity, moment, text
from curation.errors import InvalidValue
from curation.model import AccountRef, AccountState, Author, Visibility
from curation.text import harmless_name

NETWORK = "x"

_USERNAME = re.compile(r"\w{1,20}", re.ASCII)


def author_of(user: Fields) -> Author:
    """Return the author that *user* describes, under the names of either version; raise `InvalidValue`."""
    return _author(
        identity(user, "id", "id_str"),
        text(user, "username", "screen_name"),
        text(user, "name"),
        "\n".join(filter(None, (text(user, "description"), text(user, "location"), _address(user)))),
        _state(user),
        moment(user, "created_at") if text(user, "created_at") else None,
    )


def user_of(author: Author) -> Fields:
    """Return a user that `author_of` makes *author* of again."""
    joined = {"created_at": author.created_at.isoformat()} if author.created_at else {}
    return joined | {
        "id": author.account.id,
        "username": author.handle,
        "name": author.name,
        "description": author.bio,
        "protected": author.state is AccountState.PROTECTED,
        "suspended": author.state is AccountState.SUSPENDED,
    }


def author_named(username: str, *, user_id: str = "", name: str = "") -> Author:
    """Return an author of whom a sheet tells no profile: `UNKNOWN`, so that nobody is named by default."""
    return _author(user_id, username.strip().removeprefix("@"), name, "", AccountState.UNKNOWN, None)


def visibility_of(author: Author) -> Visibility:
    """Return for whom *author* writes: the posts of a protected account are for its followers."""
    return Visibility.PRIVATE if author.state is AccountState.PROTECTED else Visibility.PUBLIC


def permalink(author: Author, post_id: str) -> str:
    """Return where a reader may open the post."""
    return f"https://x.com/{author.handle}/status/{post_id}"


def _state(user: Fields) -> AccountState:
    if claims(user, "protected"):
        return AccountState.PROTECTED
    return AccountState.SUSPENDED if claims(user, "suspended") else AccountState.ACTIVE


def _address(user: Fields) -> str:
    """Return the profile's own address: a wish may be written there too."""
    if "url" not in user:
        return ""
    listed = every(fields(fields(user, "entities"), "url"), "urls")
    return " ".join(filter(None, (text(each, "expanded_url") for each in listed))) or text(user, "url")


# An author returns on every page; making one costs more than mapping a post.
@lru_cache(maxsize=16_384)
def _author(
    user_id: str, username: str, name: str, bio: str, state: AccountState, created_at: datetime | None
) -> Author:
    if not _USERNAME.fullmatch(username):
        raise InvalidValue("username", found=username[:40], expected="letters, digits and _")
    return Author(
        account=AccountRef(NETWORK, user_id or f"name:{username.casefold()}"),
        handle=username,
        name=harmless_name(name) or username,
        url=f"https://x.com/{username}",
        bio=bio,
        state=state,
        created_at=created_at,
    )
