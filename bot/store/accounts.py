"""People as their network shows them: the latest profile of each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any, TypeAlias

from sqlalchemy import Connection, bindparam, select

from bot.store.post_rows import ACCOUNT, PROFILE, account_line, profile_of
from bot.store.statements import Line, are_among, insert_values, lines, next_number, write_values
from bot.store.tables import accounts
from curation.model import AccountState, Author

Identity: TypeAlias = tuple[str, str]
"""Network and `AccountRef.id`: a plain pair is found in half of the time."""
_Age: TypeAlias = tuple[bool, datetime]
"""How much a profile is worth, the greater one is kept: whether it tells anything, and when it was seen.

A source without profiles (a sheet, a feed) tells nothing, however late it is read.
"""
_Latest: TypeAlias = Mapping[Identity, tuple[_Age, Author]]

_UNKNOWN = AccountState.UNKNOWN.value
_KNOWN = ("network", "account", "id", "seen_at", *PROFILE)
_STATE = _KNOWN.index("state")


def keep_authors(connection: Connection, seen: Iterable[tuple[Author, datetime]]) -> Mapping[Identity, int]:
    """Keep the latest profile of everyone *seen* and return their numbers."""
    latest = _latest(seen)
    known = _known(connection, latest)
    numbers: dict[Identity, int] = {(row[0], row[1]): row[2] for row in known}
    new = [identity for identity in latest if identity not in numbers]
    if new:
        numbers.update(zip(new, count(next_number(connection, accounts.c.id)), strict=False))
        insert_values(connection, accounts, ACCOUNT, [_line(numbers[each], *latest[each]) for each in new])
    _update(connection, known, latest)
    return numbers


def know_authors(connection: Connection, seen: Iterable[tuple[Author, datetime]]) -> None:
    """Keep the latest profile of those *seen* who are here already."""
    latest = _latest(seen)
    _update(connection, _known(connection, latest), latest)


def _latest(seen: Iterable[tuple[Author, datetime]]) -> _Latest:
    latest: dict[Identity, tuple[_Age, Author]] = {}
    for author, seen_at in seen:
        identity = author.account.network, author.account.id
        age = author.state is not AccountState.UNKNOWN, seen_at
        before = latest.get(identity)
        if before is None or age >= before[0]:
            latest[identity] = age, author
    return latest


def _known(connection: Connection, wanted: Iterable[Identity]) -> Sequence[Sequence[Any]]:
    """Return what is kept of *wanted*, under `_KNOWN`."""
    everyone = select(*(accounts.c[name] for name in _KNOWN))
    conditions = are_among(connection, accounts.c.network, accounts.c.account, wanted)
    return [row for condition in conditions for row in lines(connection, everyone.where(condition))]


def _line(number: int, age: _Age, author: Author) -> Line:
    return account_line(number, author, age[1])


def _update(connection: Connection, known: Iterable[Sequence[Any]], latest: _Latest) -> None:
    changed: list[Line] = []
    same: list[Line] = []
    for row in known:
        age, author = latest[row[0], row[1]]
        kept = row[_STATE] != _UNKNOWN, row[3]
        profile = profile_of(author)
        if age >= kept and profile != row[4:]:
            changed.append((row[2], age[1], *profile))
        elif age > kept:
            same.append((row[2], age[1]))
    write_values(connection, accounts, _UPDATE, ("number", "seen_at", *PROFILE), changed)
    write_values(connection, accounts, _UPDATE, ("number", "seen_at"), same)


_UPDATE = accounts.update().where(accounts.c.id == bindparam("number"))
