"""People as their network shows them: the latest profile of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.store.rows import author_of, profile_row
from bot.store.statements import are_among, insert, next_number
from bot.store.tables import accounts
from curation.model import AccountRef, AccountState, Author


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    author: Author
    seen_at: datetime


def keep_authors(connection: Connection, seen: Iterable[tuple[Author, datetime]]) -> Mapping[AccountRef, int]:
    """Keep the latest profile of everyone *seen* and return their numbers."""
    latest = _latest(seen)
    known = _known(connection, latest)
    new = [account for account in latest if account not in known]
    numbers = {account: each.number for account, each in known.items()}
    numbers.update(zip(new, _numbers(connection, len(new)), strict=True))
    insert(connection, accounts, [_row(numbers[account], *latest[account]) for account in new])
    _update(connection, [(each, *latest[account]) for account, each in known.items()])
    return numbers


def _numbers(connection: Connection, count: int) -> range:
    first = next_number(connection, accounts.c.id) if count else 0
    return range(first, first + count)


def _latest(seen: Iterable[tuple[Author, datetime]]) -> Mapping[AccountRef, tuple[Author, datetime]]:
    latest: dict[AccountRef, tuple[Author, datetime]] = {}
    for author, seen_at in seen:
        before = latest.get(author.account)
        if before is None or _is_later(author, seen_at, *before):
            latest[author.account] = (author, seen_at)
    return latest


def _is_later(author: Author, seen_at: datetime, before: Author, before_at: datetime) -> bool:
    # A source without profiles (a sheet, a feed) tells nothing, however late it is read.
    tells, told = author.state is not AccountState.UNKNOWN, before.state is not AccountState.UNKNOWN
    return seen_at >= before_at if tells == told else tells


def _known(connection: Connection, wanted: Iterable[AccountRef]) -> Mapping[AccountRef, _Known]:
    pairs = ((each.network, each.id) for each in wanted)
    rows = (
        row
        for condition in are_among(accounts.c.network, accounts.c.account, pairs)
        for row in connection.execute(select(accounts).where(condition))
    )
    return {(author := author_of(row)).account: _Known(row.id, author, row.seen_at) for row in rows}


def _row(number: int, author: Author, seen_at: datetime) -> dict[str, object]:
    return {
        "id": number,
        "network": author.account.network,
        "account": author.account.id,
        "seen_at": seen_at,
        **profile_row(author),
    }


def _update(connection: Connection, seen: Iterable[tuple[_Known, Author, datetime]]) -> None:
    later = [each for each in seen if _is_later(each[1], each[2], each[0].author, each[0].seen_at)]
    changed = [
        {"number": known.number, "seen_at": at, **profile_row(author)}
        for known, author, at in later
        if author != known.author
    ]
    same = [
        {"number": known.number, "seen_at": at}
        for known, author, at in later
        if author == known.author and at > known.seen_at
    ]
    update = accounts.update().where(accounts.c.id == bindparam("number"))
    for rows in (changed, same):
        if rows:
            connection.execute(update, rows)
