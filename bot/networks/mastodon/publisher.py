"""Threads on a Mastodon-API server.

https://docs.joinmastodon.org/methods/statuses/
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from typing_extensions import override

from bot.errors import ChannelOff, Refused, SendError, Unclear
from bot.networks.mastodon.accounts import NETWORK, NotAPost
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.echo import follows, says
from bot.networks.mastodon.fields import Json, moment, word
from bot.networks.mastodon.instance import FALLBACK, Limits
from bot.networks.mastodon.mapping import receipt_of
from bot.networks.mastodon.refusals import send_error
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.networks.mastodon.walk import MOST_PAGES, Known, walk
from bot.ports import Part, Publisher, Receipt
from bot.render.templates import Templates
from bot.render.threads import NetworkRules, thread
from curation.model import Course, Digest
from curation.text import mastodon_length, mastodon_marks

_PAGE: Final = 40
_CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""By how much a server's clock may be behind ours when we look for what we sent."""


@dataclass(frozen=True, kw_only=True)
class MastodonPublisher(Publisher):
    """Sends a digest as a thread from one account."""

    name: str
    client: MastodonClient
    courses: Mapping[str, Course]
    """By slug."""
    templates: Templates
    page_url: Callable[[Digest], str]
    """Gives the address of a digest's page, which the thread links."""
    limits: Limits = FALLBACK
    root_visibility: str = "public"
    repeats_safely: bool = False
    """The `Idempotency-Key` is a belt and not the braces: it lasts an hour, and some servers ignore it."""
    leaves_house: bool = True
    tells_of_edits: bool = True
    """Who boosted a post hears of its edits (networks.md M47)."""

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        course = self.courses[digest.course]
        return thread(self.templates, digest, course, rules=self._rules(), page=self.page_url(digest))

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        body = {
            **_words_of(part),
            "visibility": part.visibility,
            **({"in_reply_to_id": after.local_id} if after else {}),
        }
        try:
            made = self.client.post(body, key=key)
        except ServerTrouble as trouble:
            raise send_error(self.name, trouble, is_answer=after is not None) from trouble
        receipt = self._receipt(made)
        if not (says(made, part) and follows(made, after) and word(made, "visibility") == part.visibility):
            raise self._taken_back(receipt)
        return receipt

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        floor = since - _CLOCKS_DIFFER
        try:
            page_below = partial(self.client.own_page, _PAGE)
            ours = walk(page_below, start=None, until=Known(floor=floor), pages=MOST_PAGES)
        except ServerTrouble as trouble:
            raise send_error(self.name, trouble) from trouble
        since_then = [each for each in ours.statuses if (moment(each, "created_at") or floor) >= floor]
        found = next((each for each in since_then if says(each, part) and follows(each, after)), None)
        if found is not None:
            return self._receipt(found)
        if not ours.is_complete:
            raise Unclear(self.name, "what was posted since goes back too far to be looked through")
        return None

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        try:
            changed = self.client.edit(receipt.local_id, _words_of(part))
        except ServerTrouble as trouble:
            if trouble.kind is Trouble.MISSING:
                raise Refused(self.name, "what was to be changed is not there any more") from trouble
            raise send_error(self.name, trouble) from trouble
        return self._receipt(changed)

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        try:
            self.client.delete(receipt.local_id)
        except ServerTrouble as trouble:
            if trouble.kind is not Trouble.MISSING:
                raise send_error(self.name, trouble) from trouble

    def _rules(self) -> NetworkRules:
        return NetworkRules(
            name=NETWORK,
            limit=self.limits.characters,
            url_length=self.limits.per_url,
            count=partial(mastodon_length, url_length=self.limits.per_url),
            marks=mastodon_marks,
            root_visibility=self.root_visibility,
        )

    def _receipt(self, status: Json) -> Receipt:
        try:
            return receipt_of(status)
        except NotAPost as error:
            raise Unclear(self.name, "answered with something that is no post") from error

    def _taken_back(self, receipt: Receipt) -> SendError:
        """Delete what stands there instead of our words, and return why nothing more goes out."""
        try:
            self.client.delete(receipt.local_id)
        except ServerTrouble:
            return ChannelOff(self.name, f"the server changed what was posted, see {receipt.url}")
        return ChannelOff(self.name, "the server changed what was posted; it was taken back")


def _words_of(part: Part) -> dict[str, object]:
    """Return the words of *part* as a status; the language always, or the account's own is assumed (T81)."""
    return {
        "status": part.text,
        "spoiler_text": part.content_warning,
        "sensitive": bool(part.content_warning),
        "language": part.language,
        # Where an account's default is Markdown, "1." would become a list and lose its number.
        "content_type": "text/plain",
    }
