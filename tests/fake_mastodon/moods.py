"""Bad moments of a server, one request long each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeRequest:
    """What somebody asked."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    target: str
    """The path as it stood on the line, encoded."""

    @property
    def token(self) -> str:
        """The bearer token, empty when there is none."""
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    def asked(self, name: str) -> str:
        """Return one parameter of the query, empty when it is absent."""
        return self.query.get(name, [""])[0]

    @property
    def writes(self) -> bool:
        """Whether it changes something."""
        return self.method != "GET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """What the server does instead of answering, or after having done what was asked."""

    status: int = 500
    body: bytes = b'{"error": "something went wrong"}'
    headers: Mapping[str, str] = field(default_factory=dict)
    after: bool = False
    """Whether what was asked is done all the same."""
    hangs_up: bool = False
    """Whether the connection ends without an answer."""
    cuts_at: int | None = None
    """After how many bytes of the body the connection ends, though more were promised."""
    stays_silent: bool = False
    """Whether it says nothing for as long as it runs."""
    keeps_body: bool = False
    """Whether the true answer is given, with this status and these headers added."""


def busy(reset: datetime | None = None, *, date: datetime | None = None) -> Mood:
    """429; with *reset* as Mastodon says it, an ISO date with microseconds."""
    limits = (
        {"X-RateLimit-Reset": reset.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "X-RateLimit-Remaining": "0"} if reset else {}
    )
    dated = {"Date": format_datetime(date, usegmt=True)} if date else {}
    return Mood(status=429, body=b'{"error": "Too many requests"}', headers={**limits, **dated})


def unavailable(wait: timedelta | None = timedelta(seconds=30)) -> Mood:
    """503, with `Retry-After` or without."""
    headers = {"Retry-After": str(int(wait.total_seconds()))} if wait else {}
    return Mood(status=503, body=b"<html><body>Service Unavailable</body></html>", headers=headers)


def refuses(status: int, error: str = "This action is not allowed") -> Mood:
    """A plain no."""
    return Mood(status=status, body=b'{"error": "%s"}' % error.encode())


BROKEN = Mood()
BROKEN_AFTER = Mood(after=True)
BAD_GATEWAY_AFTER = Mood(status=502, body=b"<html><h1>502</h1></html>", after=True)
GATEWAY_TIME_OUT = Mood(status=504, body=b"")
HANGS_UP = Mood(hangs_up=True)
HANGS_UP_AFTER = Mood(hangs_up=True, after=True)
SILENT = Mood(stays_silent=True)
TRUNCATED = Mood(status=200, body=b'[{"id": "1", "uri": "https://mast')
TRUNCATED_AFTER = Mood(status=200, body=b'{"id": "1", "uri": "https://mast', after=True)
CUT_OFF_AFTER = Mood(status=200, body=b'{"id": "1", "uri": "https://mastodon.example/1"}', cuts_at=12, after=True)
HTML_PAGE = Mood(status=200, body=b"<!doctype html><title>Please enable JavaScript</title>")
EMPTY = Mood(status=200, body=b"")
EMPTY_AFTER = Mood(status=200, body=b"", after=True)
NULL = Mood(status=200, body=b"null")
ERRORS_NULL = Mood(status=200, body=b'{"errors": null}')
NUMBER = Mood(status=200, body=b"42")

BAD_MOMENTS: Mapping[str, Mood] = {
    "401": refuses(401, "The access token is invalid"),
    "403": refuses(403),
    "403 html": Mood(status=403, body=b"<html>Forbidden</html>"),
    "422": refuses(422, "This method requires an authenticated user"),
    "429": busy(),
    "500": BROKEN,
    "500 after": BROKEN_AFTER,
    "502 after": BAD_GATEWAY_AFTER,
    "503": unavailable(),
    "503 without a time": unavailable(None),
    "504": GATEWAY_TIME_OUT,
    "hangs up": HANGS_UP,
    "hangs up after": HANGS_UP_AFTER,
    "truncated": TRUNCATED,
    "truncated after": TRUNCATED_AFTER,
    "cut off after": CUT_OFF_AFTER,
    "html": HTML_PAGE,
    "empty": EMPTY,
    "empty after": EMPTY_AFTER,
    "null": NULL,
    "number": NUMBER,
}
"""Every mood a story may draw from, by name."""
