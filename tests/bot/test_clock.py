"""The clock and the mint: the machine's own, and those that a demo brings."""

from datetime import UTC, timedelta

from bot.clock import HandClock, SeededMint, SystemClock, SystemMint
from tests.makers import NOON

LETTERS = set("abcdefghjkmnpqrstuvwxyz23456789")


def test_the_machines_clock_is_aware_and_goes_on() -> None:
    """Times are UTC, whatever zone the machine is in."""
    clock = SystemClock()

    first, second = clock.now(), clock.now()

    assert first.tzinfo is UTC
    assert first <= second < first + timedelta(minutes=1)


def test_a_hand_clock_moves_only_when_somebody_moves_it() -> None:
    """The demo's days begin and end when it says so."""
    clock = HandClock(NOON)

    before = clock.now(), clock.now()
    clock.time += timedelta(hours=1)

    assert before == (NOON, NOON)
    assert clock.now() == NOON + timedelta(hours=1)


def test_anchors_can_be_read_aloud() -> None:
    """Six characters, none of which is taken for another; a thousand draws hardly repeat."""
    anchors = [SystemMint().anchor() for _ in range(1000)]

    assert {len(each) for each in anchors} == {6}
    assert set("".join(anchors)) <= LETTERS
    assert len(set(anchors)) > 990


def test_a_seeded_mint_gives_the_same_names_in_every_run() -> None:
    """So that a demo's site comes out the same twice; another seed gives others."""
    first, again, other = SeededMint(15), SeededMint(15), SeededMint(16)

    names = [first.anchor() for _ in range(9)]

    assert names == [again.anchor() for _ in range(9)]
    assert names != [other.anchor() for _ in range(9)]
    assert set("".join(names)) <= LETTERS


def test_tokens_cannot_be_guessed() -> None:
    """256 bits as letters that an address may hold; a seeded mint's are the same in every run."""
    tokens = [SystemMint().token() for _ in range(100)]

    assert len(set(tokens)) == 100
    assert all(len(each) >= 43 and each.replace("-", "").replace("_", "").isalnum() for each in tokens)
    assert SeededMint(15).token() == SeededMint(15).token() != SeededMint(16).token()
