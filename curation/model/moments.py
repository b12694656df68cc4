"""The one thing every noun asks of a time."""

from datetime import UTC, datetime

from curation.errors import InvalidValue


def require_utc(name: str, moment: datetime) -> None:
    """Raise `InvalidValue` for the field *name* unless *moment* is aware and in `datetime.UTC` itself."""
    if moment.tzinfo is not UTC:
        raise InvalidValue(name, found=moment, expected="an aware time in UTC")
