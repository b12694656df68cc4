"""A stranger's server, and a reader that takes 127.0.0.1, and nothing else, for the public web."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.links.reader import Limits, WebLinkReader
from bot.links.transport import GuardedTransport, Resolve
from tests.bot.links.stranger import Stranger, listening
from tests.fakes import TickingClock

HERE = "127.0.0.1"
MakeReader = Callable[..., WebLinkReader]


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    with listening() as server:
        yield server


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def make_reader(stranger: Stranger, clock: TickingClock) -> MakeReader:
    """Return a maker of readers for which every host is the stranger, unless *resolve* says otherwise."""

    def make(
        resolve: Resolve = lambda _host, _port: [HERE],
        *,
        public: Sequence[str] = (HERE,),
        seconds: float = 10,
        pause: float = 0,
        **but: Any,
    ) -> WebLinkReader:
        ports = frozenset({stranger.port})
        transport = GuardedTransport(allow=lambda each: str(each) in public, ports=ports, resolve=resolve)
        limits = Limits(whole=timedelta(seconds=seconds), host_pause=timedelta(seconds=pause))
        return WebLinkReader(clock, contact="https://digest.example/policy", limits=limits, transport=transport, **but)

    return make


@pytest.fixture
def reader(make_reader: MakeReader) -> WebLinkReader:
    return make_reader()
