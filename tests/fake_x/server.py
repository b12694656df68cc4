"""X on loopback, with a clock that is given and moods that are scripted.

with FakeX(clock.now) as x:
    x.post("ana", "lovely https://blog.example/closures #BIT15")
    x.mood = lambda request: moods.BROKEN if request.writes else None
"""

import json
import threading
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from typing_extensions import override

from bot.networks.x.tokens import AppToken, UserKeys, UserToken
from bot.networks.x.wire import Wire
from tests.fake_x.moods import FakeRequest, Mood
from tests.fake_x.routes import Answer, Routes
from tests.fake_x.world import World

MoodOf = Callable[[FakeRequest], Mood | None]


class FakeX(World):
    """X: start it, let people speak, set its mood, read what was asked, what was published and what it cost."""

    def __init__(self, clock: Callable[[], datetime], **but: Any) -> None:
        super().__init__(clock=clock, **but)
        self.mood: MoodOf | list[Mood | None] = lambda _request: None
        """Asked before each answer; or a queue of which each request takes one."""
        self.requests: list[FakeRequest] = []
        assert self.bot.id == "9000", "the keys tell the id"
        self.routes = Routes(self)
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._http: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self._http = _Http(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()

    @property
    def url(self) -> str:
        """Where it answers."""
        assert self._http is not None, "enter it first"
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def wire(self, *, time_outs: tuple[float, float] = (10.0, 30.0)) -> Wire:
        """Return the adapter by which the real library reaches this server."""
        return Wire(base=self.url, time_outs=time_outs)

    @property
    def app(self) -> AppToken:
        return AppToken(bearer=self.routes.keys.bearer)

    @property
    def user_keys(self) -> UserKeys:
        keys = self.routes.keys
        return UserKeys(
            consumer_key=keys.consumer_key,
            consumer_secret="consumer-secret",
            access_token=keys.access_token,
            access_secret="access-secret",
        )

    def user_token(self, **but: Any) -> UserToken:
        keys = self.routes.keys
        return UserToken(**({"client_id": keys.client_id, "access": min(keys.access), "refresh": keys.refresh} | but))

    def asked(self, method: str, path: str = "") -> list[FakeRequest]:
        """Return the requests of that method whose path starts with *path*."""
        return [each for each in self.requests if each.method == method and each.path.startswith(path)]

    def respond(self, request: FakeRequest) -> tuple[Mood | None, Answer | None]:
        """Return the mood for *request* and, unless it keeps X from it, what was answered."""
        with self._lock:
            self.requests.append(request)
            mood = self._mood_for(request)
            does_it = mood is None or mood.after or mood.keeps_body
            return mood, self.routes.answer(request) if does_it else None

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


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 32

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet about connections that the other side or a mood has ended."""


class _Handler(BaseHTTPRequestHandler):
    fake: FakeX
    protocol_version = "HTTP/1.1"

    def _any(self) -> None:
        mood, answer = self.fake.respond(self._request())
        if mood is None or mood.keeps_body:
            assert answer is not None
            body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
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

    do_GET = do_POST = do_DELETE = _any  # noqa: N815 - names given by http.server

    def _request(self) -> FakeRequest:
        parts = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_json = "json" in (self.headers.get("Content-Type") or "")
        return FakeRequest(
            method=self.command,
            path=unquote(parts.path),
            target=parts.path,
            query={key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()},
            headers={key.lower(): value for key, value in self.headers.items()},
            body=json.loads(raw or b"{}") if is_json else {key: v[-1] for key, v in parse_qs(raw.decode()).items()},
        )

    def _send(self, status: int, body: bytes, headers: Any, length: int) -> None:
        self.send_response_only(status)
        given = {"Content-Type": "application/json", "Date": format_datetime(self.fake.clock(), usegmt=True)}
        for key, value in {**given, **headers, "Content-Length": str(length)}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""
