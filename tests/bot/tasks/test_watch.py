"""Honouring looks into what may have changed, and into nothing else; a day's first look is at everything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.tasks.watch import Sight, Watch
from curation.model import AccountRef, DigestKey, Event, EventKind, PageUrl, Post, WishKind
from tests.makers import author, post, wish
from tests.story.stage import Stage
from tests.story.test_erasing import published, shown
from tests.story.test_exactly_once import DAY, SIX

PEOPLE = ("Zed", "Yan", "Xia", "Wen", "Vic")
ZED = "zed@mastodon.example"
FIRST, SECOND = DigestKey(f"bit15/{DAY}"), DigestKey(f"bit15/{SIX.date() + timedelta(days=1)}")


@pytest.fixture
def stage() -> Stage:
    """Give two issues that are out, Zed in the second one only, and a look at both some minutes ago."""
    made = published()
    at = made.clock.time + timedelta(hours=20)
    made.source.posts.extend(
        post(f"https://s{n}.example/y", by=name, number=700 + n, created_at=at) for n, name in enumerate(PEOPLE)
    )
    made.clock.time = SIX + timedelta(days=1)
    made.minutes(4)
    made.honour()
    made.clock.advance(minutes=10)
    return made


def concerned(stage: Stage) -> tuple[DigestKey, ...]:
    """Return which issues would be looked into now."""
    with stage.kept.look() as work:
        now = Sight.of(work, stage.course, stage.clock.time)
        return tuple(sorted(each.digest.key for each in stage.watch.concerned(work, stage.course, now)))


def told(stage: Stage, kind: WishKind, value: str = "", **but: object) -> None:
    with stage.kept.work() as work:
        work.wishes.record(wish("Zed", kind, value, at=stage.clock.time, **but))


def of_zed(stage: Stage) -> Post:
    return next(each for each in stage.source.posts if each.author.handle == ZED)


def stops(stage: Stage) -> None:
    told(stage, WishKind.STOP)


def is_copied(stage: Stage) -> None:
    copy = AccountRef("bluesky", "zed.mastodon.example.ap.brid.gy")
    with stage.kept.work() as work:
        work.wishes.record(replace(wish("Zed", WishKind.STOP, at=stage.clock.time), account=copy))


def says_so_in_the_bio(stage: Stage) -> None:
    who = author("Zed", bio="#nobot")
    stage.source.posts.append(post("https://new.example/", by=who, number=800, created_at=stage.clock.time))
    stage.poll()


def edits(stage: Stage) -> None:
    stage.source.posts.append(replace(of_zed(stage), text="otherwise #BIT15", edited_at=stage.clock.time))
    stage.poll()


def is_missed(stage: Stage) -> None:
    with stage.kept.work() as work:
        work.presences.missed([of_zed(stage).ref], stage.clock.time)


def something_is_noted(stage: Stage, days: int = 1) -> None:
    page = of_zed(stage).links[0]
    with stage.kept.work() as work:
        work.events.append(
            Event(
                course="bit15",
                day=SIX.date() + timedelta(days=days),
                kind=EventKind.NOTE,
                who="Kim",
                at=stage.clock.time,
                page=PageUrl(page),
                value="worth it",
            )
        )


ONE: dict[str, Callable[[Stage], None]] = {
    each.__name__: each for each in (stops, is_copied, says_so_in_the_bio, edits, is_missed, something_is_noted)
}


def links(stage: Stage) -> None:
    told(stage, WishKind.LINK, "mastodon ana@school.example")


def a_day_begins(stage: Stage) -> None:
    stage.clock.advance(days=1)


def a_course_day_begins(stage: Stage) -> None:
    stage.clock.advance(hours=6)


def somebody_is_kept_out(stage: Stage) -> None:
    event = Event(course="bit15", kind=EventKind.NEVER, who="Ana", at=stage.clock.time, value=f"person mastodon {ZED}")
    with stage.kept.work() as work:
        work.events.append(event)


def something_is_noted_that_rolls_over(stage: Stage) -> None:
    something_is_noted(stage, days=0)


def it_starts_again(stage: Stage) -> None:
    stage.watch = Watch()


ALL: dict[str, Callable[[Stage], None]] = {
    each.__name__: each
    for each in (
        links,
        a_day_begins,
        a_course_day_begins,
        somebody_is_kept_out,
        something_is_noted_that_rolls_over,
        it_starts_again,
    )
}


@pytest.mark.parametrize("happens", ONE)
def test_who_changed_is_looked_for_where_they_are_shown(stage: Stage, happens: str) -> None:
    """The other issue is left alone, and the look itself takes the change in."""
    ONE[happens](stage)

    before = concerned(stage)
    stage.honour()

    assert before == (SECOND,)
    assert concerned(stage) == ()


@pytest.mark.parametrize("happens", ALL)
def test_where_more_may_have_changed_everything_is_looked_into(stage: Stage, happens: str) -> None:
    """Entries end with days, joined pages and accounts change whose word counts where, acts hold for days."""
    ALL[happens](stage)

    assert concerned(stage) == (FIRST, SECOND)


def test_nothing_is_looked_into_where_nobody_changed(stage: Stage) -> None:
    """New posts, by people who are shown too, are no reason."""
    stage.source.posts.append(post("https://new.example/", by="Zed", number=801, created_at=stage.clock.time))
    stage.poll()

    assert concerned(stage) == ()


def test_who_is_shown_nowhere_concerns_no_issue(stage: Stage) -> None:
    """A word of a stranger costs a look at who is known."""
    with stage.kept.work() as work:
        work.wishes.record(wish("Stranger", WishKind.STOP, at=stage.clock.time))

    assert concerned(stage) == ()


def test_a_look_that_fails_is_made_again(stage: Stage) -> None:
    """What was to be mended is mended by the next one."""
    told(stage, WishKind.STOP)
    commits: list[str] = []

    def fails(where: str) -> bool:
        commits.append(where)
        if len(commits) == 1:
            raise RuntimeError
        return False

    stage.plan = fails
    with pytest.raises(RuntimeError):
        stage.honour()

    revised = stage.honour()
    stage.minutes(2)

    assert revised == (SECOND,)
    assert "zed" not in shown(stage)
