"""Making the parts from a configuration, and putting them together."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.ports import Clock, Inbox, LinkReader, Mint, PageProbe, Publisher, Source, Store
from bot.tasks.compose import Compose
from bot.tasks.due import Due
from bot.tasks.explain import Explain
from bot.tasks.honour import Honour
from bot.tasks.judge import Judge
from bot.tasks.listen import Listen
from bot.tasks.load import Load
from bot.tasks.poll import Poll
from bot.tasks.publish import Publish
from bot.tasks.read_links import ReadLinks
from bot.tasks.status import Status
from bot.wiring.house import CourseHouse, House, Pace
from curation.model import Course, Digest

_GATHERING_TURNS = 20
"""Turns of link reading right before a freeze; what waits for a host's pause comes with its address as title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The ports of a house, whatever stands behind them."""

    store: Store
    clock: Clock
    mint: Mint
    sources: tuple[tuple[Source, tuple[Course, ...]], ...]
    """Each with the courses that are collected there."""
    inboxes: tuple[tuple[Inbox, tuple[Course, ...]], ...]
    """Each with the courses its account speaks for."""
    reader: LinkReader
    probe: PageProbe
    publishers: Callable[[Course], tuple[Publisher, ...]]
    """In the order of delivery, pages first."""
    page_url: Callable[[Digest], str]
    site_host: str
    go_live: bool


def assemble(parts: Parts, courses: tuple[Course, ...], pace: Pace | None = None) -> House:
    """Return the house made of *parts*."""
    polls = tuple(Poll(source=source, store=parts.store, clock=parts.clock, courses=of) for source, of in parts.sources)
    read_links = ReadLinks(reader=parts.reader, store=parts.store, clock=parts.clock)

    def gather() -> None:
        for poll in polls:
            poll()
            poll.rescan()
        for _ in range(_GATHERING_TURNS):
            report = read_links()
            if report.next_at is None or report.read + report.unreadable == 0:
                return

    houses = tuple(_course_house(parts, course, gather) for course in courses)
    honours = tuple(each.honour for each in houses)
    return House(
        store=parts.store,
        clock=parts.clock,
        mint=parts.mint,
        courses=houses,
        polls=polls,
        listens=tuple(
            Listen(inbox=inbox, store=parts.store, clock=parts.clock, courses=of, honours=honours)
            for inbox, of in parts.inboxes
        ),
        read_links=read_links,
        load=Load(archive=_archive(), store=parts.store, clock=parts.clock, courses=courses),
        status=Status(store=parts.store, clock=parts.clock, courses=courses),
        pace=pace or Pace(),
    )


def _course_house(parts: Parts, course: Course, gather: Callable[[], None]) -> CourseHouse:
    store, clock = parts.store, parts.clock
    publishers = parts.publishers(course)
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
        go_live=parts.go_live,
    )
    return CourseHouse(
        course=course,
        publishers=publishers,
        compose=compose,
        publish=publish,
        honour=Honour(course=course, store=store, clock=clock, publishers=publishers),
        due=Due(course=course, store=store, clock=clock, compose=compose, publish=publish, gather=gather),
        judge=Judge(course=course, store=store, clock=clock),
        explain=Explain(course=course, store=store, clock=clock),
    )
