"""The database: one transaction at a time over the small stores."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine
from typing_extensions import override

from bot.errors import StoreError
from bot.ports import Store, Work
from bot.store.activity import SqlActivity
from bot.store.captures import SqlCaptures
from bot.store.cards import SqlCards
from bot.store.changes import SqlChanges
from bot.store.cursors import SqlCursors
from bot.store.deliveries import SqlDeliveries
from bot.store.digests import SqlDigests
from bot.store.engine import Purpose, engine_of, keep_private, scrub, transaction
from bot.store.erasures import SqlErasures
from bot.store.events import SqlEvents
from bot.store.expiry import SqlExpiry
from bot.store.forgetting import SqlForgetting
from bot.store.leases import SqlLeases
from bot.store.meter import SqlMeter
from bot.store.migration import migrate
from bot.store.notices import SqlNotices
from bot.store.offers import SqlOffers
from bot.store.people import SqlPeople
from bot.store.posts import SqlPosts
from bot.store.presences import SqlPresences
from bot.store.replies import SqlReplies
from bot.store.requests import SqlRequests
from bot.store.reviewers import SqlReviewers
from bot.store.spellings import SqlSpellings
from bot.store.subscribers import SqlSubscribers
from bot.store.tellings import SqlTellings
from bot.store.tombstones import SqlTombstones
from bot.store.topic_models import SqlTopicModels
from bot.store.turns import SqlTurns
from bot.store.wishes import SqlWishes
from curation.model import Wish


class SqlWork(Work):
    """All small stores over one connection in one transaction."""

    def __init__(self, connection: Connection, secret: bytes, told: Sequence[Wish] = ()) -> None:
        tombstones = SqlTombstones(connection, secret)
        self.posts = SqlPosts(connection, tombstones)
        self.captures = SqlCaptures(connection, self.posts, tombstones)
        self.changes = SqlChanges(connection)
        self.people = SqlPeople(connection, self.posts)
        self.requests = SqlRequests(connection)
        self.offers = SqlOffers(self.posts)
        self.turns = SqlTurns(connection, secret)
        self.activity = SqlActivity(connection)
        self.cards = SqlCards(connection)
        self.cursors = SqlCursors(connection)
        self.digests = SqlDigests(connection)
        self.deliveries = SqlDeliveries(connection)
        self.wishes = SqlWishes(connection, tombstones, told)
        self.tombstones = tombstones
        self.events = SqlEvents(connection)
        self.notices = SqlNotices(connection)
        self.leases = SqlLeases(connection)
        self.meter = SqlMeter(connection)
        self.subscribers = SqlSubscribers(connection)
        self.reviewers = SqlReviewers(connection)
        self.tellings = SqlTellings(connection)
        self.erasures = SqlErasures(connection)
        self.spellings = SqlSpellings(connection)
        self.forgetting = SqlForgetting(connection, tombstones)
        self.topic_models = SqlTopicModels(connection)
        self.forgetting = self._forgetting = SqlForgetting(connection, tombstones)
        self.presences = SqlPresences(connection)
        self.expiry = SqlExpiry(connection, self.posts, tombstones)
        self.replies = SqlReplies(connection, self.posts)

    @property
    def has_erased(self) -> bool:
        """Whether something was deleted that must not be found in the file either."""
        return self._forgetting.has_erased


class SqlStore(Store):
    """SQLite or PostgreSQL; writers wait for each other, readers for nobody (but in memory, see `engine`)."""

    def __init__(self, engine: Engine, secret: bytes, told: Sequence[Wish] = ()) -> None:
        self._engine = engine
        self._secret = secret
        self._told = told

    @classmethod
    def open(cls, url: str, secret: bytes = b"", *, told: Sequence[Wish] = ()) -> Self:
        """Open the database at *url* and bring its tables up to date; raise `StoreError`.

        *url* is `sqlite:///FILE`, `sqlite://` for one in memory, or `postgresql+psycopg://…`. *secret* is the
        installation's own: tombstones made with another one are not recognised. *told* are
        wishes that stand in the configuration, for as long as they stand there.
        """
        engine = engine_of(url)
        keep_private(url)
        try:
            migrate(engine)
        except StoreError:
            engine.dispose()
            raise
        return cls(engine, secret, told)

    def close(self) -> None:
        """Close every connection; one in memory is gone then."""
        self._engine.dispose()

    @override
    @contextmanager
    def work(self) -> Generator[Work]:
        with transaction(self._engine, Purpose.WORK) as connection:
            work = SqlWork(connection, self._secret, self._told)
            yield work
        if work.has_erased:
            scrub(self._engine)

    @override
    @contextmanager
    def look(self) -> Generator[Work]:
        with transaction(self._engine, Purpose.LOOK) as connection:
            yield SqlWork(connection, self._secret, self._told)
