"""Bad moments of X, one request long each, in the shapes that are published."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeRequest:
    """What somebody asked."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    target: str
    """The path as it stood on the line, encoded."""

    @property
    def writes(self) -> bool:
        """Whether it changes something."""
        return self.method != "GET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """What X does instead of answering, or after having done what was asked."""

    status: int = 500
    body: bytes = b'{"title": "Internal Server Error", "status": 500}'
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


def problem(status: int, title: str, detail: str = "", **more: Any) -> Mood:
    """Answer as X does when it says no."""
    said = {"title": title, "detail": detail, "type": "about:blank", "status": status} | more
    return Mood(status=status, body=json.dumps(said).encode())


def busy(reset: datetime | None = None, *, date: datetime | None = None) -> Mood:
    """429; with *reset* in seconds since 1970, by the clock that *date* shows."""
    limits = {"x-rate-limit-reset": str(int(reset.timestamp())), "x-rate-limit-remaining": "0"} if reset else {}
    dated = {"Date": format_datetime(date, usegmt=True)} if date else {}
    return Mood(status=429, body=b'{"title": "Too Many Requests", "status": 429}', headers={**limits, **dated})


NO_CREDIT = problem(402, "CreditsDepleted", "Your enrolled account does not have any credits to fulfill this request.")
NO_CREDIT_403 = problem(403, "CreditsDepleted", "Your enrolled account does not have any credits.")
NO_CREDIT_503 = problem(503, "CreditsDepleted", "Your enrolled account does not have any credits.")
USAGE_CAP = problem(429, "UsageCapExceeded", "Usage cap exceeded: Monthly product cap", period="Monthly")
UNAUTHORIZED = problem(401, "Unauthorized", "Unauthorized")
FORBIDDEN = problem(403, "Forbidden", "You are not permitted to perform this action.")
DUPLICATE = problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.")
UNSUMMONED = problem(
    403, "Forbidden", "You can only reply to or quote posts where you are mentioned or are the author."
)
PARENT_GONE = problem(403, "Forbidden", "You attempted to reply to a Tweet that is deleted or not visible to you.")
NOT_FOUND = problem(404, "Not Found", "Could not find what you asked for.")
INVALID = problem(
    400, "Invalid Request", "One or more parameters to your request was invalid.", errors=[{"message": "x"}]
)
BROKEN = Mood()
BROKEN_AFTER = Mood(after=True)
BAD_GATEWAY_AFTER = Mood(status=502, body=b"<html><h1>502</h1></html>", after=True)
UNAVAILABLE = Mood(status=503, body=b'{"title": "Service Unavailable", "status": 503}')
GATEWAY_TIME_OUT = Mood(status=504, body=b"")
HANGS_UP = Mood(hangs_up=True)
HANGS_UP_AFTER = Mood(hangs_up=True, after=True)
SILENT = Mood(stays_silent=True)
SILENT_AFTER = Mood(stays_silent=True, after=True)
TRUNCATED = Mood(status=200, body=b'{"data": [{"id": "1", "te')
CUT_OFF_AFTER = Mood(status=201, body=b'{"data": {"id": "1", "text": "hello"}}', cuts_at=12, after=True)
HTML_PAGE = Mood(status=200, body=b"<!doctype html><title>Please enable JavaScript</title>")
HTML_403 = Mood(status=403, body=b"<!doctype html><title>Forbidden</title>")
HTML_503 = Mood(status=503, body=b"<!doctype html><title>Over capacity</title>")
EMPTY = Mood(status=200, body=b"")
EMPTY_AFTER = Mood(status=200, body=b"", after=True)
EMPTY_401 = Mood(status=401, body=b"")
NULL = Mood(status=200, body=b"null")
NUMBER = Mood(status=200, body=b"42")
ARRAY = Mood(status=200, body=b"[]")
NOTHING = Mood(status=200, body=b"{}")
ERRORS_NULL = Mood(status=200, body=b'{"errors": null}')
ERRORS_NULL_400 = Mood(status=400, body=b'{"errors": null}')
ERRORS_ODD_403 = Mood(status=403, body=b'{"errors": [null, 7, {"code": 1}], "detail": null}')
ARRAY_500 = Mood(status=500, body=b"[1]")
ELSEWHERE = Mood(status=302, body=b"", headers={"Location": "https://elsewhere.example/2/tweets"})
TEAPOT = Mood(status=418, body=b"{}")

BAD_MOMENTS: Mapping[str, Mood] = {
    "400": INVALID,
    "400 errors null": ERRORS_NULL_400,
    "401": UNAUTHORIZED,
    "401 empty": EMPTY_401,
    "402": NO_CREDIT,
    "403": FORBIDDEN,
    "403 odd errors": ERRORS_ODD_403,
    "403 html": HTML_403,
    "403 no credit": NO_CREDIT_403,
    "404": NOT_FOUND,
    "418": TEAPOT,
    "429": busy(),
    "429 with an odd reset": Mood(status=429, body=b"", headers={"x-rate-limit-reset": "soon"}),
    "500": BROKEN,
    "500 array": ARRAY_500,
    "502 after": BAD_GATEWAY_AFTER,
    "503": UNAVAILABLE,
    "503 html": HTML_503,
    "504": GATEWAY_TIME_OUT,
    "hangs up": HANGS_UP,
    "hangs up after": HANGS_UP_AFTER,
    "truncated": TRUNCATED,
    "cut off after": CUT_OFF_AFTER,
    "html": HTML_PAGE,
    "empty": EMPTY,
    "null": NULL,
    "number": NUMBER,
    "array": ARRAY,
    "nothing": NOTHING,
    "errors null": ERRORS_NULL,
    "elsewhere": ELSEWHERE,
}
"""Every mood a story may draw from, by name."""
