"""A fake server with our adapters in front of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.inbox import MastodonInbox
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.networks.mastodon.source import MastodonSource
from bot.ports import Batch, Part
from bot.render.templates import Templates
from tests.fake_mastodon import FakeMastodon, Software, software
from tests.fakes import TickingClock
from tests.golden import community
from tests.makers import hashtag

QUERY = (hashtag(),)
TAG = "/api/v1/timelines/tag/"
STATUSES = "/api/v1/statuses"


@dataclass(frozen=True, slots=True)
class Stage:
    """The server, the clock that both sides go by, and the adapters."""

    server: FakeMastodon
    clock: TickingClock
    client: MastodonClient
    source: MastodonSource

    def say(self, count: int = 1, **but: Any) -> list[str]:
        """Let Ana share *count* pages, one a second, and return the addresses of her posts."""
        uris = []
        for number in range(count):
            uris.append(self.server.post("ana", f"lovely https://blog.example/{number} #BIT15", **but).uri)
            self.clock.advance(seconds=1)
        return uris

    def publisher(self, **but: Any) -> MastodonPublisher:
        given: dict[str, Any] = {
            "name": "mastodon",
            "client": self.client,
            "courses": {"bit15": community.course()},
            "templates": Templates(),
            "page_url": lambda _digest: community.PAGE,
        }
        return MastodonPublisher(**(given | but))

    def inbox(self) -> MastodonInbox:
        return MastodonInbox(self.client, self.clock, domain=self.server.domain)


@contextmanager
def stage(of: Software = software.MASTODON, *, token: bool = True, now: datetime | None = None) -> Iterator[Stage]:
    clock = TickingClock(now) if now else TickingClock()
    with FakeMastodon(clock.now, software=of) as server:
        client = MastodonClient(server.url, token=server.token if token else None, clock=clock)
        yield Stage(server, clock, client, MastodonSource(client, clock, domain="mastodon.example"))


def uris(batch: Batch) -> list[str]:
    return [each.post.ref.uri for each in batch.captures]


def part(text: str = "Here are some of the things we learned in #BIT15 today.", **but: Any) -> Part:
    given: dict[str, Any] = {"number": 0, "text": text, "count": len(text), "limit": 500, "language": "en"}
    return Part(**(given | but))
