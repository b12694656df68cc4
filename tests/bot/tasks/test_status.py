"""What a person is told when they ask how everything stands."""

from datetime import timedelta

from bot.errors import ChannelOff, SourceError
from bot.ports import DeliveryState, DigestState
from bot.tasks.status import Status, StatusReport
from curation.model import Event, EventKind
from tests.fakes import FakeSource
from tests.makers import NOON, post
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX, shared


def status(stage: Stage) -> StatusReport:
    return Status(store=stage.store, clock=stage.clock, courses=(stage.course,))()


def published() -> Stage:
    """Return a stage whose issue of today went out at six."""
    stage = Stage()
    stage.source.posts.extend(shared())
    stage.clock.time = SIX - timedelta(hours=1)
    stage.poll()
    stage.clock.time = SIX
    stage.minutes(2)
    return stage


def test_a_course_before_its_first_issue() -> None:
    """Nothing was sent, and when it will be is known."""
    report = status(Stage())

    (course,) = report.courses
    assert (course.course, course.paused, course.last_published, course.last_out_at) == ("bit15", False, None, None)
    assert (course.state, course.items, course.next_due) == (None, 0, SIX)
    assert (report.at, report.polls, report.notices, report.tally.posts) == (NOON, (), (), 0)


def test_t126_the_age_of_the_last_poll_and_the_last_publication_is_told() -> None:
    """Days after everything stopped, it can be seen since when nothing was read and nothing was sent."""
    stage = published()
    read, sent = stage.clock.time - timedelta(minutes=1), stage.rows("2015-11-11")[-1].started_at

    stage.clock.advance(days=3)
    report = status(stage)

    (course,), (poll,) = report.courses, report.polls
    assert (poll.last_at, course.last_published, course.last_out_at) == (read, SIX.date(), sent)
    assert course.due == SIX.date() + timedelta(days=3)


def test_an_issue_that_is_out_is_told_part_by_part() -> None:
    """Every delivery of the issue that is due, with where it stands."""
    (course,) = status(published()).courses

    assert (course.due, course.state, course.items) == (SIX.date(), DigestState.PUBLISHED, 5)
    assert {each.state for each in course.deliveries} == {DeliveryState.DONE}
    assert len(course.deliveries) == 5


def test_an_issue_of_which_nothing_is_out_is_not_called_the_last_one_published() -> None:
    """Frozen and stuck: the issue before it is the last that readers saw."""
    stage = published()
    stage.clock.time = SIX + timedelta(hours=20)
    stage.source.posts.extend(shared(12))
    stage.poll()
    stage.blog.mood = lambda _part: (ChannelOff("blog", "the disk is full"), False)
    stage.clock.time = SIX + timedelta(days=1)
    stage.due()

    report = status(stage)

    (course,) = report.courses
    assert (course.state, course.last_published) == (DigestState.FROZEN, SIX.date())
    assert [(each.subject, each.kind) for each in report.notices] == [("outlet:blog", "channel_off")]


def test_a_pause_is_told() -> None:
    """Paused by a person, until a person resumes."""
    stage = Stage()
    with stage.kept.work() as work:
        work.events.append(Event(course="bit15", kind=EventKind.PAUSE, who="Kim", at=NOON))

    assert [each.paused for each in status(stage).courses] == [True]


def test_t18_what_only_one_server_saw_is_told() -> None:
    """Two servers are merged by the posts' network-wide names; each is credited with what no other had."""
    both = post("https://a.example/1", by="Ana")
    here = post("https://b.example/2", by="Ben", number=2)
    there = post("https://c.example/3", by="Chi", number=3)
    stage = Stage(source=FakeSource(both, here, name="mastodon:one.example"))
    stage.poll()
    stage.source = FakeSource(both, there, name="mastodon:two.example")
    stage.poll()

    tally = status(stage).tally

    assert (tally.posts, tally.people) == (3, 3)
    assert {name: (each.posts, each.only_here) for name, each in tally.by_source.items()} == {
        "mastodon:one.example": (2, 1),
        "mastodon:two.example": (2, 1),
    }


def test_only_what_is_read_again_and_again_counts_as_polled() -> None:
    """Sources and inboxes are polls; what servers said of themselves is none."""
    stage = Stage()
    stage.source.trouble = lambda: SourceError("mastodon:mastodon.example", "answered 500")
    stage.poll()
    with stage.kept.work() as work:
        work.cursors.put("instance", "mastodon.example", None, NOON, 0)

    report = status(stage)

    assert report.polls == ()
    assert [each.kind for each in report.notices] == ["unreachable"]
