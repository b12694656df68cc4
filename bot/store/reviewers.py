"""Who may come to the review desk: hashes of tokens, never the tokens."""

from datetime import datetime

from sqlalchemy import Connection, delete, select
from typing_extensions import override

from bot.ports.reviewers import Pass, Reviewers, Role
from bot.store.tables import desk_links, desk_sessions


class SqlReviewers(Reviewers):
    """Two tables of passes; writers are alone, so looking and using up are one act."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @override
    def invite(self, link: Pass, /) -> None:
        self._connection.execute(desk_links.insert().values(_row(link)))

    @override
    def admit(self, hashed: str, now: datetime, /) -> Pass | None:
        row = self._connection.execute(select(desk_links).where(desk_links.c.hash == hashed)).first()
        self._connection.execute(
            delete(desk_links).where((desk_links.c.hash == hashed) | (desk_links.c.expires_at <= now))
        )
        if row is None or row.expires_at <= now:
            return None
        return _pass_of(*row)

    @override
    def open(self, session: Pass, now: datetime, /) -> None:
        self._connection.execute(delete(desk_sessions).where(desk_sessions.c.expires_at <= now))
        self._connection.execute(desk_sessions.insert().values(_row(session)))

    @override
    def session(self, hashed: str, now: datetime, /) -> Pass | None:
        wanted = (desk_sessions.c.hash == hashed) & (desk_sessions.c.expires_at > now)
        row = self._connection.execute(select(desk_sessions).where(wanted)).first()
        return None if row is None else _pass_of(*row)

    @override
    def close(self, hashed: str, /) -> None:
        self._connection.execute(delete(desk_sessions).where(desk_sessions.c.hash == hashed))


def _row(given: Pass) -> dict[str, object]:
    return {"hash": given.hashed, "who": given.who, "role": given.role.value, "expires_at": given.until}


def _pass_of(hashed: str, who: str, role: str, until: datetime) -> Pass:
    return Pass(hashed=hashed, who=who, role=Role(role), until=until)
