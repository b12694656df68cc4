"""A week of a course on a real client against a server in every mood: seven threads, each whole and in order."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.networks.mastodon.source import MastodonSource
from bot.ports import Clock, DigestState, Issue
from bot.render.templates import Templates
from bot.store.store import SqlStore
from bot.tasks.compose import Compose
from bot.tasks.due import Due
from bot.tasks.ledger import CHANNEL_OFF
from bot.tasks.poll import Poll
from bot.tasks.publish import Publish
from bot.tasks.read_links import ReadLinks
from curation import days
from curation.model import Course, DigestKey
from tests.fake_mastodon import FakeMastodon, FakeRequest, FakeStatus, Mood, Software, moods, software
from tests.fakes import (
    FakeProbe,
    FakePublisher,
    FakeReader,
    Killed,
    MortalPublisher,
    MortalStore,
    SeededMint,
    TickingClock,
)
from tests.makers import course

FIRST = date(2015, 10, 29)
"""The clocks of Toronto go back in the night to 1 November: one day of this week has 25 hours."""
WEEK = tuple(FIRST + timedelta(days=number) for number in range(7))
_NEVER_FROM_A_WRITE = {"422"}
"""A final no to a text that is fine: the network will not take it, however often we ask."""


@dataclass
class Week:
    """The world outlives the process, as in `Stage`; here the network is a server and the client is the real one."""

    server: FakeMastodon
    clock: TickingClock
    course: Course
    store: SqlStore = field(default_factory=lambda: SqlStore.open("sqlite://"))
    blog: FakePublisher = field(
        default_factory=lambda: FakePublisher(name="blog", repeats_safely=True, leaves_house=False, items=0)
    )
    plan: Callable[[str], bool] = lambda _where: False

    def __post_init__(self) -> None:
        self._mint = SeededMint()
        self._templates = Templates()
        self._reader = FakeReader()
        self._store = MortalStore(self.store, lambda where: self.plan(where))  # noqa: PLW0108 - the plan is replaced later
        self.restart()

    def restart(self) -> None:
        """Start a new process: clients forget what they knew."""
        clock: Clock = self.clock
        client = MastodonClient(self.server.url, token=self.server.token, clock=clock)
        thread = MastodonPublisher(
            name="mastodon",
            client=client,
            courses={self.course.slug: self.course},
            templates=self._templates,
            page_url=lambda digest: f"https://digest.example.org/{digest.key}/",
        )
        publishers = (
            MortalPublisher(self.blog, lambda where: self.plan(where)),  # noqa: PLW0108 - as above
            MortalPublisher(thread, lambda where: self.plan(where)),  # noqa: PLW0108 - as above
        )
        source = MastodonSource(client, clock, domain=self.server.domain)
        self.poll = Poll(source=source, store=self._store, clock=clock, courses=(self.course,))
        self.read_links = ReadLinks(reader=self._reader, store=self._store, clock=clock)
        self.due = Due(
            course=self.course,
            store=self._store,
            clock=clock,
            compose=Compose(course=self.course, store=self._store, clock=clock, mint=self._mint, publishers=publishers),
            publish=Publish(
                course=self.course,
                store=self._store,
                clock=clock,
                publishers=publishers,
                probe=FakeProbe(),
                page_url=lambda digest: f"https://digest.example.org/{digest.key}/",
                go_live=True,
            ),
            gather=self._gather,
        )

    def _gather(self) -> None:
        self.poll()
        self.poll.rescan()
        while self.read_links().waiting:
            pass

    def minute(self) -> None:
        """Do what the daemon does every minute; a kill is followed by a restart."""
        end = self.clock.time + timedelta(minutes=1)
        try:
            self.poll()
            while (next_at := self.due().next_at) and next_at < end:
                self.clock.time = max(next_at, self.clock.time)
        except Killed:
            self.restart()
        self.clock.time = end

    def person(self) -> None:
        """Let the facilitator look once an hour: a channel that was switched off is tried again."""
        with self.store.work() as work:
            work.notices.clear("outlet:mastodon", CHANNEL_OFF)

    def live(self) -> None:
        """Live through the week: people speak in the morning, the daemon looks every two hours and around six."""
        for day in WEEK:
            window = days.window(self.course, day)
            for hour in range(2, 23, 4):
                self.clock.time = window.start + timedelta(hours=hour)
                self.speak(day, hour)
                self.minute()
            self.clock.time = window.end - timedelta(minutes=1)
            for minute in range(70):
                if minute % 20 == 0 or minute < 6:
                    self.minute()
                    self.person()
                else:
                    self.clock.advance(minutes=1)

    def speak(self, day: date, hour: int) -> None:
        """Let three people share a page; at ten o'clock one comes late with yesterday's date."""
        page = f"https://site-{day.day}-{hour}.example/about-{hour}"
        for who in (f"ana{hour}", f"ben{hour}@school.example", f"chi{hour}")[: 1 + hour % 3]:
            self.server.post(who, f"worth reading {page} #BIT15")
        if hour == 10:
            self.server.post(
                "late@far.example",
                f"found this yesterday https://late-{day.day}.example/page #BIT15",
                created_at=self.clock.time - timedelta(hours=20),
                fetched=True,
            )

    def issue(self, day: date) -> Issue:
        with self.store.look() as work:
            issue = work.digests.get(DigestKey(f"{self.course.slug}/{day}"))
        assert issue is not None, f"no issue on {day}"
        return issue

    def threads(self) -> list[list[FakeStatus]]:
        """Return what stands on the server, as threads from root to last reply."""
        published = self.server.published
        roots = [each for each in published if each.in_reply_to_id is None]
        return [self._thread(root, published) for root in roots]

    @staticmethod
    def _thread(root: FakeStatus, published: list[FakeStatus]) -> list[FakeStatus]:
        thread = [root]
        while answers := [each for each in published if each.in_reply_to_id == thread[-1].id]:
            assert len(answers) == 1, "a part was sent twice"
            thread.append(answers[0])
        return thread


@contextmanager
def week(on: Software = software.MASTODON) -> Iterator[Week]:
    clock = TickingClock(days.window(course(starts=FIRST), FIRST).start)
    with FakeMastodon(clock=clock.now, software=on) as server:
        yield Week(server=server, clock=clock, course=course(starts=FIRST))


def assert_seven_threads(lived: Week) -> None:
    """Every day has one thread with exactly the stored parts, in order, and nothing else stands there."""
    threads = lived.threads()
    assert [[each.text for each in thread] for thread in threads] == [
        [part.text for part in lived.issue(day).parts["mastodon"]] for day in WEEK
    ]
    assert sum(map(len, threads)) == len(lived.server.published)
    assert [lived.issue(day).state for day in WEEK] == [DigestState.PUBLISHED] * 7


@pytest.mark.parametrize("on", software.ALL, ids=lambda each: f"{each.name}-{each.version.split(' ')[0]}")
def test_a_quiet_week_brings_seven_threads(on: Software) -> None:
    """On every server software, a thread a day, on the day with 25 hours too."""
    with week(on) as lived:
        lived.live()

        assert_seven_threads(lived)


def test_t09_a_late_post_comes_into_the_next_issue() -> None:
    """A post found later with yesterday's date is in today's issue, once, and in no earlier one.

    That of the first day was written before the course's first window: it is no news of ours (N8).
    """
    with week() as lived:
        lived.live()

        for day in WEEK[1:]:
            late = [item.page for item in lived.issue(day).digest.items if "late-" in item.page]
            assert late == [f"https://late-{day.day}.example/page"]


MOODS = st.dictionaries(st.integers(0, 600), st.sampled_from(sorted(moods.BAD_MOMENTS)), max_size=12)
KILLS = st.lists(st.integers(0, 300), max_size=5)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(bad=MOODS, kills=KILLS)
def test_t70_t71_a_week_of_bad_moods_and_kills_brings_seven_threads(bad: dict[int, str], kills: list[int]) -> None:
    """Whatever the server answers and wherever the process dies: seven threads, whole, in order, nothing twice."""
    asked = [0]
    countdown = list(kills)

    def mood(request: FakeRequest) -> Mood | None:
        asked[0] += 1
        name = bad.get(asked[0], "")
        if request.writes and name in _NEVER_FROM_A_WRITE:
            return None
        return moods.BAD_MOMENTS.get(name)

    def plan(_where: str) -> bool:
        if not countdown:
            return False
        countdown[0] -= 1
        return countdown[0] < 0 and countdown.pop(0) < 0

    with week() as lived:
        lived.minute()
        lived.server.mood = mood
        lived.plan = plan

        lived.live()

        assert_seven_threads(lived)


def test_t83_our_own_thread_never_comes_back_as_a_story() -> None:
    """The root carries the tag and is seen by the next poll; it is ours and becomes nothing."""
    with week() as lived:
        lived.live()

        pages = [item.page for day in WEEK for item in lived.issue(day).digest.items]
        assert not any("digest.example.org" in page for page in pages)
        assert len(pages) == len(set(pages))


def test_the_week_has_a_day_of_25_hours() -> None:
    """The story is told over a change of clocks."""
    lengths = [days.window(course(starts=FIRST), day).length for day in WEEK]

    assert lengths.count(timedelta(hours=25)) == 1
    assert datetime(2015, 11, 1, 23, tzinfo=UTC) in {days.window(course(), day).end for day in WEEK}
