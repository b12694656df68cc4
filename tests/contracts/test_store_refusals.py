"""What every store promises about what stays out: erased, refused, and how it is counted."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.errors import StoreError
from bot.ports import Capture, SourceTally, Store
from bot.store import SqlStore
from bot.store.engine import Purpose, engine_of, transaction
from bot.store.tables import captures
from curation.model import AccountRef, PageUrl, PostRef, Quote, Reason, Refusal, Visibility
from tests.contracts.store_fixtures import LONG_AGO, capture, everything, keep
from tests.makers import NOON, at, author, post


def test_t108_what_was_erased_does_not_come_back(store: Store) -> None:
    """Posts of an erased person, and an erased post of anybody, are skipped by the inserting transaction itself."""
    erased, other, kept = post(by="Ana"), post(by="Ben", number=1), post(by="Ben", number=2)
    with store.work() as work:
        work.tombstones.add([other.ref], [erased.author.account], NOON)
        work.tombstones.add([other.ref], [erased.author.account], NOON)

        new = work.posts.keep([capture(each) for each in (erased, other, kept)])

    assert new == {kept.ref}
    assert everything(store) == (kept,)


def test_t108_an_erased_person_does_not_come_back_inside_a_quote(store: Store) -> None:
    """A post that quotes an erased person is kept without the quote."""
    quoting = post(quote=Quote(ref=PostRef("x", "1"), author=author("Erased")))
    with store.work() as work:
        work.tombstones.add([], [author("Erased").account], NOON)

    keep(store, quoting, post(by="Ben", quote=Quote(ref=PostRef("x", "2"), author=author("Other"))))

    assert {each.author.name: each.quote is None for each in everything(store)} == {"Ana": True, "Ben": False}


def test_a_lifted_tombstone_lets_the_person_in_again(store: Store) -> None:
    """After `start` by the same account its new posts are kept; the erased post stays out."""
    with store.work() as work:
        work.tombstones.add([post(number=1).ref], [author().account], NOON)
        work.tombstones.lift(author().account)

    new = keep(store, post(number=1), post(number=2))

    assert new == {post(number=2).ref}


def test_refusals_are_counted_by_reason_and_noted_once(store: Store) -> None:
    """The same refused post is counted once however often it is seen; a reason that leaves no note just counts."""
    bot = Refusal(PostRef("mastodon", "https://mastodon.example/1"), Reason.BOT)
    stopped = Refusal(PostRef("mastodon", "https://mastodon.example/2"), Reason.STOPPED)
    unseen = Refusal(PostRef("mastodon", "https://mastodon.example/3"), Reason.NOT_PUBLIC)
    for _ in range(2):
        with store.work() as work:
            work.posts.leave_out([bot, stopped, bot], NOON)
    for _ in range(2):
        with store.work() as work:
            work.posts.leave_out([unseen], NOON)
            work.posts.leave_out([], NOON)

    with store.look() as work:
        tally = work.posts.tally(NOON)

    assert tally.refused == {Reason.BOT: 1, Reason.STOPPED: 1, Reason.NOT_PUBLIC: 2}


def test_refusals_of_earlier_days_are_not_counted(store: Store) -> None:
    """A tally tells what was refused from its day on."""
    refusals = [Refusal(PostRef("x", str(each)), Reason.BOT) for each in range(3)]
    for day, refusal in zip((9, 10, 11), refusals, strict=True):
        with store.work() as work:
            work.posts.leave_out([refusal], at(12, day=day))

    with store.look() as work:
        tally = work.posts.tally(at(18, day=10))

    assert tally.refused == {Reason.BOT: 2}
    assert at(18, day=10).date() == date(2015, 11, 10)


def test_a_refused_reference_is_forgotten_after_seven_days(store: Store) -> None:
    """References of refused posts are notes for a week and no longer."""
    refusal = Refusal(PostRef("x", "1"), Reason.BOT)
    with store.work() as work:
        work.posts.leave_out([refusal], at(12, day=1))
        work.posts.leave_out([refusal], at(12, day=9))

    with store.look() as work:
        assert work.posts.tally(LONG_AGO).refused == {Reason.BOT: 2}


def test_tally_counts_what_was_seen_since(store: Store) -> None:
    """Posts, people and what only one source had, from a time on."""
    keep(store, post(number=1, created_at=at(9)), source="a")
    keep(store, post(number=2, created_at=at(13)), source="a")
    keep(store, post(number=2, created_at=at(13)), post(by="Ben", created_at=at(14)), source="b")

    with store.look() as work:
        tally = work.posts.tally(NOON)

    assert (tally.posts, tally.people) == (2, 2)
    assert tally.by_source == {"a": SourceTally(posts=1, only_here=0), "b": SourceTally(posts=2, only_here=1)}


def test_looking_changes_nothing(store: Store) -> None:
    """A transaction that only reads refuses to write."""
    with pytest.raises(StoreError), store.look() as work:
        work.posts.keep([capture(post())])

    assert everything(store) == ()


def test_errors_tell_nothing_of_what_was_stored(store: Store) -> None:
    """No error of the database shows a name, a handle or words of a post."""
    secret = AccountRef("mastodon", "very-private@mastodon.example")

    with pytest.raises(StoreError) as failed, store.look() as work:
        work.tombstones.add([PostRef("x", "very-private")], [secret], NOON)

    assert "very-private" not in str(failed.value)


def test_tombstones_of_others_stop_nobody(store: Store) -> None:
    """Whoever was not erased is kept as before."""
    with store.work() as work:
        work.tombstones.add([], [author("Erased").account], NOON)

    assert keep(store, post()) == {post().ref}


def test_a_refused_post_still_tells_who_its_writer_is_now(store: Store) -> None:
    """The profile of somebody we know follows; somebody we do not know leaves nothing."""
    ana = author("Ana")
    keep(store, post(by=ana, number=1))
    with store.work() as work:
        work.posts.know(
            [
                post(by=replace(ana, bio="#nobot"), number=2, created_at=at(13)),
                post(by="Stranger", number=3),
            ]
        )

    assert [each.author.bio for each in everything(store)] == ["#nobot"]
    with store.look() as work:
        assert work.posts.tally(LONG_AGO).people == 1


LINK = "https://blog.example/page"


@pytest.mark.parametrize(
    "now",
    [
        pytest.param({"text": "sorry #nodigest", "edited_at": at(13)}, id="edited"),
        pytest.param({"visibility": Visibility.UNLISTED}, id="not public any more"),
    ],
)
def test_c7_what_a_refused_post_said_before_is_emptied(store: Store, now: dict[str, Any]) -> None:
    """Neither words nor links of the earlier wording are left, in no payload, and an older copy brings none back."""
    before = post(LINK, boosts=3)
    keep(store, before, source="a")
    keep(store, before, source="b")
    with store.work() as work:
        work.posts.know([replace(before, **now), post(LINK, by="Stranger", edited_at=at(13))])

    keep(store, before, source="c")

    (left,) = everything(store)
    assert (left.ref, left.boosts, left.author) == (before.ref, 3, before.author)
    assert (left.text, left.url, left.links, left.hashtags) == ("", "", (), ())
    with store.look() as work:
        assert work.posts.of_page(PageUrl(LINK)) == ()


def test_c7_no_payload_holds_an_earlier_wording(url: str, tmp_path: Path) -> None:
    """What the network said of a post goes with its words, and an older copy from elsewhere is not kept again."""
    url = f"sqlite:///{tmp_path / 'looked-into.db'}" if url == "sqlite://" else url
    store = SqlStore.open(url)
    before = post(LINK)
    for source in ("a", "b"):
        with store.work() as work:
            work.posts.keep([Capture(post=before, payload=b'"lovely"', source=source)])
            work.posts.know([replace(before, edited_at=at(13))])
    store.close()

    engine = engine_of(url)
    with transaction(engine, Purpose.LOOK) as connection:
        payloads = connection.execute(select(captures.c.source, captures.c.payload)).all()
    engine.dispose()

    assert [tuple(each) for each in payloads] == [("a", b"{}")]


def test_a_post_that_may_be_had_again_comes_back(store: Store) -> None:
    """A still later edit is what its writer says now."""
    before = post(LINK)
    keep(store, before)
    with store.work() as work:
        work.posts.know([replace(before, edited_at=at(13))])
    again = replace(before, text=f"read {LINK} #BIT15", edited_at=at(14))

    keep(store, again)

    assert everything(store) == (again,)


@pytest.mark.parametrize("edited_at", [None, at(13), at(14)])
def test_what_is_known_of_the_same_wording_changes_nothing(store: Store, edited_at: datetime | None) -> None:
    """An older copy, or the very one that is here, takes no words away."""
    kept = post(LINK, edited_at=at(14))
    keep(store, kept)

    with store.work() as work:
        work.posts.know([replace(kept, text="old", edited_at=edited_at)])

    assert everything(store) == (kept,)
