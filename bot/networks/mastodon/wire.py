"""The session through which everything to and from a server passes, Mastodon.py's calls and our own."""

import threading
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

import requests
from typing_extensions import override

from bot.networks.mastodon.fields import is_object

TIME_OUTS: Final = (10.0, 30.0)
"""Seconds to connect and seconds without a byte; the library's own is 300."""
USER_AGENT: Final = "welearned"
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
"""Where a server may do without TLS."""
_FORM_SWITCHES: Final = {"0": False, "1": True}
"""How Mastodon.py writes booleans into forms; in JSON some servers take nothing but true and false."""
_SWITCHES: Final = frozenset({"sensitive"})


_LONGEST_LINE: Final = 1024 * 1024
"""Bytes of a stream without a line's end, more than any post has."""


class Wire(requests.Session):
    """A session that times out, writes JSON, stays on its host and remembers what this thread was last told."""

    def __init__(self, *, time_outs: tuple[float, float] = TIME_OUTS) -> None:
        super().__init__()
        self._time_outs = time_outs
        self._heard = threading.local()

    @property
    def last(self) -> requests.Response | None:
        """The answer to this thread's last request, `None` when there was none or only half of one."""
        found = getattr(self._heard, "answer", None)
        return found if isinstance(found, requests.Response) else None

    def forget(self) -> None:
        """Have heard nothing."""
        self._heard.answer = None

    @override
    def request(self, method: str | bytes, url: str | bytes, *args: object, **given: object) -> requests.Response:
        self.forget()
        if given.get("stream"):
            _refuse_unless_safe(str(url))
        given["timeout"] = self._time_outs
        headers = given.get("headers")
        given["headers"] = {**(headers if isinstance(headers, dict) else {}), "User-Agent": USER_AGENT}
        answer = super().request(method, url, *args, **_as_json(str(url), given))  # type: ignore[arg-type]  # the base class's thirteen parameters pass through
        # A notice to programmers, which Mastodon.py would turn into a warning of the running program.
        answer.headers.pop("deprecation", None)
        self._heard.answer = answer
        return answer

    @override
    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Follow only GETs that stay on the same host: a token goes nowhere else, and a POST never becomes a GET."""
        target = super().get_redirect_target(resp)
        if target is None or resp.request.method != "GET":
            return None
        there = urlsplit(urljoin(resp.url, target))
        here = urlsplit(resp.url)
        return target if (there.scheme, there.netloc) == (here.scheme, here.netloc) else None


class Bounded:
    """A streamed answer whose lines end somewhere."""

    def __init__(self, answer: requests.Response) -> None:
        self._answer = answer

    def iter_content(self, chunk_size: int = 1) -> Iterator[bytes]:
        """Yield the bytes as they come; raise a `RequestException` where a line has no end."""
        length = 0
        for chunk in self._answer.iter_content(chunk_size):
            end = chunk.rfind(b"\n")
            length = length + len(chunk) if end < 0 else len(chunk) - end - 1
            if length > _LONGEST_LINE:
                raise requests.exceptions.ContentDecodingError("a line without end")
            yield chunk


def _refuse_unless_safe(url: str) -> None:
    """Raise a `RequestException` where a server sends the token to a streaming host in clear text."""
    there = urlsplit(url)
    if there.scheme != "https" and there.hostname not in LOOPBACK:
        raise requests.exceptions.InvalidSchema("a stream without TLS")


def _as_json(url: str, given: dict[str, object]) -> dict[str, object]:
    """Return *given* with a form turned into JSON: some servers drop forms without a word."""
    form = given.get("data")
    if not is_object(form) or not form or "/api/" not in url:
        return given
    body = {key: _switch(value) if key in _SWITCHES else value for key, value in form.items()}
    return {**{key: value for key, value in given.items() if key not in {"data", "files"}}, "json": body}


def _switch(value: object) -> object:
    return _FORM_SWITCHES.get(value, value) if isinstance(value, str) else value
