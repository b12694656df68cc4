"""How long the review desk lets a person wait on a very full day.

    python -m bench.desk [--posts 5000] [--times 60]

A day of that many posts lies on the desk, in a database on disk. The page is asked for and acts are done as a browser
would, through the whole application but the socket. A minute passes in every fifth turn, and every five minutes a poll
brings new posts, so that the day is read anew. Prints median and 95th percentile in milliseconds, by the clock and of
the processor's time, which says more on a busy machine, and what a look costs that reads everything.
Wanted at the 95th: the page under 200 ms, an act under 100 ms.
"""

import argparse
import random
import statistics
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from functools import partial
from pathlib import Path

from bench.spent import Seconds
from bot.clock import HandClock, SeededMint
from bot.desk.app import Desk, application
from bot.desk.doors import Doors
from bot.http import WebProbe
from bot.ports import Capture, Role
from bot.render.templates import Templates
from bot.store import SqlStore
from bot.tasks.add_link import AddLink
from bot.tasks.compose import Compose
from bot.tasks.honour import Honour
from bot.tasks.joining import Join
from bot.tasks.judge import Judge
from bot.tasks.keep_out import KeepOut
from bot.tasks.presses import StopPresses
from bot.tasks.publish import Publish
from bot.tasks.review import ReviewCourse
from bot.tasks.teach import Teach
from bot.tasks.undo_sending import UndoSending
from bot.tasks.withdraw import Withdraw
from curation.model import AccountRef, Author, ConsentMode, Course, Hashtag, PageCard, Post, PostRef
from curation.urls import canonical
from tests.asgi import AsgiClient

_DAY = date(2025, 3, 5)
_SIX = datetime(2025, 3, 5, 18, tzinfo=UTC)
_HOST = "localhost:8002"
_PATH = "/bench/2025-03-05/"
_A_MINUTE_EVERY = 5
"""Turns: who works at the desk looks and acts some times a minute."""
_A_POLL_EVERY = 25
"""Turns: five minutes."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = SqlStore.open(f"sqlite:///{Path(folder) / 'desk.sqlite'}")
        _fill(store, given.posts)
        _measure(store, given.posts, given.times)
        store.close()


def _measure(store: SqlStore, posts: int, times: int) -> None:
    clock = HandClock(_SIX - timedelta(minutes=30))
    client, pages = _client(store, clock), [_address(number) for number in range(40)]
    first = _spent(partial(client.get, _PATH))
    looks: list[Seconds] = []
    acts: list[Seconds] = []
    for turn in range(times):
        clock.time += timedelta(seconds=60 if turn % _A_MINUTE_EVERY == 0 else 1)
        if turn % _A_POLL_EVERY == 0:
            _poll(store, clock.now(), posts + turn)
        looks.append(_spent(partial(client.get, _PATH)))
        form = {"kind": "pin", "page": canonical(pages[turn % len(pages)]), "value": "3"}
        acts.append(_spent(partial(client.post, f"{_PATH}act", form=form)))
    print(f"{posts} posts, {times} turns            median   95th   of the processor: median   95th")
    for name, found in (("the page", looks), ("an act", acts), ("the first look of all", [first])):
        told = [(_median(each), _ninety_fifth(each)) for each in (_clock(found), _processor(found))]
        print(f"{name:<28}{told[0][0]:>10.0f}{told[0][1]:>7.0f} ms{told[1][0]:>25.0f}{told[1][1]:>7.0f} ms")


def _poll(store: SqlStore, now: datetime, number: int) -> None:
    """Keep three posts that just came: they are what a day of five thousand brings in a minute."""
    chance = random.Random(number)
    made = [replace(_post(chance, 10_000 + number * 3 + each), created_at=now, seen_at=now) for each in range(3)]
    with store.work() as work:
        work.posts.keep([Capture(post=each, payload=b"{}", source="bench") for each in made])


def _spent(act: Callable[[], object]) -> Seconds:
    start = Seconds.now()
    act()
    return Seconds.now() - start


def _clock(found: Sequence[Seconds]) -> Sequence[float]:
    return [1000 * each.clock for each in found]


def _processor(found: Sequence[Seconds]) -> Sequence[float]:
    return [1000 * each.processor for each in found]


def _median(found: Sequence[float]) -> float:
    return statistics.median(found)


def _ninety_fifth(found: Sequence[float]) -> float:
    return statistics.quantiles(found, n=20)[-1] if len(found) > 1 else found[0]


def _client(store: SqlStore, clock: HandClock) -> AsgiClient:
    course = Course(
        slug="bench",
        title="Bench",
        hashtags=(Hashtag.parse("#BIT15"),),
        consent=ConsentMode.OPEN,
        zone="UTC",
        digest_time=wall_time(18),
    )
    mint = SeededMint(15)
    honour = Honour(course=course, store=store, clock=clock, publishers=())
    judge = Judge(course=course, store=store, clock=clock)
    review = ReviewCourse(
        course=course,
        store=store,
        clock=clock,
        publishers=(),
        compose=Compose(course=course, store=store, clock=clock, mint=mint, publishers=()),
        judge=judge,
        join=Join(course=course, store=store, clock=clock),
        keep_out=KeepOut(course=course, store=store, clock=clock, honour=honour),
        add_link=AddLink(course=course, store=store, clock=clock, judge=judge),
        stop_presses=StopPresses(course=course, store=store, clock=clock),
        teach=Teach(course=course, store=store, clock=clock),
        undone=_undo_of(course, store, clock),
    )
    doors = Doors(store=store, clock=clock, mint=mint)
    desk = Desk(doors=doors, courses={"bench": review}, templates=Templates(), hosts=frozenset({_HOST}))
    client = AsgiClient(application(desk), f"http://{_HOST}")
    client.post(f"/login/{doors.invite('Kim', Role.OWNER)}")
    return client


def _undo_of(course: Course, store: SqlStore, clock: HandClock) -> UndoSending:
    publish = Publish(
        course=course,
        store=store,
        clock=clock,
        publishers=(),
        probe=WebProbe(contact=""),
        page_url=lambda _digest: "",
    )
    withdraw = Withdraw(course=course, store=store, clock=clock, publish=publish)
    return UndoSending(course=course, store=store, clock=clock, withdraw=withdraw)


def _fill(store: SqlStore, posts: int) -> None:
    chance = random.Random(posts)
    made = [_post(chance, number) for number in range(posts)]
    with store.work() as work:
        work.posts.keep([Capture(post=each, payload=b"{}", source="bench") for each in made])
    pages = sorted({canonical(link) for each in made for link in each.links})
    with store.work() as work:
        for page in pages:
            work.cards.keep(page, PageCard(page=page, title=f"About {page[-6:]}", minutes=7), _SIX)


def _post(chance: random.Random, number: int) -> Post:
    name = f"person{chance.randrange(900)}"
    at = _SIX - timedelta(minutes=40, seconds=10 * (number % 7_000))
    handle = f"{name}@mastodon.example"
    return Post(
        ref=PostRef("mastodon", f"https://mastodon.example/users/{name}/statuses/{number}"),
        author=Author(
            account=AccountRef("mastodon", handle), handle=handle, name=name.title(), created_at=_SIX.replace(year=2019)
        ),
        text=f"Something worth reading about learning {number} #BIT15",
        created_at=at,
        seen_at=at,
        links=(_address(int(chance.paretovariate(0.8)) % 2_000),),
        hashtags=(Hashtag.parse("#BIT15"),),
    )


def _address(number: int) -> str:
    return f"https://site{number % 400}.example/page/{number}"


if __name__ == "__main__":
    main()
