"""What a desk reads again, and what it does not."""

from datetime import timedelta

import pytest

from bot.tasks.material import Material
from bot.tasks.recall import Recall
from curation.model import EventKind, WishKind
from tests.bot.desk.rooms import DAY, FAILURE, LADDER, Room, room
from tests.makers import post, wish


@pytest.fixture
def desk() -> Room:
    return room()


def look(desk: Room, recall: Recall, *, day_later: int = 0) -> Material:
    stage = desk.stage
    with stage.kept.look() as work:
        return recall(work, stage.course, DAY + timedelta(days=day_later), stage.clock.time)


@pytest.mark.parametrize("seconds", [0, 19, 21, 299])
def test_where_nothing_came_nothing_is_read_again(desk: Room, seconds: int) -> None:
    """Neither seconds nor minutes later."""
    recall = Recall()
    first = look(desk, recall)

    desk.stage.clock.time += timedelta(seconds=seconds)

    assert look(desk, recall).stories is first.stories


def test_once_in_five_minutes_everything_is_read(desk: Room) -> None:
    """Entries of a roster end without a word."""
    recall = Recall()
    first = look(desk, recall)

    desk.stage.clock.time += timedelta(minutes=5)

    again = look(desk, recall)
    assert again.stories is not first.stories
    assert again.stories == first.stories


def test_what_came_is_there_twenty_seconds_later(desk: Room) -> None:
    """A new post, or somebody's wish."""
    recall = Recall()
    first = look(desk, recall)
    desk.stage.source.posts.append(post(LADDER, by="Late", created_at=desk.stage.clock.time, number=7))
    desk.stage.poll()
    with desk.stage.kept.work() as work:
        work.wishes.record(wish("P0", WishKind.STOP))

    desk.stage.clock.time += timedelta(seconds=21)

    again = look(desk, recall)
    assert (len(first.posts), len(again.posts)) == (13, 13)
    assert {each.author.name for each in again.posts} - {each.author.name for each in first.posts} == {"Late"}


def test_what_people_decided_is_always_of_this_moment(desk: Room) -> None:
    """Also what a list of the course's holds; nothing is read again for it."""
    recall = Recall()
    first = look(desk, recall)

    desk.stage.judge(DAY, EventKind.DROP, who="Kim", url=FAILURE)

    again = look(desk, recall)
    assert again.stories is first.stories
    assert (len(first.verdicts.dropped), again.verdicts.dropped) == (0, frozenset({FAILURE}))


def test_another_day_and_what_was_forgotten_are_read(desk: Room) -> None:
    """One day lies on the desk at a time."""
    recall = Recall()
    first = look(desk, recall)

    other = look(desk, recall, day_later=1)
    back = look(desk, recall)
    recall.forget()

    assert other.day != first.day
    assert back.stories is not first.stories
    assert look(desk, recall).stories is not back.stories


def test_a_clock_that_was_put_back_reads_nothing_stale(desk: Room) -> None:
    """The mark decides, not the hour."""
    recall = Recall()
    first = look(desk, recall)

    desk.stage.clock.time -= timedelta(minutes=3)

    assert look(desk, recall).stories is first.stories
