"""What people write to our account, and quiet answers."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Final

from typing_extensions import override

from bot.errors import SourceClosed, SourceError
from bot.log import warning
from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.cursor import cursor_of, place_of
from bot.networks.mastodon.fields import Json
from bot.networks.mastodon.follow import follow
from bot.networks.mastodon.mapping import mention_of
from bot.networks.mastodon.refusals import send_error
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.ports import Clock, Cursor, Inbox, Mention
from curation.errors import CurationError

_PAGE: Final = 40
_FIRST_LOOK: Final = timedelta(days=7)
"""Who said "stop" before we listened is heard."""


class MastodonInbox(Inbox):
    """Mentions of the account whose token the client has."""

    def __init__(self, client: MastodonClient, clock: Clock, *, name: str = "mastodon", domain: str = "") -> None:
        """Read through *client*; *domain* is what the server's own people have behind their names."""
        self.name = name
        self._client = client
        self._clock = clock
        self._domain = domain or client.host

    @override
    def mentions_since(self, cursor: Cursor | None, /) -> tuple[tuple[Mention, ...], Cursor | None]:
        try:
            page_below = partial(self._client.mentions_page, _PAGE)
            news = follow(page_below, place_of(cursor), now=self._clock.now(), first_look=_FIRST_LOOK)
        except ServerTrouble as trouble:
            raise self._error(trouble) from trouble
        found = (mention for each in news.walks for status in each.statuses for mention in self._mention(status))
        return tuple(sorted(found, key=lambda each: each.at)), cursor_of(news.place)

    @override
    def answer(self, mention: Mention, text: str, key: str, /, *, language: str) -> None:
        """Answer for the asker's eyes alone: that is never wider than what they wrote."""
        status = {
            "status": f"@{mention.handle} {text}",
            "in_reply_to_id": mention.local_id,
            "visibility": "direct",
            "language": language,
            "content_type": "text/plain",
        }
        try:
            self._client.post(status, key=key)
        except ServerTrouble as trouble:
            raise send_error(self.name, trouble, is_answer=True) from trouble

    def _mention(self, notification: Json) -> Iterator[Mention]:
        try:
            yield mention_of(notification, server=self._domain)
        except (NotAPost, CurationError):
            warning("inbox.malformed", inbox=self.name)

    def _error(self, trouble: ServerTrouble) -> SourceError:
        if trouble.kind is Trouble.DENIED:
            return SourceClosed(self.name, f"needs read:notifications ({trouble.why})", needs_token=True)
        return SourceError(self.name, trouble.why, retry_at=trouble.retry_at)
