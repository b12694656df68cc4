"""What `config check --online` and `doctor` find on X."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.networks.x.checks import check_account, check_reading
from bot.ports import Finding, Level
from tests.bot.x.stage import Stage, stage
from tests.fake_x import Mood, moods


@pytest.fixture
def world() -> Iterator[Stage]:
    with stage() as world:
        yield world


def of_account(world: Stage, account_id: str = "9000") -> dict[str, Finding]:
    found = check_account(world.writer, world.till, handle="bit15digest", account_id=account_id)
    return {each.what: each for each in found}


def test_a_token_that_reads_is_good_and_free(world: Stage) -> None:
    """A post that was never there is asked for, and nothing is billed."""
    [found] = check_reading(world.reader)

    assert (found.level, found.text) == (Level.GOOD, "the token for reading works")
    assert world.x.meter.total == 0


def test_a_token_that_does_not_read_is_told(world: Stage) -> None:
    """Digests would be without X."""
    world.x.mood = lambda _request: moods.UNAUTHORIZED

    [found] = check_reading(world.reader)

    assert (found.level, found.what) == (Level.BAD, "timeline")


def test_the_account_is_who_it_should_be(world: Stage) -> None:
    """One profile is paid for, and both books know."""
    found = of_account(world)

    assert found["account"] == Finding(level=Level.GOOD, what="account", text="the keys are those of bit15digest")
    assert world.till.spent == world.x.meter.total == 10_000


def test_keys_of_another_account_are_told(world: Stage) -> None:
    """Threads would go out under another name."""
    found = of_account(world, account_id="77")

    assert found["account"].level is Level.BAD
    assert "(9000), not of bit15digest (77)" in found["account"].text
    assert list(found) == ["account"]


def test_keys_that_x_refuses_are_told(world: Stage) -> None:
    """Whatever it says, in our words."""
    world.x.mood = lambda _request: moods.UNAUTHORIZED

    assert of_account(world)["account"].level is Level.BAD


@pytest.mark.parametrize(
    ("access", "level"),
    [("read-write", Level.GOOD), ("read-write-directmessages", Level.GOOD), ("read", Level.BAD), ("", Level.WARNING)],
)
def test_what_the_keys_may_do_is_read_from_the_answer(world: Stage, access: str, level: Level) -> None:
    """Keys keep the powers of the moment they were made in."""
    said = {"x-access-level": access}
    world.x.mood = lambda _request: Mood(status=200, headers=said, keeps_body=True)

    assert of_account(world)["scopes"].level is level


@pytest.mark.parametrize(
    ("bio", "level"), [("Automated, by Ana.", Level.GOOD), ("A digest.", Level.WARNING)], ids=["said", "unsaid"]
)
def test_the_label_is_asked_for(world: Stage, bio: str, level: Level) -> None:
    """The API does not tell it, so a person is asked to look unless the profile says so."""
    world.x.user("bit15digest", description=bio)

    assert of_account(world)["bot_flag"].level is level


def test_without_money_nothing_is_asked(world: Stage) -> None:
    """A look is a call like any other."""
    world.till.purse = 0

    found = of_account(world)

    assert list(found) == ["budget"]
    assert world.x.requests == []
    assert f"{datetime(2015, 12, 1, tzinfo=UTC):%Y-%m-%d}" in found["budget"].text
