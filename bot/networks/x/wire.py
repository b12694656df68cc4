"""The adapter through which everything to and from X passes, mounted on the library's own session."""

import threading
from typing import Final

import requests
from requests.adapters import HTTPAdapter
from typing_extensions import override

HOST: Final = "https://api.twitter.com"
"""Fixed in the library (networks.md X33)."""
TIME_OUTS: Final = (10.0, 30.0)
"""Seconds to connect and seconds without a byte; the library knows none."""


class Wire(HTTPAdapter):
    """Times out, follows nobody, and remembers what this thread was last told."""

    def __init__(self, *, base: str = HOST, time_outs: tuple[float, float] = TIME_OUTS) -> None:
        """Ask X, or who answers at *base* in its place."""
        super().__init__()
        self._base = base
        self._time_outs = time_outs
        self._heard = threading.local()

    def mounted(self, session: requests.Session) -> requests.Session:
        """Take the place of whatever *session* spoke through; the session stays on its host."""
        session.mount("https://", self)
        session.mount("http://", self)
        session.max_redirects = 0
        session.auth = _as_it_is
        return session

    @property
    def last(self) -> requests.Response | None:
        """The answer to this thread's last request, `None` when there was none."""
        found = getattr(self._heard, "answer", None)
        return found if isinstance(found, requests.Response) else None

    def forget(self) -> None:
        """Have heard nothing."""
        self._heard.answer = None

    @override
    def send(self, request: requests.PreparedRequest, *args: object, **given: object) -> requests.Response:
        self.forget()
        given["timeout"] = self._time_outs
        if self._base != HOST:
            request.url = self._base + (request.url or "").removeprefix(HOST)
            given["proxies"] = None
        answer = super().send(request, *args, **given)  # type: ignore[arg-type]  # the base class's five pass through
        self._heard.answer = answer
        return answer


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave the request alone: without this a `.netrc` entry replaces the token."""
    return request
