"""The house: what is done again and again, and what a failure in one corner means for the others."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from bot.clock import SystemClock
from bot.errors import Busy, SourceError
from bot.ports import Batch, Clock, Cursor, DigestState, Presence, Query, Role, Store
from bot.ports.messengers import Reviewer
from bot.render.speech import Speech
from bot.render.templates import Templates
from bot.schedule import Job
from bot.store import SqlStore
from bot.tasks.reach import key_of
from bot.wiring.assembly import Parts, assemble
from bot.wiring.house import House
from bot.wiring.lease import Lease
from curation.model import Course, PostRef, PublishPolicy
from tests.bot.tasks.test_tell_reviewers import Ear, Plain
from tests.fakes import (
    FakeInbox,
    FakeProbe,
    FakePublisher,
    FakeReader,
    FakeSource,
    FakeStream,
    SeededMint,
    TickingClock,
)
from tests.makers import NOON, course
from tests.story.test_exactly_once import SIX, outcome, shared

MINUTE = timedelta(minutes=1)
_PATIENCE = 30.0


@dataclass
class World:
    """What stands around a house."""

    clock: Clock = field(default_factory=TickingClock)
    source: FakeSource = field(default_factory=FakeSource)
    stream: FakeStream = field(default_factory=FakeStream)
    inbox: FakeInbox = field(default_factory=FakeInbox)
    thread: FakePublisher = field(default_factory=FakePublisher)
    blog: FakePublisher = field(
        default_factory=lambda: FakePublisher(name="blog", repeats_safely=True, leaves_house=False, items=0)
    )
    store: Store = field(default_factory=lambda: SqlStore.open("sqlite://"))
    ear: Ear = field(default_factory=Ear)

    def house(self, *courses: Course) -> House:
        courses = courses or (course(),)
        parts = Parts(
            store=self.store,
            clock=self.clock,
            mint=SeededMint(),
            sources=((self.source, courses),),
            streams=(self.stream,),
            inboxes=((self.inbox, courses),),
            reader=FakeReader(),
            probe=FakeProbe(),
            publishers=lambda _course: (self.blog, self.thread),
            page_url=lambda digest: f"https://digest.example/{digest.key}/",
            say=Speech(Templates()),
            site_host="digest.example",
            go_live=True,
            reviewers=lambda _course: (Reviewer(name="Ana", role=Role.OWNER, messenger=self.ear),),
            announce=Plain(),
        )
        return assemble(parts, courses)


@pytest.fixture
def clock() -> TickingClock:
    """Give four o'clock in the afternoon in Toronto."""
    return TickingClock(SIX - timedelta(hours=2))


def job(house: House, name: str) -> Job:
    return next(each for each in house.jobs() if each.name == name)


def notices(world: World) -> list[tuple[str, str]]:
    with world.store.look() as work:
        return [(each.subject, each.text) for each in work.notices.all()]


def state(world: World, of: Course | None = None) -> DigestState | None:
    with world.store.look() as work:
        issue = work.digests.get(key_of(of or course(), SIX.date()))
    return issue.state if issue else None


def test_every_course_source_and_inbox_has_its_jobs() -> None:
    """Names are unique, so that one course's trouble is told apart from another's."""
    names = [each.name for each in World().house(course(), course(slug="other")).jobs()]

    assert len(set(names)) == len(names)
    assert {"poll mastodon:mastodon.example", "rescan mastodon:mastodon.example", "listen mastodon"} <= set(names)
    assert "stream mastodon:mastodon.example bit15" in names
    assert {"read links", "due bit15", "draft bit15", "honour bit15", "due other"} <= set(names)


def test_jobs_do_their_tasks(clock: TickingClock) -> None:
    """A round of all jobs at six: read, listened, composed, published."""
    world = World(clock=clock)
    house = world.house()
    job(house, "poll mastodon:mastodon.example").run()
    world.source.posts.extend(shared())
    clock.time = SIX

    for each in house.jobs():
        each.run()

    assert state(world) is DigestState.FROZEN
    assert len(world.thread.sent) == 1
    with world.store.look() as work:
        assert work.cursors.get("inbox:mastodon", "mentions") == "0"


def test_a_source_that_asks_for_a_pause_gets_it(clock: TickingClock) -> None:
    """The job comes again when the source said, not at its usual time."""
    world = World(clock=clock)
    world.source.trouble = lambda: SourceError("mastodon:mastodon.example", "429", retry_at=SIX)

    assert job(world.house(), "poll mastodon:mastodon.example").run() == SIX
    assert job(world.house(), "rescan mastodon:mastodon.example").run() == SIX


def test_a_draft_is_kept_ready_in_the_last_hour(clock: TickingClock) -> None:
    """Before that nobody looks; after the course's end there is nothing to draft."""
    world = World(clock=clock)
    house = world.house()

    job(house, "draft bit15").run()
    two_hours_before = state(world)
    clock.time = SIX - timedelta(minutes=60)
    job(house, "draft bit15").run()
    one_hour_before = state(world)
    ended = World(clock=clock)
    job(ended.house(course(ends=NOON.date() - timedelta(days=3))), "draft bit15").run()

    assert (two_hours_before, one_hour_before, state(ended)) == (None, DigestState.DRAFT, None)


def test_who_reviews_is_told_once_that_the_draft_is_ready(clock: TickingClock) -> None:
    """In its last hour, however often it is made anew by then."""
    world = World(clock=clock)
    house = world.house()

    job(house, "draft bit15").run()
    two_hours_before = len(world.ear.heard)
    for minutes in (60, 55, 50):
        clock.time = SIX - timedelta(minutes=minutes)
        job(house, "draft bit15").run()

    assert (two_hours_before, len(world.ear.heard)) == (0, 1)


def test_a_machine_that_was_off_tells_of_what_waits(clock: TickingClock) -> None:
    """Switched on after the hour, where nothing goes out unapproved: a person hears that it waits for them."""
    world = World(clock=clock)
    house = world.house(course(policy=PublishPolicy.REVIEW))
    job(house, "poll mastodon:mastodon.example").run()
    world.source.posts.extend(shared())
    clock.time = SIX + timedelta(hours=1)

    for each in [*house.jobs(), *house.jobs()]:
        each.run()

    assert state(world) is DigestState.DRAFT
    assert len(world.ear.heard) == 1


def test_a_part_that_waits_for_hours_keeps_no_issue_waiting(clock: TickingClock) -> None:
    """A limit until midnight: the job still asks every minute whether something is due; two seconds are honoured."""
    world = World(clock=clock)
    house = world.house()
    house.polls[0]()
    world.source.posts.extend(shared())
    clock.time = SIX
    busy = Busy("mastodon", "429", retry_at=SIX + timedelta(hours=6))
    world.thread.mood = outcome(busy, made=False, on=1)

    soon = job(house, "due bit15").run()
    clock.advance(seconds=2)
    later = job(house, "due bit15").run()

    assert (soon, later) == (SIX + timedelta(seconds=2), None)


class BrokenSource(FakeSource):
    """Has a defect."""

    @override
    def posts_since(self, query: Query, cursor: Cursor | None, /) -> Batch:
        raise KeyError("created_at")

    @override
    def still_there(self, refs: Mapping[PostRef, str], /) -> Mapping[PostRef, Presence]:
        raise KeyError("id")


def test_a_defect_in_a_source_keeps_no_issue_in(clock: TickingClock) -> None:
    """What was read before goes out at its hour, though asking once more raises what nobody foresaw."""
    world = World(clock=clock)
    house = world.house()
    house.polls[0]()
    world.source.posts.extend(shared())
    house.polls[0]()
    world.source = BrokenSource()
    clock.time = SIX

    job(world.house(), "due bit15").run()

    assert state(world) is DigestState.FROZEN
    assert len(world.thread.sent) == 1


def test_what_is_shared_at_the_last_moment_is_gathered_and_read(clock: TickingClock) -> None:
    """Right before the freeze every source is asked once more, and pages get their titles."""
    world = World(clock=clock)
    house = world.house()
    house.polls[0]()
    world.source.posts.extend(shared())
    clock.time = SIX

    house.course("bit15").due()

    with world.store.look() as work:
        issue = work.digests.get(key_of(course(), SIX.date()))
    assert issue is not None
    assert [item.title for item in issue.digest.highlights] == ["Page 0", "Page 1", "Page 2"]


def test_an_unknown_course_is_a_key_error() -> None:
    """Whoever asks has checked the name."""
    with pytest.raises(KeyError):
        World().house().course("bit51")


def test_what_an_issue_is_made_of_can_be_looked_at(clock: TickingClock) -> None:
    """For preview: the same material, read in one transaction."""
    world = World(clock=clock)
    house = world.house()
    world.source.posts.extend(shared(hour=20))
    house.polls[0]()

    assert len(house.material(course(), SIX.date()).posts) == len(shared())


class Fits(FakeInbox):
    """Has a defect for as long as it is told to; `heard` is set when it was asked after that."""

    broken = True

    def __init__(self) -> None:
        super().__init__()
        self.failed, self.heard = threading.Event(), threading.Event()

    @override
    def mentions_since(self, cursor: Cursor | None, /) -> tuple[tuple[()], Cursor | None]:
        if self.broken:
            self.failed.set()
            raise ZeroDivisionError
        self.heard.set()
        return (), None


@pytest.fixture
def running() -> Iterator[tuple[World, House, threading.Event]]:
    """Give a house that can be run in a thread; it is stopped at the end."""
    stop = threading.Event()
    world = World(clock=SystemClock(), inbox=Fits())
    yield world, world.house(course(ends=NOON.date())), stop
    stop.set()


def test_a_job_that_fails_is_told_until_it_succeeds(running: tuple[World, House, threading.Event]) -> None:
    """A notice names the job and the kind of error; the others go on; the next success takes the notice away."""
    world, house, stop = running
    inbox = world.inbox
    assert isinstance(inbox, Fits)

    stop_after(stop, inbox.failed)
    house.run(stop)
    told = notices(world)
    inbox.broken = False
    stop.clear()
    stop_after(stop, inbox.heard)
    house.run(stop)

    assert world.stream.closed
    assert told == [("job:listen mastodon", "listen mastodon failed: ZeroDivisionError; the log says where")]
    assert notices(world) == []
    with world.store.look() as work:
        assert work.leases.holder("schedule") is None


def stop_after(stop: threading.Event, happened: threading.Event) -> None:
    """Set *stop* when something happened, or when the test has waited long enough."""

    def wait() -> None:
        happened.wait(_PATIENCE)
        stop.set()

    threading.Thread(target=wait, daemon=True).start()


class HastyClock(TickingClock):
    """Two minutes go by between any two looks."""

    @override
    def now(self) -> datetime:
        return self.advance(minutes=2)


def other(world: World) -> Lease:
    """Return the lease of a process on another machine, good for a day."""
    return Lease(store=world.store, clock=TickingClock(), holder="other", good_for=timedelta(days=1))


def test_t62_a_house_whose_lease_is_taken_does_nothing() -> None:
    """A second process waits as long as a dead one would keep the lease, and starts no schedule."""
    world = World(clock=HastyClock())
    other(world).take()

    assert world.house().run(threading.Event()) is False
    assert world.blog.sent == []


def test_a_house_told_to_stop_while_it_waits_ends_in_order() -> None:
    """That is no failure."""
    world = World()
    other(world).take()
    stop = threading.Event()
    stop.set()

    assert world.house().run(stop) is True


def test_a_house_that_lost_its_lease_says_so(running: tuple[World, House, threading.Event]) -> None:
    """Another process took over while this one slept: it ends, and the service manager hears of it."""
    world, house, stop = running
    inbox = world.inbox
    assert isinstance(inbox, Fits)
    inbox.broken = False

    def take_over() -> None:
        inbox.heard.wait(_PATIENCE)
        with world.store.work() as work:
            holder = work.leases.holder("schedule")
            assert holder is not None
            work.leases.give_back("schedule", holder)
            work.leases.take("schedule", "other", world.clock.now(), world.clock.now() + MINUTE)
        stop.set()

    threading.Thread(target=take_over, daemon=True).start()

    assert house.run(stop) is False
