"""Column types of our own: what a database would forget is put back here."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Protocol

from sqlalchemy import BigInteger, DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class _ToDatabase(Protocol):
    def __call__(self, value: datetime | None) -> datetime | int | None: ...


class _FromDatabase(Protocol):
    def __call__(self, value: datetime | int | None) -> datetime | None: ...


class UtcDateTime(TypeDecorator[datetime]):
    """Takes any aware time and gives the same instant back in `datetime.UTC`; a naive one is refused.

    SQLite has no type for it and forgets time zones, so it gets microseconds since 1970; PostgreSQL its own type.
    """

    impl = BigInteger
    cache_ok = True

    @override
    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[int]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(BigInteger())

    # Whole processors and not `process_bind_param`: a million posts have four million times.

    @override
    def bind_processor(self, dialect: Dialect) -> _ToDatabase:
        return _aware if dialect.name == "postgresql" else _to_microseconds

    @override
    def result_processor(self, dialect: Dialect, coltype: object) -> _FromDatabase:
        return _in_utc


def _aware(value: datetime | None) -> datetime | None:
    if value is not None and value.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be stored: {value}")
    return value


# One moment stands in several tables, of each of the ten thousand posts of a batch: written, seen, its page shared.
@lru_cache(maxsize=16_384)
def _to_microseconds(value: datetime | None) -> int | None:
    moment = _aware(value)
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


@lru_cache(maxsize=16_384)
def _in_utc(value: datetime | int | None) -> datetime | None:
    if isinstance(value, int):
        return _EPOCH + timedelta(0, 0, value)
    return None if value is None else value.astimezone(UTC)
