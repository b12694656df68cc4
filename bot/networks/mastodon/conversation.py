"""What people answer to a thread of ours, as the account's own server shows it.

https://docs.joinmastodon.org/methods/statuses/#context
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from typing_extensions import override

from bot.errors import SourceError
from bot.networks.mastodon.accounts import NotAPost
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.fields import Json, identifier, is_object
from bot.networks.mastodon.mapping import capture_of
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.ports import Batch, Capture, Clock, Conversation
from curation.errors import CurationError
from curation.model import PostRef

_MOST: Final = 400
"""Answers that are looked at a thread: more is a flood, of which five would be shown."""


class MastodonConversation(Conversation):
    """Asks for the context of the root: one request a thread, whoever follows whom."""

    def __init__(self, client: MastodonClient, clock: Clock, *, domain: str = "", folds_hashtags: bool = True) -> None:
        """Ask through *client*; *domain* is what the server's own people have behind their names."""
        self.domain = domain or client.host
        self.name = f"mastodon:{self.domain}"
        self._client = client
        self._clock = clock
        self._folds = folds_hashtags

    @override
    def replies(self, ours: Mapping[PostRef, str], /) -> Batch:
        by_id = {local_id: ref for ref, local_id in ours.items()}
        root = next(iter(ours.values()))
        try:
            found = [each for each in self._client.descendants(root) if is_object(each)]
        except ServerTrouble as trouble:
            if trouble.kind is Trouble.MISSING:
                return Batch(requests=1)  # the thread was taken back: nobody is asked anything any more
            raise SourceError(self.name, trouble.why, retry_at=trouble.retry_at) from trouble
        direct = [each for each in found if _parent(each) in by_id and identifier(each, "id") not in by_id][:_MOST]
        captures = [capture for each in direct if (capture := self._capture(each, by_id[_parent(each)]))]
        return Batch(
            captures=tuple(sorted(captures, key=lambda each: (each.post.at, each.post.ref.uri))),
            requests=1,
            malformed=len(direct) - len(captures),
        )

    def _capture(self, status: Json, answered: PostRef) -> Capture | None:
        now = self._clock.now()
        try:
            capture = capture_of(status, source=self.name, server=self.domain, seen_at=now, folds=self._folds)
        except (NotAPost, CurationError):
            return None
        return replace(capture, post=replace(capture.post, reply_to=answered))


def _parent(status: Json) -> str:
    return identifier(status, "in_reply_to_id")
