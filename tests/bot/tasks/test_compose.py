"""Drafting and freezing: what a look may change, and what only its hour or a person decides."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from typing_extensions import override

from bot.errors import RenderError
from bot.ports import DigestState, Part
from curation.model import Digest, EventKind, PublishPolicy, Quiet, Shape
from tests.fakes import FakePublisher, SeededMint
from tests.makers import post
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared

TODAY = SIX.date()


@pytest.fixture
def stage() -> Stage:
    """Six o'clock, five pages shared and read, nobody has looked yet."""
    made = Stage()
    made.source.posts.extend(shared())
    made.clock.time = SIX - timedelta(hours=4)
    made.poll()
    made.read_all()
    made.clock.time = SIX
    return made


@pytest.fixture
def reviewed(stage: Stage) -> Stage:
    """The same in a course that publishes nothing unapproved, at its hour: the issue waits."""
    stage.with_course(policy=PublishPolicy.REVIEW)
    stage.due()
    return stage


@pytest.fixture
def thin() -> Stage:
    """A day with one page, at its hour: too few, so it is quiet and rolls over."""
    made = Stage().with_course(shape=Shape(min_items=3, quiet=Quiet.ROLL, roll_days=2))
    made.source.posts.append(post("https://a.example/1", created_at=SIX - timedelta(hours=5)))
    made.clock.time = SIX - timedelta(hours=4)
    made.poll()
    made.clock.time = SIX
    made.due()
    return made


def state(stage: Stage, day: str = DAY) -> DigestState:
    issue = stage.issue(day)
    assert issue is not None
    return issue.state


def waits(stage: Stage) -> bool:
    with stage.kept.look() as work:
        return any(each.kind == "waiting" for each in work.notices.all())


class Speechless(FakePublisher):
    """Its template is broken, until it is mended."""

    broken = True

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        if self.broken:
            raise RenderError("thread/root.txt.j2", "no such word")
        return super().parts(digest)


class Stuttering(SeededMint):
    """Gives every name twice."""

    def __init__(self) -> None:
        super().__init__()
        names = SeededMint()
        self._names = (name for _ in itertools.count() for name in [names.anchor()] * 2)

    @override
    def anchor(self) -> str:
        return next(self._names)


def test_a_look_after_the_hour_does_not_keep_the_issue_in(stage: Stage) -> None:
    """Whoever previews the day before the daemon has asked changes nothing: it goes out."""
    stage.compose(TODAY)

    stage.due()

    assert state(stage) is DigestState.FROZEN
    assert stage.thread.sent


def test_a_look_right_after_the_approval_does_not_lose_it(reviewed: Stage) -> None:
    """Approve, preview, and only then the daemon's minute: the issue goes out."""
    reviewed.clock.advance(minutes=20)
    reviewed.judge(TODAY, EventKind.APPROVE, who="Kim")
    reviewed.clock.advance(seconds=10)
    reviewed.compose(TODAY)
    reviewed.clock.advance(seconds=10)

    reviewed.due()

    assert state(reviewed) is DigestState.FROZEN


def test_a_look_does_not_end_the_waiting(reviewed: Stage) -> None:
    """That a digest waits for a person stays told while somebody looks at it, and at the next day's draft."""
    reviewed.clock.advance(minutes=1)
    reviewed.compose(TODAY)
    reviewed.compose(TODAY + timedelta(days=1))

    assert waits(reviewed)
    reviewed.judge(TODAY, EventKind.APPROVE, who="Kim")
    reviewed.clock.advance(minutes=1)
    reviewed.due()
    assert not waits(reviewed)


def test_what_waits_is_not_asked_again_every_minute(reviewed: Stage) -> None:
    """Nothing is gathered or composed anew for a digest that waits, before somebody acts."""
    gathered: list[int] = []
    due = replace(reviewed.due, gather=lambda: gathered.append(1))

    reviewed.clock.advance(minutes=1)
    due()
    reviewed.judge(TODAY, EventKind.DROP, who="Kim", url="https://site0-11.example/11/page-0")
    reviewed.clock.advance(minutes=1)
    due()

    assert gathered == [1]


def test_a_look_at_a_quiet_day_changes_nothing(thin: Stage) -> None:
    """A day that rolled over still rolls over after somebody looked at it."""
    before = thin.issue(DAY)
    thin.clock.advance(hours=1)

    shown = thin.compose(TODAY)

    assert state(thin) is DigestState.QUIET
    assert before == shown == thin.issue(DAY)


def test_a_quiet_day_goes_out_when_a_person_says_so(thin: Stage) -> None:
    """Too few pages at six; a pin alone lets them rest; approved at seven, they go out."""
    thin.judge(TODAY, EventKind.PIN, who="Kim", url="https://a.example/1")
    thin.clock.advance(minutes=1)
    thin.due()
    rested = state(thin)

    thin.judge(TODAY, EventKind.APPROVE, who="Kim")
    thin.clock.advance(minutes=1)
    thin.due()

    assert (rested, state(thin)) == (DigestState.QUIET, DigestState.FROZEN)
    assert len(thin.thread.sent) == 1


def test_a_day_closed_too_early_is_asked_again_at_its_hour() -> None:
    """Frozen by hand in the morning with nothing to say, the day is decided again at six."""
    stage = Stage()
    stage.clock.time = SIX - timedelta(hours=8)
    stage.poll()
    early = stage.compose.freeze(TODAY).state
    stage.source.posts.extend(shared())
    stage.clock.time = SIX

    stage.minute()

    assert (early, state(stage)) == (DigestState.QUIET, DigestState.PUBLISHED)


def test_an_outlet_without_words_is_told_and_the_others_go_on(stage: Stage) -> None:
    """A broken template keeps its own outlet in, and a person hears of it until it is mended."""
    broken = Speechless(name="broken")
    compose = replace(stage.compose, publishers=(*stage.compose.publishers, broken))

    issue = compose(TODAY)
    with stage.kept.look() as work:
        told = [each.text for each in work.notices.all()]
    broken.broken = False
    compose(TODAY)

    assert sorted(issue.parts) == ["blog", "mastodon"]
    assert told == ["2015-11-11: no text could be made for broken"]
    with stage.kept.look() as work:
        assert work.notices.all() == ()


def test_anchors_are_minted_once_and_never_twice_the_same(stage: Stage) -> None:
    """A page keeps its anchor from draft to draft; a name that is taken is not given again."""

    compose = replace(stage.compose, mint=Stuttering())

    first = [item.anchor for item in compose(TODAY).digest.items]
    again = [item.anchor for item in compose(TODAY).digest.items]

    assert len(set(first)) == len(first) == 5
    assert again == first
