"""The database: one transaction at a time over the small stores."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine
from typing_extensions import override

from bot.ports import Store, Work
from bot.store.cards import SqlCards
from bot.store.cursors import SqlCursors
from bot.store.deliveries import SqlDeliveries
from bot.store.digests import SqlDigests
from bot.store.engine import Purpose, engine_of, transaction
from bot.store.events import SqlEvents
from bot.store.leases import SqlLeases
from bot.store.migration import migrate
from bot.store.notices import SqlNotices
from bot.store.posts import SqlPosts
from bot.store.tombstones import SqlTombstones
from bot.store.wishes import SqlWishes


class SqlWork(Work):
    """All small stores over one connection in one transaction."""

    def __init__(self, connection: Connection, secret: bytes) -> None:
        tombstones = SqlTombstones(connection, secret)
        self.posts = SqlPosts(connection, tombstones)
        self.cards = SqlCards(connection)
        self.cursors = SqlCursors(connection)
        self.digests = SqlDigests(connection)
        self.deliveries = SqlDeliveries(connection)
        self.wishes = SqlWishes(connection)
        self.tombstones = tombstones
        self.events = SqlEvents(connection)
        self.notices = SqlNotices(connection)
        self.leases = SqlLeases(connection)


class SqlStore(Store):
    """SQLite or PostgreSQL; writers wait for each other, readers for nobody (but in memory, see `engine`)."""

    def __init__(self, engine: Engine, secret: bytes) -> None:
        self._engine = engine
        self._secret = secret

    @classmethod
    def open(cls, url: str, secret: bytes = b"") -> Self:
        """Open the database at *url* and bring its tables up to date; raise `StoreError`.

        *url* is `sqlite:///FILE`, `sqlite://` for one in memory, or `postgresql+psycopg://…`. *secret* is the
        installation's own: tombstones made with another one are not recognised.
        """
        engine = engine_of(url)
        migrate(engine)
        return cls(engine, secret)

    def close(self) -> None:
        """Close every connection; one in memory is gone then."""
        self._engine.dispose()

    @override
    @contextmanager
    def work(self) -> Generator[Work]:
        with transaction(self._engine, Purpose.WORK) as connection:
            yield SqlWork(connection, self._secret)

    @override
    @contextmanager
    def look(self) -> Generator[Work]:
        with transaction(self._engine, Purpose.LOOK) as connection:
            yield SqlWork(connection, self._secret)
