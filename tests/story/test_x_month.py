"""A month on X: sixty posts a day under four tags, a thread a day, and two sets of books that must agree to the cent.

The fake X keeps a bill of its own, by the published prices; `docs/x.md` tells schools what this month costs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import Config, load
from bot.ports import Notice, Use
from bot.tasks.costs import CostReport
from bot.wiring import CourseHouse, House, open_house
from bot.wiring.x import XNetwork
from curation.budget import Call, by, by_use, dollars
from tests.fake_x import FakeX
from tests.fakes import FakeProbe, FakeReader, SeededMint, TickingClock

DOCUMENT = Path(__file__).parents[2] / "docs" / "x.md"
START = datetime(2026, 11, 1, tzinfo=UTC)
DAYS = 30
POSTS_A_DAY = 60
PEOPLE = 30
TAGS = ("#BIT15", "#BIT15ON", "#BIT15chat", "#LearnBIT")
BETWEEN_POSTS = timedelta(days=1) / POSTS_A_DAY
POLLS_A_DAY = 4
"""The daemon asks more often, which costs no more: what is billed is posts, not requests."""

CONFIG = """
go_live = true
site = {{ url = "https://digest.example.org", operator = "The organisers", contact = "ana@example.org" }}

[networks.x]
monthly_budget_usd = {budget}
bearer_token_file = "bearer"

[networks.x.account]
handle = "bit15digest"
id = "{account}"
api_key_file = "api-key"
api_secret_file = "api-secret"
access_token_file = "access-token"
access_secret_file = "access-secret"

[[outlets]]
name = "blog"
kind = "blog"
primary = true

[[outlets]]
name = "x"
kind = "x"

[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15", "#BIT15ON", "#BIT15chat", "#LearnBIT"]
outlets = ["blog", "x"]
zone = "UTC"
consent.mode = "open"
"""


@dataclass(frozen=True, slots=True)
class Month:
    """A house on X, the world around it, and the clock that both go by."""

    x: FakeX
    house: House
    clock: TickingClock

    @property
    def course(self) -> CourseHouse:
        (course,) = self.house.courses
        return course

    @property
    def report(self) -> CostReport:
        (costs,) = self.house.costs
        return costs(START.date())

    @property
    def notices(self) -> tuple[Notice, ...]:
        return self.house.status().notices

    @property
    def threads(self) -> int:
        """How many threads stand on X."""
        return sum(not each.replied_to for each in self.x.published)

    @property
    def issues(self) -> int:
        """How many digests were published anywhere."""
        with self.house.store.look() as work:
            return len(work.digests.frozen(self.course.course.slug))

    def live(self, days: int = DAYS) -> None:
        """Let *days* pass: people post, the daemon polls and reads pages, and at its hour the digest goes out."""
        for number in range(days * POSTS_A_DAY):
            at = START + number * BETWEEN_POSTS
            self.clock.time = at
            self.x.post(
                f"person{number * 7 % PEOPLE}",
                f"https://blog{number % 20}.example/page-{number} {TAGS[number % len(TAGS)]}",
            )
            self.clock.advance(minutes=1)
            if number % (POSTS_A_DAY // POLLS_A_DAY) == 0:
                self.turn()
            if at.hour == self.course.course.digest_time.hour:
                self.deliver(until=at + BETWEEN_POSTS)

    def deliver(self, until: datetime) -> None:
        """Do what the daemon does every minute, following a delivery to its end."""
        while (next_at := self.course.due().next_at) and next_at < until:
            self.clock.time = max(next_at, self.clock.time)

    def turn(self) -> None:
        """Do what the daemon does now and then."""
        for poll in self.house.polls:
            poll()
            poll.rescan()
        while self.house.read_links().waiting:
            pass


@contextmanager
def month(folder: Path, *, budget: float) -> Iterator[Month]:
    clock = TickingClock(START)
    with FakeX(clock.now) as x, opened(configured(folder, x, budget=budget), x, clock) as house:
        yield Month(x, house, clock)


def configured(folder: Path, x: FakeX, *, budget: float) -> Config:
    """Return the configuration of a course that reads and writes X, with the keys that *x* knows."""
    keys = x.user_keys
    secrets = {
        "bearer": x.app.bearer,
        "api-key": keys.consumer_key,
        "api-secret": keys.consumer_secret,
        "access-token": keys.access_token,
        "access-secret": keys.access_secret,
    }
    for name, secret in secrets.items():
        (folder / name).write_text(secret, encoding="utf-8")
        (folder / name).chmod(0o600)
    return load(CONFIG.format(budget=budget, account=x.bot.id), {}, folder)


@contextmanager
def opened(config: Config, x: FakeX, clock: TickingClock) -> Iterator[House]:
    """Give the house as wiring makes it, but for X's address and a page that always answers."""
    with open_house(
        config, clock=clock, mint=SeededMint(), reader=FakeReader(), networks=(XNetwork(wire=x.wire),)
    ) as house:
        (course,) = house.courses
        publish = replace(course.publish, probe=FakeProbe())
        yield replace(house, courses=(replace(course, publish=publish, due=replace(course.due, publish=publish)),))


def test_our_books_agree_with_the_bill_and_the_document(tmp_path: Path) -> None:
    """Every day and every kind of call, to the cent; and `docs/x.md` says what they say."""
    with month(tmp_path, budget=30) as lived:
        lived.live()
        report, bill = lived.report, lived.x.meter
        notices, threads = lived.notices, lived.threads

    assert by(report.charges, lambda charge: charge.day.isoformat()) == dict(bill.by_day)
    assert report.spent == bill.total
    assert (threads, notices) == (DAYS, ())
    said = DOCUMENT.read_text(encoding="utf-8")
    uses = by_use(report.charges)
    calls = by(report.charges, lambda charge: charge.call.value)
    assert [
        amount
        for amount in (report.spent, uses[Use.READING], uses[Use.PUBLISHING], *calls.values())
        if dollars(amount) not in said
    ] == []


def test_a_small_budget_is_kept_and_threads_go_out(tmp_path: Path) -> None:
    """Where money is short, less is read, to the end, and whatever there is to say goes out all the same."""
    with month(tmp_path, budget=6) as lived:
        lived.live(days=12)
        report, bill = lived.report, lived.x.meter
        threads, issues, notices = lived.threads, lived.issues, lived.notices

    read = [each for each in report.charges if each.call is Call.READ_POST]
    assert report.spent == bill.total <= report.budget.monthly
    assert max(each.day for each in read) > date(2026, 11, 10)
    assert threads == issues > 6
    assert sum(each.units for each in read) < 12 * POSTS_A_DAY / 2
    assert {each.kind for each in notices} <= {"gap"}


@pytest.mark.parametrize("budget", [0, 0.1])
def test_without_money_nothing_is_asked_and_one_notice_says_why(tmp_path: Path, budget: float) -> None:
    """A budget of nothing is a network that is left alone."""
    with month(tmp_path, budget=budget) as lived:
        lived.live(days=2)
        notices, requests = lived.notices, lived.x.requests

    assert requests == []
    assert [(each.subject, each.kind) for each in notices] == [("budget:x", "reading")]
