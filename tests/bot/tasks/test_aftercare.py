"""What is done when the site has changed: in order, written down first, repeated until it went well."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.clock import HandClock
from bot.ports import SiteStep, Store
from bot.store import SqlStore
from bot.tasks.aftercare import SiteCare
from tests import makers


@dataclass
class Step(SiteStep):
    """A step that fails as often as it is told to."""

    name: str
    log: list[str]
    failures: int = 0

    @override
    def take(self) -> str:
        self.log.append(self.name)
        self.failures -= 1
        return f"{self.name} failed" if self.failures >= 0 else ""


@dataclass
class World:
    """A store, and what was done."""

    store: Store
    log: list[str] = field(default_factory=list[str])

    def care(self, *, upload_fails: int = 0, searches: bool = False, steps: bool = True) -> SiteCare:
        upload = Step("after_build", self.log, upload_fails)
        return SiteCare(
            store=self.store,
            clock=HandClock(makers.NOON),
            steps=(upload, Step("websub", self.log)) if steps else (),
            search=Step("search", self.log) if searches else None,
        )

    @property
    def notices(self) -> dict[str, str]:
        with self.store.look() as work:
            return {each.kind: each.text for each in work.notices.all()}


@pytest.fixture
def world() -> World:
    return World(SqlStore.open("sqlite://"))


def test_a_change_is_brought_to_the_web_and_then_told(world: World) -> None:
    """The command runs first, the hub is told after it, and nothing is owed."""
    care = world.care()

    care.begin()
    care.finish(changed=True)

    assert world.log == ["after_build", "websub"]
    assert world.notices == {}
    assert care() is None


def test_nothing_follows_when_nothing_changed(world: World) -> None:
    """A build that writes no file runs nothing."""
    care = world.care()

    care.begin()
    care.finish(changed=False)

    assert world.log == []
    assert world.notices == {}


def test_t128_a_failing_command_warns_and_is_repeated(world: World) -> None:
    """A failure is a notice, the hub is not told of pages that are not there, and the next turn mends it."""
    care = world.care(upload_fails=1)
    care.begin()
    care.finish(changed=True)
    told = world.notices

    again_at = care()

    assert "after_build failed" in told["after_build"]
    assert world.log == ["after_build", "after_build", "websub"]
    assert again_at is None
    assert world.notices == {}


def test_a_command_that_goes_on_failing_is_asked_again_later(world: World) -> None:
    """Nobody waits in a circle: the next turn is minutes away."""
    care = world.care(upload_fails=9)
    care.begin()

    assert care() == makers.NOON + timedelta(minutes=5)


def test_a_crash_between_pages_and_command_forgets_nothing(world: World) -> None:
    """What was written down before the change is done by the next turn, though nothing finished."""
    world.care().begin()

    world.care()()

    assert world.log == ["after_build", "websub"]


def test_the_search_learns_apart_from_publishing(world: World) -> None:
    """Publishing asks nothing of the search; a later turn makes its index and brings that to the web, too."""
    care = world.care(searches=True)
    care.begin()
    care.finish(changed=True)
    while_publishing = list(world.log)

    again_at = care()

    assert while_publishing == ["after_build", "websub"]
    assert world.log == ["after_build", "websub", "search", "after_build", "websub"]
    assert again_at is None


def test_an_index_that_cannot_be_made_is_tried_again(world: World) -> None:
    """The search stays stale, and says so, until its index is made."""
    failing = SiteCare(store=world.store, clock=HandClock(makers.NOON), search=Step("search", world.log, 1))
    failing.begin()
    failing.finish(changed=True)

    first, second = failing(), failing()

    assert (first, second) == (makers.NOON + timedelta(minutes=5), None)
    assert world.notices == {}


def test_a_site_without_steps_owes_nothing(world: World) -> None:
    """While `go_live` is false there are no steps: nothing is written down."""
    care = world.care(steps=False)

    care.begin()

    assert world.notices == {}
