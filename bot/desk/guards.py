"""What stands before every request: under which name it is asked, where a change comes from, how large it is.

A page of a stranger that is open in the same browser can send requests to this machine. It cannot choose their `Host`
(DNS rebinding brings its own name), nor what browsers say of who sends them.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.serving import SAFE_HEADERS, Sender, policy, sender_of

SAFE_METHODS = frozenset({"GET", "HEAD"})
HEADERS: Mapping[str, str] = {
    **SAFE_HEADERS,
    "Content-Security-Policy": policy("script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_MOST_BYTES = 64 * 1024
"""Of a form: the longest note, title and question together are a tenth of it."""
_TOO_LARGE = PlainTextResponse("This form is larger than any of ours.\n", status_code=413)


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets a request through to *app* only when it was sent to us, by a page of ours, and is of a decent size."""

    app: ASGIApp
    hosts: Collection[str]
    """Names and addresses, with the port where it is not the scheme's own, under which the desk may be asked."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 421, 403 or 413, or let *app* answer; every answer carries the security headers."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        safe = _with_headers(send)
        refused = self._refusal(scope["method"], headers)
        if refused is not None:
            return await refused(scope, receive, safe)
        try:
            body = await _whole(receive)
        except ClientDisconnect:
            return None  # half a form says what nobody meant
        if body is None:
            return await _TOO_LARGE(scope, receive, safe)
        return await self.app(scope, _again(body, receive), safe)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "").casefold()
        if host not in self.hosts:
            return _answer(421, "This name is not the desk's.")
        if method not in SAFE_METHODS and sender_of(headers, host) is not Sender.OURS:
            return _answer(403, "Only a page of the desk may change something.")
        return None


async def _whole(receive: Receive) -> bytes | None:
    """Return the body of a request; `None` as soon as it is larger than any form, whatever was announced.

    Raise `ClientDisconnect` where it broke off.
    """
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        piece: bytes = message.get("body", b"")
        body += piece
        if len(body) > _MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return body


def _again(body: bytes, receive: Receive) -> Receive:
    """Return a *receive* that gives *body* first, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return waiting.pop() if waiting else await receive()

    return given


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sending


def _answer(status: int, text: str) -> PlainTextResponse:
    return PlainTextResponse(f"{text}\n", status_code=status)
