"""What was erased and must not come back, as keyed hashes: they tell nothing without the installation's secret."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection, select
from typing_extensions import override

from bot.ports import Capture, Tombstone, Tombstones
from bot.store.statements import Row, insert_missing, is_one_of
from bot.store.tables import left_out, tombstones
from curation.consent import VEILED
from curation.model import AccountRef, Author, Post, PostRef

Identity: TypeAlias = PostRef | AccountRef


_NOTHING = b"{}"
_MARK = 16
"""Digits of a veil that tell of which course it is: it is made anew from them and the hash."""


class SqlTombstones(Tombstones):
    """Tombstones in a table; asked inside the transaction that inserts posts."""

    def __init__(self, connection: Connection, secret: bytes) -> None:
        self._connection = connection
        self._secret = secret

    @override
    def add(self, refs: Collection[PostRef], accounts: Collection[AccountRef], at: datetime, /) -> None:
        erased: list[Identity] = [*refs, *accounts]
        rows: list[Row] = [{"hash": self.hash_of(each), "kind": _kind(each), "at": at} for each in erased]
        insert_missing(self._connection, tombstones, rows)

    @override
    def lift(self, account: AccountRef, /) -> None:
        self._connection.execute(tombstones.delete().where(tombstones.c.hash == self.hash_of(account)))

    @override
    def among(self, posts: Iterable[Post], /) -> frozenset[PostRef]:
        given = tuple(posts)
        if not self._any():
            return frozenset()
        erased = self._erased({each for post in given for each in _own(post)})
        return frozenset(post.ref for post in given if not erased.isdisjoint(_own(post)))

    def spare(self, captures: Sequence[Capture]) -> Sequence[Capture]:
        """Return *captures* without those of erased posts and people, and without the erased inside others' posts."""
        if not self._any():
            return captures
        erased = self._erased({each for capture in captures for each in _identities(capture.post)})
        if not erased:
            return captures
        return [_without(each, erased) for each in captures if erased.isdisjoint(_own(each.post))]

    def forget_notes(self, accounts: Collection[AccountRef]) -> None:
        """Delete the references of refused posts of *accounts*."""
        theirs = is_one_of(self._connection, left_out.c.who, [self.hash_of(each) for each in accounts])
        self._connection.execute(left_out.delete().where(theirs))

    def all(self) -> tuple[Tombstone, ...]:
        """Return all of them, oldest first."""
        rows = self._connection.execute(select(tombstones).order_by(tombstones.c.at, tombstones.c.hash))
        return tuple(Tombstone(hash=row.hash, kind=row.kind, at=row.at) for row in rows)

    @override
    def veil(self, identity: Identity, /, *, course: str) -> str:
        return self._veiled(self.hash_of(identity), hashlib.sha256(course.encode()).hexdigest()[:_MARK])

    def _veiled(self, hashed: str, mark: str) -> str:
        # Of the hash and not of the identity: so what was handed on is known again by the tombstones alone.
        return mark + hmac.digest(self._secret, f"{VEILED}\0{mark}\0{hashed}".encode(), "sha256").hex()[_MARK:]

    def take_in(self, given: Iterable[Tombstone]) -> None:
        """Let what *given* says hold here, too; harmless twice."""
        rows: list[Row] = [{"hash": each.hash, "kind": each.kind, "at": each.at} for each in given]
        insert_missing(self._connection, tombstones, rows)

    def hash_of(self, identity: Identity) -> str:
        """Return what is kept of *identity*."""
        words = "\0".join((_kind(identity), identity.network, _name(identity)))
        return hmac.digest(self._secret, words.encode(errors="surrogatepass"), "sha256").hex()

    def _any(self) -> bool:
        return self._connection.execute(select(tombstones.c.hash).limit(1)).first() is not None

    def _erased(self, identities: Iterable[Identity]) -> frozenset[Identity]:
        by_hash = {self.hash_of(each): each for each in identities}
        among = is_one_of(self._connection, tombstones.c.hash, by_hash.keys())
        found = self._connection.execute(select(tombstones.c.hash).where(among)).scalars()
        return frozenset(by_hash[each] for each in found) | self._erased_behind(by_hash.values())

    def _erased_behind(self, identities: Iterable[Identity]) -> frozenset[Identity]:
        """Return those of *identities* that are veils, made here, of what was erased."""
        by_veil = {_name(each): each for each in identities if each.network == VEILED}
        if not by_veil:
            return frozenset()
        marks = {veil[:_MARK] for veil in by_veil}
        hashes = self._connection.execute(select(tombstones.c.hash)).scalars()
        veils = (self._veiled(each, mark) for each in hashes for mark in marks)
        return frozenset(by_veil[veil] for veil in veils if veil in by_veil)


def _name(identity: Identity) -> str:
    return identity.uri if isinstance(identity, PostRef) else identity.id


def _kind(identity: Identity) -> str:
    return "post" if isinstance(identity, PostRef) else "account"


def _own(post: Post) -> tuple[Identity, ...]:
    return (post.ref, *_names(post.author))


def _names(author: Author) -> tuple[AccountRef, ...]:
    """Return *author* as each source may know them: where accounts are numbers, by the name, too."""
    return author.account, _by_name(author.account.network, author.handle)


def _by_name(network: str, handle: str) -> AccountRef:
    """Return the account that is called *handle*: a full handle is the account itself."""
    return AccountRef(network, handle.casefold() if "@" in handle else f"name:{handle.casefold()}")


def _identities(post: Post) -> tuple[Identity, ...]:
    quoted: tuple[Identity, ...] = (post.quote.ref, *_names(post.quote.author)) if post.quote else ()
    return (*_own(post), *quoted, *_addressed(post))


def _addressed(post: Post) -> tuple[AccountRef, ...]:
    return tuple(_by_name(post.ref.network, handle) for handle in post.mentions)


def _without(capture: Capture, erased: frozenset[Identity]) -> Capture:
    """Return *capture* without the *erased*: no quote of theirs, no words that address them, nothing as it was told."""
    post = capture.post
    if post.quote and not erased.isdisjoint((post.quote.ref, *_names(post.quote.author))):
        capture = replace(capture, payload=_NOTHING, post=replace(post, quote=None))
    if erased.isdisjoint(_addressed(post)):
        return capture
    wordless = replace(capture.post, text="", content_warning="", mentions=())
    return replace(capture, payload=_NOTHING, post=wordless)
