"""What people write to our account on X, and the one word that is answered.

X shows answers to everybody and takes money for them, so nothing is said but that it is done. Direct messages are not
read.

https://docs.x.com/x-api/users/get-mentions
"""

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from typing_extensions import override

from bot.errors import Busy, ChannelOff, OverBudget
from bot.log import warning
from bot.networks.x.acquaintance import Acquaintance, Remembered
from bot.networks.x.buying import Buyer
from bot.networks.x.client import XClient
from bot.networks.x.cursor import cursor_of, place_of
from bot.networks.x.fields import NOTHING, Fields, every, fields, identity, is_array, moment, text, whole
from bot.networks.x.pages import Page
from bot.networks.x.people import NETWORK, author_of
from bot.networks.x.reading import Walk
from bot.networks.x.refusals import send_error
from bot.networks.x.trouble import Trouble, XTrouble
from bot.ports import Call, Clock, Cursor, Follower, Inbox, Mention, Till, Use
from curation.errors import InvalidValue
from curation.model import AccountRef, PostRef
from curation.text import harmless

_MOST: Final = 100
_FEWEST: Final = 5
_FIRST_LOOK: Final = timedelta(days=6)
"""Who said "stop" before we listened is heard, as far as X goes back."""
_NAMES: Final = re.compile(r"(?:\s*[@＠]\w{1,20}\b)+[\s,:]*", re.ASCII)


class XInbox(Inbox):
    """Mentions of the account that the client acts for, each of which costs a little.

    They are paid from the money for looking after people, which nothing else may take and which takes nothing else's:
    whoever writes to us by the thousand stops neither threads nor reading.
    """

    is_quiet = False

    def __init__(self, client: XClient, clock: Clock, till: Till, *, acquaintance: Acquaintance | None = None) -> None:
        """Read and answer through *client*."""
        self.name = NETWORK
        self._client = client
        self._clock = clock
        self._till = till
        self._met = acquaintance or Remembered(clock)
        self._bought = Buyer(NETWORK)

    @override
    def mentions_since(self, cursor: Cursor | None, /) -> tuple[tuple[Mention, ...], Cursor | None]:
        now = self._clock.now()
        walk = Walk(self._page, now)
        place = self._bought(lambda: walk.onward(place_of(cursor), first_look=now - _FIRST_LOOK))
        posts = {key: each for page in walk.pages for key, each in page.posts.items()}
        handles = self._handles({identity(each, "author_id") for each in posts.values()})
        told = [mention for each in posts.values() for mention in self._mapped(each, handles)]
        return tuple(sorted(told, key=lambda each: int(each.id))), cursor_of(place)

    @override
    def followers_since(self, cursor: Cursor | None, /) -> tuple[tuple[Follower, ...], Cursor | None]:
        """Return nobody: who follows an account is not asked on X, where that is no invitation to write to them."""
        return (), cursor

    @override
    def answer(self, mention: Mention, text: str, key: str, /, *, language: str) -> None:
        """Answer in public, as X has it: *text* says nothing of anybody."""
        again = self._till.may(Use.SWEEPING, Call.WRITE_REPLY, 1)
        if again is not None:
            raise Busy(self.name, "the budget allows no answer now", retry_at=again)
        try:
            made = self._client.post(text, after=mention.local_id)
        except XTrouble as trouble:
            if trouble.kind is Trouble.DUPLICATE:
                return  # the same word stands under another message, and X takes it only once
            raise send_error(self.name, trouble, is_answer=True) from trouble
        self._pay(Call.WRITE_REPLY, identity(fields(made, "data"), "id"))

    @override
    def ask(self, follower: Follower, text: str, key: str, /, *, language: str) -> str:
        raise ChannelOff(self.name, "nobody is written to first on X")

    def _page(self, stretch: Mapping[str, str | datetime]) -> Page:
        """Return a page of *stretch*, as large as the money allows; raise `OverBudget`."""
        asked = {"pagination_token" if key == "next_token" else key: each for key, each in stretch.items()}
        found = self._client.mentions(size=self._size(), **asked)
        listed = every(found, "data")
        self._pay(Call.READ_OWN, *(identity(each, "id") for each in listed))
        posts = {key: each for each in listed if (key := identity(each, "id"))}
        following = text(fields(found, "meta"), "next_token")
        return Page(posts=posts, includes=NOTHING, following=following, requests=1, odd=len(listed) - len(posts))

    def _size(self) -> int:
        if self._till.may(Use.SWEEPING, Call.READ_OWN, _MOST) is None:
            return _MOST
        again = self._till.may(Use.SWEEPING, Call.READ_OWN, _FEWEST)
        if again is not None:
            raise OverBudget(self.name, "the budget allows no look at what people write to us", retry_at=again)
        return _FEWEST

    def _handles(self, ids: set[str]) -> Mapping[str, str]:
        """Return the names of *ids*: wishes may stand under a name. Where money or X are in the way, those known."""
        known = self._met.known(ids)
        strangers = sorted(ids - known.keys() - {""})
        for start in range(0, len(strangers), _MOST):
            batch = strangers[start : start + _MOST]
            if self._till.may(Use.SWEEPING, Call.READ_USER, len(batch)) is not None:
                break
            try:
                met = every(self._client.people(batch), "data")
            except XTrouble as trouble:
                warning("inbox.names_unread", inbox=self.name, why=trouble.why)
                break
            self._pay(Call.READ_USER, *(identity(each, "id") for each in met))
            for each in met:
                with suppress(InvalidValue):
                    self._met.meet([author_of(each)])
        return {each: author.handle for each, author in self._met.known(ids).items()}

    def _mapped(self, post: Fields, handles: Mapping[str, str]) -> Iterator[Mention]:
        try:
            yield mention_of(post, handles)
        except InvalidValue:
            warning("inbox.malformed", inbox=self.name)

    def _pay(self, call: Call, *ids: str) -> None:
        self._till.pay(Use.SWEEPING, call, tuple(filter(None, ids)))


def mention_of(post: Fields, handles: Mapping[str, str]) -> Mention:
    """Return what somebody wrote to us; raise `InvalidValue`.

    An edited message has a new id and the address of the first one. Whose name is not among *handles* is called by the
    number, which no wish stands under.
    """
    writer, post_id = identity(post, "author_id"), identity(post, "id")
    if not writer or not post_id:
        raise InvalidValue("author_id", found="nothing", expected="who wrote it")
    history = post.get("edit_history_tweet_ids") or post.get("edit_history_post_ids")
    first = whole(history[0]) if is_array(history) and history else ""
    around = every(post, "referenced_tweets", "referenced_posts")
    parents = (identity(each, "id") for each in around if text(each, "type") == "replied_to")
    said = html.unescape(text(fields(post, "note_tweet", "note_post"), "text") or text(post, "text"))
    names = _NAMES.match(said)
    return Mention(
        id=post_id,
        account=AccountRef(NETWORK, writer),
        handle=handles.get(writer, writer),
        text=harmless(said[names.end() :] if names else said),
        at=moment(post, "created_at"),
        local_id=post_id,
        ref=PostRef(NETWORK, first or post_id),
        url=f"https://x.com/i/web/status/{post_id}",
        answers=next(parents, ""),
    )
