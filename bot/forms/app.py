"""The one door to Starlette: pages become an application that works below any path of a proxy."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.forms.guard import Guard, No
from bot.forms.pages import Answer, Asked, Page, Pages
from bot.log import event
from bot.serving import SAFE_HEADERS, policy

_MOST_BYTES = 16 * 1024
_MOST_FIELDS = 40
_HEADERS = {**SAFE_HEADERS, "Content-Security-Policy": policy("style-src 'self'"), "X-Robots-Tag": "noindex"}
_STATUS = {
    No.FOREIGN: HTTPStatus.FORBIDDEN,
    No.MACHINE: HTTPStatus.BAD_REQUEST,
    No.STALE: HTTPStatus.BAD_REQUEST,
    No.BUSY: HTTPStatus.TOO_MANY_REQUESTS,
}
_HOUR = "3600"

Refused = Callable[[No, Page], str]
"""Makes the page that says why a form was not taken."""


class _TooLarge(Exception):
    """Nobody writes that much into our forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Every group of pages, with what guards them."""

    groups: Sequence[Pages]
    guard: Guard
    refused: Refused
    style: bytes
    """The style sheet of all of them."""
    prefix: str = ""
    """The path under which people reach them, such as `/forms`."""

    def application(self) -> Starlette:
        """Return what a server can serve.

        It answers below *prefix* and at its own root, so that it does not matter whether the proxy takes the path away.
        """
        routes: list[BaseRoute] = [Route("/style.css", self._sheet)]
        for page in (page for group in self.groups for page in group):
            endpoint = _Endpoint(page=page, guard=self.guard, refused=self.refused)
            routes.append(Route(f"/{page.path}", endpoint.answer, methods=["GET", "POST"]))
        below = self.prefix.strip("/")
        return Starlette(routes=[*([Mount(f"/{below}", routes=routes)] if below else []), *routes])

    async def _sheet(self, _request: Request) -> Response:
        return Response(self.style, media_type="text/css", headers={"X-Content-Type-Options": "nosniff"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Endpoint:
    """One page, as the library calls it."""

    page: Page
    guard: Guard
    refused: Refused

    async def answer(self, request: Request) -> Response:
        """Show the page, or take what was sent to it."""
        if request.method == "POST":
            return await self._take(request)
        asked = _asked(request, dict(request.query_params), ticket=self.guard.ticket(self.page.path))
        return _page(await run_in_threadpool(self.page.show, asked))

    async def _take(self, request: Request) -> Response:
        try:
            fields = _fields(await _body(request.stream))
        except (_TooLarge, ValueError):
            return PlainTextResponse("Too much, or no form.\n", status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        asked = _asked(request, {**request.query_params, **fields}, ticket=self.guard.ticket(self.page.path))
        no = await run_in_threadpool(self._no, asked, dict(request.headers))
        if no is not None:
            event("form.refused", form=self.page.path, why=no.value)
            waits = {"Retry-After": _HOUR} if no is No.BUSY else {}
            return _page(Answer(html=self.refused(no, self.page), status=_STATUS[no]), waits)
        return _page(await run_in_threadpool(self.page.take, asked))

    def _no(self, asked: Asked, headers: Mapping[str, str]) -> No | None:
        if not self.page.guarded:
            return None  # it brings its own proof, and one provider's machines may end many subscriptions in an hour
        return self.guard.no(self.page.path, asked, headers)


def _asked(request: Request, fields: Mapping[str, str], *, ticket: str) -> Asked:
    return Asked(fields=fields, who=request.client.host if request.client else "", ticket=ticket)


async def _body(stream: Callable[[], AsyncIterator[bytes]]) -> bytes:
    body = b""
    async for chunk in stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise _TooLarge
    return body


def _fields(body: bytes) -> dict[str, str]:
    """Return what an ordinary form sends; raise `ValueError` for too many fields, or what is no text."""
    fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"))
    if any("\0" in value for value in fields.values()):
        raise ValueError  # nobody types it, and PostgreSQL keeps none
    return fields


def _page(answer: Answer, more: Mapping[str, str] | None = None) -> Response:
    return HTMLResponse(answer.html, status_code=answer.status, headers={**_HEADERS, **(more or {})})
