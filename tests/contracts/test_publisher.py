"""What every publisher promises (bot/ports/outlets.py)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Busy, Unclear
from bot.ports import Part, Receipt
from tests.contracts.publisher_worlds import UNCHANGEABLE, WORLDS, PublisherWorld
from tests.fakes import TickingClock
from tests.golden import community


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest) -> Iterator[PublisherWorld]:
    with WORLDS[str(request.param)](TickingClock()) as made:
        yield made


@pytest.fixture(params=[name for name in WORLDS if name not in UNCHANGEABLE])
def editing_world(request: pytest.FixtureRequest) -> Iterator[PublisherWorld]:
    with WORLDS[str(request.param)](TickingClock()) as made:
        yield made


def key_of(part: Part) -> str:
    return f"bit15/2015-11-11:mastodon:{part.number}:1"


def send_all(world: PublisherWorld) -> list[Receipt]:
    """Send the community's digest, each part as an answer to the one before."""
    receipts: list[Receipt] = []
    for part in world.publisher.parts(community.digest()):
        receipts.append(world.publisher.send(part, key_of(part), receipts[-1] if receipts else None))
        world.clock.advance(seconds=3)
    return receipts


def test_t98_parts_are_what_is_sent(world: PublisherWorld) -> None:
    """The parts, asked twice, are the same, and what stands out there afterwards is their text."""
    parts = world.publisher.parts(community.digest())

    send_all(world)

    assert world.publisher.parts(community.digest()) == parts
    assert world.shown() == [part.text for part in parts]


def test_parts_fit_and_are_numbered_from_the_root(world: PublisherWorld) -> None:
    """Parts count from 0, no two say the same, each is within its limit and has its language."""
    parts = world.publisher.parts(community.digest())

    assert [part.number for part in parts] == list(range(len(parts)))
    assert len({part.text for part in parts}) == len(parts)
    assert all(part.count <= part.limit for part in parts if part.limit)
    assert {part.language for part in parts} == {"en"}


def test_every_part_has_its_own_receipt(world: PublisherWorld) -> None:
    """Receipts differ and say where a person can see the part."""
    receipts = send_all(world)

    assert len({receipt.uri for receipt in receipts}) == len(receipts)
    assert all(receipt.url.startswith("https://") for receipt in receipts)


def test_t70_nothing_is_found_before_and_everything_after(world: PublisherWorld) -> None:
    """`find` knows nothing of a part that was not sent, and gives the receipt of one that was."""
    started = world.clock.now()
    parts, before = world.publisher.parts(community.digest()), None

    for part in parts[:2]:
        assert world.publisher.find(part, key_of(part), before, started) is None
        sent = world.publisher.send(part, key_of(part), before)
        assert world.publisher.find(part, key_of(part), before, started) == sent
        before = sent


@pytest.mark.parametrize("made", [True, False], ids=["made", "not made"])
def test_t71_no_answer_is_unclear_until_looked_for(world: PublisherWorld, made: bool) -> None:  # noqa: FBT001 - a case
    """A send without an answer is unclear, and `find` says whether it was made."""
    started = world.clock.now()
    root = world.publisher.parts(community.digest())[0]
    world.break_next_send(made)

    with pytest.raises(Unclear):
        world.publisher.send(root, key_of(root), None)
    found = world.publisher.find(root, key_of(root), None, started)

    assert (found is not None) is made
    assert world.shown() == ([root.text] if made else [])


def test_busy_made_nothing_and_says_when(world: PublisherWorld) -> None:
    """A busy outlet made nothing and says when to ask again."""
    until = world.clock.now() + timedelta(minutes=7)
    root = world.publisher.parts(community.digest())[0]
    world.be_busy(until)

    with pytest.raises(Busy) as caught:
        world.publisher.send(root, key_of(root), None)

    assert caught.value.retry_at == until
    assert world.shown() == []


def test_t86_edit_changes_words_and_makes_nothing(editing_world: PublisherWorld) -> None:
    """An edit, even twice, keeps the receipt and leaves one post with the new words."""
    root = editing_world.publisher.parts(community.digest())[0]
    receipt = editing_world.publisher.send(root, key_of(root), None)
    corrected = replace(root, text=root.text.replace("Patrick", "Pat"))

    edited = [editing_world.publisher.edit(receipt, corrected) for _ in range(2)]

    assert {each.uri for each in edited} == {receipt.uri}
    assert editing_world.shown() == [corrected.text]


def test_withdraw_twice_is_once(world: PublisherWorld) -> None:
    """Withdrawing what is withdrawn already is no error."""
    root = world.publisher.parts(community.digest())[0]
    receipt = world.publisher.send(root, key_of(root), None)

    world.publisher.withdraw(receipt)
    world.publisher.withdraw(receipt)
