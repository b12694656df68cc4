"""Stores to test: SQLite in memory, SQLite in a file, PostgreSQL in a schema of its own."""

import os
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from bot.ports import Capture, Store
from bot.store import SqlStore
from bot.store.tables import metadata
from curation.model import Post, PostRef

SERVER = "WELEARNED_TEST_POSTGRESQL"
"""Names the variable with the address of a PostgreSQL database that tests may make schemas in."""

KINDS = ("memory", "file", pytest.param("postgresql", marks=pytest.mark.real))


def server() -> str:
    """Return the address of the PostgreSQL to test on, `postgresql://…`; skip, or in CI fail, where there is none."""
    address = os.environ.get(SERVER)  # noqa: TID251 - .ci/run says where its server is
    if address:
        return address.replace("postgresql+psycopg://", "postgresql://")
    if os.environ.get("CI"):  # noqa: TID251 - a skip in CI is a failure
        pytest.fail(f"{SERVER} is not set: .ci/run starts a server and names it")
    pytest.skip(f"{SERVER} is not set")


@pytest.fixture(scope="session")
def schema() -> Iterator[str]:
    """Make an empty schema for this run; give the URL that works in it."""
    address = server()
    name = f"welearned_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
        yield in_schema(address, name)
        connection.execute(SQL("DROP SCHEMA {} CASCADE").format(Identifier(name)))


def in_schema(address: str, name: str) -> str:
    """Return *address* as SQLAlchemy wants it, with *name* as the only schema looked at."""
    joint = "&" if "?" in address else "?"
    return f"{address.replace('postgresql://', 'postgresql+psycopg://')}{joint}options=-csearch_path%3D{name}"


def emptied(url: str) -> str:
    """Empty every table at *url*: quicker than making them again for each test."""
    SqlStore.open(url).close()
    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://")) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(SQL("DELETE FROM {}").format(Identifier(table.name)))
    return url


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    urls: dict[str, Callable[[], str]] = {
        "memory": lambda: "sqlite://",
        "file": lambda: f"sqlite:///{tmp_path / 'welearned.db'}",
        "postgresql": lambda: emptied(str(request.getfixturevalue("schema"))),
    }
    return urls[str(request.param)]()


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """An open, empty store of each kind."""
    opened = SqlStore.open(url, b"a secret of this test")
    yield opened
    opened.close()


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2100, 1, 1, tzinfo=UTC)


def capture(what: Post, *, source: str = "mastodon:mastodon.example") -> Capture:
    """Return *what* as a source gives it."""
    return Capture(post=what, payload=b"{}", source=source, local_id="7")


def keep(store: Store, *posts: Post, source: str = "mastodon:mastodon.example") -> frozenset[PostRef]:
    """Keep *posts* in a transaction of their own."""
    with store.work() as work:
        return work.posts.keep([capture(each, source=source) for each in posts])


def everything(store: Store) -> tuple[Post, ...]:
    """Return every post there is."""
    with store.look() as work:
        return work.posts.candidates(seen_from=LONG_AGO, floor=LONG_AGO, until=FAR_AHEAD)
