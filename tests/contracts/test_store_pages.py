"""What every store promises about pages: cards, retries, aliases and where pages appeared."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.ports import Capture, DigestState, Issue, Store, Unreadable
from curation.model import Appearance, Digest, Item, Kind, PageCard, PageUrl, Window
from tests.makers import NOON, at, card, post

A = PageUrl("https://a.example/1")
B = PageUrl("https://b.example/2")
C = PageUrl("https://c.example/3")
DAY = date(2015, 11, 11)


def share(store: Store, *links: str, when: datetime = NOON, by: str = "Ana") -> None:
    number = when.hour * 60 + when.minute
    with store.work() as work:
        shared = post(*links, by=by, created_at=when, number=number)
        work.posts.keep([Capture(post=shared, payload=b"{}", source="s")])


def answer(store: Store, asked: PageUrl, said: PageCard | Unreadable, when: datetime = NOON) -> None:
    with store.work() as work:
        work.cards.keep(asked, said, when)


def unread(store: Store, when: datetime = NOON, limit: int = 10) -> tuple[PageUrl, ...]:
    with store.look() as work:
        return work.cards.unread(when, limit)


def cards(store: Store, *pages: PageUrl) -> Mapping[PageUrl, PageCard]:
    with store.look() as work:
        return work.cards.of(pages)


def aliases(store: Store, *pages: PageUrl) -> Mapping[PageUrl, PageUrl]:
    with store.look() as work:
        return work.cards.aliases(pages)


def issue(day: date, *pages: PageUrl, state: DigestState = DigestState.PUBLISHED) -> Issue:
    """Return an issue of BIT15 whose highlights are *pages*, with anchors that tell the day."""
    end = datetime.combine(day, at(18).timetz())
    highlights = tuple(item(page, f"{day.day:02}{number:04}", number) for number, page in enumerate(pages, 1))
    digest = Digest(
        course="bit15",
        day=day,
        window=Window(end - timedelta(days=1), end),
        language="en",
        highlights=highlights,
    )
    return Issue(digest=digest, state=state, composed_at=NOON, parts={})


def item(page: PageUrl, anchor: str, number: int = 1) -> Item:
    return Item(number=number, anchor=anchor, page=page, title="t", short_title="t", kind=Kind.PAGE)


def put(store: Store, *issues: Issue) -> None:
    with store.work() as work:
        for each in issues:
            work.digests.put(each)


def history(store: Store, since: date = date(2015, 11, 1)) -> Mapping[PageUrl, Appearance]:
    with store.look() as work:
        return work.digests.history("bit15", since)


def test_shared_pages_are_unread_newest_share_first(store: Store) -> None:
    """What was shared last is read first, also when it is an old page shared again."""
    share(store, A, when=at(9))
    share(store, B, when=at(10))
    share(store, A, when=at(11))
    share(store, C, when=at(8))

    assert unread(store) == (A, B, C)
    assert unread(store, limit=2) == (A, B)


def test_a_page_with_a_card_is_read(store: Store) -> None:
    """Cards come back as they went, and their pages are not asked for again, however often they are shared."""
    full = PageCard(
        page=A,
        title="Closures “explained” 🎈",
        author="Dana",
        site="A",
        language="fr",
        kind=Kind.VIDEO,
        minutes=6,
        pages=12,
        description="…",
        published=date(2015, 11, 3),
    )
    share(store, A, B)

    answer(store, A, full)
    answer(store, B, card(B))
    share(store, A, when=at(13))

    assert unread(store, at(23)) == ()
    assert cards(store, A, B, C) == {A: full, B: card(B)}


def test_an_unreadable_page_waits_for_its_time(store: Store) -> None:
    """It is asked again when its time has come, and given up when there is none."""
    share(store, A, B)

    answer(store, A, Unreadable(why="timeout", retry_at=at(14)))
    answer(store, B, Unreadable(why="gone"))

    assert unread(store, at(13)) == ()
    assert unread(store, at(14)) == (A,)
    assert cards(store, A, B) == {}


def test_a_page_that_became_unreadable_keeps_its_card(store: Store) -> None:
    """A page that had a card is not forgotten because it cannot be read today."""
    answer(store, A, card(A))

    answer(store, A, Unreadable(why="gone", retry_at=at(14)))

    assert cards(store, A) == {A: card(A)}
    assert unread(store, at(15)) == ()


def test_a_claim_of_a_thousand_years_is_capped(store: Store) -> None:
    """A page that says it takes absurdly long to read stops nothing."""
    answer(store, A, card(A, minutes=10**30))

    assert cards(store, A)[A].minutes == 2**31 - 1


def test_t31_the_final_address_is_the_page(store: Store) -> None:
    """A short address becomes an alias of where it led; a link to either is no more unread."""
    share(store, A, B)

    answer(store, A, card(C))

    assert aliases(store, A, B, C) == {A: C}
    assert cards(store, A, C) == {C: card(C)}
    assert unread(store) == (B,)
    share(store, A, when=at(15))
    assert unread(store) == (B,)


def test_an_alias_of_an_alias_leads_to_the_end(store: Store) -> None:
    """Chains are followed whichever end was read first."""
    answer(store, A, card(B))
    answer(store, B, card(C))

    assert aliases(store, A, B) == {A: C, B: C}
    assert cards(store, A, B, C) == {C: card(C)}


def test_pages_that_lead_to_each_other_end_somewhere(store: Store) -> None:
    """Where a page stopped moving, it is the final one again."""
    answer(store, A, card(B))
    answer(store, C, card(A))
    answer(store, B, card(A))

    assert aliases(store, A, B, C) == {B: A, C: A}


def test_a_page_that_moved_before_it_failed_is_an_alias(store: Store) -> None:
    """The address that failed is the page, and is the one asked again."""
    share(store, A)

    answer(store, A, Unreadable(why="timeout", page=B, retry_at=at(14)))

    assert aliases(store, A) == {A: B}
    assert unread(store, at(14)) == (B,)


def test_a_page_shared_only_by_its_alias_is_found_with_it(store: Store) -> None:
    """Posts that shared the alias are posts of the page."""
    share(store, A)
    answer(store, A, card(B))

    with store.look() as work:
        assert [each.links for each in work.posts.of_page(B)] == [(A,)]


def test_history_tells_where_a_page_was_last(store: Store) -> None:
    """The latest issue counts; drafts, quiet days and other courses do not."""
    put(store, issue(DAY, A, B), issue(date(2015, 11, 12), B), issue(date(2015, 11, 13), C, state=DigestState.DRAFT))
    put(store, issue(date(2015, 11, 14), C, state=DigestState.QUIET))

    assert history(store) == {
        A: Appearance(day=DAY, anchor="110001"),
        B: Appearance(day=date(2015, 11, 12), anchor="120001"),
    }


@pytest.mark.parametrize("state", [DigestState.FROZEN, DigestState.PUBLISHED, DigestState.WITHDRAWN])
def test_every_frozen_issue_is_history(store: Store, state: DigestState) -> None:
    """From the freeze on, a page was in an issue."""
    put(store, issue(DAY, A, state=state))

    assert set(history(store)) == {A}


def test_history_begins_where_it_is_asked(store: Store) -> None:
    """What lies before the day asked for is forgotten, and the day itself is not."""
    put(store, issue(DAY, A), issue(date(2015, 11, 12), B))

    assert set(history(store, date(2015, 11, 12))) == {B}


def test_only_highlights_and_also_are_history(store: Store) -> None:
    """An "Again" line and a waiting item leave a page as new as it was."""
    only_a = issue(DAY, A)
    with_more = replace(only_a.digest, again=(item(B, "x"),), waiting=(item(C, "y"),))
    put(store, replace(only_a, digest=with_more))

    assert set(history(store)) == {A}


def test_a_page_that_left_its_issue_is_no_history(store: Store) -> None:
    """What is in the issue now counts."""
    put(store, issue(DAY, A, B))
    put(store, issue(DAY, B))

    assert set(history(store)) == {B}


def test_t37_an_alias_never_makes_a_published_page_new(store: Store) -> None:
    """A published page is known under every address it had or gets, whatever later rules call it."""
    old, new = PageUrl("https://a.example/old?ref=1"), PageUrl("https://a.example/old")
    share(store, new)
    put(store, issue(DAY, old))
    answer(store, old, card(new))
    answer(store, C, card(new))

    found = history(store)

    assert found == dict.fromkeys((old, new, C), Appearance(day=DAY, anchor="110001"))


def test_t37_two_published_pages_that_became_one_appear_where_the_later_was(store: Store) -> None:
    """When two addresses turn out to be one page, its last appearance is the later of the two."""
    put(store, issue(DAY, A), issue(date(2015, 11, 12), B))
    answer(store, B, card(A))

    assert history(store) == dict.fromkeys((A, B), Appearance(day=date(2015, 11, 12), anchor="120001"))


def test_t37_of_many_appearances_of_one_page_the_last_counts(store: Store) -> None:
    """Whichever of its addresses was shown last, and however often the others were shown."""
    put(store, issue(DAY, A), issue(date(2015, 11, 12), B), issue(date(2015, 11, 13), A))
    answer(store, B, card(A))

    assert history(store) == dict.fromkeys((A, B), Appearance(day=date(2015, 11, 13), anchor="130001"))
