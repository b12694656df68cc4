"""A Mastodon-API server on loopback, with a clock that is given and moods that are scripted.

with FakeMastodon(clock=clock.now) as server:
    server.post("ana", "lovely https://blog.example/closures #BIT15")
    server.mood = lambda request: moods.BROKEN if request.writes else None
"""

import json
import queue
import threading
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from typing_extensions import override

from tests.fake_mastodon.moods import FakeRequest, Mood
from tests.fake_mastodon.routes import Answer, Routes
from tests.fake_mastodon.software import MASTODON, Software
from tests.fake_mastodon.state import FakeStatus
from tests.fake_mastodon.world import World

MoodOf = Callable[[FakeRequest], Mood | None]


class FakeMastodon(World):
    """The server: start it, let people speak, set its mood, read what was asked and what was published."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        software: Software = MASTODON,
        domain: str = "mastodon.example",
        bot_name: str = "bot",
    ) -> None:
        super().__init__(clock=clock, software=software, domain=domain, bot_name=bot_name)
        self.mood: MoodOf | list[Mood | None] = lambda _request: None
        """Asked before each answer; or a queue of which each request takes one."""
        self.requests: list[FakeRequest] = []
        self.token = "token-of-the-bot"
        self.routes = Routes(self)
        self.streams: list[Listening] = []
        """Who follows a hashtag now."""
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._http: ThreadingHTTPServer | None = None

    def start(self) -> Self:
        """Answer from now on; return the server itself."""
        self._http = _Http(("127.0.0.1", 0), self._handler())
        self.streaming = self.url.replace("http", "ws", 1)
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def stop(self) -> None:
        """Answer no more."""
        self._over.set()
        self.break_off()
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where it answers."""
        assert self._http is not None, "start it first"
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def asked(self, method: str, path: str = "") -> list[FakeRequest]:
        """Return the requests of that method whose path starts with *path*."""
        return [each for each in self.requests if each.method == method and each.path.startswith(path)]

    def respond(self, request: FakeRequest) -> tuple[Mood | None, Answer | None]:
        """Return the mood for *request* and, unless it keeps the server from it, what was answered."""
        with self._lock:
            self.requests.append(request)
            mood = self._mood_for(request)
            does_it = mood is None or mood.after or mood.keeps_body
            return mood, self.routes.answer(request) if does_it else None

    @override
    def tell(self, event: str, status: FakeStatus) -> None:
        for each in self.streams:
            if each.tag in status.tags:
                payload = status.id if event == "delete" else json.dumps(self.routes.json_of(status))
                each.say(f"event: {event}\ndata: {payload}\n\n".encode())

    def break_off(self) -> None:
        """Let every stream end in the middle of whatever it was saying."""
        streams, self.streams = self.streams, []
        for each in streams:
            each.say(None)

    def _mood_for(self, request: FakeRequest) -> Mood | None:
        if isinstance(self.mood, list):
            return self.mood.pop(0) if self.mood else None
        return self.mood(request)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(_Handler):
            fake = server

        return Handler

    def be_silent(self) -> None:
        """Say nothing until the server is stopped."""
        self._over.wait(timeout=30)


class Listening:
    """Somebody who follows a hashtag."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._said: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def say(self, what: bytes | None) -> None:
        """Let them hear *what*, word for word; `None` ends the connection."""
        self._said.put(what)

    def next(self) -> bytes | None:
        """Return what is to be said next, as soon as there is something."""
        return self._said.get()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 32

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet about connections that the other side or a mood has ended."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeMastodon
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        request = self._request()
        mood, answer = self.fake.respond(request)
        if mood is None and answer and answer.status == HTTPStatus.OK and "/streaming/" in request.path:
            self._stream(Listening(answer.body))
        elif mood is None or mood.keeps_body:
            assert answer is not None
            body = json.dumps(answer.body).encode()
            status = mood.status if mood else answer.status
            self._send(status, body, {**answer.headers, **(mood.headers if mood else {})}, len(body))
        elif mood.stays_silent or mood.hangs_up:
            if mood.stays_silent:
                self.fake.be_silent()
            self.close_connection = True
        else:
            cut = mood.body if mood.cuts_at is None else mood.body[: mood.cuts_at]
            self._send(mood.status, cut, mood.headers, len(mood.body))
            self.close_connection = self.close_connection or len(cut) < len(mood.body)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _any  # noqa: N815 - names given by http.server

    def _request(self) -> FakeRequest:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return FakeRequest(
            method=self.command,
            path=unquote(parts.path),
            target=parts.path,
            query=parse_qs(parts.query, keep_blank_values=True),
            headers={key.lower(): value for key, value in self.headers.items()},
            body=self._body(raw),
        )

    def _body(self, raw: bytes) -> dict[str, Any]:
        if "json" in (self.headers.get("Content-Type") or ""):
            found = json.loads(raw or b"{}")
            return found if isinstance(found, dict) else {}
        if self.fake.software.drops_forms and self.path.startswith("/api/"):
            return {}
        return {key: values[-1] for key, values in parse_qs(raw.decode()).items()}

    def _send(self, status: int, body: bytes, headers: Any, length: int) -> None:
        self.send_response_only(status)
        given = {"Content-Type": "application/json", "Date": format_datetime(self.fake.clock(), usegmt=True)}
        for key, value in {**given, **headers, "Content-Length": str(length)}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, listening: "Listening") -> None:
        """Say what *listening* is told until it is told nothing more; then the connection ends without an end."""
        self.send_response_only(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.fake.streams.append(listening)
        listening.say(b":)\n")
        while (said := listening.next()) is not None:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(said), said))
        self.close_connection = True

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""
