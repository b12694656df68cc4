"""Turns of hosts."""

from datetime import timedelta

from bot.links.pauses import HostPauses
from tests.makers import NOON

PAUSE = timedelta(seconds=2)


def test_t33_hosts_are_forgotten_when_their_pause_is_over() -> None:
    """Hosts of years do not pile up, and those that still wait are not among the forgotten."""
    pauses = HostPauses(PAUSE)
    for number in range(5_000):
        pauses.take(f"host{number}.example", NOON)
    pauses.until("busy.example", NOON + timedelta(days=1))

    pauses.take("another.example", NOON + PAUSE)

    assert len(pauses) == 2
    assert pauses.take("busy.example", NOON + PAUSE) == NOON + timedelta(days=1)


def test_a_wish_never_shortens_a_pause() -> None:
    """The longer of two waits holds."""
    pauses = HostPauses(PAUSE)
    pauses.until("busy.example", NOON + timedelta(hours=1))

    pauses.until("busy.example", NOON + timedelta(minutes=1))

    assert pauses.take("busy.example", NOON) == NOON + timedelta(hours=1)
