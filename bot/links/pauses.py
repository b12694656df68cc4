"""Which host was asked when: nobody's server is asked twice in a breath."""

from datetime import datetime, timedelta
from threading import Lock

_MANY = 4096
"""Above it, hosts whose pause is over are forgotten."""


class HostPauses:
    """Gives out turns, one a host and pause; may be called from several threads."""

    def __init__(self, pause: timedelta) -> None:
        self._pause = pause
        self._next: dict[str, datetime] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many hosts are remembered."""
        return len(self._next)

    def take(self, host: str, now: datetime) -> datetime | None:
        """Take the host's turn and return `None`, or return when its next turn is."""
        with self._lock:
            turn = self._next.get(host)
            if turn is not None and turn > now:
                return turn
            self._forget(now)
            self._next[host] = now + self._pause
            return None

    def until(self, host: str, moment: datetime) -> None:
        """Leave *host* alone until *moment*, as it asked."""
        with self._lock:
            self._next[host] = max(moment, self._next.get(host, moment))

    def _forget(self, now: datetime) -> None:
        if len(self._next) > _MANY:
            self._next = {host: turn for host, turn in self._next.items() if turn > now}
