"""What every store promises about posts (bot/ports/store.py)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.ports import Cursor, SourceTally, Store, Unreadable
from curation.model import AccountState, Author, PageUrl, Post, PostRef, Quote, Visibility
from tests.contracts.store_fixtures import LONG_AGO, capture, everything, keep
from tests.makers import NOON, at, author, post

PAGE = PageUrl("https://blog.example/closures")


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

    def poll_and_die() -> None:
        with store.work() as work:
            work.posts.keep([capture(post("https://blog.example/a"))])
            work.cursors.put("s", "bit15", Cursor("1"), NOON, 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        poll_and_die()

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
def test_the_latest_profile_is_kept(store: Store, first: Author, then: Author, name: str) -> None:
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
