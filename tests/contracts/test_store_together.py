"""Ten pollers and an erasure at the same time: on every database that several processes may use, nothing returns."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store import SqlStore
from bot.tasks.poll import Poll
from curation.model import Post
from tests.fakes import FakeSource, TickingClock
from tests.makers import author, course, post
from tests.remains import kept

POLLERS = 10


def posts_of(poller: int) -> list[Post]:
    """Return what one server shows: everybody shows Ana's posts, each has some of its own."""
    ana = [post(f"https://a{number}.example/x", by="Ana", number=number) for number in range(20)]
    own = [post(f"https://b{number}.example/x", by=f"Ben {poller}", number=number) for number in range(20)]
    return [each for pair in zip(ana, own, strict=True) for each in pair]


@pytest.mark.parametrize("url", ["file", pytest.param("postgresql", marks=pytest.mark.real)], indirect=True)
def test_t108_ten_pollers_and_an_erasure_bring_nothing_back(url: str) -> None:
    """Whoever comes first, when all are done nothing of the erased is there, and everybody else is."""
    secret, ana = b"a secret of this test", author("Ana").account
    start = threading.Barrier(POLLERS + 1)
    SqlStore.open(url, secret).close()

    def poll(number: int) -> None:
        store = SqlStore.open(url, secret)
        source = FakeSource(name=f"mastodon:server{number}.example")
        task = Poll(source=source, store=store, clock=TickingClock(), courses=(course(),))
        start.wait()
        for each in posts_of(number):  # a transaction a post, so that the erasure falls between two of them
            source.posts.append(each)
            task()
        store.close()

    def erase() -> None:
        store = SqlStore.open(url, secret)
        start.wait()
        for _ in range(3):
            with store.work() as work:
                work.forgetting.erase([], [ana], TickingClock().now())
                work.forgetting.tidy()
        store.close()

    with ThreadPoolExecutor(POLLERS + 1) as pool:
        for done in [pool.submit(erase), *(pool.submit(poll, number) for number in range(POLLERS))]:
            done.result()

    store = SqlStore.open(url, secret)
    everything = kept(store)
    with store.look() as work:
        people = {each.handle for each in work.people.everyone()}
    store.close()
    assert "ana@" not in everything
    assert "/users/ana/" not in everything
    assert people == {f"ben{number}@mastodon.example" for number in range(POLLERS)}
