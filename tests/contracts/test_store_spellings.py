"""What every store promises about addresses that are spelled anew."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.ports import DigestState, Store, StoredPage, Unreadable
from curation.model import PageCard, PageUrl
from tests.contracts.test_store_pages import aliases, answer, cards, issue, share, unread
from tests.makers import NOON, card

A = PageUrl("https://a.example/1")
B = PageUrl("https://b.example/2")
C = PageUrl("https://c.example/3")
DAY = date(2015, 11, 11)


def pages(store: Store, after: str = "", limit: int = 10) -> list[tuple[PageUrl, PageUrl, list[str]]]:
    with store.look() as work:
        return [(each.url, each.final, sorted(each.spellings)) for each in work.spellings.pages(after, limit)]


def join(store: Store, alias: PageUrl, page: PageUrl) -> None:
    with store.work() as work:
        work.spellings.join(alias, page)


def place(store: Store, old: PageUrl | None, where: Mapping[str, PageUrl | None]) -> None:
    with store.work() as work:
        work.spellings.place(old, where)


def sharers(store: Store, page: PageUrl) -> list[str]:
    with store.look() as work:
        return [each.author.name for each in work.posts.of_page(page)]


def test_pages_come_in_their_order_with_what_posts_wrote(store: Store) -> None:
    """A batch at a time, each address once, with the page it leads to."""
    share(store, f"{B}?utm_source=x", A)
    share(store, B, by="Ben", when=NOON + timedelta(minutes=1))
    answer(store, B, card(C))

    assert pages(store) == [(A, A, [A]), (B, C, [B, f"{B}?utm_source=x"]), (C, C, [])]
    assert pages(store, A, 1) == [(B, C, [B, f"{B}?utm_source=x"])]
    assert pages(store, C) == []


def test_addresses_that_were_no_documents_are_known(store: Store) -> None:
    """A later rule may know better."""
    share(store, A, "https://mastodon.example/@ana", "https://a:b@c.example/")

    with store.look() as work:
        assert work.spellings.unplaced() == {"https://mastodon.example/@ana", "https://a:b@c.example/"}


def test_a_page_that_becomes_another_way_hands_over_all_it_has(store: Store) -> None:
    """Its card, its aliases and its sharers are the new page's; a new spelling need not be known before."""
    share(store, A)
    answer(store, A, card(B, "Closures"))

    join(store, B, C)

    assert aliases(store, A, B, C) == {A: C, B: C}
    assert {page: each.title for page, each in cards(store, A, B, C).items()} == {C: "Closures"}
    assert sharers(store, C) == sharers(store, A) == ["Ana"]


def test_the_page_that_stays_keeps_its_own_card(store: Store) -> None:
    """What was read there is what is there."""
    for page in (A, B):
        share(store, page)
        answer(store, page, card(page, f"Title of {page}"))

    join(store, A, B)

    assert {page: each.title for page, each in cards(store, A, B).items()} == {B: f"Title of {B}"}


def test_the_readers_turn_goes_with_the_page(store: Store) -> None:
    """A page not read yet is read under its new address, at the time it was to be tried again."""
    later = NOON + timedelta(hours=1)
    share(store, A)
    share(store, B, when=NOON + timedelta(minutes=5))
    answer(store, B, Unreadable(why="timeout", retry_at=later))
    join(store, A, C)
    join(store, B, PageUrl("https://d.example/4"))

    assert unread(store) == (C,)
    assert set(unread(store, later)) == {C, "https://d.example/4"}


def test_a_page_that_was_read_or_given_up_is_not_asked_again(store: Store) -> None:
    """A new spelling is no reason to ask strangers twice."""
    share(store, A, B)
    answer(store, A, card(A))
    answer(store, B, Unreadable(why="gone"))
    join(store, A, C)
    join(store, B, PageUrl("https://d.example/4"))

    assert unread(store, NOON + timedelta(days=1)) == ()


def test_joining_twice_changes_nothing(store: Store) -> None:
    """Also the other way round, and through others."""
    share(store, A, B)
    join(store, A, B)
    join(store, A, B)
    join(store, B, A)
    join(store, B, C)
    join(store, A, C)

    assert aliases(store, A, B, C) == {A: C, B: C}


def test_t37_what_was_chosen_is_known_by_every_address(store: Store) -> None:
    """Drafts count: an anchor was given there; a page that only waited was not chosen."""
    share(store, A, B)
    with store.work() as work:
        work.digests.put(issue(DAY, A, state=DigestState.DRAFT))
    join(store, A, C)

    with store.look() as work:
        assert work.spellings.chosen([A, B, C, PageUrl("https://d.example/4")]) == {A, C}


def test_posts_can_point_at_another_page(store: Store) -> None:
    """Only those that wrote that address; a page nobody shares any more is not read."""
    share(store, f"{A}?id=1", by="Ana")
    share(store, f"{A}?id=2", by="Ben", when=NOON + timedelta(minutes=1))
    before = pages(store)

    place(store, PageUrl(f"{A}?id=1"), {f"{A}?id=1": B})
    place(store, PageUrl(f"{A}?id=2"), {f"{A}?id=2": None, "https://nobody.example/": C})

    assert [url for url, *_ in before] == [f"{A}?id=1", f"{A}?id=2"]
    assert (sharers(store, B), sharers(store, PageUrl(f"{A}?id=1"))) == (["Ana"], [])
    assert sharers(store, PageUrl(f"{A}?id=2")) == []
    assert set(unread(store)) == {B, C}


def test_what_was_no_document_can_become_one(store: Store) -> None:
    """A page that was not recorded gets its posts and its turn to be read."""
    share(store, "https://mastodon.example/@ana")

    place(store, None, {"https://mastodon.example/@ana": B})

    assert sharers(store, B) == ["Ana"]
    assert unread(store) == (B,)


def test_a_batch_is_a_value() -> None:
    """Equal whatever order the posts came in."""
    assert StoredPage(url=A, final=A, spellings=frozenset({A, B})) == StoredPage(
        url=A, final=A, spellings=frozenset({B, A})
    )


def test_a_card_moves_with_everything_it_says(store: Store) -> None:
    """Nothing of it is lost on the way."""
    whole = PageCard(page=A, title="Closures", author="Ana Writer", minutes=5, description="Three drawings")
    share(store, A)
    answer(store, A, whole)
    join(store, A, B)

    (moved,) = cards(store, B).values()

    assert (moved.title, moved.author, moved.minutes, moved.description) == (
        "Closures",
        "Ana Writer",
        5,
        "Three drawings",
    )
