"""A web server on loopback that says exactly the bytes a test gives it, however rude they are."""

import socketserver
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from typing_extensions import override

Reply = Iterable[bytes]
"""What goes over the wire, piece by piece, status line and headers included."""


def reply(
    body: bytes = b"", *, status: int = 200, content_type: str | None = "text/html; charset=utf-8", **headers: str
) -> Reply:
    """Return a well-formed answer; `location=` becomes the header `location`, underscores become hyphens."""
    lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(body)}", "connection: close"]
    if content_type is not None:
        lines.append(f"content-type: {content_type}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ["\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body]


def page(title: str = "Lovely closures") -> Reply:
    """Return a page with a title."""
    return reply(f"<html><title>{title}</title>".encode())


def moved(location: str, status: int = 302) -> Reply:
    """Return a redirect."""
    return reply(status=status, location=location)


class Stranger:
    """What the server says by path, and what it heard."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.replies: dict[str, Callable[[], Reply] | Reply] = {}
        self.heard: list[str] = []
        """The heads of all requests."""
        self.over = Event()
        self._lock = Lock()

    def address(self, path: str = "/", host: str = "blog.example") -> str:
        """Return an address that the tests' resolver leads here."""
        return f"http://{host}:{self.port}{path}"

    def hear(self, head: str) -> Reply:
        """Note a request and return what is said to it."""
        with self._lock:
            self.heard.append(head)
        if not head.startswith("GET "):
            return []
        said = self.replies.get(head.split(" ")[1], reply(status=404))
        return said() if callable(said) else said

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [head.split(" ")[1] for head in self.heard]


@contextmanager
def listening() -> Iterator[Stranger]:
    """Run a stranger's server until the end of the block."""

    class Handler(socketserver.StreamRequestHandler):
        @override
        def handle(self) -> None:
            try:
                head = self.request.recv(65_536)
                while head.startswith(b"GET ") and not head.endswith(b"\r\n\r\n"):
                    head += self.request.recv(65_536)
                for piece in stranger.hear(head.decode("latin-1")):
                    self.wfile.write(piece)
            except OSError:
                pass  # the reader has heard enough and hung up

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler) as server:
        stranger = Stranger(server.server_address[1])
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield stranger
        finally:
            stranger.over.set()
            server.shutdown()
