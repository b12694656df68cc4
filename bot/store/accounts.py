"""People as their network shows them: the latest profile of each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from bot.store.post_rows import ACCOUNT, PROFILE, account_line, profile_of
from bot.store.statements import Line, are_among, insert_values, lines, next_number, write_values
from bot.store.tables import accounts
from curation.model import AccountRef, AccountState, Author


class _Age(NamedTuple):
    """How much a profile is worth: the greater one is kept."""

    tells: bool
    """A source without profiles (a sheet, a feed) tells nothing, however late it is read."""
    seen_at: datetime


class _Known(NamedTuple):
    number: int
    age: _Age
    profile: tuple[object, ...]
    """As `profile_of` has it."""


_UNKNOWN = AccountState.UNKNOWN.value
_IDENTITY = ("network", "account", "id", "seen_at", "state")
"""Columns that stand before those of the profile when a known account is read."""


def keep_authors(connection: Connection, seen: Iterable[tuple[Author, datetime]]) -> Mapping[AccountRef, int]:
    """Keep the latest profile of everyone *seen* and return their numbers."""
    latest = _latest(seen)
    known = _known(connection, latest)
    new = [account for account in latest if account not in known]
    first = next_number(connection, accounts.c.id) if new else 0
    numbers = {account: number for number, account in enumerate(new, first)}
    insert_values(connection, accounts, ACCOUNT, [_line(numbers[account], *latest[account]) for account in new])
    _update(connection, [(each, *latest[account]) for account, each in known.items()])
    return numbers | {account: each.number for account, each in known.items()}


def know_authors(connection: Connection, seen: Iterable[tuple[Author, datetime]]) -> None:
    """Keep the latest profile of those *seen* who are here already."""
    latest = _latest(seen)
    _update(connection, [(each, *latest[account]) for account, each in _known(connection, latest).items()])


def _latest(seen: Iterable[tuple[Author, datetime]]) -> Mapping[AccountRef, tuple[_Age, Author]]:
    latest: dict[AccountRef, tuple[_Age, Author]] = {}
    for author, seen_at in seen:
        age = _Age(author.state is not AccountState.UNKNOWN, seen_at)
        before = latest.get(author.account)
        if before is None or age >= before[0]:
            latest[author.account] = (age, author)
    return latest


def _known(connection: Connection, wanted: Iterable[AccountRef]) -> Mapping[AccountRef, _Known]:
    columns = [accounts.c[name] for name in (*_IDENTITY, *PROFILE)]
    pairs = ((each.network, each.id) for each in wanted)
    return {
        AccountRef(network, account): _Known(number, _Age(state != _UNKNOWN, seen_at), tuple(profile))
        for condition in are_among(connection, accounts.c.network, accounts.c.account, pairs)
        for network, account, number, seen_at, state, *profile in lines(connection, select(*columns).where(condition))
    }


def _line(number: int, age: _Age, author: Author) -> Line:
    return account_line(number, author, age.seen_at)


def _update(connection: Connection, seen: Iterable[tuple[_Known, _Age, Author]]) -> None:
    changed: list[Line] = []
    same: list[Line] = []
    for known, age, author in seen:
        profile = profile_of(author)
        if age >= known.age and profile != known.profile:
            changed.append((known.number, age.seen_at, *profile))
        elif age > known.age:
            same.append((known.number, age.seen_at))
    update = accounts.update().where(accounts.c.id == bindparam("number"))
    write_values(connection, accounts, update, ("number", "seen_at", *PROFILE), changed)
    write_values(connection, accounts, update, ("number", "seen_at"), same)
