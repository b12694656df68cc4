"""Streams: what a server tells as it happens, through the real library, and everything that can go wrong with that."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.errors import SourceClosed, SourceError
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.stream import MastodonStream
from bot.networks.mastodon.wire import Wire
from bot.ports import Change, Heard
from tests.fake_mastodon import FakeMastodon, Software, moods, software
from tests.fakes import TickingClock
from tests.makers import hashtag

_PATIENCE = 500
"""Looks, a hundredth of a second apart, after which a test gives up."""
TOKEN = "token-of-the-bot"
_STREAMING = "/api/v1/streaming/"


@dataclass(frozen=True, slots=True)
class Stage:
    server: FakeMastodon
    clock: TickingClock
    stream: MastodonStream

    def until(self, done: Callable[[Heard], bool]) -> Heard:
        """Ask until *done*, and return all that was told by then."""
        changes: list[Change] = []
        for _ in range(_PATIENCE):
            heard = self.stream.heard()
            changes.extend(heard.changes)
            whole = Heard(changes=tuple(changes), is_live=heard.is_live)
            if done(whole):
                return whole
            threading.Event().wait(0.01)
        raise AssertionError("nothing of the kind was heard")

    def told(self, count: int) -> tuple[Change, ...]:
        return self.until(lambda heard: len(heard.changes) >= count).changes

    def live(self) -> None:
        self.until(lambda heard: heard.is_live)

    def broken(self) -> SourceError:
        """Return the error in which the stream ends."""
        with pytest.raises(SourceError) as caught:
            self.until(lambda _heard: False)
        return caught.value

    def say(self, *lines: bytes) -> None:
        """Let who listens hear *lines*, word for word."""
        for each in self.server.streams:
            each.say(b"\n".join(lines))


@contextmanager
def stage(of: Software = software.MASTODON, *, token: str | None = TOKEN, time_out: float = 30) -> Iterator[Stage]:
    clock = TickingClock()
    with FakeMastodon(clock.now, software=of) as server:
        wire = Wire(time_outs=(time_out, time_out))
        client = MastodonClient(server.url, token=token, clock=clock, session=wire)
        stream = MastodonStream(client, clock, source="mastodon:mastodon.example", tag=hashtag())
        yield Stage(server, clock, stream)
        stream.close()


def test_deletions_and_edits_are_told_as_they_happen() -> None:
    """Each with the id it has on that server; new posts and other hashtags are nothing to us."""
    with stage() as world:
        kept, gone = (world.server.post("ana", f"https://blog.example/{n} #BIT15") for n in range(2))
        other = world.server.post("ben", "https://blog.example/other #Other")
        world.live()

        world.server.edit(kept, "https://blog.example/better #BIT15")
        world.server.delete(other)
        world.server.post("chi", "https://blog.example/new #BIT15")
        world.server.delete(gone)

        assert world.told(2) == (Change(local_id=kept.id, gone=False), Change(local_id=gone.id, gone=True))


def test_nobody_listens_before_somebody_asks_and_then_once() -> None:
    """A house that is only put together connects to nobody; asking often opens one connection."""
    with stage() as world:
        before = len(world.server.requests)
        world.live()
        world.stream.heard()

        assert before == 0
        assert len(world.server.asked("GET", _STREAMING)) == 1


def test_signs_of_life_and_unknown_events_are_no_changes() -> None:
    """Heartbeats, events of tomorrow and empty lines leave the stream as it is."""
    with stage() as world:
        world.live()

        world.say(b":thump", b"", b"", b"event: poll.closed", b'data: {"id": "7"}', b"", b"")
        world.say(b"event: filters_changed", b"data: undefined", b"", b"")
        world.say(b"event: delete", b"data: 7", b"", b"")

        assert world.told(1) == (Change(local_id="7", gone=True),)


@pytest.mark.parametrize(
    "event",
    [b'event: status.update\ndata: ["no", "status"]', b"event: status.update\ndata: {}", b"event: delete\ndata: null"],
)
def test_events_without_a_post_tell_nothing(event: bytes) -> None:
    """A list, an empty object and null name no post; the stream goes on."""
    with stage() as world:
        world.live()

        world.say(event, b"", b"")
        world.say(b"event: delete", b"data: 7", b"", b"")

        assert world.told(1) == (Change(local_id="7", gone=True),)


GARBAGE = {
    "no event": b"complete nonsense\n\n",
    "no JSON": b'event: status.update\ndata: {"content": "Ana wrote this\n\n',
    "no data": b"event: delete\n\n",
    "no UTF-8": b"event: \xff\xfe\n\n",
    "no name": b"data: {}\n\n",
    "no end": b"x" * (1024 * 1024 + 2),
}


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_ends_the_stream_and_not_the_program(
    garbage: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The error says what happened, never what was written; half a minute later we listen again."""
    with stage() as world, caplog.at_level(logging.DEBUG):
        world.live()
        world.say(GARBAGE[garbage])

        error = world.broken()
        world.clock.advance(seconds=34)
        world.live()

        assert error.retry_at is not None
        assert "Ana" not in str(error) + caplog.text + "".join(capfd.readouterr())
        assert len(world.server.asked("GET", _STREAMING)) == 2


def test_a_stream_that_breaks_off_is_taken_up_with_growing_pauses() -> None:
    """30 seconds, a minute, two; whatever was heard in between begins anew."""
    with stage() as world:
        world.live()
        world.server.break_off()
        pauses = []
        world.server.mood = lambda _request: moods.HANGS_UP
        for _ in range(3):
            error = world.broken()
            assert error.retry_at is not None
            pauses.append(error.retry_at - world.clock.time)
            world.clock.time = error.retry_at
        world.server.mood = lambda _request: None
        world.live()
        world.server.break_off()

        anew = world.broken()

        shortest = (timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2))
        assert all(least <= pause < least * 1.2 for least, pause in zip(shortest, pauses, strict=True))
        assert anew.retry_at is not None
        assert anew.retry_at - world.clock.time < timedelta(seconds=34)


def test_what_was_told_before_the_end_is_not_lost() -> None:
    """A deletion and then silence: first the one, then the other."""
    with stage() as world:
        world.live()
        world.say(b"event: delete", b"data: 7", b"", b"")
        world.server.break_off()

        assert world.told(1) == (Change(local_id="7", gone=True),)
        assert "broke off" in str(world.broken())


def test_nobody_is_asked_before_it_is_time() -> None:
    """Between the end of a stream and its next turn nothing is sent."""
    with stage() as world:
        world.live()
        world.server.break_off()
        world.broken()

        quiet = world.stream.heard()

        assert quiet == Heard()
        assert len(world.server.asked("GET", _STREAMING)) == 1


@pytest.mark.parametrize(
    ("of", "token", "needs_token"),
    [
        (software.MASTODON, None, True),
        (software.MASTODON, "of-an-application", True),
        (software.GOTOSOCIAL, TOKEN, False),
    ],
    ids=["no token", "a token of nobody", "a software without streams"],
)
def test_where_streams_are_not_for_us_it_is_said(of: Software, token: str | None, *, needs_token: bool) -> None:
    """It is no failure of the server, and it is tried again after hours."""
    with stage(of, token=token) as world:
        error = world.broken()
        world.clock.advance(hours=5)
        before = world.stream.heard(), len(world.server.asked("GET", _STREAMING))
        world.clock.advance(hours=1)
        again = world.broken()

        assert isinstance(error, SourceClosed)
        assert isinstance(again, SourceClosed)
        assert error.needs_token is needs_token
        assert before == (Heard(), 1)


def test_a_silent_stream_is_left() -> None:
    """A server that gives no sign of life is taken for gone."""
    with stage(time_out=0.2) as world:
        world.live()

        assert "broke off the stream" in str(world.broken())


def test_a_token_goes_to_no_streaming_host_without_tls() -> None:
    """Whatever a server says of where its streams are."""
    with stage() as world:
        world.server.streaming = "ws://stream.example"

        error = world.broken()

        assert "InvalidSchema" in str(error)
        assert world.server.asked("GET", _STREAMING) == []


def test_a_closed_stream_ends_with_the_next_sign_of_life() -> None:
    """And nobody listens any more."""
    with stage() as world:
        world.live()
        world.stream.close()

        world.say(b":thump", b"")

        error = world.broken()
        assert error.retry_at is not None
        world.clock.time = error.retry_at
        assert world.stream.heard() == Heard()
        assert len(world.server.asked("GET", _STREAMING)) == 1


def test_ten_thousand_untaken_changes_are_enough() -> None:
    """What is told beyond is left to the sweep."""
    with stage() as world:
        world.live()
        world.say(*[b"event: delete\ndata: %d\n" % number for number in range(10_020)], b"event: delete\ndata: 7\n\n")
        world.say(b"nonsense\n\n")
        ended = threading.Event()
        for _ in range(_PATIENCE):
            if not any(each.name == "stream" and each.is_alive() for each in threading.enumerate()):
                break
            ended.wait(0.01)

        changes = world.stream.heard().changes

        assert len(changes) == 10_000
