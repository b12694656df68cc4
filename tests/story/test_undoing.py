"""Undoing a sending: for ten minutes, at every outlet by its own rules, whatever dies meanwhile."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NotAccepted, SendError, Unclear
from bot.ports import DeliveryState, DigestState, Operation, Part
from bot.ports.reviews import Sent
from bot.tasks.undo_sending import first_sent, sent_to
from curation.digest import UNDO
from curation.model import EventKind
from tests.fakes import Killed, killing_after
from tests.makers import post
from tests.story.stage import Stage
from tests.story.test_exactly_once import DAY, SIX, shared

TODAY, TOMORROW = date(2015, 11, 11), date(2015, 11, 12)


def before() -> Stage:
    """Return a day a minute before it goes out."""
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(minutes=2)
    stage.minutes(1)
    return stage


def published(minutes: int = 2) -> Stage:
    stage = before()
    stage.minutes(1 + minutes)
    return stage


def resumed(stage: Stage, minutes: int = 6) -> None:
    """Let the daemon go on: it delivers what may go out, and takes back what is to be taken back."""
    for _ in range(minutes):
        try:
            stage.withdraw.resume()
        except Killed:
            continue
        stage.minutes(1)


def readable(stage: Stage) -> list[str]:
    """Return what readers can still see of the thread."""
    return [text for text in stage.thread.texts if text]


def test_an_issue_is_taken_back_everywhere() -> None:
    """Thread and page, the newest part first; who did it is an event of its own."""
    stage = published()
    sent = len(stage.thread.sent)

    done = stage.undo_sending(TODAY, who="Kim")

    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.WITHDRAWN
    assert done.waiting == ()
    assert readable(stage) == []
    assert [int(receipt.local_id) for receipt, _ in stage.thread.edits] == list(reversed(range(sent)))
    with stage.kept.look() as work:
        assert [(act.kind, act.who) for act in work.events.of("bit15", TODAY)] == [(EventKind.UNSEND, "Kim")]


def test_ten_minutes_count_from_the_first_part() -> None:
    """Not from the last, and not from when somebody looked."""
    stage = published()
    first = first_sent(stage.rows(DAY))
    assert first is not None
    stage.clock.time = first + timedelta(minutes=10)

    with pytest.raises(NotAccepted, match="more than ten minutes ago"):
        stage.undo_sending(TODAY, who="Kim")

    stage.clock.time -= timedelta(microseconds=1)
    assert stage.undo_sending(TODAY, who="Kim").waiting == ()


def test_before_the_first_part_there_is_nothing_to_undo() -> None:
    """The presses are stopped instead; and nothing is taken back twice."""
    stage = before()
    with pytest.raises(NotAccepted, match="stop the presses"):
        stage.undo_sending(TODAY, who="Kim")

    stage.minutes(3)
    stage.undo_sending(TODAY, who="Kim")

    with pytest.raises(NotAccepted, match="taken back already"):
        stage.undo_sending(TODAY, who="Kim")


def test_an_undo_in_the_middle_sends_nothing_more() -> None:
    """The page and the root were out; the rest of the thread never comes."""
    stage = before()
    undone: list[bool] = []

    def undo_after_the_root(part: Part) -> tuple[SendError, bool] | None:
        if part.number == 1 and not undone:
            undone.append(True)
            stage.undo_sending.write_down(TODAY, who="Kim")
        return None

    stage.thread.mood = undo_after_the_root
    stage.minutes(2)
    resumed(stage)

    assert undone
    assert readable(stage) == []
    assert len(stage.thread.sent) == 2  # what had begun when the word came is taken back, too


def test_a_part_that_may_be_out_is_looked_for_and_taken_back() -> None:
    """The server fell silent after it had the part: it is found, and deleted."""
    stage = before()
    moods = [(Unclear("thread", "time-out"), True)]
    stage.thread.mood = lambda _part: moods.pop() if moods else None
    stage.minutes(2)

    stage.undo_sending(TODAY, who="Kim")
    resumed(stage)

    assert len(stage.thread.sent) == 1
    assert readable(stage) == []


@settings(deadline=None, max_examples=12)
@given(kills=st.lists(st.integers(min_value=0, max_value=12), max_size=3), minutes=st.integers(1, 2))
def test_t70_an_undo_survives_any_kill(kills: list[int], minutes: int) -> None:
    """Killed around any commit or call, the issue is gone in the end, and nothing of it comes again."""
    stage = published(minutes)
    stage.plan = killing_after(kills)
    for _ in range(5):
        try:
            stage.undo_sending(TODAY, who="Kim")
        except Killed:
            continue
        except NotAccepted:
            break
    resumed(stage, minutes=8)

    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.WITHDRAWN
    assert readable(stage) == []
    with stage.kept.look() as work:
        assert [each.kind for each in work.events.of("bit15", TODAY)] == [EventKind.UNSEND]
        assert [each.kind for each in work.notices.all() if each.kind.startswith("withdrawing")] == []


def test_what_was_taken_back_is_a_candidate_of_the_next_issue() -> None:
    """With what people wrote about it; the day itself never comes again."""
    stage = before()
    issue = stage.compose(TODAY)
    first = issue.digest.items[0].page
    stage.judge(TODAY, EventKind.TITLE, who="Kim", url=first, value="My title")
    stage.minutes(3)
    stage.undo_sending(TODAY, who="Kim")
    stage.source.posts.extend(shared(12))
    stage.clock.time = SIX + timedelta(days=1, minutes=-1)
    stage.minutes(4)

    issue_after = stage.issue("2015-11-12")
    assert issue_after is not None
    assert issue_after.state is DigestState.PUBLISHED
    assert "My title" in [each.title for each in issue_after.digest.items]
    withdrawn = stage.issue(DAY)
    assert withdrawn is not None
    assert withdrawn.state is DigestState.WITHDRAWN


def test_what_was_withdrawn_for_good_does_not_come_again() -> None:
    """A withdrawal says that it should not have been said; only an undo lets it be said anew."""
    stage = before()
    pages = {each.page for each in stage.compose(TODAY).digest.items}
    stage.minutes(3)
    stage.withdraw(TODAY, who="Kim")

    composed = stage.compose(TOMORROW).digest

    assert not pages & {each.page for each in composed.items}


def test_what_somebody_drops_after_an_undo_stays_out() -> None:
    """It would have gone out a day later by itself."""
    stage = published()
    stage.undo_sending(TODAY, who="Kim")
    page = stage.compose(TOMORROW).digest.items[0].page

    stage.judge(TOMORROW, EventKind.DROP, who="Kim", url=page)
    dropped = [each.page for each in stage.compose(TOMORROW).digest.items]
    stage.judge(TOMORROW, EventKind.DROP, who="Kim", url=page, value=UNDO)

    assert page not in dropped
    assert page in [each.page for each in stage.compose(TOMORROW).digest.items]


def test_what_is_out_is_told_by_outlet() -> None:
    """How much, how much of it was taken back, and where it cannot be."""
    stage = published()
    parts = len(stage.thread.sent)
    told = sent_to(stage._publishers, stage.rows(DAY))
    stage.undo_sending(TODAY, who="Kim")

    after = sent_to(stage._publishers, stage.rows(DAY))

    assert told == (
        Sent(outlet="blog", parts=1, taken_back=0, is_page=True),
        Sent(outlet=stage.thread.name, parts=parts, taken_back=0),
    )
    assert [each.taken_back for each in after] == [1, parts]
    assert sent_to(stage._publishers, ()) == ()
    assert all(row.state is DeliveryState.DONE for row in stage.rows(DAY) if row.operation is Operation.WITHDRAW)


def test_a_late_post_of_the_day_is_a_candidate_still() -> None:
    """An undo takes nobody's share away that came after the hour."""
    stage = published()
    late = post("https://late.example/page", by="Late", created_at=SIX + timedelta(minutes=1))
    stage.source.posts.append(late)
    stage.minutes(2)
    stage.undo_sending(TODAY, who="Kim")

    assert "https://late.example/page" in [each.page for each in stage.compose(TOMORROW).digest.items]


@pytest.mark.parametrize("commits", range(12))
def test_an_undo_between_any_two_steps_wins(commits: int) -> None:
    """However near to a sending the word comes: afterwards nothing can be read, and nothing follows."""
    stage = before()
    stage.minutes(1)
    left = [commits]

    def plan(where: str) -> bool:
        if where == "after commit" and first_sent(stage.rows(DAY)) is not None:
            left[0] -= 1
            if left[0] == -1:
                stage.undo_sending(TODAY, who="Kim")
        return False

    stage.plan = plan
    stage.minutes(1)
    stage.plan = lambda _where: False
    resumed(stage)

    assert left[0] < 0
    assert readable(stage) == []
