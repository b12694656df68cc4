"""Corrections and withdrawals: every outlet follows, once, whatever dies; what a person decided stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Busy, NotAccepted, Unclear
from bot.ports import DeliveryState, DigestState, Operation
from bot.tasks.correct import Correct
from bot.tasks.withdraw import Withdraw
from curation.digest import Mending
from curation.model import EventKind, Item, WishKind
from tests.fakes import Killed, killing_after
from tests.makers import post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, outcome, shared

TODAY = date(2015, 11, 11)
SAID = "Number 1 is a talk, not an article."


def published() -> Stage:
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(minutes=2)
    stage.minutes(6)
    return stage


@pytest.fixture
def stage() -> Stage:
    """Return a day that is out everywhere."""
    return published()


def correct(stage: Stage) -> Correct:
    return Correct(course=stage.course, store=stage.store, clock=stage.clock, publishers=stage._publishers)


def withdraw(stage: Stage) -> Withdraw:
    return Withdraw(course=stage.course, store=stage.store, clock=stage.clock, publish=stage.publish)


def first_page(stage: Stage) -> str:
    issue = stage.issue(DAY)
    assert issue is not None
    return issue.digest.items[0].page


def items_of(stage: Stage) -> tuple[Item, ...]:
    issue = stage.issue(DAY)
    assert issue is not None
    return issue.digest.items


def mending(stage: Stage, **but: Any) -> Mending:
    issue = stage.issue(DAY)
    assert issue is not None
    return Mending(page=issue.digest.items[0].page, **but)


def test_correction_is_recorded_and_reaches_every_outlet(stage: Stage) -> None:
    """The words change where they stand; who said so and when is an event; nothing is posted anew."""
    before = len(stage.thread.sent)
    correct(stage)(TODAY, SAID, who="Kim", mending=mending(stage, title="A talk"))
    stage.minutes(3)

    issue = stage.issue(DAY)
    assert issue is not None
    with stage.kept.look() as work:
        acts = [(act.kind, act.value, act.who) for act in work.events.of("bit15", TODAY)]
    assert acts == [(EventKind.TITLE, "A talk", "Kim"), (EventKind.CORRECT, SAID, "Kim")]
    assert [each.text for each in issue.digest.corrections] == [SAID]
    assert issue.state is DigestState.PUBLISHED
    assert len(stage.thread.sent) == before
    assert "1: A talk " in stage.thread.texts[1]


def test_t100_corrections_are_sent_once_and_only_where_words_changed(stage: Stage) -> None:
    """Three corrections within minutes are one edit of the parts they change; others are not touched."""
    stage.thread.tells_of_edits = True
    for title in ("A tlak", "A talk", "The talk"):
        correct(stage)(TODAY, "The title was wrong.", who="Kim", mending=mending(stage, title=title))
        stage.minutes(5)
    waiting = list(stage.thread.edits)
    assert "The talk" in [each.title for each in items_of(stage)]

    stage.minutes(10)

    assert waiting == []
    assert [part.number for _, part in stage.thread.edits] == [1]
    assert "1: The talk " in stage.thread.texts[1]


@pytest.mark.parametrize("but", [{"about_person": True}, {"at_once": True}], ids=["about a person", "said so"])
def test_t100_what_cannot_wait_does_not(stage: Stage, but: dict[str, bool]) -> None:
    """A correction about a person is in the posts with the next pass, and so is one that a person wants there."""
    stage.thread.tells_of_edits = True

    correct(stage)(TODAY, SAID, who="Kim", mending=mending(stage, title="A talk"), **but)
    stage.minutes(1)

    assert "1: A talk " in stage.thread.texts[1]


@pytest.mark.parametrize("stop_first", [True, False])
def test_t100_nobodys_stop_waits_for_a_correction(stage: Stage, stop_first: bool) -> None:  # noqa: FBT001 - a case of the table
    """Whichever came first, the name goes at once, and takes along what waited."""
    stage.thread.tells_of_edits = True

    def stop() -> None:
        with stage.kept.work() as work:
            work.wishes.record(wish("Ana 0", WishKind.STOP, at=stage.clock.time))
        stage.honour()

    def mend() -> None:
        correct(stage)(TODAY, SAID, who="Kim", mending=mending(stage, title="A talk"))

    for act in (stop, mend) if stop_first else (mend, stop):
        act()
        stage.clock.advance(seconds=5)
    stage.minutes(1)

    assert "Ana 0" not in "".join(stage.thread.texts)
    assert "1: A talk " in stage.thread.texts[1]


@settings(deadline=None, max_examples=10)
@given(kills=st.lists(st.integers(min_value=0, max_value=20), max_size=3))
def test_t70_correction_survives_any_kill(kills: list[int]) -> None:
    """Killed around any commit or call, the correction is out in the end and nothing was posted twice."""
    stage = published()
    sent = len(stage.thread.sent)
    stage.plan = killing_after(kills)
    for _ in range(4):
        try:
            if not (issue := stage.issue(DAY)) or not issue.digest.corrections:
                correct(stage)(TODAY, SAID, who="Kim", mending=mending(stage, title="A talk"))
            break
        except Killed:
            continue
    stage.minutes(10)

    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED
    assert len(stage.thread.sent) == sent
    assert "1: A talk " in stage.thread.texts[1]
    assert [each.text for each in issue.digest.corrections] == [SAID]


@pytest.mark.parametrize(
    ("about_person", "expected"),
    [pytest.param(False, [], id="a fact"), pytest.param(True, [1], id="about a person")],
)
def test_posts_that_cannot_be_changed_stay_unless_about_a_person(
    stage: Stage,
    about_person: bool,  # noqa: FBT001 - a case of the table
    expected: list[int],
) -> None:
    """Where an edit means taking back, a mere correction leaves what stands."""
    task = correct(stage)
    task.publishers[1].changes_in_place = False

    task(TODAY, SAID, who="Kim", mending=mending(stage, title="A talk"), about_person=about_person)
    stage.minutes(3)

    assert [part.number for _, part in stage.thread.edits] == expected


def test_next_issue_tells_what_was_mended(stage: Stage) -> None:
    """For who read it in a mail; and the one after that does not repeat it."""
    stage.clock.advance(hours=3)
    correct(stage)(TODAY, SAID, who="Kim")
    stage.minutes(2)
    told = []
    for day in (12, 13):
        stage.source.posts.extend(shared(day))
        stage.clock.time = SIX + timedelta(days=day - 11, minutes=-1)
        stage.minutes(4)
        issue = stage.issue(f"2015-11-{day}")
        assert issue is not None
        told.append([each.text for each in issue.digest.mended])

    assert told == [[SAID], []]


@pytest.mark.parametrize(
    ("text", "but", "expected"),
    [
        pytest.param(" ", {}, "say what was wrong", id="nothing said"),
        pytest.param("x" * 201, {}, "200 characters", id="too long"),
        pytest.param("x", {"note": "y" * 201}, "200 characters", id="note too long"),
        pytest.param("Ana 0 was wrong.", {}, "names a participant", id="a name"),
        pytest.param("x", {"note": "Ana 0 said so."}, "names a participant", id="a name in the note"),
    ],
)
def test_correction_that_cannot_be_taken_changes_nothing(
    stage: Stage, text: str, but: dict[str, str], expected: str
) -> None:
    """Nobody is named in prose, and readers are told in a sentence."""
    before = stage.issue(DAY)

    with pytest.raises(NotAccepted, match=expected):
        correct(stage)(TODAY, text, who="Kim", mending=mending(stage, **but))

    assert stage.issue(DAY) == before


def test_only_what_is_out_can_be_corrected(stage: Stage) -> None:
    """Neither a day without an issue, nor a page that is not in it."""
    with pytest.raises(NotAccepted, match="not there"):
        correct(stage)(date(2015, 11, 1), SAID, who="Kim")
    with pytest.raises(NotAccepted, match="no page of"):
        correct(stage)(TODAY, SAID, who="Kim", mending=Mending(page="https://other.example/"))  # type: ignore[arg-type]  # what a command line could hand on


def test_withdrawn_issue_is_taken_back_newest_part_first(stage: Stage) -> None:
    """Every part that is out goes, the page last; the issue stays withdrawn and its key is never used again."""
    done = withdraw(stage)(TODAY, who="Kim", why="wrong course")
    again = withdraw(stage)(TODAY, who="Kim")
    stage.minutes(3)

    issue = stage.issue(DAY)
    assert issue is not None
    assert (issue.state, done.waiting, again.waiting) == (DigestState.WITHDRAWN, (), ())
    assert [receipt.local_id for receipt, part in stage.thread.edits if part.text == ""] == ["3", "2", "1", "0"]
    assert stage.blog.texts == [""]
    with stage.kept.look() as work:
        acts = [(act.kind, act.value) for act in work.events.of("bit15", TODAY)]
        assert work.notices.all() == ()
    assert acts == [(EventKind.WITHDRAW, "wrong course")]


@settings(deadline=None, max_examples=10)
@given(kills=st.lists(st.integers(min_value=0, max_value=20), max_size=3), late=st.booleans())
def test_t70_withdrawal_survives_any_kill(kills: list[int], late: bool) -> None:  # noqa: FBT001 - drawn
    """Killed around any commit or call, half-way through publishing or after it, everything is gone in the end."""
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(minutes=2)
    stage.thread.mood = outcome(Unclear("mastodon", "time-out"), made=True, on=2)
    stage.minutes(8 if late else 3)
    stage.plan = killing_after(kills)
    for _ in range(6):
        try:
            withdraw(stage)(TODAY, who="Kim")
        except Killed:
            continue
    for _ in range(40):
        stage.clock.advance(minutes=2)
        try:
            withdraw(stage).resume()
            stage.due()
        except Killed:
            continue

    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.WITHDRAWN
    assert set(stage.thread.texts) == {""}
    assert set(stage.blog.texts) == {""}
    rows = stage.rows(DAY)
    assert {row.state for row in rows if row.operation is Operation.WITHDRAW} == {DeliveryState.DONE}


def test_parts_that_never_went_out_stay_in(stage: Stage) -> None:
    """Withdrawn while a thread waits for its server, the rest of it is never sent."""
    fresh = Stage()
    fresh.source.posts.extend(shared())
    fresh.clock.time = SIX - timedelta(minutes=2)
    fresh.thread.mood = outcome(Busy("mastodon", "busy", retry_at=SIX + timedelta(hours=1)), made=False, on=2)
    fresh.minutes(5)

    withdraw(fresh)(TODAY, who="Kim")
    fresh.clock.advance(hours=2)
    fresh.minutes(3)

    assert fresh.thread.texts == ["", ""]


def test_withdrawal_waits_where_nothing_may_be_asked(stage: Stage) -> None:
    """An outlet that is switched off keeps its parts, the withdrawal stays open, and status tells it."""
    stage.go_live = False

    done = withdraw(stage)(TODAY, who="Kim")
    waiting = withdraw(stage).resume()
    stage.go_live = True
    after = withdraw(stage).resume()

    assert done.waiting == ("mastodon",)
    assert [each.waiting for each in waiting] == [("mastodon",)]
    assert [each.waiting for each in after] == [()]
    assert set(stage.thread.texts) == {""}


def test_only_what_is_out_can_be_withdrawn(stage: Stage) -> None:
    """A draft has nothing to take back."""
    with pytest.raises(NotAccepted, match="nothing of"):
        withdraw(stage)(date(2015, 11, 1), who="Kim")


def test_withdrawn_page_is_a_candidate_of_no_later_issue(stage: Stage) -> None:
    """What was shared that day does not come back by the door of the next."""
    withdraw(stage)(TODAY, who="Kim")
    stage.source.posts.append(post(first_page(stage), by="Zoe", number=99, created_at=SIX + timedelta(hours=2)))
    stage.clock.time = SIX + timedelta(days=1, minutes=-1)
    stage.minutes(4)

    tomorrow = stage.issue("2015-11-12")
    assert tomorrow is None or first_page(stage) not in {item.page for item in tomorrow.digest.items}
