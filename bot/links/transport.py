"""Connections to strangers: checked at the moment of connecting, and over by a deadline.

A name is resolved once per connection; every address it has is checked, and the connection goes to one of those very
addresses. So neither a redirect nor a name that changes its mind between check and connect leads inside the house.
"""

import socket
import ssl
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

import httpcore
import httpx
from typing_extensions import override

from bot.links.addresses import Allow, is_public, parsed

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host and port; raises `OSError` when there are none."""

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]

_MAX_ADDRESSES = 4
"""How many addresses of one host are tried."""
_CONNECT_SECONDS = 4.0
"""For one address, so that a dead one leaves time for the next."""
_WEB_PORTS = frozenset({80, 443})


class NotPublic(httpx.TransportError):
    """The connection would have left the public web."""


class NoHost(httpx.TransportError):
    """The host's name has no address."""


class Deadline:
    """A stopwatch, not a clock: when everything about one page must be over."""

    def __init__(self, seconds: float, *, stopwatch: Callable[[], float] = monotonic) -> None:
        self._stopwatch = stopwatch
        self._end = stopwatch() + seconds

    def left(self) -> float:
        """Return the seconds that are left; raise `httpcore.TimeoutException` when none are."""
        left = self._end - self._stopwatch()
        if left <= 0:
            raise httpcore.TimeoutException("the deadline is over")
        return left


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """Return every address of *host*, as the system resolves it; raise `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


class GuardedTransport(httpx.BaseTransport):
    """A transport for strangers' pages; one connection a request, shared by threads.

    The request's extension `deadline` must hold its `Deadline`. Raises `httpx.TransportError` and nothing else.
    """

    def __init__(
        self, *, allow: Allow = is_public, ports: frozenset[int] = _WEB_PORTS, resolve: Resolve = addresses_of
    ) -> None:
        self._allow = allow
        self._ports = ports
        self._resolve = resolve
        self._tls = httpx.create_ssl_context(trust_env=False)

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        deadline = request.extensions["deadline"]
        pool = httpcore.ConnectionPool(
            ssl_context=self._tls,
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=_GuardedBackend(deadline, allow=self._allow, ports=self._ports, resolve=self._resolve),
        )
        url = request.url
        with _translated():
            answer = pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=request.headers.raw,
                )
            )
        body = _Body(answer, pool)
        return httpx.Response(answer.status, headers=answer.headers, stream=body, request=request)


class _Body(httpx.SyncByteStream):
    """The raw body; closing it closes the connection."""

    def __init__(self, answer: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._answer = answer
        self._pool = pool

    @override
    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._answer.iter_stream()

    @override
    def close(self) -> None:
        with _translated():
            self._answer.close()
            self._pool.close()


class _GuardedBackend(httpcore.NetworkBackend):
    """Opens a connection only to an address that was checked, within the deadline."""

    def __init__(self, deadline: Deadline, *, allow: Allow, ports: frozenset[int], resolve: Resolve) -> None:
        self._deadline = deadline
        self._allow = allow
        self._ports = ports
        self._resolve = resolve
        self._plain = httpcore.SyncBackend()

    @override
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        if port not in self._ports:
            raise NotPublic(f"port {port}")
        failed: Exception = NoHost(host)
        for address in self._checked(host, port)[:_MAX_ADDRESSES]:
            seconds = min(self._deadline.left(), _CONNECT_SECONDS)
            try:
                return _TimedStream(self._plain.connect_tcp(address, port, timeout=seconds), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses of *host* when each may be connected to; raise `NotPublic`, `NoHost`."""
        found = self._resolved(host, port)
        for text in found:
            address = parsed(text)
            if address is None or not self._allow(address):
                raise NotPublic(host)
        return found

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """Ask in a thread of its own: the system's resolver knows no deadline."""
        answer: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answer.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.put(error)

        Thread(target=ask, daemon=True, name="resolve").start()
        try:
            found = answer.get(timeout=self._deadline.left())
        except Empty:
            raise httpcore.ConnectTimeout(f"no answer about {host}") from None
        if isinstance(found, Exception):
            raise NoHost(host) from found
        return found


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step gets what is left of the deadline, not a time-out of its own."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    @override
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    @override
    def close(self) -> None:
        self._inner.close()

    @override
    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(secure, self._deadline)

    @override
    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


@contextmanager
def _translated() -> Generator[None]:
    """Raise what httpcore and the socket raise as `httpx.TransportError`."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.TimeoutException(str(error)) from error
    except httpcore.ConnectError as error:
        raise httpx.ConnectError(str(error)) from error
    # ValueError: a host name that no certificate or socket can hold.
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError, ValueError) as error:
        raise httpx.TransportError(str(error)) from error
