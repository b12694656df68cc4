"""The one place where we can embarrass ourselves in public: every part once, whatever dies and whenever."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Busy, ChannelOff, ParentGone, Refused, SendError, Unclear
from bot.ports import DeliveryState, DigestState, Part
from bot.tasks.publish import OutletState
from curation.model import EventKind, Post, PublishPolicy, Quiet, Shape, WishKind
from tests.fakes import killing_after
from tests.makers import NOON, post, wish
from tests.story.stage import Stage

DAY = "2015-11-11"
SIX = datetime(2015, 11, 11, 23, 0, tzinfo=UTC)
"""18:00 in Toronto."""
PEOPLE = ("Ana", "Ben", "Chi", "Dee")


def shared(day: int = 11, count: int = 5, *, hour: int = 14) -> list[Post]:
    """Return a day's posts: *count* pages of different sites, the first one shared by most people."""
    return [
        post(
            f"https://site{page}-{day}.example/{day}/page-{page}",
            by=f"{PEOPLE[who]} {page}" if day == 11 else f"{PEOPLE[who]} {page} {day}",
            number=day * 100 + page * 10 + who,
            created_at=datetime(2015, 11, day, hour, page, who, tzinfo=UTC),
        )
        for page in range(count)
        for who in range(max(1, len(PEOPLE) - page))
    ]


@pytest.fixture
def stage() -> Stage:
    """Four o'clock in the afternoon, five pages shared, six highlights' worth of room."""
    made = Stage()
    made.source.posts.extend(shared())
    made.clock.time = NOON + timedelta(hours=2)
    made.minute()
    made.clock.time = SIX - timedelta(minutes=1)
    return made


Mood = Callable[[Part], tuple[SendError, bool] | None]


def outcome(error: SendError, *, made: bool, on: int = 0, times: int = 1) -> Mood:
    """Return a mood that answers the first *times* sends of part *on* with *error*."""
    left = [times]

    def mood(part: Part) -> tuple[SendError, bool] | None:
        if part.number != on or not left[0]:
            return None
        left[0] -= 1
        return error, made

    return mood


def assert_one_thread(stage: Stage, day: str = DAY) -> None:
    """A root and three items, in order, each an answer to the one before, nothing twice."""
    issue = stage.issue(day)
    assert issue is not None
    wanted = [part.text for part in issue.parts["mastodon"]]
    sent = [each for each in stage.thread.sent if each[0].text in wanted]
    assert [part.text for part, _, _ in sent] == wanted
    receipts = [None, *(f"{stage.thread.sent.index(each)}" for each in sent[:-1])]
    assert [after.local_id if after else None for _, _, after in sent] == receipts


def test_a_day_goes_out_at_its_hour(stage: Stage) -> None:
    """At 18:00 the page is written, then the thread follows, and the issue is closed."""
    stage.minutes(3)

    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED
    assert len(stage.blog.sent) == 1
    assert_one_thread(stage)


def test_t60_nothing_before_the_hour_and_nothing_again_after_it(stage: Stage) -> None:
    """The question is "is today's issue out?", so asking for hours sends nothing more."""
    stage.minutes(1)
    before = len(stage.thread.sent)
    stage.minutes(120)

    assert before == 0
    assert_one_thread(stage)


def test_t61_a_start_five_minutes_late_publishes_the_issue(stage: Stage) -> None:
    """What was due while nobody ran goes out at the next start."""
    stage.clock.time = SIX + timedelta(minutes=5)

    stage.minutes(2)

    assert_one_thread(stage)


def test_t56_a_job_two_hours_late_still_publishes_the_day(stage: Stage) -> None:
    """No grace time swallows a digest."""
    stage.clock.time = SIX + timedelta(hours=2)

    stage.minutes(2)

    assert_one_thread(stage)


@settings(deadline=None)
@given(kills=st.lists(st.integers(min_value=0, max_value=40), max_size=4))
def test_t70_killed_anywhere_nothing_twice_and_nothing_lost(kills: list[int]) -> None:
    """Killing the process around any commit or any call of an outlet leads to exactly one thread."""
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(minutes=2)
    stage.minute()
    stage.plan = killing_after(kills)
    stage.minutes(25)

    assert_one_thread(stage)
    assert len(stage.blog.sent) == 1
    issue = stage.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED


@pytest.mark.parametrize("made", [True, False], ids=["post was made", "post was not made"])
@pytest.mark.parametrize("part", [0, 1, 3])
def test_t71_a_time_out_is_looked_into_before_anything_is_sent_again(stage: Stage, part: int, made: bool) -> None:  # noqa: FBT001 - a case of the table
    """After an unclear answer there is exactly one post, on a server that ignores keys too."""
    stage.thread.mood = outcome(Unclear("mastodon", "time-out"), made=made, on=part)

    stage.minutes(10)

    assert_one_thread(stage)


def test_t73_a_broken_thread_goes_on_under_its_last_confirmed_part(stage: Stage) -> None:
    """A server that is busy for an hour in the middle of a thread gets the rest later; the root is never repeated."""
    later = SIX + timedelta(hours=1)
    stage.thread.mood = outcome(Busy("mastodon", "429", retry_at=later), made=False, on=2)

    stage.minutes(5)
    halfway = len(stage.thread.sent)
    stage.minutes(62)

    assert halfway == 2
    assert_one_thread(stage)


def test_t73_parts_are_spaced_by_the_schedule(stage: Stage) -> None:
    """Two seconds or more lie between parts, and nobody sleeps: the pass ends with the time to go on."""
    stage.clock.time = SIX
    stage.poll()
    stage.read_all()

    first = stage.due()

    assert len(stage.thread.sent) == 1
    assert first.next_at == SIX + timedelta(seconds=2)
    assert len(stage.due().published) == 1
    assert len(stage.thread.sent) == 1


def test_t74_a_deleted_parent_stops_the_thread_and_tells_a_person(stage: Stage) -> None:
    """The rest of a thread never becomes loose posts."""
    stage.thread.mood = outcome(ParentGone("mastodon", "the post is gone"), made=False, on=2, times=99)

    stage.minutes(30)

    assert len(stage.thread.sent) == 2
    with stage.kept.look() as work:
        assert [each.kind for each in work.notices.all()] == ["refused"]
    states = {row.part: row.state for row in stage.rows(DAY) if row.outlet == "mastodon"}
    assert states == {0: DeliveryState.DONE, 1: DeliveryState.DONE, 2: DeliveryState.REFUSED}


def test_t79_a_final_no_is_asked_once(stage: Stage) -> None:
    """What the network will never take is sent one time only."""
    asked: list[int] = []

    def mood(part: Part) -> tuple[SendError, bool] | None:
        asked.append(part.number)
        return Refused("mastodon", "422"), False

    stage.thread.mood = mood
    stage.minutes(30)

    assert asked == [0]


def test_t78_a_channel_that_is_off_is_left_alone_until_a_person_acts(stage: Stage) -> None:
    """One notice, no retries; when the person has acted, the thread goes out once."""
    asked: list[int] = []

    def mood(part: Part) -> tuple[SendError, bool] | None:
        asked.append(part.number)
        return ChannelOff("mastodon", "the token was revoked"), False

    stage.thread.mood = mood
    stage.minutes(30)
    assert asked == [0]
    stage.thread.mood = lambda _part: None
    with stage.kept.work() as work:
        work.notices.clear("outlet:mastodon", "channel_off")

    stage.minutes(3)

    assert_one_thread(stage)


def test_t90_no_thread_before_the_page_answers(stage: Stage) -> None:
    """The thread waits for our own page; after an hour it waits for a person."""
    stage.probe.up = False
    stage.minutes(30)
    assert len(stage.thread.sent) == 0
    stage.probe.up = True

    stage.minutes(2)

    assert_one_thread(stage)


def test_t90_a_page_that_never_answers_waits_for_a_person(stage: Stage) -> None:
    """After sixty minutes nobody asks any more; a publish by hand does."""
    stage.probe.up = False
    stage.minutes(70)
    asked = len(stage.probe.asked)
    stage.minutes(60)
    with stage.kept.look() as work:
        assert [each.kind for each in work.notices.all()] == ["page_unreachable"]
    stage.probe.up = True
    issue = stage.issue(DAY)
    assert issue is not None

    report = stage.publish(issue.digest.key, by_hand=True)

    assert len(stage.probe.asked) - asked <= 62
    assert [each.state for each in report.outlets] == [OutletState.DONE, OutletState.WAITS]


@pytest.mark.parametrize("minutes", [30, 90], ids=["waits", "gave up"])
def test_c03_a_page_that_is_silent_keeps_no_name_in_the_thread(stage: Stage, minutes: int) -> None:
    """What is out is mended while the page does not answer, and after nobody asks it any more."""
    stage.minutes(2)
    stage.probe.up = False
    stage.minutes(minutes)
    assert "Ana 0" in "".join(stage.thread.texts)
    with stage.kept.work() as work:
        work.wishes.record(wish("Ana 0", WishKind.STOP, at=stage.clock.time))
    stage.honour()

    stage.minutes(2)

    assert "Ana 0" not in "".join(stage.thread.texts)
    assert len(stage.thread.sent) < 5


def test_nothing_leaves_the_machine_before_go_live(stage: Stage) -> None:
    """With go_live false the blog is built and no network hears anything, not even later."""
    stage.go_live = False
    stage.minutes(5)
    stage.go_live = True

    stage.minutes(5)

    assert len(stage.blog.sent) == 1
    assert stage.thread.sent == []


def test_t66_after_an_outage_of_three_days_there_is_one_issue(stage: Stage) -> None:
    """One thread for the latest due day, with what the missed days brought."""
    for day in (12, 13, 14):
        stage.source.posts.extend(shared(day, 2))
    stage.with_course(shape=Shape(highlights=5, also=9))
    stage.clock.time = SIX + timedelta(days=3, hours=4)

    stage.minutes(10)

    assert [issue for day in (11, 12, 13) if (issue := stage.issue(f"2015-11-{day}"))] == []
    assert_one_thread(stage, "2015-11-14")
    issue = stage.issue("2015-11-14")
    assert issue is not None
    assert {item.page.split("/")[3] for item in issue.digest.items} == {"11", "12", "13", "14"}


def test_t66_a_frozen_issue_of_which_nothing_went_out_gives_its_items_to_the_next(stage: Stage) -> None:
    """Killed right after the freeze and down for a day: still one issue, with everything in it."""
    stage.clock.time = SIX
    stage.poll()
    stage.read_all()
    stage.compose.freeze(SIX.date())
    stage.source.posts.extend(shared(12, 2))
    stage.clock.time = SIX + timedelta(days=1, hours=1)

    stage.minutes(5)

    old, new = stage.issue(DAY), stage.issue("2015-11-12")
    assert old is not None
    assert new is not None
    assert old.state is DigestState.QUIET
    assert len(new.digest.items) == 7
    assert_one_thread(stage, "2015-11-12")


def test_t73_a_half_sent_thread_is_finished_the_next_day(stage: Stage) -> None:
    """Down for a day in the middle of a thread: the rest follows, then the new issue; no second root."""
    stage.thread.mood = outcome(Busy("mastodon", "429", retry_at=SIX + timedelta(days=1, hours=1)), made=False, on=2)
    stage.minutes(3)
    stage.source.posts.extend(shared(12, 4))
    stage.clock.time = SIX + timedelta(days=1, hours=2)

    stage.minutes(8)

    assert_one_thread(stage, DAY)
    assert_one_thread(stage, "2015-11-12")
    assert len(stage.thread.sent) == 8


def test_t67_the_ledger_takes_one_row_a_part(stage: Stage) -> None:
    """Every part of every outlet has exactly one row."""
    stage.minutes(5)

    keys = [(row.outlet, row.part, row.operation) for row in stage.rows(DAY)]
    assert len(keys) == len(set(keys)) == 5


def test_t68_an_empty_day_sends_nothing(stage: Stage) -> None:
    """No "no links today": the issue is quiet and its key is never published."""
    stage.source.posts.clear()
    empty = Stage()
    empty.clock.time = SIX - timedelta(minutes=1)

    empty.minutes(5)

    issue = empty.issue(DAY)
    assert issue is not None
    assert issue.state is DigestState.QUIET
    assert empty.blog.sent == []
    assert empty.thread.sent == []


def test_few_items_roll_over_and_then_go_out() -> None:
    """Two items wait for company, at most two days; then the issue has what there is."""
    stage = Stage(clock=Stage().clock)
    stage.source.posts.extend(shared(11, 2))
    stage.clock.time = SIX - timedelta(minutes=1)
    for _ in range(3):
        stage.minutes(5)
        stage.clock.time += timedelta(days=1, minutes=-5)

    states = [issue.state for day in (11, 12, 13) if (issue := stage.issue(f"2015-11-{day}"))]
    assert states == [DigestState.QUIET, DigestState.QUIET, DigestState.PUBLISHED]
    issue = stage.issue("2015-11-13")
    assert issue is not None
    assert len(issue.digest.items) == 2


def test_a_skipped_day_is_not_made_up_for() -> None:
    """With quiet = "skip" the items of a thin day are gone with it."""
    stage = Stage().with_course(shape=Shape(quiet=Quiet.SKIP))
    stage.source.posts.extend([*shared(11, 2), *shared(12, 3)])
    stage.clock.time = SIX - timedelta(minutes=1)
    stage.minutes(5)
    stage.clock.time = SIX + timedelta(days=1)

    stage.minutes(5)

    issue = stage.issue("2015-11-12")
    assert issue is not None
    assert {item.page.split("/")[3] for item in issue.digest.items} == {"12"}


def test_a_paused_course_rests_and_catches_up_with_one_issue(stage: Stage) -> None:
    """Pause for two days, resume: one issue."""
    from curation.model import Event  # noqa: PLC0415 - only here

    def say(kind: EventKind) -> None:
        with stage.kept.work() as work:
            work.events.append(Event(course="bit15", kind=kind, who="Kim", at=stage.clock.time))

    say(EventKind.PAUSE)
    stage.minutes(5)
    assert stage.thread.sent == []
    stage.clock.time = SIX + timedelta(days=1, hours=20)
    say(EventKind.RESUME)

    stage.minutes(5)

    assert_one_thread(stage, "2015-11-12")
    assert len(stage.thread.sent) == 4


def test_under_review_nothing_goes_out_unapproved(stage: Stage) -> None:
    """The issue waits; approved half an hour late, it goes out then."""
    stage.with_course(policy=PublishPolicy.REVIEW)
    stage.minutes(30)
    assert stage.blog.sent == []
    stage.judge(SIX.date(), EventKind.APPROVE, who="Kim")
    stage.clock.advance(minutes=1)

    stage.minutes(5)

    assert_one_thread(stage)


def test_t98_what_was_shown_is_what_is_sent(stage: Stage) -> None:
    """Preview and delivery are the same stored parts."""
    stage.clock.time = SIX
    stage.poll()
    stage.read_all()
    shown = stage.compose.freeze(SIX.date()).parts

    stage.minutes(3)

    assert stage.thread.texts == [part.text for part in shown["mastodon"]]
    assert stage.blog.texts == [part.text for part in shown["blog"]]


@pytest.mark.parametrize("kind", [EventKind.HOLD, EventKind.DROP])
def test_a_word_about_a_page_holds_when_its_day_rolls_over(kind: EventKind) -> None:
    """What a person held or dropped on a thin day is not in the next day's issue either."""
    stage = Stage()
    stage.source.posts.extend([*shared(11, 2), *shared(12, 3)])
    stage.clock.time = NOON + timedelta(hours=3)
    stage.minute()
    stage.judge(SIX.date(), kind, who="Kim", url="https://site0-11.example/11/page-0")
    stage.clock.time = SIX - timedelta(minutes=1)
    stage.minutes(3)
    stage.clock.time = SIX + timedelta(days=1)

    stage.minutes(5)

    issue = stage.issue("2015-11-12")
    assert issue is not None
    assert [item.page for item in issue.digest.items if "site0-11" in item.page] == []
    assert len(issue.digest.items) == 4
