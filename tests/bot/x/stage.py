"""A fake X with our adapters in front of it, and a till that keeps what it is told."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from typing_extensions import override

from bot.networks.x.client import XClient
from bot.networks.x.inbox import XInbox
from bot.networks.x.publisher import XPublisher
from bot.networks.x.source import XSource
from bot.ports import Batch, Call, Clock, Part, Till, Use
from bot.render.templates import Templates
from curation.budget import X_PRICES
from tests.fake_x import FakePost, FakeX
from tests.fakes import TickingClock
from tests.golden import community
from tests.makers import hashtag

QUERY = (hashtag(),)
SEARCH = "/2/tweets/search/recent"
LOOKUP = "/2/tweets"
PEOPLE = "/2/users"
LATER = datetime(2015, 12, 1, tzinfo=UTC)


@dataclass
class FakeTill(Till):
    """Money in a purse; what was paid, each object once a day."""

    clock: Clock
    purse: int = 10**9
    """What may still be spent, in millionths of a dollar."""
    asked: list[tuple[Use, Call, int]] = field(default_factory=list)
    paid: Counter[tuple[Use, Call, str]] = field(default_factory=Counter)
    """Objects by use, call and course."""
    spent: int = 0
    _billed: set[tuple[str, Call, str]] = field(default_factory=set)

    @override
    def may(self, use: Use, call: Call, units: int, /) -> datetime | None:
        self.asked.append((use, call, units))
        return None if units * X_PRICES.most(call) <= self.purse - self.spent else LATER

    @override
    def pay(self, use: Use, call: Call, resources: Collection[str], /, *, course: str = "") -> None:
        for each in resources:
            bill = (self.clock.now().date().isoformat(), call, each)
            if bill not in self._billed:
                self._billed.add(bill)
                self.spent += X_PRICES.of[call]
                self.paid[use, call, course] += 1

    def bought(self, call: Call) -> int:
        """Return how many objects of that kind were paid for."""
        return sum(count for (_, each, _), count in self.paid.items() if each is call)


@dataclass(frozen=True, slots=True)
class Stage:
    """X, the clock that both sides go by, the till and the adapters."""

    x: FakeX
    clock: TickingClock
    till: FakeTill
    reader: XClient
    writer: XClient
    source: XSource

    def say(self, count: int = 1, *, who: str = "ana", words: str = "#BIT15", **but: Any) -> list[FakePost]:
        """Let *who* share *count* pages, one a second, all of them some time ago."""
        made = []
        for number in range(count):
            at = self.clock.now() - timedelta(seconds=40)
            made.append(self.x.post(who, f"lovely https://blog.example/{number} {words}", **({"at": at} | but)))
            self.clock.advance(seconds=1)
        return made

    def another_source(self, **but: Any) -> XSource:
        """Return a source as after a restart."""
        return XSource(self.reader, self.clock, self.till, **({"course": "bit15"} | but))

    def inbox(self) -> XInbox:
        return XInbox(self.writer, self.clock, self.till)

    def publisher(self, **but: Any) -> XPublisher:
        given: dict[str, Any] = {
            "name": "x",
            "client": self.writer,
            "clock": self.clock,
            "till": self.till,
            "prices": X_PRICES,
            "courses": {"bit15": community.course()},
            "templates": Templates(),
            "page_url": lambda _digest: community.PAGE,
        }
        return XPublisher(**(given | but))


@contextmanager
def stage(**but: Any) -> Iterator[Stage]:
    clock = TickingClock()
    with FakeX(clock.now, **but) as x:
        till = FakeTill(clock)
        reader = XClient(x.app, clock, wire=x.wire())
        writer = XClient(x.user_keys, clock, wire=x.wire())
        yield Stage(x, clock, till, reader, writer, XSource(reader, clock, till, course="bit15"))


def ids(batch: Batch) -> list[str]:
    return [each.post.ref.uri for each in batch.captures]


def part(text: str = "1/3 · 11 Nov · Video, 6 min", **but: Any) -> Part:
    given: dict[str, Any] = {"number": 0, "text": text, "count": len(text), "limit": 280, "language": "en"}
    return Part(**(given | but))


def a_bit_of_everything(world: Stage) -> None:
    """Let there be a quote, an edit and a long post."""
    at = world.clock.now() - timedelta(minutes=5)
    quoted = world.x.post("cem", "see https://quoted.example/page", at=at)
    world.x.post("ben", f"so true #BIT15 https://x.com/cem/status/{quoted.id}", at=at, quoted=quoted.id)
    edited = world.x.post("ana", "first #BIT15 https://blog.example/1", at=at)
    world.x.edit(edited, "second #BIT15 https://blog.example/2")
    entities = {"hashtags": [{"tag": "BIT15"}]}
    long = {"text": "all of it #BIT15", "entities": entities}
    world.x.post("ana", "#BIT15 all…", at=at, more={"note_tweet": long, "entities": entities})
    world.clock.advance(minutes=1)
