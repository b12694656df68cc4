"""Threads on X. https://docs.x.com/x-api/posts/manage-tweets/introduction"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from typing_extensions import override

from bot.errors import Busy, Refused, SendError, Unclear
from bot.networks.x.client import XClient
from bot.networks.x.echo import follows, says
from bot.networks.x.fields import Fields, every, fields, identity, text
from bot.networks.x.refusals import send_error
from bot.networks.x.trouble import Trouble, XTrouble
from bot.ports import Call, Clock, Part, Priced, Publisher, Receipt, Till, Use
from bot.render.templates import Templates
from bot.render.threads import LinkPart, UrlPolicy, thread
from bot.render.x_threads import x_rules
from curation.budget import MicroUsd, Prices
from curation.model import Course, Digest
from curation.text import x_marks

_PAGE: Final = 25
"""Of our own posts, each of which costs a little."""
_MOST_PAGES: Final = 8
_CLOCKS_DIFFER: Final = timedelta(minutes=5)
_REMEMBERED: Final = timedelta(days=2)
"""How far back we look for what X calls a duplicate."""


@dataclass(frozen=True, kw_only=True)
class XPublisher(Publisher, Priced):
    """Sends a digest as a thread of one account, never more than the till allows."""

    name: str
    client: XClient
    clock: Clock
    till: Till
    prices: Prices
    courses: Mapping[str, Course]
    """By slug."""
    templates: Templates
    page_url: Callable[[Digest], str]
    """Gives the address of a digest's page, which the thread links."""
    urls: UrlPolicy = UrlPolicy.ONE
    link_part: LinkPart = LinkPart.ROOT
    repeats_safely: bool = False
    """X knows no key by which a repeat is harmless."""
    leaves_house: bool = True
    changes_in_place: bool = False

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        rules = x_rules(urls=self.urls, link_part=self.link_part)
        return thread(self.templates, digest, self.courses[digest.course], rules=rules, page=self.page_url(digest))

    @override
    def addresses(self, part: Part, /) -> int:
        return len(x_marks(part.text).urls)

    @override
    def price(self, part: Part, /) -> MicroUsd:
        return self.prices.of[self._call(part)]

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        self._require_money(self._call(part), 1)
        try:
            made = self.client.post(part.text, after=after.local_id if after else "")
        except XTrouble as trouble:
            if trouble.kind is Trouble.DUPLICATE:
                return self._standing_already(part, key, after)
            raise send_error(self.name, trouble, is_answer=after is not None) from trouble
        post_id = identity(fields(made, "data"), "id")
        if not post_id:
            raise Unclear(self.name, "answered with something that is no post")
        return self._paid(part, key, post_id)

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        """Look through our own recent posts, the cheapest read there is."""
        self._require_money(Call.READ_OWN, _PAGE)
        for post in self._own_posts(since - _CLOCKS_DIFFER, key):
            if says(post, part) and follows(post, after):
                return self._paid(part, key, identity(post, "id"))
        return None

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        """Take the post back: what was sent changes only when it is wrong about a person (digest.md 11.3)."""
        self.withdraw(receipt)
        raise Refused(self.name, "posts on X cannot be changed; this one was taken back")

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        """Delete the post. The till is told and not asked: what somebody wants gone goes, whatever it costs."""
        try:
            self.client.delete(receipt.local_id)
        except XTrouble as trouble:
            if trouble.kind is Trouble.MISSING:
                return
            raise send_error(self.name, trouble) from trouble
        self.till.pay(Use.PUBLISHING, Call.DELETE, (receipt.local_id,), course=self._only_course)

    def _standing_already(self, part: Part, key: str, after: Receipt | None) -> Receipt:
        """Return the receipt of the post that X calls a duplicate but does not name; nothing is sent again."""
        found = self.find(part, key, after, self.clock.now() - _REMEMBERED)
        if found is None:
            raise Refused(self.name, "X has these words already, but not among our recent posts of this thread")
        return found

    def _own_posts(self, since: datetime, key: str) -> Iterator[Fields]:
        """Yield our posts since *since*, newest first; raise `SendError` where they cannot all be looked through."""
        token: dict[str, str] = {}
        for _ in range(_MOST_PAGES):
            try:
                page = self.client.own_posts(size=_PAGE, start_time=since, **token)
            except XTrouble as trouble:
                raise self._unseen(trouble) from trouble
            listed = every(page, "data")
            ids = tuple(filter(None, (identity(each, "id") for each in listed)))
            self._pay(Call.READ_OWN, ids, key)
            yield from listed
            following = text(fields(page, "meta"), "next_token")
            if not following:
                return
            token = {"pagination_token": following}
        raise Unclear(self.name, "what was posted since goes back too far to be looked through")

    def _unseen(self, trouble: XTrouble) -> SendError:
        """Return what it means that we could not look; a no to a question is none to what was sent."""
        error = send_error(self.name, trouble)
        return Unclear(self.name, error.why) if isinstance(error, Refused) else error

    def _paid(self, part: Part, key: str, post_id: str) -> Receipt:
        self._pay(self._call(part), (post_id,), key)
        return Receipt(uri=post_id, url=f"https://x.com/i/web/status/{post_id}", local_id=post_id)

    def _pay(self, call: Call, ids: tuple[str, ...], key: str) -> None:
        if ids:
            self.till.pay(Use.PUBLISHING, call, ids, course=key.partition("/")[0])

    def _require_money(self, call: Call, units: int) -> None:
        retry_at = self.till.may(Use.PUBLISHING, call, units)
        if retry_at is not None:
            raise Busy(self.name, "the budget allows no more for now", retry_at=retry_at)

    def _call(self, part: Part) -> Call:
        return Call.WRITE_POST_WITH_URL if self.addresses(part) else Call.WRITE_POST

    @property
    def _only_course(self) -> str:
        return next(iter(self.courses)) if len(self.courses) == 1 else ""
