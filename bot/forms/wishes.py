"""The form for people who have no account to write from, or would rather not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from typing_extensions import override

from bot.forms.pages import Answer, Asked, Page
from bot.ports import Outcome, Request, RequestTaker
from bot.render.forms import FormsLook
from curation.model import AccountRef

WHATS = ("stop", "delete", "none", "noquote", "alias", "show")
NETWORKS = ("mastodon", "x")
_MOST_ADDRESS = 2_000
_NEEDS_ANSWER = frozenset({"alias", "show"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WishPage(Page):
    """Says what can be asked, takes it, and tells what became of it."""

    take_request: RequestTaker
    look: FormsLook
    now: Callable[[], datetime]
    path: str = "request"
    guarded: bool = True

    @override
    def show(self, asked: Asked, /) -> Answer:
        return Answer(html=self.look.request(asked.fields, ticket=asked.ticket))

    @override
    def take(self, asked: Asked, /) -> Answer:
        request = self._request(asked)
        missing = _missing(request)
        if missing:
            html = self.look.request(asked.fields, ticket=asked.ticket, missing=missing)
            return Answer(html=html, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        outcome: Outcome = self.take_request(request)
        return Answer(html=self.look.said(f"request_{outcome.value}"))

    def _request(self, asked: Asked) -> Request:
        handle, network = asked.field("account"), asked.field("network")
        return Request(
            what=asked.field("what"),
            at=self.now(),
            account=AccountRef.named(handle, network) if handle and network in NETWORKS else None,
            post=asked.field("post", at_most=_MOST_ADDRESS),
            contact=asked.field("contact"),
        )


def _missing(request: Request) -> str:
    """Return what the form lacks, by the name of the phrase that says so; empty when nothing."""
    if request.what not in WHATS:
        return "what"
    account = request.account
    if account is None and not request.post:
        return "whom"
    if account is not None and account.network == "mastodon" and "@" not in account.id:
        return "handle"
    if request.post and not request.post.startswith(("https://", "http://")):
        return "post"
    return "contact" if request.what in _NEEDS_ANSWER and not request.contact else ""
