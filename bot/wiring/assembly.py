"""Putting ports together into a house, whatever stands behind them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.log import warning
from bot.networks.archives.mappers import ActivityMapper, Mapper, StatusMapper
from bot.networks.archives.reader import ArchiveReader
from bot.networks.archives.shapes import Shape
from bot.networks.mastodon import activity
from bot.networks.mastodon import mapping as mastodon
from bot.ports import (
    Backups,
    Clock,
    Conversation,
    ErasureLog,
    Inbox,
    LinkReader,
    Mint,
    PageProbe,
    Publisher,
    Source,
    Speaker,
    Store,
    Stream,
)
from bot.ports.messengers import Announcer, Reviewer
from bot.tasks.add_link import AddLink
from bot.tasks.aftercare import SiteCare
from bot.tasks.attend import Attend
from bot.tasks.compose import Compose
from bot.tasks.correct import Correct
from bot.tasks.costs import Costs
from bot.tasks.due import Due
from bot.tasks.erase import Erase
from bot.tasks.explain import Explain
from bot.tasks.export import Export
from bot.tasks.heed import Heed
from bot.tasks.honour import Honour
from bot.tasks.joining import Join
from bot.tasks.judge import Judge
from bot.tasks.keep_out import KeepOut
from bot.tasks.listen import Listen
from bot.tasks.load import Load
from bot.tasks.poll import Poll
from bot.tasks.presses import StopPresses
from bot.tasks.publish import PAGE_PATIENCE, Publish
from bot.tasks.read_links import ReadLinks
from bot.tasks.replay import Replay
from bot.tasks.replies import HearReplies
from bot.tasks.requests import TakeRequest
from bot.tasks.retain import Retain
from bot.tasks.review import ReviewCourse
from bot.tasks.share import TakeLink
from bot.tasks.status import Status
from bot.tasks.sweep import Sweep
from bot.tasks.teach import Teach
from bot.tasks.tell_reviewers import TellReviewers
from bot.tasks.undo_sending import UndoSending
from bot.tasks.withdraw import Withdraw
from bot.wiring.house import CourseHouse, House, Pace
from bot.wiring.networks import OPTIONAL_NETWORKS
from curation.model import Course, Digest
from curation.retention import Retention

_GATHERING_TURNS = 20
"""Turns of link reading right before a freeze; what waits for a host's pause comes with its address as title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Where the threads of one outlet are answered."""

    outlet: str
    network: str
    courses: tuple[Course, ...]
    """Those that collect answers there."""
    conversation: Conversation
    source: Source
    """The same server as a place that can be asked whether an answer still stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The ports of a house."""

    store: Store
    clock: Clock
    mint: Mint
    sources: tuple[tuple[Source, tuple[Course, ...]], ...] = ()
    """Each with the courses that are collected there."""
    inboxes: tuple[tuple[Inbox, tuple[Course, ...]], ...] = ()
    """Each with the courses its account speaks for."""
    streams: tuple[Stream, ...] = ()
    """Told by the sources as it happens."""
    conversations: tuple[Hearing, ...] = ()
    """Where threads are answered."""
    reader: LinkReader
    probe: PageProbe
    publishers: Callable[[Course], tuple[Publisher, ...]]
    """In the order of delivery, pages first."""
    page_url: Callable[[Digest], str]
    primary: str = ""
    """The outlet whose page that is."""
    say: Speaker
    """Says what people are answered."""
    policy: str = ""
    """The version of what people can read."""
    policy_url: str = ""
    contact: str = ""
    asks_followers: bool = True
    site_host: str
    go_live: bool = False
    page_patience: timedelta = PAGE_PATIENCE
    costs: tuple[Costs, ...] = ()
    care: SiteCare | None = None
    """What is done when the site has changed; `None` where it is only looked at."""
    erasure_log: ErasureLog | None = None
    backups: Backups | None = None
    reviewers: Callable[[Course], tuple[Reviewer, ...]] = lambda _course: ()
    """Who is told of a course's drafts."""
    announce: Announcer | None = None
    """Puts that into words; `None` where nobody is told."""
    retention: Retention = field(default_factory=Retention)


def assemble(parts: Parts, courses: tuple[Course, ...], pace: Pace | None = None) -> House:
    """Return the house made of *parts*."""
    store, clock = parts.store, parts.clock
    polls = tuple(Poll(source=source, store=store, clock=clock, courses=of) for source, of in parts.sources)
    pace = pace or Pace()
    read_links = ReadLinks(reader=parts.reader, store=store, clock=clock, at_once=pace.pages_at_once)

    hears = tuple(_hears(parts))

    def gather() -> None:
        _gather((*polls, *hears), polls, read_links, sweep)

    def look_again() -> None:
        _unless_it_fails(sweep.before_issue)

    archive = archive_reader()
    houses = tuple(_course_house(parts, course, archive, gather, look_again) for course in courses)
    honours = tuple(each.honour for each in houses)
    erase = Erase(
        store=store,
        clock=clock,
        publishes=tuple(each.publish for each in houses),
        log=parts.erasure_log,
        inboxes=tuple(inbox for inbox, _ in parts.inboxes),
        say=parts.say,
    )
    sweep = Sweep(
        sources=_swept(parts),
        store=store,
        clock=clock,
        courses=courses,
        erase=erase,
        honours=honours,
    )
    return House(
        store=store,
        clock=clock,
        mint=parts.mint,
        courses=houses,
        polls=polls,
        hears=hears,
        listens=tuple(
            Listen(
                inbox=inbox,
                store=store,
                clock=clock,
                mint=parts.mint,
                say=parts.say,
                courses=of,
                honours=honours,
                erase=erase,
                policy=parts.policy,
                policy_url=parts.policy_url,
                contact=parts.contact,
                asks_followers=parts.asks_followers,
            )
            for inbox, of in parts.inboxes
        ),
        read_links=read_links,
        load=Load(archive=archive, store=store, clock=clock, courses=courses),
        replay=Replay(remapper=archive, store=store, clock=clock, courses=courses, erase=erase, honours=honours),
        status=Status(store=store, clock=clock, courses=courses),
        take_link=TakeLink(store=store, clock=clock, mint=parts.mint, courses=courses),
        take_request=TakeRequest(store=store, clock=clock, honours=honours, policy=parts.policy),
        attend=Attend(store=store, clock=clock, mint=parts.mint, courses=courses, honours=honours, erase=erase),
        erase=erase,
        sweep=sweep,
        heeds=tuple(Heed(stream=each, store=store, clock=clock, sweep=sweep) for each in parts.streams),
        retain=Retain(
            retention=parts.retention,
            store=store,
            clock=clock,
            publishes=erase.publishes,
            asks=frozenset(source.name for source in sweep.sources),
            log=parts.erasure_log,
            backups=parts.backups,
        ),
        care=parts.care,
        costs=parts.costs,
        pace=pace,
    )


def _course_house(
    parts: Parts,
    course: Course,
    archive: ArchiveReader,
    gather: Callable[[], None],
    look_again: Callable[[], None],
) -> CourseHouse:
    store, clock, publishers = parts.store, parts.clock, parts.publishers(course)
    compose = Compose(
        course=course, store=store, clock=clock, mint=parts.mint, publishers=publishers, site_host=parts.site_host
    )
    publish = Publish(
        course=course,
        store=store,
        clock=clock,
        publishers=publishers,
        probe=parts.probe,
        page_url=parts.page_url,
        primary=parts.primary,
        go_live=parts.go_live,
        patience=parts.page_patience,
    )
    judge = Judge(course=course, store=store, clock=clock)
    join = Join(course=course, store=store, clock=clock)
    honour = Honour(course=course, store=store, clock=clock, publishers=publishers)
    keep_out = KeepOut(course=course, store=store, clock=clock, honour=honour)
    teach = Teach(course=course, store=store, clock=clock)
    withdraw = Withdraw(course=course, store=store, clock=clock, publish=publish)
    undo_sending = UndoSending(course=course, store=store, clock=clock, withdraw=withdraw)
    review = ReviewCourse(
        course=course,
        store=store,
        clock=clock,
        publishers=publishers,
        compose=compose,
        judge=judge,
        join=join,
        keep_out=keep_out,
        add_link=AddLink(course=course, store=store, clock=clock, judge=judge),
        stop_presses=StopPresses(course=course, store=store, clock=clock),
        teach=teach,
        undone=undo_sending,
    )
    return CourseHouse(
        course=course,
        publishers=publishers,
        compose=compose,
        publish=publish,
        honour=honour,
        due=Due(
            course=course,
            store=store,
            clock=clock,
            compose=compose,
            publish=publish,
            gather=gather,
            look_again=look_again,
        ),
        judge=judge,
        join=join,
        keep_out=keep_out,
        explain=Explain(course=course, store=store, clock=clock),
        correct=Correct(course=course, store=store, clock=clock, publishers=publishers),
        withdraw=withdraw,
        undo_sending=undo_sending,
        review=review,
        tell=_teller(parts, review),
        teach=teach,
        export=Export(course=course, format=archive, remapper=archive, store=store, clock=clock),
    )


def _teller(parts: Parts, review: ReviewCourse) -> Callable[[date], None]:
    """Return what tells those who review; nothing where nobody is told."""
    reviewers = parts.reviewers(review.course)
    if parts.announce is None or not reviewers:
        return lambda _day: None
    return TellReviewers(
        course=review.course,
        store=parts.store,
        clock=parts.clock,
        reviewing=review,
        announce=parts.announce,
        reviewers=reviewers,
    )


def _hears(parts: Parts) -> Iterator[HearReplies]:
    for each in parts.conversations:
        for course in each.courses:
            yield HearReplies(
                course=course,
                outlet=each.outlet,
                network=each.network,
                conversation=each.conversation,
                store=parts.store,
                clock=parts.clock,
            )


def _swept(parts: Parts) -> tuple[Source, ...]:
    """Return every source that is asked whether posts still stand: where answers are heard, too, each once."""
    read = [source for source, _ in parts.sources]
    by_name = {each.name: each for each in (*(hearing.source for hearing in parts.conversations), *read)}
    return (*read, *(each for name, each in by_name.items() if name not in {source.name for source in read}))


def _gather(asks: Sequence[Callable[[], object]], polls: Sequence[Poll], read_links: ReadLinks, sweep: Sweep) -> None:
    """Ask every source once more: for what is new, and whether the rest still stands; read what was shared."""
    for ask in (*asks, *(poll.rescan for poll in polls)):
        _unless_it_fails(ask)
    _unless_it_fails(sweep.before_issue)
    _unless_it_fails(lambda: _read(read_links))


def _read(read_links: ReadLinks) -> None:
    for _ in range(_GATHERING_TURNS):
        report = read_links()
        if report.read + report.unreadable == 0:
            return


def _unless_it_fails(step: Callable[[], object]) -> None:
    """Take *step*; what is due goes out without what it would have brought."""
    try:
        step()
    except Exception as error:  # noqa: BLE001 - the jobs that do the same tell a person and say where
        warning("gather.failed", error=type(error).__name__)


def archive_reader() -> ArchiveReader:
    """Return the reader of every archive we know; a network that is taken out takes its shapes along."""
    mappers: dict[Shape, Mapper] = {
        Shape.MASTODON: StatusMapper(mastodon.capture_of),
        Shape.OUTBOX: ActivityMapper(activity.post_of_create),
    }
    for network in OPTIONAL_NETWORKS:
        mappers |= network.archives
    return ArchiveReader(mappers)
