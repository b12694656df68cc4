"""What every store promises about posts (bot/ports/store.py)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import StoreError
from bot.ports import Capture, Cursor, SourceTally, Store, Unreadable
from curation.model import AccountRef, AccountState, PageUrl, Post, PostRef, Quote, Reason, Refusal, Visibility
from tests.makers import NOON, at, author, post

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2100, 1, 1, tzinfo=UTC)
PAGE = PageUrl("https://blog.example/closures")


def capture(what: Post, *, source: str = "mastodon:mastodon.example", payload: bytes = b"{}") -> Capture:
    return Capture(post=what, payload=payload, source=source, local_id="7")


def keep(store: Store, *posts: Post, source: str = "mastodon:mastodon.example") -> frozenset[PostRef]:
    with store.work() as work:
        return work.posts.keep([capture(each, source=source) for each in posts])


def everything(store: Store) -> tuple[Post, ...]:
    with store.look() as work:
        return work.posts.candidates(seen_from=LONG_AGO, floor=LONG_AGO, until=FAR_AHEAD)


FULL = post(
    "https://blog.example/a",
    "http://www.blog.example/b?utm_source=x#top",
    "https://blog.example/a",
    by=author("Ünal 🎈", bio="walks\n#nothing", is_bot=True, noindex=True, state=AccountState.LIMITED),
    text="مرحبا\nworld 👩‍🏫 \u2068x\u2069",
    folds_hashtags=True,
    visibility=Visibility.UNLISTED,
    language="ar",
    content_warning="spiders",
    sensitive=True,
    mentions=("ben@mastodon.example", "cara@other.example"),
    boosts=12,
    edited_at=at(13),
    repost_of=PostRef("x", "660"),
    quote=Quote(ref=PostRef("x", "661"), author=author("Quoted"), visibility=Visibility.UNLISTED),
    reply_to=PostRef("mastodon", "https://mastodon.example/1 2"),
    created_at=NOON + timedelta(microseconds=1),
)


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(FULL, id="everything set"),
        pytest.param(post(), id="plain"),
        pytest.param(post(hashtags=(), url="", language=""), id="nothing set"),
        pytest.param(post(created_at=at(9), seen_at=at(8)), id="from the future"),
        pytest.param(post(by=author(created_at=None, url="", indexable=False)), id="little known author"),
    ],
)
def test_a_post_comes_back_as_it_went(store: Store, kept: Post) -> None:
    """What is kept is found again, equal in every field."""
    new = keep(store, kept)

    assert new == {kept.ref}
    assert everything(store) == (kept,)


def test_what_a_quoted_person_said_is_not_stored(store: Store) -> None:
    """Text and links of a quoted post are for the consent decision only."""
    quote = Quote(ref=PostRef("x", "661"), author=author("Quoted"), text="secret", links=("https://quoted.example/",))

    keep(store, post(quote=quote))

    assert [each.quote for each in everything(store)] == [replace(quote, text="", links=())]


def test_numbers_beyond_all_measure_are_capped(store: Store) -> None:
    """A server that claims absurd numbers of boosts stops nothing."""
    keep(store, post(boosts=10**30))

    assert [each.boosts for each in everything(store)] == [2**31 - 1]


@pytest.mark.parametrize("sources", [("a", "b"), ("b", "a")], ids=" then ".join)
def test_t11_one_post_from_two_servers_is_one_row(store: Store, sources: tuple[str, str]) -> None:
    """Whatever the order of arrival, a post is there once, and both servers are remembered."""
    new = [keep(store, post(), source=each) for each in sources]

    assert new == [{post().ref}, frozenset()]
    assert everything(store) == (post(),)
    with store.look() as work:
        tally = work.posts.tally(LONG_AGO)
    assert tally.by_source == {"a": SourceTally(posts=1, only_here=0), "b": SourceTally(posts=1, only_here=0)}


def test_t11_two_captures_in_one_batch_are_one_post(store: Store) -> None:
    """Search and stream in the same batch make one row, with the words of the later edit and the most boosts."""
    edited = post("https://blog.example/b", edited_at=at(14), boosts=1, seen_at=at(15))
    with store.work() as work:
        new = work.posts.keep([capture(post(boosts=4), source="a"), capture(edited, source="b")])

    assert new == {edited.ref}
    assert everything(store) == (replace(edited, boosts=4, seen_at=post().seen_at),)


def test_t44_loading_twice_changes_nothing(store: Store) -> None:
    """Posts, people and counts are the same after the same archive was loaded again."""
    batch = [post(f"https://blog.example/{each}", by="Ana" if each % 2 else "Ben", number=each) for each in range(50)]
    keep(store, *batch)
    with store.look() as work:
        tally = work.posts.tally(LONG_AGO)

    again = keep(store, *batch)

    assert not again
    with store.look() as work:
        assert work.posts.tally(LONG_AGO) == tally
    assert (tally.posts, tally.people) == (50, 2)


def test_t07_posts_and_cursor_are_kept_together_or_not_at_all(store: Store) -> None:
    """A crash before the commit leaves neither posts nor cursor; the repeated poll finds everything new."""

    def die() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError), store.work() as work:
        work.posts.keep([capture(post("https://blog.example/a"))])
        work.cursors.put("s", "bit15", Cursor("1"), NOON, 1)
        die()

    assert everything(store) == ()
    with store.look() as work:
        assert work.cursors.get("s", "bit15") is None
    assert keep(store, post()) == {post().ref}


def test_a_later_edit_replaces_words_and_links(store: Store) -> None:
    """An edit changes what was said, never when it was written or first seen."""
    keep(store, post("https://blog.example/a", "https://blog.example/b", boosts=9))
    edited = post("https://blog.example/c", text="better", edited_at=at(14), created_at=at(13), seen_at=at(15))

    new = keep(store, edited)

    assert not new
    first = post()
    assert everything(store) == (replace(edited, created_at=first.created_at, seen_at=first.seen_at, boosts=9),)
    with store.look() as work:
        assert not work.posts.of_page(PageUrl("https://blog.example/a"))
        assert work.posts.of_page(PageUrl("https://blog.example/c"))


def test_many_edits_at_once_are_all_kept(store: Store) -> None:
    """A re-scan that finds many edits keeps every one."""
    before = [post(f"https://blog.example/{each}", number=each) for each in range(60)]
    after = [replace(each, text=f"edit of {each.ref.uri}", edited_at=at(14), boosts=3) for each in before]
    keep(store, *before)

    keep(store, *after)

    assert set(everything(store)) == set(after)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param(None, None, id="never edited"),
        pytest.param(at(14), at(14), id="the same edit"),
        pytest.param(at(14), at(13), id="an older edit"),
        pytest.param(at(14), None, id="as it was before the edit"),
    ],
)
def test_what_is_no_later_edit_changes_no_words(store: Store, first: datetime | None, then: datetime | None) -> None:
    """Only a later edit is news; the highest number of boosts stays all the same."""
    keep(store, post(text="kept", edited_at=first, boosts=2))

    keep(store, post(text="other", edited_at=then, boosts=5))
    keep(store, post(text="other", edited_at=then, boosts=1))

    assert [(each.text, each.boosts) for each in everything(store)] == [("kept", 5)]


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        pytest.param(author(name="Old"), author(name="New", handle="old@mastodon.example"), "New", id="a new name"),
        pytest.param(
            author(name="Old"),
            author(name="Sheet", handle="old@mastodon.example", state=AccountState.UNKNOWN),
            "Old",
            id="a sheet without profiles tells nothing",
        ),
    ],
)
def test_the_latest_profile_is_kept(store: Store, first: object, then: object, name: str) -> None:
    """Every post shows its author as known last."""
    keep(store, post(by=first, number=1, created_at=at(9)))
    keep(store, post(by=then, number=2, created_at=at(10)))

    assert {each.author.name for each in everything(store)} == {name}


def test_an_old_archive_brings_no_old_profile_back(store: Store) -> None:
    """A profile seen earlier never replaces one seen later, even if nothing changed in between."""
    ana = author("Ana")
    keep(store, post(by=ana, number=1, created_at=at(9)))
    keep(store, post(by=ana, number=2, created_at=at(15)))

    keep(store, post(by=replace(ana, bio="#nobot no more"), number=3, created_at=at(12)))

    assert {each.author.bio for each in everything(store)} == {""}


def test_candidates_lie_within_their_bounds(store: Store) -> None:
    """The floor counts, the end does not; what was seen too early is not a candidate any more."""
    early, floor, inside, end = (
        post(number=number, created_at=at(hour)) for number, hour in enumerate((9, 10, 11, 12))
    )
    late = post(number=9, created_at=at(10), seen_at=at(16))
    keep(store, end, inside, late, floor, early)

    with store.look() as work:
        found = work.posts.candidates(seen_from=at(9), floor=at(10), until=at(12))
        seen_late = work.posts.candidates(seen_from=at(15), floor=at(10), until=at(12))

    assert found == (floor, late, inside)
    assert seen_late == (late,)


def test_t10_a_post_from_the_future_counts_as_seen_now(store: Store) -> None:
    """Its day is the day it was seen."""
    dreamer = post(created_at=at(12, day=20), seen_at=at(12))
    keep(store, dreamer)

    with store.look() as work:
        found = work.posts.candidates(seen_from=at(11), floor=at(11), until=at(13))

    assert found == (dreamer,)


def test_of_page_finds_every_spelling_and_alias(store: Store) -> None:
    """Posts are found by any address of the page they point at."""
    spelled = post("http://www.blog.example/closures/?utm_source=x", by="Ana")
    short = post("https://short.example/1", by="Ben")
    keep(store, spelled, short, post("https://blog.example/other", by="Cara"))
    with store.work() as work:
        (asked,) = (each for each in work.cards.unread(NOON, 10) if "short" in each)
        (page,) = (each for each in work.cards.unread(NOON, 10) if "closures" in each)
        work.cards.keep(asked, Unreadable(why="gone", page=page), NOON)

    with store.look() as work:
        by_page, by_alias = work.posts.of_page(page), work.posts.of_page(asked)

    assert set(by_page) == set(by_alias) == {spelled, short}


def test_of_page_knows_nothing_of_unknown_pages(store: Store) -> None:
    """A page nobody shared has no posts."""
    with store.look() as work:
        assert work.posts.of_page(PAGE) == ()


@pytest.mark.parametrize(
    "link",
    [
        "http://",
        "https://user:secret@host.example:99999/",
        "https://mastodon.example/@ana",
        "https://pic.example/a.jpg",
    ],
)
def test_links_that_are_no_documents_stay_with_the_post(store: Store, link: str) -> None:
    """A post keeps all its links; what is no document is no page."""
    keep(store, post(link))

    assert [each.links for each in everything(store)] == [(link,)]
    with store.look() as work:
        assert work.cards.unread(NOON, 10) == ()


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
    with store.work() as work:
        work.posts.leave_out([unseen], NOON)
        work.posts.leave_out([], NOON)

    with store.look() as work:
        tally = work.posts.tally(NOON)

    assert tally.refused == {Reason.BOT: 1, Reason.STOPPED: 1, Reason.NOT_PUBLIC: 1}


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
