"""What people write to our account, and quiet answers."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Final, TypeVar

from typing_extensions import override

from bot.errors import SourceClosed, SourceError
from bot.log import warning
from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.cursor import cursor_of, place_of
from bot.networks.mastodon.fields import Json, identifier, word
from bot.networks.mastodon.follow import follow
from bot.networks.mastodon.mapping import follower_of, mention_of
from bot.networks.mastodon.refusals import send_error
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.ports import Clock, Cursor, Follower, Inbox, Mention
from curation.errors import CurationError

_PAGE: Final = 40
_FIRST_LOOK: Final = timedelta(days=7)
"""Who said "stop" before we listened is heard."""


_Told = TypeVar("_Told", Mention, Follower)


class MastodonInbox(Inbox):
    """Mentions and followers of the account whose token the client has; answers are direct messages."""

    is_quiet = True

    def __init__(self, client: MastodonClient, clock: Clock, *, name: str = "mastodon", domain: str = "") -> None:
        """Read through *client*; *domain* is what the server's own people have behind their names."""
        self.name = name
        self._client = client
        self._clock = clock
        self._domain = domain or client.host

    @override
    def mentions_since(self, cursor: Cursor | None, /) -> tuple[tuple[Mention, ...], Cursor | None]:
        return self._since("mention", cursor, mention_of)

    @override
    def followers_since(self, cursor: Cursor | None, /) -> tuple[tuple[Follower, ...], Cursor | None]:
        return self._since("follow", cursor, follower_of)

    @override
    def answer(self, mention: Mention, text: str, key: str, /, *, language: str) -> None:
        """Answer for the asker's eyes alone: that is never wider than what they wrote."""
        self._write(mention.handle, text, key, language=language, parent={"in_reply_to_id": mention.local_id})

    @override
    def ask(self, follower: Follower, text: str, key: str, /, *, language: str) -> str:
        return identifier(self._write(follower.handle, text, key, language=language, parent={}), "id")

    def _write(self, handle: str, text: str, key: str, *, language: str, parent: Json) -> Json:
        status: Json = {
            "status": f"@{handle} {text}",
            **parent,
            "visibility": "direct",
            "language": language,
            "content_type": "text/plain",
        }
        try:
            return self._client.post(status, key=key)
        except ServerTrouble as trouble:
            raise send_error(self.name, trouble, is_answer=True) from trouble

    def _since(
        self, kind: str, cursor: Cursor | None, map_: Callable[..., _Told]
    ) -> tuple[tuple[_Told, ...], Cursor | None]:
        try:
            page_below = partial(self._client.notifications_page, kind, _PAGE)
            place, now = place_of(cursor), self._clock.now()
            # What was asked long ago was done, and maybe taken back: that it moves up on a page is no reason to obey.
            news = follow(page_below, place, now=now, first_look=_FIRST_LOOK, in_order=True)
        except ServerTrouble as trouble:
            raise self._error(trouble) from trouble
        # Whatever else a server tells of: who liked a post neither follows us nor said what the post says.
        found = (one for each in news.walks for one in each.statuses if word(one, "type") == kind)
        said = (told for one in found for told in self._mapped(map_, one))
        return tuple(sorted(said, key=lambda each: each.at)), cursor_of(news.place)

    def _mapped(self, map_: Callable[..., _Told], notification: Json) -> Iterator[_Told]:
        try:
            yield map_(notification, server=self._domain)
        except (NotAPost, CurationError):
            warning("inbox.malformed", inbox=self.name)

    def _error(self, trouble: ServerTrouble) -> SourceError:
        if trouble.kind is Trouble.DENIED:
            return SourceClosed(self.name, f"needs read:notifications ({trouble.why})", needs_token=True)
        return SourceError(self.name, trouble.why, retry_at=trouble.retry_at)
