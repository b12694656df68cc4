"""Evenings on which things go wrong around a reviewed issue: what goes out is what was approved, once."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import DigestState, Role
from bot.ports.messengers import Reviewer
from bot.ports.reviews import Act
from bot.tasks.tell_reviewers import TellReviewers
from bot.tasks.undo_sending import UNDO_FOR
from curation import days
from curation.model import EventKind, Post, PublishPolicy, WishKind
from tests.bot.desk.rooms import Room, room
from tests.bot.tasks.test_tell_reviewers import Ear, Plain
from tests.fakes import killing_after
from tests.makers import at, course, post, wish
from tests.story.stage import Stage

TODAY = date(2015, 11, 11)
SIX = at(23)


# ── the clocks change at the hour ──

CHANGES = [
    pytest.param("Europe/Berlin", "02:30", date(2026, 3, 29), id="an hour that does not exist"),
    pytest.param("Europe/Berlin", "02:30", date(2026, 10, 25), id="an hour that comes twice"),
    pytest.param("Europe/Berlin", "18:00", date(2026, 3, 29), id="a day of 23 hours"),
    pytest.param("Europe/Berlin", "18:00", date(2026, 10, 25), id="a day of 25 hours"),
    pytest.param("America/New_York", "01:30", date(2026, 11, 1), id="twice, in America"),
    pytest.param("Australia/Lord_Howe", "02:15", date(2026, 10, 4), id="half an hour that does not exist"),
    pytest.param("Australia/Lord_Howe", "01:45", date(2026, 4, 5), id="half an hour that comes twice"),
]
STEP = timedelta(minutes=10)


def reviewed_over(zone: str, hour: str, day: date) -> tuple[Room, datetime]:
    """Return a desk half a day before the hour of *day*, and that hour."""
    made = room(
        where=course(
            zone=zone,
            digest_time=time.fromisoformat(hour),
            policy=PublishPolicy.REVIEW,
        )
    )
    stage = made.stage
    due = days.window(stage.course, day).end
    stage.clock.time = due - timedelta(hours=30)
    stage.poll()
    return made, due


def shared_at(moment: datetime, name: str) -> list[Post]:
    return [post(f"https://{name}{n}.example/page", by=f"{name} {n}", number=n, created_at=moment) for n in range(4)]


@pytest.mark.parametrize(("zone", "hour", "day"), CHANGES)
def test_t58_an_approved_issue_goes_out_once_when_the_clocks_change(zone: str, hour: str, day: date) -> None:
    """At the moment that the desk said, neither an hour early nor again when the hour comes a second time."""
    made, due = reviewed_over(zone, hour, day)
    stage = made.stage
    stage.source.posts.extend(shared_at(due - timedelta(hours=5), "early"))
    stage.clock.time = due - timedelta(hours=4)
    stage.minute()
    said = made.review.review(day)
    made.review.act(Act(day=day, kind=EventKind.APPROVE, who="Kim"))
    out: dict[datetime, int] = {}
    while stage.clock.time < due + timedelta(hours=4):
        stage.minute()
        out[stage.clock.time.replace(second=0, microsecond=0)] = len(stage.thread.sent)
        stage.clock.time = stage.clock.time.replace(second=0, microsecond=0) + STEP

    assert said.due_at == due
    assert [count for moment, count in out.items() if moment < due] == [0] * sum(moment < due for moment in out)
    assert {count for moment, count in out.items() if moment >= due} == {4}
    after = made.review.review(day)
    assert after.begun_at is not None
    assert timedelta(0) <= after.begun_at - due < timedelta(minutes=1)


@pytest.mark.parametrize(("zone", "hour", "day"), CHANGES)
def test_t65_what_is_shared_around_the_changing_hour_is_in_one_issue(zone: str, hour: str, day: date) -> None:
    """Minute by minute over the change: each post is of the issue before the hour or of the next, and of one only."""
    made, due = reviewed_over(zone, hour, day)
    stage = made.stage
    for minutes in range(-90, 91, 15):
        moment = due + timedelta(minutes=minutes)
        found = post(f"https://m{minutes + 90}.example/page", by=f"M {minutes}", number=1, created_at=moment)
        stage.source.posts.append(replace(found, seen_at=moment))
    stage.clock.time = due + timedelta(hours=3)
    stage.minute()

    pages = [
        {each.story.page for each in made.review.review(each).candidates} for each in (day, day + timedelta(days=1))
    ]

    early = {f"https://m{minutes + 90}.example/page" for minutes in range(-90, 0, 15)}
    late = {f"https://m{minutes + 90}.example/page" for minutes in range(0, 91, 15)}
    assert early <= pages[0]
    assert late <= pages[1]
    assert not late & pages[0]


@pytest.mark.parametrize(("zone", "hour", "day"), CHANGES)
def test_ten_minutes_are_ten_minutes_when_the_clocks_change(zone: str, hour: str, day: date) -> None:
    """An undo is possible for as long as on any other day, whatever the clock on the wall does."""
    made, due = reviewed_over(zone, hour, day)
    stage = made.stage
    stage.source.posts.extend(shared_at(due - timedelta(hours=5), "early"))
    stage.clock.time = due - timedelta(minutes=30)
    stage.minute()
    made.review.act(Act(day=day, kind=EventKind.APPROVE, who="Kim"))
    stage.clock.time = due
    stage.minutes(1)

    begun = made.review.review(day)

    assert begun.begun_at is not None
    assert begun.undo_until == begun.begun_at + UNDO_FOR
    stage.clock.time = begun.undo_until
    assert made.review.review(day).undo_until is None


@pytest.mark.parametrize(("zone", "hour", "day"), CHANGES)
def test_reviewers_are_told_once_when_the_clocks_change(zone: str, hour: str, day: date) -> None:
    """In the hour before, also when that hour comes twice; and on the wall it is the course's time."""
    made, due = reviewed_over(zone, hour, day)
    stage, ear = made.stage, Ear()
    stage.source.posts.extend(shared_at(due - timedelta(hours=5), "early"))
    tell = TellReviewers(
        course=stage.course,
        store=stage.store,
        clock=stage.clock,
        reviewing=made.review,
        announce=Plain(),
        reviewers=(Reviewer(name="Ana", role=Role.OWNER, messenger=ear),),
    )
    for minutes in range(-60, 61, 10):
        stage.clock.time = due + timedelta(minutes=minutes)
        stage.poll()
        tell(day)

    assert len(ear.heard) == 1
    assert due.astimezone(ZoneInfo(zone)).date() == day


# ── an evening with everything ──


def _evening() -> Room:
    """Return a desk on which two editors picked and wrote, and which was approved; then somebody said stop."""
    made = room()
    stage, day = made.stage, TODAY
    pages = {each.item.title: each.page for each in made.review.review(day).candidates}
    for who, kind, title, value in (
        ("Kim", EventKind.PIN, "Emoji", "1"),
        ("Ben", EventKind.PIN, "Courage", "2"),
        ("Kim", EventKind.TITLE, "Emoji", "Small pictures"),
        ("Ben", EventKind.DROP, "Failure", ""),
    ):
        assert made.review.act(Act(day=day, kind=kind, who=who, page=pages[title], value=value)) is None
    made.review.act(Act(day=day, kind=EventKind.APPROVE, who="Kim"))
    with stage.kept.work() as work:
        work.wishes.record(wish("P7", WishKind.STOP))
    late = [post("https://late.example/page", by=f"Late {n}", number=8, created_at=at(22, 50)) for n in range(6)]
    stage.source.posts.extend(late)
    stage.clock.time = SIX - timedelta(minutes=1)
    return made


def _killed_at(stage: Stage, kills: list[int]) -> None:
    stage.plan = killing_after(kills)


@settings(deadline=None, max_examples=6)
@given(kills=st.lists(st.integers(min_value=0, max_value=20), max_size=3))
def test_what_two_editors_approved_goes_out_once_whatever_dies(kills: list[int]) -> None:
    """The places of both, without whom said stop and without what was dropped; late posts move nothing a person put."""
    made = _evening()
    stage = made.stage
    _killed_at(stage, kills)

    stage.minutes(12)

    issue = stage.issue("2015-11-11")
    assert issue is not None
    assert issue.state is DigestState.PUBLISHED
    titles = [each.title for each in issue.digest.items]
    # P7 alone shared the emoji: with them it goes, however it was pinned. The second place is Courage's all the same.
    assert "Small pictures" not in titles
    assert titles[1] == "Courage"
    assert "Failure" not in titles
    assert not any("P7" in text for text in stage.thread.texts)
    assert len(stage.thread.sent) == len({part.number for part, _, _ in stage.thread.sent}) == 4
    assert len(stage.blog.sent) == 1


@settings(deadline=None, max_examples=6)
@given(kills=st.lists(st.integers(min_value=0, max_value=12), max_size=3))
def test_a_stop_of_the_presses_holds_whatever_dies(kills: list[int]) -> None:
    """Approved, then stopped: nothing is sent, however often the process dies and comes again."""
    made = _evening()
    made.review.stop(TODAY, "Kim")
    _killed_at(made.stage, kills)

    made.stage.minutes(6)

    assert made.stage.thread.sent == []
    assert made.stage.blog.sent == []
