"""Asks a server of ours that speaks JSON: one call, one answer, nothing waited for and nothing tried twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import httpx
import orjson

_TIME_OUT: Final = httpx.Timeout(30.0, connect=10.0)
_MOST_BYTES: Final = 8 * 1024 * 1024
_LONGEST_WAIT: Final = timedelta(hours=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said."""

    status: int
    body: object = None
    """The JSON; `None` where it is none."""
    retry_after: str = field(default="", repr=False)

    def wait(self, otherwise: timedelta, /) -> timedelta:
        """Return how long the server asks to be left alone, *otherwise* where it does not say."""
        if not self.retry_after.isdecimal():
            return otherwise
        return min(max(timedelta(seconds=int(self.retry_after[:9])), timedelta(seconds=1)), _LONGEST_WAIT)


class NoAnswer(Exception):
    """The server said nothing that can be understood; whether it did what was asked, nobody knows."""


class JsonApi:
    """Speaks with one server as one user; may be called from several threads."""

    def __init__(
        self, base: str, *, user: str, password: str, contact: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        """Take the address that every call begins with; *transport* stands in for the web."""
        self._base = base
        self._auth = httpx.BasicAuth(user, password)
        self._headers = {"User-Agent": f"welearned (+{contact})", "Accept": "application/json"}
        self._transport = transport
        self._trusted = httpx.create_ssl_context()

    def ask(self, method: str, query: Mapping[str, str], body: Mapping[str, object] | None = None, /) -> Answer:
        """Return the answer to one call with *body* as JSON; raise `NoAnswer`."""
        content = None if body is None else orjson.dumps(body)
        headers = {} if body is None else {"Content-Type": "application/json"}
        return self._call(method, query, content, headers)

    def upload(self, query: Mapping[str, str], content: bytes, /, *, name: str, kind: str) -> Answer:
        """Return the answer to a file being sent as it is; raise `NoAnswer`."""
        headers = {"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}"'}
        return self._call("POST", query, content, headers)

    def _call(self, method: str, query: Mapping[str, str], content: bytes | None, headers: Mapping[str, str]) -> Answer:
        # A connection a call: a handful of calls a day, and none left open between them.
        # No redirect is followed: it would turn a POST into a GET, and take the password along.
        client = httpx.Client(
            auth=self._auth,
            headers={**self._headers, **headers},
            timeout=_TIME_OUT,
            follow_redirects=False,
            transport=self._transport,
            verify=self._trusted,
        )
        try:
            with client, client.stream(method, self._base, params=dict(query), content=content) as response:
                raw = _read(response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NoAnswer(type(error).__name__) from error
        return Answer(status=response.status_code, body=_json(raw), retry_after=response.headers.get("Retry-After", ""))


def _read(response: httpx.Response) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > _MOST_BYTES:
            raise NoAnswer("more than 8 MiB")
        pieces.append(piece)
    return b"".join(pieces)


def _json(raw: bytes) -> object:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
