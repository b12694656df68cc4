"""The public forms over a house on a desk, called as a browser would call them."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx

from bot.forms.app import Forms
from bot.forms.guard import Guard, No
from bot.forms.pages import Page, Pages
from bot.forms.wishes import WishPage
from bot.ports import Request
from bot.render.forms import FormsLook
from bot.render.templates import Templates
from bot.tasks.requests import TakeRequest
from curation.model import AccountRef, Wish
from tests.story.stage import Stage

HOST = "https://digest.example"
ANA = AccountRef("mastodon", "ana0@mastodon.example")
TICKET = re.compile(r'name="ticket" value="([^"]+)"')


@dataclass
class Browser:
    """Somebody with a browser; `more` are further groups of pages."""

    stage: Stage = field(default_factory=Stage)
    language: str = "en"
    prefix: str = ""
    where: str = "203.0.113.7"
    more: tuple[Pages, ...] = ()

    @property
    def forms(self) -> Forms:
        templates = Templates()
        look = FormsLook(
            templates=templates,
            language=self.language,
            site_title="BIT15",
            site_url="https://site.example",
            contact="ana@example.org",
        )

        def refused(no: No, page: Page) -> str:
            return look.said(f"no_{no.value}", path=page.path, is_good=False)

        take = TakeRequest(store=self.stage.store, clock=self.stage.clock, honours=(self.stage.honour,))
        return Forms(
            groups=((WishPage(take_request=take, look=look, now=self.stage.clock.now),), *self.more),
            guard=Guard(store=self.stage.store, clock=self.stage.clock, secret=b"of this test"),
            refused=refused,
            style=b"",
            prefix=self.prefix,
        )

    def get(self, path: str) -> httpx.Response:
        return self._call("GET", path, b"", {})

    def post(
        self, path: str, fields: Mapping[str, str] | bytes, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        sent = {"content-type": "application/x-www-form-urlencoded", "origin": HOST, **(headers or {})}
        return self._call("POST", path, body, sent)

    def ticket(self, path: str = "/request") -> str:
        """Open the form as a person does, look at it for a while, and return what its hidden field holds."""
        found = TICKET.search(self.get(path).text)
        assert found is not None
        self.stage.clock.advance(seconds=20)
        return found[1]

    def ask(self, what: str, **fields: str) -> httpx.Response:
        """Fill in the form for wishes and send it."""
        return self.post("/request", {"what": what, "network": "mastodon", "ticket": self.ticket(), **fields})

    def requests(self) -> tuple[Request, ...]:
        with self.stage.kept.look() as work:
            return work.requests.open()

    def wishes(self, account: AccountRef = ANA) -> tuple[Wish, ...]:
        with self.stage.kept.look() as work:
            return work.wishes.of([account])

    def _call(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.forms.application(), client=(self.where, 4711))
            async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
                return await client.request(method, path, content=body, headers=headers)

        return asyncio.run(send())
