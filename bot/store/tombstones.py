"""What was erased and must not come back, as keyed hashes: they tell nothing without the installation's secret."""

import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import Capture, Tombstones
from bot.store.statements import Row, insert_missing, is_one_of
from bot.store.tables import tombstones
from curation.model import AccountRef, Post, PostRef


class SqlTombstones(Tombstones):
    """Tombstones in a table; asked inside the transaction that inserts posts."""

    def __init__(self, connection: Connection, secret: bytes) -> None:
        self._connection = connection
        self._secret = secret

    @override
    def add(self, refs: Collection[PostRef], accounts: Collection[AccountRef], at: datetime, /) -> None:
        erased: list[PostRef | AccountRef] = [*refs, *accounts]
        rows: list[Row] = [{"hash": self._hash(each), "kind": _kind(each), "at": at} for each in erased]
        insert_missing(self._connection, tombstones, rows)

    @override
    def lift(self, account: AccountRef, /) -> None:
        self._connection.execute(tombstones.delete().where(tombstones.c.hash == self._hash(account)))

    def spare(self, captures: Sequence[Capture]) -> Sequence[Capture]:
        """Return *captures* without those of erased posts and people, and without erased quotes inside others."""
        if self._connection.execute(select(tombstones.c.hash).limit(1)).first() is None:
            return captures
        erased = self._erased({each for capture in captures for each in _identities(capture.post)})
        if not erased:
            return captures
        return [_unquoted(each, erased) for each in captures if erased.isdisjoint(_own(each.post))]

    def _erased(self, identities: Iterable[PostRef | AccountRef]) -> frozenset[PostRef | AccountRef]:
        by_hash = {self._hash(each): each for each in identities}
        among = is_one_of(self._connection, tombstones.c.hash, by_hash.keys())
        found = self._connection.execute(select(tombstones.c.hash).where(among)).scalars()
        return frozenset(by_hash[each] for each in found)

    def _hash(self, identity: PostRef | AccountRef) -> str:
        name = identity.uri if isinstance(identity, PostRef) else identity.id
        words = "\0".join((_kind(identity), identity.network, name))
        return hmac.digest(self._secret, words.encode(errors="surrogatepass"), "sha256").hex()


def _kind(identity: PostRef | AccountRef) -> str:
    return "post" if isinstance(identity, PostRef) else "account"


def _own(post: Post) -> tuple[PostRef | AccountRef, ...]:
    return (post.ref, post.author.account)


def _identities(post: Post) -> tuple[PostRef | AccountRef, ...]:
    return (*_own(post), post.quote.ref, post.quote.author.account) if post.quote else _own(post)


def _unquoted(capture: Capture, erased: frozenset[PostRef | AccountRef]) -> Capture:
    quote = capture.post.quote
    if quote is None or erased.isdisjoint((quote.ref, quote.author.account)):
        return capture
    return replace(capture, post=replace(capture.post, quote=None))
