"""From ActivityPub, as a person's own export (`outbox.json`) holds it, to a post.

https://docs.joinmastodon.org/spec/activitypub/ and https://www.w3.org/TR/activitystreams-vocabulary/
"""

import re
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from bot.networks.mastodon.accounts import NETWORK, NotAPost
from bot.networks.mastodon.fields import Json, flag, is_list, is_object, moment, number, part, parts, web_address, word
from bot.networks.mastodon.html import plain, read
from curation.errors import InvalidHashtag
from curation.model import AccountRef, AccountState, Author, Hashtag, Post, PostRef, Visibility
from curation.text import harmless, harmless_name

_PUBLIC: Final = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_POSTS: Final = frozenset({"Note", "Article", "Page", "Question"})
_ROBOTS: Final = frozenset({"Service", "Application"})
_PERSON_IN_ADDRESS: Final = re.compile(r"/@([\w.\-]+)(?:/|$)|(?<!/ap)/users/([\w.\-]+)(?:/|$)")


class Repost(NotAPost):
    """An activity that passes on somebody else's post and says nothing of its own."""

    def __init__(self) -> None:
        super().__init__("object")


def post_of_create(activity: Json, /, *, seen_at: datetime | None) -> Post:
    """Return the post that *activity* made; raise `Repost` for an `Announce`, `NotAPost` for anything else.

    Its `actor` is an address in an outbox; where it is an object (the profile that an export keeps beside the outbox)
    the person is known. Without *seen_at* the post counts as seen when it was written.
    """
    if word(activity, "type") == "Announce":
        raise Repost
    note = part(activity, "object") or activity
    if word(note, "type") not in _POSTS:
        raise NotAPost("type")
    created_at = moment(note, "published") or moment(activity, "published")
    if created_at is None:
        raise NotAPost("published")
    reading = read(_content_of(note))
    warning = harmless(plain(word(note, "summary")))
    parent = web_address(note, "inReplyTo")
    return Post(
        ref=PostRef(NETWORK, _id_of(note)),
        author=_author_of(note, part(activity, "actor")),
        text=harmless(reading.text),
        created_at=created_at,
        seen_at=seen_at or created_at,
        url=web_address(note, "url") or web_address(note, "id"),
        links=reading.links,
        hashtags=_hashtags_of(note),
        folds_hashtags=True,
        visibility=_visibility_of(note),
        language=_language_of(note),
        content_warning=warning,
        sensitive=flag(note, "sensitive"),
        pictured=bool(part(note, "attachment") or parts(note, "attachment")),
        mentions=tuple(word(each, "name").lstrip("@") for each in _tagged(note, "Mention")),
        boosts=number(part(note, "shares"), "totalItems"),
        edited_at=moment(note, "updated"),
        reply_to=PostRef(NETWORK, parent) if parent else None,
    )


def _id_of(note: Json) -> str:
    found = word(note, "id")
    if not found:
        raise NotAPost("id")
    return found


def _content_of(note: Json) -> str:
    translations = part(note, "contentMap").values()
    return word(note, "content") or next((each for each in translations if isinstance(each, str)), "")


def _language_of(note: Json) -> str:
    """Return the language, where there is exactly one to choose from."""
    languages = tuple(part(note, "contentMap"))
    return languages[0] if len(languages) == 1 else ""


def _author_of(note: Json, actor: Json) -> Author:
    home = word(note, "attributedTo") or word(actor, "id")
    handle = _handle_of(note, home, actor)
    known = bool(word(actor, "preferredUsername"))
    bio = [plain(word(actor, "summary"))]
    bio += [f"{plain(word(each, 'name'))} {plain(word(each, 'value'))}" for each in parts(actor, "attachment")]
    return Author(
        account=AccountRef(NETWORK, handle.casefold()),
        handle=handle,
        name=harmless_name(word(actor, "name"), otherwise=handle),
        url=web_address(actor, "url"),
        bio="\n".join(bio).strip(),
        is_bot=word(actor, "type") in _ROBOTS,
        indexable=flag(actor, "indexable"),
        discoverable=flag(actor, "discoverable"),
        state=_state_of(actor) if known else AccountState.UNKNOWN,
        created_at=moment(actor, "published"),
    )


def _handle_of(note: Json, home: str, actor: Json) -> str:
    """Return the handle; numbers in newer addresses (`/ap/users/115…`) are nobody's name (networks.md M16)."""
    try:
        host = urlsplit(home or word(note, "id")).netloc
    except ValueError:
        host = ""
    name = word(actor, "preferredUsername") or _name_in(word(note, "url")) or _name_in(home)
    if not name or not host:
        raise NotAPost("attributedTo")
    return f"{name}@{host}"


def _name_in(address: str) -> str:
    match = _PERSON_IN_ADDRESS.search(address)
    return next(filter(None, match.groups()), "") if match else ""


def _state_of(actor: Json) -> AccountState:
    if flag(actor, "suspended"):
        return AccountState.SUSPENDED
    return AccountState.MOVED if word(actor, "movedTo") else AccountState.ACTIVE


def _hashtags_of(note: Json) -> tuple[Hashtag, ...]:
    found = (_hashtag(word(each, "name")) for each in _tagged(note, "Hashtag"))
    return tuple(each for each in found if each)


def _hashtag(name: str) -> Hashtag | None:
    try:
        return Hashtag.parse(name)
    except InvalidHashtag:
        return None


def _tagged(note: Json, kind: str) -> tuple[Json, ...]:
    lone = note.get("tag")
    tags = (lone,) if is_object(lone) else parts(note, "tag")
    return tuple(each for each in tags if word(each, "type") == kind)


def _visibility_of(note: Json) -> Visibility:
    """Return whom the note is for: Mastodon's unlisted posts name the public in `cc`."""
    to, cc = _addressed(note, "to"), _addressed(note, "cc")
    if to & _PUBLIC:
        return Visibility.PUBLIC
    if cc & _PUBLIC:
        return Visibility.UNLISTED
    is_for_followers = any(each.endswith("/followers") for each in to | cc)
    return Visibility.PRIVATE if is_for_followers else Visibility.DIRECT


def _addressed(note: Json, key: str) -> frozenset[str]:
    given = note.get(key)
    people = given if is_list(given) else [given]
    return frozenset(each for each in people if isinstance(each, str))
