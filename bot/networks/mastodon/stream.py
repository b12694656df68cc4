"""What a server tells as it happens: that a post under a hashtag was deleted or edited.

A stream only brings forward what the sweep finds in its time: nothing is told again after a connection broke off, some
servers have no streams, and most want a user token (networks.md M17, M18).

https://docs.joinmastodon.org/methods/streaming/
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from mastodon.errors import MastodonMalformedEventError
from typing_extensions import override

from bot.errors import SourceClosed, SourceError
from bot.networks.mastodon.client import Listener, MastodonClient
from bot.networks.mastodon.fields import identifier, is_object
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.ports import Change, Clock, Heard, Stream
from curation.model import Hashtag

TIME_OUTS: Final = (10.0, 90.0)
"""Seconds to connect and seconds without a byte: servers give a sign of life every 15."""
_MOST: Final = 10_000
"""Changes that wait to be taken; what is told beyond is left to the sweep."""
_NOT_FOR_US: Final = frozenset({Trouble.DENIED, Trouble.MISSING, Trouble.REJECTED, Trouble.MISUSED})
_SELDOM: Final = timedelta(hours=6)
"""How soon a server is tried again that has no streams, or none for us."""


class MastodonStream(Stream):
    """Listens to one hashtag in a thread of its own, which ends with the process or soon after `close`."""

    def __init__(self, client: MastodonClient, clock: Clock, *, source: str, tag: Hashtag) -> None:
        """Listen through *client*, which nothing else uses: its thread is held by the stream for days."""
        self.source = source
        self.name = f"{source} {tag.key}"
        self._client = client
        self._clock = clock
        self._tag = tag.display.lower()
        self._ears = _Ears()
        self._retry_at: datetime | None = None
        self._closed = False

    @override
    def heard(self) -> Heard:
        ears = self._ears
        changes = tuple(ears.taken())
        if changes or ears.trouble is None:
            self._listen()
            return Heard(changes=changes, is_live=ears.is_live)
        trouble, self._ears = ears.trouble, _Ears()
        self._retry_at = trouble.retry_at or self._clock.now() + _SELDOM
        raise self._error(trouble)

    @override
    def close(self) -> None:
        self._closed = self._ears.closed = True

    def _listen(self) -> None:
        """Begin to listen, unless somebody does, or the server is to be left alone for now."""
        waits = self._retry_at is not None and self._clock.now() < self._retry_at
        if self._closed or waits or self._ears.is_open:
            return
        self._ears.is_open = True
        # Nobody waits for it: it may hear nothing for a minute, and what it hears after the end is of no use.
        threading.Thread(target=self._hold, args=(self._ears,), name="stream", daemon=True).start()

    def _hold(self, ears: "_Ears") -> None:
        try:
            self._client.listen(self._tag, _Listener(ears, self._client.heard_well))
        except ServerTrouble as trouble:
            ears.trouble = trouble
        except Exception as error:  # noqa: BLE001 - the edge of a thread: what nobody sees would end all hearing
            why = f"could not be followed ({type(error).__name__})"
            ears.trouble = ServerTrouble(self.source, Trouble.ODD, why=why)

    def _error(self, trouble: ServerTrouble) -> SourceError:
        if trouble.kind in _NOT_FOR_US:
            needs_token = trouble.kind is Trouble.DENIED
            return SourceClosed(self.name, trouble.why, needs_token=needs_token)
        return SourceError(self.name, trouble.why, retry_at=trouble.retry_at)


class _Ears:
    """What the listening thread hands to who asks: each part is written by one of them and read by the other."""

    def __init__(self) -> None:
        self.is_open = False
        self.is_live = False
        self.closed = False
        self.trouble: ServerTrouble | None = None
        self.changes: deque[Change] = deque()

    def taken(self) -> Iterator[Change]:
        """Yield what was heard, and keep it no longer."""
        while self.changes:
            yield self.changes.popleft()

    def told(self, change: Change) -> None:
        """Keep *change* until somebody asks, unless too many wait already."""
        if change.local_id and len(self.changes) < _MOST:
            self.changes.append(change)


class _Listener(Listener):
    """Hears of deletions and edits; everything else is a sign of life."""

    def __init__(self, ears: _Ears, alive: Callable[[], None]) -> None:
        self._ears = ears
        self._alive = alive

    @override
    def handle_heartbeat(self) -> None:
        self._lives()

    @override
    def on_any_event(self, name: str, data: object = None, for_stream: object = None) -> None:
        self._lives()

    @override
    def on_delete(self, status_id: object) -> None:
        self._ears.told(Change(local_id=identifier({"id": status_id}, "id"), gone=True))

    @override
    def on_status_update(self, status: object) -> None:
        if is_object(status):
            self._ears.told(Change(local_id=identifier(status, "id"), gone=False))

    def _lives(self) -> None:
        self._ears.is_live = True
        self._alive()
        if self._ears.closed:
            raise MastodonMalformedEventError
