"""What makes captures of one document; given by wiring, because an archive knows no network."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Protocol

import orjson
from typing_extensions import TypeIs

from bot.ports import Capture
from curation.errors import InvalidValue
from curation.model import Post, Reason

Document = Mapping[str, object]
Outcome = Capture | Reason | ValueError
"""A post, why a sound piece is none, or what is wrong with it."""


class Mapper(Protocol):
    """Makes captures of a document of one shape."""

    @abstractmethod
    def __call__(self, document: Document, /, *, source: str, seen_at: datetime | None) -> Iterable[Outcome]:
        """Yield an outcome for each post in *document*; without *seen_at* posts are seen when written."""


class CaptureOfStatus(Protocol):
    """How the Mastodon adapter makes a capture of a status, of the original for a boost."""

    @abstractmethod
    def __call__(self, status: Document, /, *, source: str, server: str, seen_at: datetime) -> Capture:
        """Return the capture; *server* is the domain of bare names, empty for the writer's own. Raise `ValueError`."""


class PostOfActivity(Protocol):
    """How the Mastodon adapter maps a `Create` of an outbox."""

    @abstractmethod
    def __call__(self, activity: Document, /, *, seen_at: datetime | None) -> Post:
        """Return the post; `actor` is an object where the export holds one. Raise `ValueError`."""


class StatusMapper:
    """Makes captures of Mastodon statuses with what the Mastodon adapter gives."""

    def __init__(self, capture_of: CaptureOfStatus) -> None:
        self._capture_of = capture_of

    def __call__(self, document: Document, /, *, source: str, seen_at: datetime | None) -> Iterator[Outcome]:
        """Yield the capture of the status *document*, or what is wrong with it."""
        network, _, host = source.partition(":")
        boosted = document.get("reblog")
        original = boosted if is_document(boosted) else document
        try:
            yield self._capture_of(
                original,
                source=source,
                server=host if network == "mastodon" else "",
                seen_at=seen_at or moment(original, "created_at"),
            )
        except ValueError as error:
            yield error


class ActivityMapper:
    """Makes captures of an outbox's activities; an `Announce` repeats somebody whose words it does not hold."""

    def __init__(self, post_of: PostOfActivity) -> None:
        self._post_of = post_of

    def __call__(self, document: Document, /, *, source: str, seen_at: datetime | None) -> Iterator[Outcome]:
        """Yield the capture of the activity *document*, or why there is none."""
        if document.get("type") == "Announce":
            yield Reason.REPOST
            return
        try:
            post = self._post_of(document, seen_at=seen_at)
        except ValueError as error:
            yield error
            return
        yield Capture(post=post, payload=orjson.dumps(document), source=source)


def is_document(value: object) -> TypeIs[dict[str, object]]:
    """Return whether *value* is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeIs[list[object]]:
    """Return whether *value* is a JSON array."""
    return isinstance(value, list)


def moment(document: Document, name: str) -> datetime:
    """Return the time in ISO 8601 under *name*; raise `InvalidValue`."""
    written = document.get(name)
    try:
        said = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        said = None
    if said is None or said.tzinfo is None:
        raise InvalidValue(name, found="no time", expected="a time with its zone")
    return said.astimezone(UTC)
