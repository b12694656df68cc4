"""What was asked of the site, and bad moments of it, one request long each."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request."""

    method: str
    path: str
    """The route, such as `/wp/v2/posts`."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def login(self) -> tuple[str, str] | None:
        """User and password, where the header came through."""
        scheme, _, given = self.headers.get("authorization", "").partition(" ")
        if scheme != "Basic":
            return None
        user, _, password = base64.b64decode(given).decode().partition(":")
        return user, password


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """What the site does instead of answering, or after having done what was asked."""

    status: int = 500
    body: bytes = b'{"code": "internal_server_error"}'
    headers: Mapping[str, str] = field(default_factory=dict)
    after: bool = False
    """Whether what was asked is done all the same."""
    hangs_up: bool = False
    """Whether the connection ends without an answer."""


def busy(wait: timedelta | None = None, status: int = 429) -> Mood:
    """Return a site that wants to be left alone."""
    headers = {"Retry-After": str(int(wait.total_seconds()))} if wait else {}
    return Mood(status=status, body=b"<html>busy</html>", headers=headers)


HANGS_UP = Mood(hangs_up=True)
HANGS_UP_AFTER = Mood(hangs_up=True, after=True)
BROKEN = Mood()
BROKEN_AFTER = Mood(after=True)
BAD_GATEWAY_AFTER = Mood(status=502, body=b"<html>502</html>", after=True)
MAINTENANCE = Mood(status=503, body=b"<html>Briefly unavailable for scheduled maintenance.</html>")
CONFLICT = Mood(status=409, body=b'{"code": "edit_conflict"}')
TOO_LARGE = Mood(status=413, body=b"<html>413 Request Entity Too Large</html>")
MOVED = Mood(status=301, body=b"", headers={"Location": "https://other.example/"})
FORBIDDEN = Mood(status=403, body=b"<html>blocked by a plug-in</html>")
DENIED = Mood(status=401, body=b'{"code": "rest_cannot_create"}')
INVALID = Mood(status=400, body=b'{"code": "rest_invalid_param"}')
NO_API = Mood(status=404, body=b"<html>Not found</html>")
HTML_PAGE = Mood(status=200, body=b"<!doctype html><title>Please enable JavaScript</title>")
HTML_PAGE_AFTER = Mood(status=200, body=b"<!doctype html><p>Deprecated: ...", after=True)
LIST = Mood(status=200, body=b"[]")

BAD_MOMENTS: Mapping[str, Mood] = {
    "401": DENIED,
    "403": FORBIDDEN,
    "409": CONFLICT,
    "413": TOO_LARGE,
    "429": busy(timedelta(minutes=2)),
    "500": BROKEN,
    "500 after": BROKEN_AFTER,
    "502 after": BAD_GATEWAY_AFTER,
    "503": MAINTENANCE,
    "hangs up": HANGS_UP,
    "hangs up after": HANGS_UP_AFTER,
    "html": HTML_PAGE,
    "html after": HTML_PAGE_AFTER,
}
"""Every mood a story may draw from, by name."""
