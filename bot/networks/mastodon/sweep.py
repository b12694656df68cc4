"""Whether posts still stand on a server: absence is an answer, silence is none."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.fields import Json, identifier, is_object, word
from bot.networks.mastodon.mapping import visibility_of
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.ports import Presence
from curation.model import PostRef, Visibility

_AT_ONCE: Final = 20
"""More ids in one request are an error (networks.md M28)."""
_ABOUT_THE_POST: Final = frozenset({Trouble.MISSING, Trouble.DENIED})
_ABOUT_THE_SERVER: Final = frozenset({Trouble.UNREACHABLE, Trouble.BUSY, Trouble.BROKEN})
_NO_BATCHES: Final = frozenset({Trouble.MISSING, Trouble.REJECTED, Trouble.ODD})
"""How servers that cannot be asked for several posts at once say so."""


def presences(client: MastodonClient, refs: Mapping[PostRef, str]) -> dict[PostRef, Presence]:
    """Return for each post, given with its id on the server, whether it stands; raise `ServerTrouble`.

    `EDITED` says that its writer has changed it since it was written. What the server could not say any more, since
    it became busy or fell silent on the way, is `UNKNOWN`; if it said nothing at all, that is the trouble raised.
    """
    found: dict[PostRef, Presence] = {}
    try:
        for batch in _in_batches(refs):
            found.update(_ask(client, batch))
    except ServerTrouble as trouble:
        if not found or trouble.kind is Trouble.DENIED:
            raise
    return dict.fromkeys(refs, Presence.UNKNOWN) | found


def standing(client: MastodonClient, refs: Mapping[PostRef, str]) -> Iterator[Json]:
    """Yield those of *refs*, given with their ids on the server, that it shows, as it shows them now."""
    for batch in _in_batches(refs):
        try:
            yield from filter(is_object, client.statuses(tuple(batch.values())))
        except ServerTrouble as trouble:
            if trouble.kind not in _NO_BATCHES:
                raise
            yield from _shown_one_by_one(client, batch)


def _shown_one_by_one(client: MastodonClient, batch: Mapping[PostRef, str]) -> Iterator[Json]:
    for local_id in batch.values():
        try:
            yield client.status(local_id)
        except ServerTrouble as trouble:
            if trouble.kind in _ABOUT_THE_SERVER:
                raise


def _in_batches(refs: Mapping[PostRef, str]) -> Iterator[dict[PostRef, str]]:
    pairs = list(refs.items())
    for start in range(0, len(pairs), _AT_ONCE):
        yield dict(pairs[start : start + _AT_ONCE])


def _ask(client: MastodonClient, batch: Mapping[PostRef, str]) -> Iterator[tuple[PostRef, Presence]]:
    try:
        answer = client.statuses(tuple(batch.values()))
    except ServerTrouble as trouble:
        if trouble.kind not in _NO_BATCHES:
            raise
        yield from _one_by_one(client, batch)
    else:
        standing = {identifier(each, "id"): each for each in answer if is_object(each)}
        yield from ((ref, _presence(standing.get(local_id))) for ref, local_id in batch.items())


def _one_by_one(client: MastodonClient, batch: Mapping[PostRef, str]) -> Iterator[tuple[PostRef, Presence]]:
    for ref, local_id in batch.items():
        try:
            yield ref, _presence(client.status(local_id))
        except ServerTrouble as trouble:
            yield ref, _presence_after(trouble, client)


def _presence_after(trouble: ServerTrouble, client: MastodonClient) -> Presence:
    """Return what a no says about one post; raise it again when it is about the server."""
    if trouble.kind in _ABOUT_THE_SERVER:
        raise trouble
    if trouble.kind is Trouble.DENIED:
        _be_sure_it_is_not_us(client)
    return Presence.GONE if trouble.kind in _ABOUT_THE_POST else Presence.UNKNOWN


def _be_sure_it_is_not_us(client: MastodonClient) -> None:
    """Raise `ServerTrouble` if the server lets us see nothing at all: a revoked token erases nobody."""
    if client.has_token:
        client.me()
    else:
        client.instance()


def _presence(status: Json | None) -> Presence:
    if status is None or visibility_of(status) is not Visibility.PUBLIC:
        return Presence.GONE
    return Presence.EDITED if word(status, "edited_at") else Presence.THERE
