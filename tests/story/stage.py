"""A whole house on one desk: a real store in memory, real curation and tasks, fakes for the world."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.ports import Delivery, Issue, Publisher, Store
from bot.store.store import SqlStore
from bot.tasks.add_link import AddLink
from bot.tasks.compose import Compose
from bot.tasks.due import Due
from bot.tasks.erase import Erase
from bot.tasks.honour import Honour
from bot.tasks.joining import Join
from bot.tasks.judge import Judge
from bot.tasks.poll import Poll
from bot.tasks.publish import Publish
from bot.tasks.read_links import ReadLinks
from bot.tasks.retain import Retain
from bot.tasks.sweep import Sweep
from bot.tasks.undo_sending import UndoSending
from bot.tasks.watch import Watch
from bot.tasks.withdraw import Withdraw
from curation.model import Course, DigestKey
from curation.retention import Retention
from tests.fakes import (
    FakeInbox,
    FakeProbe,
    FakePublisher,
    FakeReader,
    FakeSource,
    Killed,
    MemoryLog,
    MortalPublisher,
    MortalStore,
    SeededMint,
    TickingClock,
)
from tests.makers import course


@dataclass
class Stage:
    """The world outlives the process: a kill takes the tasks, never the store, the servers or the clock."""

    course: Course = field(default_factory=course)
    clock: TickingClock = field(default_factory=TickingClock)
    source: FakeSource = field(default_factory=FakeSource)
    thread: FakePublisher = field(default_factory=FakePublisher)
    blog: FakePublisher = field(
        default_factory=lambda: FakePublisher(name="blog", repeats_safely=True, leaves_house=False, items=0)
    )
    reader: FakeReader = field(default_factory=FakeReader)
    probe: FakeProbe = field(default_factory=FakeProbe)
    retention: Retention = field(default_factory=Retention)
    log: MemoryLog = field(default_factory=MemoryLog)
    inboxes: list[FakeInbox] = field(default_factory=list[FakeInbox])
    go_live: bool = True
    plan: Callable[[str], bool] = lambda _where: False
    """Asked around every commit and send; true kills the process there."""

    def __post_init__(self) -> None:
        self.mint = SeededMint()
        self.watch = Watch()
        self.kept = SqlStore.open("sqlite://")
        self.store: Store = MortalStore(self.kept, lambda where: self.plan(where))  # noqa: PLW0108 - the plan may be replaced later

    @property
    def _publishers(self) -> tuple[Publisher, ...]:
        return (
            MortalPublisher(self.blog, lambda where: self.plan(f"blog: {where}")),
            MortalPublisher(self.thread, lambda where: self.plan(f"thread: {where}")),
        )

    @property
    def poll(self) -> Poll:
        return Poll(source=self.source, store=self.store, clock=self.clock, courses=(self.course,))

    @property
    def read_links(self) -> ReadLinks:
        return ReadLinks(reader=self.reader, store=self.store, clock=self.clock)

    @property
    def compose(self) -> Compose:
        return Compose(
            course=self.course, store=self.store, clock=self.clock, mint=self.mint, publishers=self._publishers
        )

    @property
    def publish(self) -> Publish:
        return Publish(
            course=self.course,
            store=self.store,
            clock=self.clock,
            publishers=self._publishers,
            probe=self.probe,
            page_url=lambda digest: f"https://digest.example/{digest.key}/",
            go_live=self.go_live,
        )

    @property
    def honour(self) -> Honour:
        return Honour(
            course=self.course, store=self.store, clock=self.clock, publishers=self._publishers, watch=self.watch
        )

    @property
    def erase(self) -> Erase:
        return Erase(
            store=self.store, clock=self.clock, publishes=(self.publish,), log=self.log, inboxes=tuple(self.inboxes)
        )

    @property
    def sweep(self) -> Sweep:
        return Sweep(
            sources=(self.source,),
            store=self.store,
            clock=self.clock,
            courses=(self.course,),
            erase=self.erase,
            honours=(self.honour,),
        )

    @property
    def retain(self) -> Retain:
        return Retain(
            retention=self.retention,
            store=self.store,
            clock=self.clock,
            publishes=(self.publish,),
            asks=frozenset({self.source.name}),
            log=self.log,
        )

    @property
    def judge(self) -> Judge:
        return Judge(course=self.course, store=self.store, clock=self.clock)

    @property
    def add_link(self) -> AddLink:
        return AddLink(course=self.course, store=self.store, clock=self.clock, judge=self.judge)

    @property
    def join(self) -> Join:
        return Join(course=self.course, store=self.store, clock=self.clock)

    @property
    def due(self) -> Due:
        return Due(course=self.course, store=self.store, clock=self.clock, compose=self.compose, publish=self.publish)

    @property
    def withdraw(self) -> Withdraw:
        return Withdraw(course=self.course, store=self.store, clock=self.clock, publish=self.publish)

    @property
    def undo_sending(self) -> UndoSending:
        return UndoSending(course=self.course, store=self.store, clock=self.clock, withdraw=self.withdraw)

    def read_all(self) -> None:
        """Read every page that was shared."""
        while self.read_links().waiting:
            pass

    def minutes(self, count: int) -> None:
        """Let the daemon's minute pass *count* times; a kill is followed by a restart."""
        for _ in range(count):
            self.minute()
            self.clock.advance(minutes=1)

    def minute(self) -> None:
        """Do what the daemon does every minute, following each delivery to its end or to the next minute."""
        end = self.clock.time + timedelta(minutes=1)
        try:
            self.poll()
            self.read_all()
            while (next_at := self.due().next_at) and next_at < end:
                self.clock.time = max(next_at, self.clock.time)
        except Killed:
            pass

    def issue(self, day: str) -> Issue | None:
        with self.kept.look() as work:
            return work.digests.get(DigestKey(f"{self.course.slug}/{day}"))

    def rows(self, day: str) -> tuple[Delivery, ...]:
        with self.kept.look() as work:
            return work.deliveries.of(DigestKey(f"{self.course.slug}/{day}"))

    def with_course(self, **but: object) -> "Stage":
        """Change the course from now on."""
        self.course = replace(self.course, **but)  # type: ignore[arg-type]  # tests name the fields
        return self
