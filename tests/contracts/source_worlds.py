"""Every source that keeps the port's promises: to add one, write a world and a line in `WORLDS`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.errors import SourceError
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.source import MastodonSource
from bot.networks.x.client import XClient
from bot.networks.x.source import XSource
from bot.ports import Source
from curation.model import PostRef
from tests.bot.x.stage import FakeTill
from tests.fake_mastodon import FakeMastodon, FakeStatus, Software, moods, software
from tests.fake_x import FakePost, FakeX
from tests.fake_x import moods as moods_of_x
from tests.fakes import FakeSource, TickingClock
from tests.makers import post


@dataclass(frozen=True, slots=True)
class SourceWorld:
    """A source, and what happens in the world that it shows."""

    source: Source
    clock: TickingClock
    say: Callable[[str], PostRef]
    """Lets somebody share an address under #BIT15 now."""
    delete: Callable[[PostRef], None]
    be_busy: Callable[[datetime], None]
    """Makes the next request end in a wish to be left alone until then."""


@contextmanager
def _fake(clock: TickingClock) -> Iterator[SourceWorld]:
    source = FakeSource()

    def say(link: str) -> PostRef:
        said = post(link, number=len(source.posts) + 1, created_at=clock.now(), seen_at=clock.now())
        source.posts.append(said)
        return said.ref

    def delete(ref: PostRef) -> None:
        source.posts = [each for each in source.posts if each.ref != ref]

    def be_busy(until: datetime) -> None:
        source.trouble = lambda: SourceError(source.name, "busy", retry_at=until)

    yield SourceWorld(source, clock, say, delete, be_busy)


@contextmanager
def _mastodon(clock: TickingClock, *, of: Software) -> Iterator[SourceWorld]:
    with FakeMastodon(clock.now, software=of) as server:
        client = MastodonClient(server.url, token=server.token, clock=clock)
        said: dict[PostRef, FakeStatus] = {}

        def say(link: str) -> PostRef:
            status = server.post("ana", f"lovely {link} #BIT15")
            ref = PostRef("mastodon", status.uri)
            said[ref] = status
            return ref

        def be_busy(until: datetime) -> None:
            server.mood = [moods.busy(until)]

        yield SourceWorld(
            MastodonSource(client, clock, domain="mastodon.example"),
            clock,
            say,
            lambda ref: server.delete(said[ref]),
            be_busy,
        )


@contextmanager
def _x(clock: TickingClock, *, naming: str) -> Iterator[SourceWorld]:
    with FakeX(clock.now, naming=naming) as x:
        client = XClient(x.app, clock, wire=x.wire())
        said: dict[PostRef, FakePost] = {}

        def say(link: str) -> PostRef:
            # A search finds nothing younger than half a minute.
            made = x.post("ana", f"lovely {link} #BIT15", at=clock.now() - timedelta(seconds=40))
            ref = PostRef("x", made.id)
            said[ref] = made
            return ref

        def be_busy(until: datetime) -> None:
            x.mood = [moods_of_x.busy(until)]

        source = XSource(client, clock, FakeTill(clock), course="bit15")
        yield SourceWorld(source, clock, say, lambda ref: x.delete(said[ref]), be_busy)


WORLDS: Mapping[str, Callable[[TickingClock], AbstractContextManager[SourceWorld]]] = {
    "fake": _fake,
    "mastodon": partial(_mastodon, of=software.MASTODON),
    "gotosocial": partial(_mastodon, of=software.GOTOSOCIAL),
    "pleroma": partial(_mastodon, of=software.PLEROMA),
    "takahe": partial(_mastodon, of=software.TAKAHE),
    "hollo": partial(_mastodon, of=software.HOLLO),
    "snac": partial(_mastodon, of=software.SNAC),
    "x": partial(_x, naming="tweet"),
    "x with its new names": partial(_x, naming="post"),
}

A_MINUTE = timedelta(minutes=1)
