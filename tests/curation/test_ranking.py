"""The order of stories, and everybody's fair share."""

import dataclasses
from datetime import timedelta

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from curation.model import Author, Flag, PageUrl, Post, Share, Story
from curation.ranking import Because, Cap, because, fair, ranked
from tests.makers import at, post


def story(
    page: str = "https://blog.example/a", *, by: str = "Ana", minute: int = 0, boosts: int = 0, flag: bool = False
) -> Story:
    """Return a story shared by the people in *by* (one a word), one a minute from *minute* past nine on."""
    shares = tuple(
        Share(post=post(page, by=who, created_at=at(9) + timedelta(minutes=minute + later)), url=page)
        for later, who in enumerate(by.split())
    )
    flags = frozenset({Flag.CONTENT_WARNING}) if flag else frozenset[Flag]()
    return Story(page=PageUrl(page), shares=shares, spellings=(page,), boosts=boosts, flags=flags)


def at_site(number: int, site: str = "blog.example") -> str:
    return f"https://{site}/{number}"


ORDERS = {
    "people first": (story(at_site(1), by="Ana Ben", minute=9), story(at_site(2), boosts=99)),
    "then boosts": (story(at_site(2), boosts=2, minute=9), story(at_site(1), boosts=1)),
    "then first seen": (story(at_site(2), minute=1), story(at_site(1), minute=2)),
    "then address": (story(at_site(1)), story(at_site(2))),
    "a warning never rises": (story(at_site(1)), story(at_site(2), by="Ana Ben Cleo", boosts=9, flag=True)),
}


@pytest.mark.parametrize(("first", "second"), ORDERS.values(), ids=ORDERS)
def test_the_order_of_stories(first: Story, second: Story) -> None:
    """People, boosts, time, address – and what is sensitive below all that is not."""
    assert ranked([second, first]) == ranked([first, second]) == (first, second)


def test_pinned_stories_come_first_by_the_position_wanted() -> None:
    """A person's order stands above every count, a warning included; held stories stand last."""
    many, warned, third, held = (
        story(at_site(1), by="Ana Ben Cleo"),
        story(at_site(2), flag=True),
        story(at_site(3)),
        story(at_site(4), by="Ana Ben Cleo Dia"),
    )

    order = ranked([many, held, warned, third], pins={third.page: 2, warned.page: 1}, held={held.page})

    assert order == (warned, third, many, held)


@pytest.mark.parametrize("noun", [Author, Post, Share, Story, Because])
def test_t46_nobodys_followers_are_kept_or_counted(noun: type) -> None:
    """What ranks are people who shared; no noun has a place for follower numbers or likes."""
    fields = " ".join(each.name for each in dataclasses.fields(noun))

    assert not regex.search("follow|like|favou?rite|score", fields)


def test_a_story_says_why_it_stands_there() -> None:
    """The reasons are values; the words are made where they are shown."""
    two = story(by="Ana Ben", boosts=3, flag=True)

    assert because(two) == Because(people=2, sources=1, boosts=3, first_at=at(9), last=True)
    assert because(two, pins={two.page: 1}) == Because(people=2, sources=1, boosts=3, first_at=at(9), pinned=True)


def test_t49_nobody_and_no_site_fills_an_issue() -> None:
    """One loud person gets two stories in, one site gets two; the rest says which share was full."""
    loud = [story(f"https://site{number}.example/a", by="Lou") for number in range(4)]
    same = [story(at_site(number, "big.example"), by=f"P{number}") for number in range(4)]

    shared = fair([*loud, *same], 2, 2)

    assert shared.within == (*loud[:2], *same[:2])
    assert dict(shared.over) == dict.fromkeys([each.page for each in loud[2:]], Cap.SHARER) | dict.fromkeys(
        [each.page for each in same[2:]], Cap.SITE
    )


def test_t49_a_loud_sharer_takes_no_page_from_others() -> None:
    """A page that somebody with room left shared too stays in, whoever else pointed at it."""
    loud = [story(f"https://site{number}.example/a", by="Lou") for number in range(2)]
    both = story("https://other.example/a", by="Lou Ana")

    assert fair([*loud, both], 2, 2).within == (*loud, both)


def test_pinned_pages_are_exempt_but_counted() -> None:
    """A person may pin three of one site; nothing unpinned of it comes in then."""
    stories = [story(at_site(number), by=f"P{number}") for number in range(4)]

    shared = fair(stories, 2, 2, exempt={each.page for each in stories[:3]})

    assert shared.within == tuple(stories[:3])
    assert shared.over == {stories[3].page: Cap.SITE}


def test_www_and_mobile_hosts_are_the_same_site() -> None:
    """The share of a site is counted over its spellings."""
    hosts = ("big.example", "www.big.example", "m.big.example")
    stories = [story(f"https://{host}/{number}", by=f"P{number}") for number, host in enumerate(hosts)]

    assert len(fair(stories, 2, 2).within) == 2


STORIES = st.lists(
    st.builds(
        lambda number, people, minute, boosts, flag: story(
            at_site(number, f"site{number % 3}.example"),
            by=" ".join(sorted(people)),
            minute=minute,
            boosts=boosts,
            flag=flag,
        ),
        st.integers(0, 30),
        st.sets(st.sampled_from(["Ana", "Ben", "Cleo", "Dia", "Lou"]), min_size=1),
        st.integers(0, 3),
        st.integers(0, 2),
        st.booleans(),
    ),
    max_size=10,
    unique_by=lambda each: each.page,
)


@given(stories=STORIES, data=st.data())
def test_ranking_is_total_and_blind_to_the_order_given(stories: list[Story], data: st.DataObject) -> None:
    """Every permutation gives the same order, with every story in it once."""
    pins = (
        data.draw(st.dictionaries(st.sampled_from([each.page for each in stories]), st.integers(0, 3)))
        if stories
        else {}
    )
    shuffled = data.draw(st.permutations(stories))

    order = ranked(stories, pins=pins)

    assert ranked(shuffled, pins=pins) == order
    assert sorted(order, key=lambda each: each.page) == sorted(stories, key=lambda each: each.page)


@given(stories=STORIES.filter(bool), data=st.data())
def test_another_sharer_never_lowers_a_story(stories: list[Story], data: st.DataObject) -> None:
    """One more person who points at a page moves it up or leaves it where it is."""
    chosen = data.draw(st.sampled_from(stories))
    names = " ".join(share.post.author.name for share in chosen.shares)
    minute = int((chosen.first_at - at(9)).total_seconds() // 60)
    liked = story(
        chosen.page, by=f"{names} Zoe", minute=minute, boosts=chosen.boosts, flag=Flag.CONTENT_WARNING in chosen.flags
    )

    before = ranked(stories).index(chosen)
    after = ranked([liked if each is chosen else each for each in stories]).index(liked)

    assert after <= before


@given(stories=STORIES, per_sharer=st.integers(1, 3), per_site=st.integers(1, 3))
def test_shares_are_never_exceeded(stories: list[Story], per_sharer: int, per_site: int) -> None:
    """No site and no single sharer has more than their share, and what is over is named."""
    shared = fair(ranked(stories), per_sharer, per_site)

    sites = [each.page.split("/")[2] for each in shared.within]
    alone = [each.shares[0].account for each in shared.within if each.people == 1]
    assert all(sites.count(site) <= per_site for site in sites)
    assert all(alone.count(who) <= per_sharer for who in alone)
    assert {*shared.over} | {each.page for each in shared.within} == {each.page for each in stories}
    assert not {*shared.over} & {each.page for each in shared.within}
