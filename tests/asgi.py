"""Asking an application as a browser would, in this process: no server, no socket."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping

import httpx
from starlette.types import ASGIApp


class AsgiClient:
    """Sends one request after the other to *app* and keeps its cookies; redirects are shown, not followed."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self._app = app
        self._base_url = base_url
        self.cookies = httpx.Cookies()

    def get(self, path: str, *, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.request("GET", path, headers=headers)

    def post(
        self, path: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Send *form* as a page of the application's own would."""
        own = {"Sec-Fetch-Site": "same-origin"} if headers is None else headers
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, headers=kind | dict(own), data=form or {})

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        content: bytes | Iterable[bytes] | None = None,
    ) -> httpx.Response:
        return asyncio.run(self._ask(method, path, headers or {}, data, content))

    async def _ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        data: Mapping[str, str] | None,
        content: bytes | Iterable[bytes] | None,
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        body = content if isinstance(content, bytes) or content is None else _streamed(content)
        async with httpx.AsyncClient(transport=transport, base_url=self._base_url, cookies=self.cookies) as client:
            answered = await client.request(method, path, headers=headers, data=data, content=body)
            self.cookies = client.cookies
        return answered


async def _streamed(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
