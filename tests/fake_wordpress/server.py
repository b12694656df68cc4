"""The site on loopback, with moods that are scripted."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from typing_extensions import override

from tests.fake_wordpress.moods import Asked, Mood
from tests.fake_wordpress.site import Site


class FakeWordPress(Site):
    """The site: start it, set its mood, read what was asked and what stands there."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.mood: Callable[[Asked], Mood | None] = lambda _asked: None
        """Asked before each answer."""
        self.asked: list[Asked] = []
        self._lock = threading.RLock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def respond(self, asked: Asked) -> tuple[Mood | None, tuple[int, Any] | None]:
        """Return the mood and, unless it keeps the site from it, what was answered."""
        with self._lock:
            self.asked.append(asked)
            mood = self.mood(asked)
            return mood, self.answer(asked) if mood is None or mood.after else None

    def writes(self) -> list[Asked]:
        """Return the requests that would change something."""
        return [each for each in self.asked if each.method != "GET"]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(_Handler):
            fake = site

        return Handler


class _Handler(BaseHTTPRequestHandler):
    fake: FakeWordPress
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        mood, answer = self.fake.respond(self._asked())
        if mood is not None and mood.hangs_up:
            self.close_connection = True
        elif mood is not None:
            self._send(mood.status, mood.body, dict(mood.headers))
        else:
            assert answer is not None
            self._send(answer[0], json.dumps(answer[1]).encode(), {})

    do_GET = do_POST = do_DELETE = _any  # noqa: N815 - names given by http.server

    def _asked(self) -> Asked:
        query = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_json = "json" in (self.headers.get("Content-Type") or "")
        return Asked(
            method=self.command,
            path=query.pop("rest_route", ""),
            query=query,
            headers={key.lower(): value for key, value in self.headers.items()},
            body=json.loads(raw) if is_json and raw else {},
        )

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        for key, value in {"Content-Type": "application/json", **headers, "Content-Length": str(len(body))}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""
