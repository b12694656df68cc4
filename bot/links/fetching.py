"""One GET of one address: no cookies, no credentials, no proxy, nothing followed, bounded in bytes and time."""

import zlib
from collections.abc import Iterator
from contextlib import closing

import httpx

from bot.links.answers import Answer, Body, Moved, Refusal, Why
from bot.links.bodies import is_read
from bot.links.files import PDF
from bot.links.transport import Deadline, NoHost, NotPublic

_ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.5"
_ERRORS: tuple[tuple[type[Exception], Why], ...] = (
    (NotPublic, Why.NOT_PUBLIC),
    (NoHost, Why.NO_HOST),
    (httpx.TimeoutException, Why.TIMEOUT),
    (httpx.ConnectError, Why.NO_CONNECTION),
)
"""Whatever is not here is `Why.ERROR`."""
_GZIP_OR_ZLIB = 47
"""zlib's `wbits` for "whichever of the two the header shows"."""
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_PLAIN = frozenset({"", "identity"})


class Fetcher:
    """Asks strangers' servers; may be called from several threads."""

    def __init__(self, transport: httpx.BaseTransport, *, agent: str, page_bytes: int, document_bytes: int) -> None:
        self._transport = transport
        self._page_bytes = page_bytes
        self._document_bytes = document_bytes
        # A transport is asked, not a client: a client would add cookies and the credentials of addresses.
        self._headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}

    def answer(self, address: str, deadline: Deadline) -> Answer:
        """Return what *address* answers until *deadline*; never fails."""
        try:
            request = httpx.Request("GET", address, headers=self._headers, extensions={"deadline": deadline})
            with closing(self._transport.handle_request(request)) as response:
                return self._taken(response)
        # UnicodeError: an address that no encoding of host names can hold.
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, zlib.error) as error:
            return next((why for kind, why in _ERRORS if isinstance(error, kind)), Why.ERROR)

    def _taken(self, response: httpx.Response) -> Answer:
        headers = response.headers
        if response.has_redirect_location:
            return Moved(headers["location"])
        if not response.is_success:
            return Refusal(response.status_code, headers.get("retry-after", ""))
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if not is_read(media_type):
            return Body(content=b"", media_type=media_type, whole=False)
        limit = self._document_bytes if media_type == PDF else self._page_bytes
        content, whole = _unpacked(response, limit)
        return Body(content=content, media_type=media_type, charset=response.charset_encoding or "", whole=whole)


def _unpacked(response: httpx.Response, limit: int) -> tuple[bytes, bool]:
    """Return the beginning of the body, unpacked, and whether it is all; raise `httpx.TransportError`, `zlib.error`."""
    content = bytearray()
    for piece in _pieces(response, limit):
        content += piece
        if len(content) > limit:
            return bytes(content[:limit]), False
    return bytes(content), True


def _pieces(response: httpx.Response, limit: int) -> Iterator[bytes]:
    """Yield the unpacked body in pieces of which none is longer than *limit* and one."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in _PLAIN:
        yield from response.iter_raw()
    elif encoding in _PACKED:
        unpacking = zlib.decompressobj(_GZIP_OR_ZLIB)
        # The bound matters: 64 KiB of gzip can hold 64 MiB.
        yield from (unpacking.decompress(packed, limit + 1) for packed in response.iter_raw())
    else:
        raise httpx.DecodingError(f"content encoding {encoding[:40]}")
