"""The order of stories, and everybody's fair share."""

import dataclasses
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from curation.model import AccountRef, Author, Flag, Kind, PageUrl, Post, Shape, Share, Story
from curation.ranking import Because, Cap, Lineup, Next, Taste, Tie, because, between, lined_up, ranked
from tests.makers import at, author, card, post


def story(
    page: str = "https://blog.example/a",
    *,
    by: str = "Ana",
    minute: int = 0,
    boosts: int = 0,
    flag: bool = False,
    kind: Kind | None = None,
    topic: str = "",
) -> Story:
    """Return a story shared by the people in *by* (one a word), one a minute from *minute* past nine on."""
    shares = tuple(
        Share(post=post(page, by=who, created_at=at(9) + timedelta(minutes=minute + later)), url=page)
        for later, who in enumerate(by.split())
    )
    return Story(
        page=PageUrl(page),
        shares=shares,
        spellings=(page,),
        boosts=boosts,
        flags=frozenset({Flag.CONTENT_WARNING}) if flag else frozenset[Flag](),
        card=card(page, kind=kind) if kind else None,
        topics=(topic,) if topic else (),
    )


def line(*stories: Story, per_sharer: int = 2, per_site: int = 2, **but: Any) -> Lineup:
    """Return *stories* lined up for an issue of three and five."""
    return lined_up(stories, Shape(per_sharer=per_sharer, per_site=per_site), **but)


def account(name: str) -> AccountRef:
    return author(name).account


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


@pytest.mark.parametrize("noun", [Author, Post, Share, Story, Because, Next, Taste])
def test_t46_nobodys_followers_are_kept_or_counted(noun: type) -> None:
    """What ranks are people who shared; no noun has a place for follower numbers or likes."""
    fields = " ".join(each.name for each in dataclasses.fields(noun))

    assert not regex.search("follow|like|favou?rite|score", fields)


def test_a_story_says_what_it_has_to_show() -> None:
    """The reasons are values; the words are made where they are shown."""
    two = story(by="Ana Ben", boosts=3, flag=True)

    assert because(two) == Because(people=2, sources=1, boosts=3, first_at=at(9), last=True)
    assert because(two, pins={two.page: 1}) == Because(people=2, sources=1, boosts=3, first_at=at(9), pinned=True)


def test_t49_nobody_and_no_site_fills_an_issue() -> None:
    """One loud person gets two stories in, one site gets two; the rest says which share was full."""
    loud = [story(f"https://site{number}.example/a", by="Lou") for number in range(4)]
    same = [story(at_site(number, "big.example"), by=f"P{number}") for number in range(4)]

    shared = line(*loud, *same)

    assert shared.within == (*same[:2], *loud[:2])
    assert dict(shared.over) == dict.fromkeys([each.page for each in loud[2:]], Cap.SHARER) | dict.fromkeys(
        [each.page for each in same[2:]], Cap.SITE
    )


def test_c11_who_has_two_accounts_has_one_share_of_an_issue() -> None:
    """Accounts that were joined by proof from both sides fill the same two places."""
    ana = account("Ana")
    pages = [story(f"https://site{number}.example/a", by="Ana" if number % 2 else "Lou") for number in range(4)]
    joined = [replace(each, shares=tuple(replace(share, somebody=ana) for share in each.shares)) for each in pages]

    assert len(line(*pages).within) == 4
    assert line(*joined).within == tuple(joined[:2])
    assert set(line(*joined).over.values()) == {Cap.SHARER}


def test_t49_a_loud_sharer_takes_no_page_from_others() -> None:
    """A page that somebody with room left shared too stays in, whoever else pointed at it."""
    loud = [story(f"https://site{number}.example/a", by="Lou Max") for number in range(2)]
    both = story("https://other.example/a", by="Lou Ana", minute=5)

    assert line(*loud, both).within == (*loud, both)


def test_pinned_pages_are_exempt_but_counted() -> None:
    """A person may pin three of one site; nothing unpinned of it comes in then."""
    stories = [story(at_site(number), by=f"P{number}") for number in range(4)]

    shared = line(*stories, pins={each.page: 0 for each in stories[:3]})

    assert shared.within == tuple(stories[:3])
    assert shared.over == {stories[3].page: Cap.SITE}


def test_www_and_mobile_hosts_are_the_same_site() -> None:
    """The share of a site is counted over its spellings."""
    hosts = ("big.example", "www.big.example", "m.big.example")
    stories = [story(f"https://{host}/{number}", by=f"P{number}") for number, host in enumerate(hosts)]

    assert len(line(*stories).within) == 2


VIDEO, TALK = Kind.VIDEO, Kind.TALK


def test_three_videos_are_not_a_digest() -> None:
    """Of equals, the one of another kind comes in between, though it was shared later."""
    videos = [story(f"https://v{each}.example/", by=f"V{each}", minute=each, kind=VIDEO) for each in range(3)]
    talk = story("https://t.example/", by="Tom", minute=9, kind=TALK)

    assert line(*videos, talk).within == (videos[0], talk, videos[1], videos[2])


def test_the_same_topic_again_waits_for_others() -> None:
    """A page without a topic repeats none."""
    pages = [
        story(f"https://p{each}.example/", by=f"P{each}", minute=each, kind=kind, topic=topic)
        for each, (kind, topic) in enumerate([(VIDEO, "A"), (TALK, "A"), (Kind.PAPER, ""), (Kind.BOOK, "B")])
    ]

    assert line(*pages).within == (pages[0], pages[2], pages[3], pages[1])


def test_more_people_stand_above_variety() -> None:
    """Variety, theme and newcomers choose among equals only."""
    videos = [story(f"https://v{each}.example/", by=f"V{each} W{each}", minute=each, kind=VIDEO) for each in range(3)]
    talk = story("https://t.example/", by="Tom", kind=TALK, topic="Theme")

    assert line(talk, *videos, taste=Taste(theme=frozenset({"Theme"}))).within == (*videos, talk)


def test_the_weeks_theme_comes_before_newcomers_and_they_before_time() -> None:
    """Each only where what is asked before makes no difference."""
    early, new, theme = (
        story("https://a.example/", by="Old", minute=1),
        story("https://b.example/", by="Old2 New", minute=2),
        story("https://c.example/", by="Old3", minute=3, topic="Theme"),
    )
    early, new = (story(each.page, by=by, minute=at_) for each, by, at_ in ((early, "Old", 1), (new, "New", 2)))
    taste = Taste(theme=frozenset({"Theme"}), newcomers=frozenset({account("New")}))

    found = line(early, new, theme, taste=taste)

    assert [each.page for each in found.within] == [theme.page, new.page, early.page]
    assert [found.after[each.page].tie for each in found.within[:2]] == [Tie.THEME, Tie.NEWCOMER]


WHY = {
    Tie.PINNED: (story(at_site(1)), story(at_site(2), by="Ana Ben"), {"pins": {at_site(1): 1}}),
    Tie.LAST: (story(at_site(1)), story(at_site(2), by="Ben Cleo", flag=True), {}),
    Tie.PEOPLE: (story(at_site(1), by="Ana Ben"), story(at_site(2), by="Cleo"), {}),
    Tie.BOOSTS: (story(at_site(1), boosts=1), story(at_site(2), by="Ben"), {}),
    Tie.THEME: (
        story(at_site(1), minute=1, topic="T"),
        story(at_site(2), by="Ben"),
        {"taste": Taste(theme=frozenset("T"))},
    ),
    Tie.NEWCOMER: (
        story(at_site(1), minute=1),
        story(at_site(2), by="Ben"),
        {"taste": Taste(newcomers=frozenset({account("Ana")}))},
    ),
    Tie.EARLIER: (story(at_site(2)), story(at_site(1), by="Ben", minute=1), {}),
    Tie.ADDRESS: (story(at_site(1)), story(at_site(2), by="Ben"), {}),
}


@pytest.mark.parametrize(("tie", "first", "second", "but"), [(tie, *case) for tie, case in WHY.items()], ids=WHY)
def test_every_step_can_say_what_decided(tie: Tie, first: Story, second: Story, but: dict[str, Any]) -> None:
    """The first question on which two neighbours differ."""
    found = line(second, first, **but)

    assert found.within == (first, second)
    assert found.after == {first.page: Next(page=second.page, tie=tie)}


def test_variety_is_named_as_what_decided() -> None:
    """And time again, once both would repeat as much."""
    videos = [story(f"https://v{each}.example/", by=f"V{each}", minute=each, kind=VIDEO) for each in range(3)]
    talk = story("https://t.example/", by="Tom", minute=9, kind=TALK)

    found = line(*videos, talk)

    assert [found.after[each.page].tie for each in found.within[:3]] == [Tie.EARLIER, Tie.VARIETY, Tie.EARLIER]


def test_two_stories_are_compared_by_what_stands_before_every_taste() -> None:
    """People, then boosts; equals and those behind put nobody first."""
    many, boosted, plain = story(by="Ana Ben"), story(boosts=2), story()

    assert [between(many, plain), between(boosted, plain)] == [Tie.PEOPLE, Tie.BOOSTS]
    assert [between(plain, many), between(plain, plain)] == [None, None]


STORIES = st.lists(
    st.builds(
        lambda number, people, minute, boosts, flag, kind, topic: story(
            at_site(number, f"site{number % 3}.example"),
            by=" ".join(sorted(people)),
            minute=minute,
            boosts=boosts,
            flag=flag,
            kind=kind,
            topic=topic,
        ),
        st.integers(0, 30),
        st.sets(st.sampled_from(["Ana", "Ben", "Cleo", "Dia", "Lou"]), min_size=1),
        st.integers(0, 3),
        st.integers(0, 2),
        st.booleans(),
        st.sampled_from([None, Kind.VIDEO, Kind.TALK, Kind.PAPER]),
        st.sampled_from(["", "A", "B"]),
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


TASTES = st.builds(
    Taste,
    theme=st.frozensets(st.sampled_from(["A", "B"])),
    newcomers=st.frozensets(st.sampled_from([account("Ana"), account("Lou")])),
)


@given(stories=STORIES, taste=TASTES, data=st.data())
def test_a_line_is_blind_to_the_order_given(stories: list[Story], taste: Taste, data: st.DataObject) -> None:
    """Every permutation gives the same line, with the same reasons between neighbours."""
    found = line(*stories, taste=taste)

    assert line(*data.draw(st.permutations(stories)), taste=taste) == found
    assert [found.after[each.page].page for each in found.within[:-1]] == [each.page for each in found.within[1:]]


@given(stories=STORIES.filter(bool), taste=TASTES, data=st.data())
def test_another_sharer_never_lowers_a_story_in_its_issue(
    stories: list[Story], taste: Taste, data: st.DataObject
) -> None:
    """Whatever its kind, topic and the issue's taste: it moves up or stays, and never falls out."""
    chosen = data.draw(st.sampled_from(stories))
    liked = replace(chosen, shares=(*chosen.shares, *story(chosen.page, by="Zoe", minute=50).shares))

    before = line(*stories, taste=taste).within
    after = line(*(liked if each is chosen else each for each in stories), taste=taste).within

    if chosen in before:
        assert after.index(liked) <= before.index(chosen)


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
    shared = line(*stories, per_sharer=per_sharer, per_site=per_site)

    sites = [each.page.split("/")[2] for each in shared.within]
    alone = [each.shares[0].account for each in shared.within if each.people == 1]
    assert all(sites.count(site) <= per_site for site in sites)
    assert all(alone.count(who) <= per_sharer for who in alone)
    assert {*shared.over} | {each.page for each in shared.within} == {each.page for each in stories}
    assert not {*shared.over} & {each.page for each in shared.within}
