"""Which pages go into an issue, in which places, and why the others do not."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.digest import Placement, Verdicts
from curation.model import (
    Appearance,
    Flag,
    PageUrl,
    PublishPolicy,
    Shape,
    Story,
    WishKind,
)
from curation.stories import gather
from curation.text import graphemes
from tests.curation.issues import AUTO, DAY, REVIEW, TEN, composed, page, pages, placed, shared, stories_of
from tests.makers import at, author, course, hashtag, post, wish


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ({2: 0}, [2, 0, 1]),
        ({2: 2}, [0, 2, 1]),
        ({1: 3}, [0, 2, 1]),
        ({1: 9}, [0, 2, 1]),
        ({1: 1, 2: 1}, [1, 2, 0]),
        ({0: 2, 2: 0}, [2, 0, 1]),
        ({0: 3, 1: 2, 2: 1}, [2, 1, 0]),
    ],
)
def test_a_pin_gives_the_place_wanted(pins: dict[int, int], expected: list[int]) -> None:
    """As far as there are others to stand before it; without a place it goes to the top."""
    verdicts = Verdicts(pins={page(number): place for number, place in pins.items()})

    assert pages(composed(TEN[:3], verdicts=verdicts).items) == [page(number) for number in expected]


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ({9: 9}, [0, 1, 2, 3, 4, 5, 6, 9]),
        ({8: 20, 9: 20}, [0, 1, 2, 3, 4, 5, 8, 9]),
        ({0: 9, 9: 1}, [9, 1, 2, 3, 4, 5, 6, 0]),
    ],
)
def test_t101_a_pin_beyond_the_last_place_is_among_the_last(pins: dict[int, int], expected: list[int]) -> None:
    """Who wants a place that the issue of eight has not wants the page in it."""
    verdicts = Verdicts(pins={page(number): place for number, place in pins.items()})

    assert pages(composed(TEN, verdicts=verdicts).items) == [page(number) for number in expected]


def test_t49_at_most_two_items_a_sharer_and_a_site() -> None:
    """The rest says whose share was full; a pinned one goes in all the same."""
    loud = [each for number in range(4) for each in shared(number, by="Lou")]
    same = [each for number in range(4, 8) for each in shared(number, site="big.example")]
    stories = stories_of(*loud, *same)

    digest = composed(stories)
    pinned = composed(stories, verdicts=Verdicts(pins={page(3): 0}))

    assert pages(digest.items) == [page(0), page(1), page(4, "big.example"), page(5, "big.example")]
    assert placed(stories)[page(2)] is Placement.OVER_SHARER_CAP
    assert placed(stories)[page(6, "big.example")] is Placement.OVER_SITE_CAP
    assert pages(pinned.items)[:2] == [page(3), page(0)]


FLAGGED = {
    "warning": ({"content_warning": "spiders"}, Flag.CONTENT_WARNING),
    "sensitive": ({"sensitive": True}, Flag.CONTENT_WARNING),
    "young": ({"by": author("Newt", created_at=at(12))}, Flag.NEW_ACCOUNT),
}
SEEN = {"approved": Verdicts(approved=frozenset({page(1)})), "pinned": Verdicts(pins={page(1): 0})}


@pytest.mark.parametrize(("but", "flag"), FLAGGED.values(), ids=FLAGGED)
def test_flagged_items_wait_for_a_person(but: dict[str, Any], flag: Flag) -> None:
    """Only approval of that very item, or a pin, lets it out; approval of the issue does not."""
    stories = stories_of(*shared(1, **but), *shared(2))

    digest = composed(stories)
    approved = composed(stories, verdicts=Verdicts(approved_at=at(23)))
    by_a_person = [composed(stories, verdicts=said) for said in SEEN.values()]

    assert pages(digest.items) == pages(approved.items) == [page(2)]
    assert [(item.page, item.number, item.flags) for item in digest.waiting] == [(page(1), 0, frozenset({flag}))]
    assert placed(stories)[page(1)] is Placement.WAITING
    assert [set(pages(each.items)) for each in by_a_person] == [{page(1), page(2)}] * 2


def test_the_boldest_policy_still_holds_what_is_sensitive() -> None:
    """Under `auto` many tags go out; a content warning, a young account (C16) and a held item never."""
    tags = tuple(hashtag(f"#tag{number}") for number in range(11))
    stories = stories_of(
        *shared(1, content_warning="spiders"),
        *shared(2, hashtags=tags),
        *shared(3),
        *shared(4, by=author("Newt", created_at=at(12))),
    )

    digest = composed(stories, where=course(policy=AUTO), verdicts=Verdicts(held=frozenset({page(3)})))

    assert pages(digest.items) == [page(2)]
    assert set(pages(digest.waiting)) == {page(1), page(3), page(4)}


@pytest.mark.parametrize("policy", list(PublishPolicy))
def test_no_policy_publishes_a_held_item(policy: PublishPolicy) -> None:
    """Not even beside an approval of the issue, or a pin."""
    said = Verdicts(held=frozenset({page(1)}), pins={page(1): 1}, approved_at=at(23))

    digest = composed(stories_of(*shared(1)), where=course(policy=policy), verdicts=said)

    assert digest.items == ()
    assert pages(digest.waiting) == [page(1)]


def test_under_review_nothing_goes_out_that_nobody_approved() -> None:
    """Neither a clean nor a pinned item; one approved by itself does."""
    stories, where = stories_of(*shared(1), *shared(2), *shared(3)), course(policy=REVIEW)
    said = Verdicts(pins={page(1): 1}, approved=frozenset({page(3)}))

    digest = composed(stories, where=where, verdicts=said)

    assert pages(digest.items) == [page(3)]
    assert pages(digest.waiting) == [page(1), page(2)]
    assert placed(stories, where=where)[page(2)] is Placement.UNAPPROVED


def test_an_approval_covers_what_could_be_seen_then() -> None:
    """What arrives after it waits, and so does what has a flag."""
    stories = stories_of(*shared(1), *shared(30), *shared(2, content_warning="spiders"))
    where = course(policy=REVIEW)

    digest = composed(stories, where=where, verdicts=Verdicts(approved_at=at(12, 10)))

    assert pages(digest.items) == [page(1)]
    assert placed(stories, where=where, verdicts=Verdicts(approved_at=at(12, 10))) == {
        page(1): Placement.HIGHLIGHT,
        page(2): Placement.WAITING,
        page(30): Placement.UNAPPROVED,
    }


def test_a_note_about_somebody_who_may_not_be_named_holds_its_item() -> None:
    """The note is not used, and a person is asked; under `auto` the item goes out without it."""
    said = Verdicts(notes={page(1): "{sharer} shared this."})
    silent = wish("P1n0", WishKind.CREDIT, "none")
    stories = stories_of(*shared(1))

    held = composed(stories, silent, verdicts=said)
    sent = composed(stories, silent, verdicts=said, where=course(policy=AUTO))
    open_ = composed(stories, verdicts=said)

    assert held.items == ()
    assert [(item.flags, item.note) for item in held.waiting] == [(frozenset({Flag.NOTE_WITHOUT_SHARER}), None)]
    assert [item.note for item in sent.items] == [None]
    assert [item.flags for item in open_.items] == [frozenset()]


def test_content_warnings_go_with_an_approved_item() -> None:
    """The same words, made harmless; the first that anybody wrote."""
    posts = [*shared(1, sensitive=True), *shared(1, people=2, content_warning="spi\u202eders")]

    (item,) = composed(stories_of(*posts), verdicts=SEEN["approved"]).items

    assert item.content_warning == "spiders"
    assert item.note is None


@pytest.mark.parametrize(("length", "whole"), [(100, True), (101, False)])
def test_long_content_warnings_are_cut(length: int, *, whole: bool) -> None:
    """A hundred characters stand in front of an item, no more."""
    warning = "x" * length

    (item,) = composed(stories_of(*shared(1, content_warning=warning)), verdicts=SEEN["approved"]).items

    assert (item.content_warning == warning) is whole
    assert graphemes(item.content_warning) <= 100


def on(number: int, *, days: int) -> dict[PageUrl, Appearance]:
    return {page(number): Appearance(day=DAY - timedelta(days=days), anchor="abc123")}


@pytest.mark.parametrize(("days", "again"), [(1, True), (90, True), (91, False), (0, False), (-1, False)], ids=str)
def test_t53_a_page_is_an_item_once_in_ninety_days(days: int, *, again: bool) -> None:
    """Shared again it is only listed, with its day and anchor; an issue composed anew is not its own past."""
    stories, history = stories_of(*shared(1), *shared(2)), on(1, days=days)

    digest = composed(stories, history=history)

    assert (page(1) in pages(digest.again)) is again
    assert (page(1) in pages(digest.items)) is not again
    assert [(item.first_on, item.anchor, item.note, item.number) for item in digest.again] == [
        (DAY - timedelta(days=days), "abc123", None, 0)
    ] * again
    assert placed(stories, history=history)[page(1)] is (Placement.AGAIN if again else Placement.HIGHLIGHT)


def test_t53_an_older_address_of_a_page_is_remembered_too() -> None:
    """The past is asked about every address that leads to the page, and its latest appearance counts."""
    short = PageUrl("https://short.example/abc")
    stories = gather([post(short), post(page(1), by="Ben")], course=course(), cards={}, aliases={short: page(1)})
    history = on(1, days=80) | {short: Appearance(day=DAY - timedelta(days=3), anchor="def456")}

    (again,) = composed(stories, history=history).again

    assert (again.page, again.first_on, again.anchor) == (page(1), DAY - timedelta(days=3), "def456")


def test_t53_even_a_pinned_page_comes_only_once() -> None:
    """A pin puts it on top of the list of those that come again."""
    history = on(1, days=3) | on(2, days=4)

    digest = composed(stories_of(*shared(1), *shared(2)), history=history, verdicts=Verdicts(pins={page(2): 1}))

    assert pages(digest.again) == [page(2), page(1)]
    assert digest.items == ()


def test_only_a_handful_comes_again() -> None:
    """Five are listed; the others say that there was no room."""
    stories = stories_of(*(each for number in range(7) for each in shared(number)))
    history = {page(number): Appearance(day=DAY - timedelta(days=1), anchor="a") for number in range(7)}

    assert len(composed(stories, history=history).again) == 5
    assert placed(stories, history=history)[page(6)] is Placement.OUT_OF_ROOM


def test_an_address_nobody_can_read_has_no_past() -> None:
    """A story with an odd spelling is composed all the same."""
    (plain,) = stories_of(*shared(1))
    odd = Story(page=plain.page, shares=plain.shares, spellings=("http://", *plain.spellings))

    assert pages(composed([odd], history=on(9, days=1)).items) == [page(1)]


def test_the_list_of_what_waits_is_bounded() -> None:
    """A flood of flagged posts does not flood the preview."""
    newt = author("Newt", created_at=at(12))
    stories = stories_of(*(post(page(number), by=newt, number=number) for number in range(60)))

    assert len(composed(stories).waiting) == 50
    assert set(placed(stories).values()) == {Placement.WAITING}


DRAWN = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(["", "big.example", "other.example"]),
        st.sampled_from(["Ana", "Ben", "Cleo", "Lou"]),
        st.booleans(),
    ),
    max_size=25,
)
SHAPES = st.builds(
    Shape,
    highlights=st.integers(0, 7),
    also=st.integers(0, 20),
    per_sharer=st.integers(1, 3),
    per_site=st.integers(1, 3),
)
NUMBERS = st.frozensets(st.integers(0, 12), max_size=4)


@given(
    drawn=DRAWN,
    shape=SHAPES,
    policy=st.sampled_from(list(PublishPolicy)),
    numbers=st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    data=st.data(),
)
def test_composing_keeps_its_promises(
    drawn: list[tuple[int, str, str, bool]],
    shape: Shape,
    policy: PublishPolicy,
    numbers: tuple[frozenset[int], ...],
    data: st.DataObject,
) -> None:
    """Limits hold, numbers run on, no page stands twice, the order given changes nothing, and all is explained."""
    where = course(shape=shape, policy=policy)
    posts = [
        post(page(number, site), by=who, number=at_, sensitive=warned)
        for at_, (number, site, who, warned) in enumerate(drawn)
    ]
    stories = stories_of(*posts)
    past, dropped, held, pinned = (frozenset(page(number) for number in each) for each in numbers)
    but: dict[str, Any] = {
        "where": where,
        "history": {each: Appearance(day=DAY - timedelta(days=1), anchor="a") for each in past},
        "verdicts": Verdicts(dropped=dropped, held=held, pins=dict.fromkeys(pinned - dropped, 1), approved_at=at(13)),
    }

    digest = composed(stories, **but)

    assert composed(data.draw(st.permutations(stories)), **but) == digest
    assert len(digest.highlights) <= shape.highlights
    assert len(digest.also) <= shape.also
    assert [item.number for item in digest.items] == list(range(1, len(digest.items) + 1))
    assert not set(pages(digest.items)) & (past | dropped | held)
    places = placed(stories, **but)
    assert set(places) == {story.page for story in stories}
    everything = (digest.highlights, digest.also, digest.again, digest.waiting)
    assert [pages(each) for each in everything] == [
        [story for story in pages(group) if places[story] in wanted]
        for group, wanted in zip(
            everything,
            (
                {Placement.HIGHLIGHT},
                {Placement.ALSO},
                {Placement.AGAIN},
                {Placement.WAITING, Placement.HELD, Placement.UNAPPROVED},
            ),
            strict=True,
        )
    ]
    assert sum(map(len, everything)) == sum(
        place not in {Placement.DROPPED, Placement.OUT_OF_ROOM, Placement.OVER_SHARER_CAP, Placement.OVER_SITE_CAP}
        for place in places.values()
    )
    listed = [each for group in everything for each in pages(group)]
    assert len(listed) == len(set(listed))
