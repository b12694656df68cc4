"""Who may be collected."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.consent import refusal
from curation.model import (
    AccountState,
    ConsentMode,
    Hashtag,
    Post,
    Reason,
    Visibility,
    Wish,
    WishKind,
)
from tests.makers import at, author, course, hashtag, post, wish

ASK, OPEN, ROSTER = ConsentMode.ASK, ConsentMode.OPEN, ConsentMode.ROSTER
ANA = author("Ana")
LINK = "https://blog.example/closures"

START = wish(ANA, WishKind.START)
STOP = wish(ANA, WishKind.STOP)
LISTED = wish(ANA, WishKind.ROSTER, "name")


def reason_of(said: Post, *wishes: Wish, mode: ConsentMode, **but: Any) -> Reason | None:
    """Return the reason alone, and see that it names the post."""
    refused = refusal(said, wishes, course(consent=mode, **but), at(18))
    if refused is None:
        return None
    assert refused.ref == said.ref
    return refused.reason


UNLISTED = post(LINK, visibility=Visibility.UNLISTED)
DIRECT = post(LINK, visibility=Visibility.DIRECT)
PRIVATE = post(LINK, visibility=Visibility.PRIVATE)
EVERY_MODE = pytest.mark.parametrize("mode", [ASK, OPEN, ROSTER])


def by(**but: Any) -> Post:
    """Return a post by Ana with another profile."""
    return post(LINK, by=author(**({"name": "Ana", "handle": "ana@mastodon.example"} | but)))


LINES_FOR_ALL = {
    "2: unlisted": (UNLISTED, (), Reason.NOT_PUBLIC),
    "2: private": (PRIVATE, (), Reason.NOT_PUBLIC),
    "2: direct": (DIRECT, (), Reason.NOT_PUBLIC),
    "2: protected": (by(state=AccountState.PROTECTED), (), Reason.ACCOUNT_STATE),
    "2: suspended": (by(state=AccountState.SUSPENDED), (), Reason.ACCOUNT_STATE),
    "2: limited": (by(state=AccountState.LIMITED), (), Reason.ACCOUNT_STATE),
    "2: moved": (by(state=AccountState.MOVED), (), Reason.ACCOUNT_STATE),
    "3: in the text": (post(LINK, text="not this one #NoDigest"), (), Reason.NO_DIGEST),
    "3: in the tags": (post(LINK, hashtags=(hashtag("#nodigest"),)), (), Reason.NO_DIGEST),
    "3: in the warning": (post(LINK, content_warning="links #nodigest"), (), Reason.NO_DIGEST),
    "3: in the bio": (by(bio="teacher. ＃NoDigest"), (), Reason.NO_DIGEST),
    "3: in the name": (by(name="Ana #nodigest"), (), Reason.NO_DIGEST),
    "4: stop": (post(LINK), (STOP,), Reason.STOPPED),
    "5: unreadable": (by(state=AccountState.UNREADABLE), (), Reason.UNREADABLE),
    "6: a bot": (by(is_bot=True), (), Reason.BOT),
}


@EVERY_MODE
@pytest.mark.parametrize(("said", "wishes", "reason"), LINES_FOR_ALL.values(), ids=LINES_FOR_ALL)
@pytest.mark.parametrize("agreed", [(), (START,), (LISTED,)], ids=["silent", "start", "roster"])
def test_c01_lines_two_to_six_hold_in_every_mode(
    said: Post, wishes: tuple[Wish, ...], reason: Reason, agreed: tuple[Wish, ...], mode: ConsentMode
) -> None:
    """No mode and no earlier yes overrides the hard exclusions."""
    later = tuple(wish(ANA, each.kind, at=at(10)) for each in wishes)

    found = reason_of(said, *agreed, *later, mode=mode)

    assert found is reason


LINES_BY_MODE = {
    "9: silent": ((), {ASK: None, OPEN: None, ROSTER: Reason.NOT_ON_ROSTER}),
    "7: start": ((START,), {ASK: None, OPEN: None, ROSTER: Reason.NOT_ON_ROSTER}),
    "7: roster": ((LISTED,), {ASK: None, OPEN: None, ROSTER: None}),
}


@EVERY_MODE
@pytest.mark.parametrize(("wishes", "expected"), LINES_BY_MODE.values(), ids=LINES_BY_MODE)
def test_c01_who_is_collected_by_mode(
    wishes: tuple[Wish, ...], expected: dict[ConsentMode, Reason | None], mode: ConsentMode
) -> None:
    """A public tagged link is listed in open and ask, and only from the roster in roster mode."""
    found = reason_of(post(LINK), *wishes, mode=mode)

    assert found is expected[mode]


NO_BOTS = {
    "bio": by(bio="I like tea #nobot"),
    "a field": by(bio="tea\nrobots: #NOBOTS"),
    "the name": by(name="Ana ＃noindex"),
    "search": by(bio="#nosearch"),
    "archive": by(bio="(#noarchive)"),
    "small sign": by(bio="﹟NoBot"),
}


@EVERY_MODE
@pytest.mark.parametrize("said", NO_BOTS.values(), ids=NO_BOTS)
def test_t105_no_bot_in_any_spelling_and_place_is_a_no(said: Post, mode: ConsentMode) -> None:
    """The tags are found in bio, fields and name, in any case and width."""
    assert reason_of(said, mode=mode) is Reason.NO_BOT


@pytest.mark.parametrize("bio", ["#nobother", "nobot", "#nobot_x", "#nobotá", "# nobot", "#no bot"])
def test_t105_only_the_whole_tag_counts(bio: str) -> None:
    """A longer tag, or the word without its sign, is no opt-out."""
    assert reason_of(by(bio=bio), mode=OPEN) is None


@pytest.mark.parametrize(
    ("mode", "wishes", "expected"),
    [
        (OPEN, (START,), None),
        (ASK, (START,), None),
        (OPEN, (LISTED,), None),
        (ROSTER, (LISTED,), None),
        (ROSTER, (START,), Reason.NO_BOT),
    ],
    ids=["open start", "ask start", "open roster", "roster roster", "roster start"],
)
def test_c01_line_seven_overrides_line_eight(
    mode: ConsentMode, wishes: tuple[Wish, ...], expected: Reason | None
) -> None:
    """Who said start is included whatever the bio says to bots; in roster mode only the roster does that."""
    assert reason_of(by(bio="#nobot"), *wishes, mode=mode) is expected


def test_c01_start_never_overrides_no_digest() -> None:
    """A bio that says no digest wins over an earlier or later start."""
    assert reason_of(by(bio="#nodigest"), START, mode=OPEN) is Reason.NO_DIGEST


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ((wish(ANA, WishKind.START, at=at(9)), wish(ANA, WishKind.STOP, at=at(10))), Reason.STOPPED),
        ((wish(ANA, WishKind.STOP, at=at(9)), wish(ANA, WishKind.START, at=at(10))), None),
        ((wish(ANA, WishKind.STOP, at=at(9)), wish(ANA, WishKind.START, at=at(9))), Reason.STOPPED),
        ((wish(ANA, WishKind.STOP, at=at(9)), wish(ANA, WishKind.ROSTER, "name", at=at(10))), Reason.STOPPED),
        ((wish(ANA, WishKind.STOP, course="other"),), None),
        ((wish(ANA, WishKind.STOP, course="bit15"),), Reason.STOPPED),
        ((wish(ANA, WishKind.STOP), wish(ANA, WishKind.START, course="other", at=at(10))), Reason.STOPPED),
    ],
    ids=["stop later", "start later", "same moment", "a roster is no start", "elsewhere", "here", "start elsewhere"],
)
def test_the_later_of_stop_and_start_wins_within_its_scope(wishes: tuple[Wish, ...], expected: Reason | None) -> None:
    """Wishes of another course change nothing; of two at one moment the no counts."""
    forwards = reason_of(post(LINK), *wishes, mode=OPEN)
    backwards = reason_of(post(LINK), *reversed(wishes), mode=OPEN)

    assert forwards is backwards is expected


@pytest.mark.parametrize(
    ("expires", "expected"),
    [(date(2015, 11, 12), None), (date(2015, 11, 11), Reason.NOT_ON_ROSTER), (date(2015, 11, 1), Reason.NOT_ON_ROSTER)],
    ids=["tomorrow", "today", "past"],
)
def test_t110_an_expired_roster_entry_is_absent_from_that_day_on(expires: date, expected: Reason | None) -> None:
    """The day an entry expires is the first day without it, by the course's own calendar."""
    entry = wish(ANA, WishKind.ROSTER, "name", expires=expires)

    found = refusal(post(LINK), [entry], course(consent=ROSTER, zone="America/Toronto"), at(3, day=12))

    assert (found.reason if found else None) is expected


@pytest.mark.parametrize(
    ("ahead", "mode", "expected"),
    [
        pytest.param(WishKind.START, OPEN, Reason.STOPPED, id="a start"),
        pytest.param(WishKind.ROSTER, ROSTER, Reason.STOPPED, id="an entry of the roster"),
        pytest.param(WishKind.STOP, OPEN, Reason.STOPPED, id="a stop"),
    ],
)
def test_a_yes_dated_ahead_waits_for_its_day_and_a_no_does_not(
    ahead: WishKind, mode: ConsentMode, expected: Reason
) -> None:
    """Entries may be written before a course begins, and clocks be set back: neither undoes what was said today."""
    said = (wish(ANA, WishKind.STOP, at=at(9)), wish(ANA, ahead, "name", at=at(9, day=20)))
    wishes = said[1:] if ahead is WishKind.STOP else said

    assert reason_of(post(LINK), *wishes, mode=mode) is expected
    if ahead is WishKind.ROSTER:
        assert reason_of(post(LINK), said[1], mode=mode) is Reason.NOT_ON_ROSTER


def test_unknown_profiles_are_listed_but_never_in_roster_mode() -> None:
    """An archive without profiles gives links in open and ask; where a no must be visible it gives nothing."""
    said = by(state=AccountState.UNKNOWN)

    found = {mode: reason_of(said, LISTED, mode=mode) for mode in ConsentMode}

    assert found == {ASK: None, OPEN: None, ROSTER: Reason.UNREADABLE}


def test_t102_a_profile_that_became_unreadable_is_a_no_whatever_was_said_before() -> None:
    """A block makes the profile unreadable; start and roster do not bring the person back."""
    said = by(state=AccountState.UNREADABLE)

    assert reason_of(said, START, LISTED, mode=OPEN) is Reason.UNREADABLE


def test_c01_our_own_posts_stay_out() -> None:
    """An account of ours is refused as our own, even with a start."""
    assert reason_of(post(LINK), START, mode=OPEN, own_accounts=frozenset({ANA.account})) is Reason.OWN


@pytest.mark.parametrize("handle", ["ana@mastodon.example", "@Ana@Mastodon.example"])
def test_bots_on_the_allow_list_count(handle: str) -> None:
    """The operator's list is read without regard to case or a leading sign."""
    assert reason_of(by(is_bot=True), mode=OPEN, allowed_bots=frozenset({handle})) is None


def test_t103_t104_only_public_posts_are_ever_collected() -> None:
    """Whatever the timeline promised and whoever spread it, the post's own visibility decides."""
    found = {
        each: reason_of(post(LINK, visibility=each), START, LISTED, mode=OPEN)
        for each in Visibility
        if each is not Visibility.PUBLIC
    }

    assert set(found.values()) == {Reason.NOT_PUBLIC}


def test_t113_c11_a_stop_on_one_account_says_nothing_about_another_of_the_same_name() -> None:
    """Two accounts are joined by nothing but proof: each has its own wishes."""
    other = author("Ana", handle="ana@elsewhere.example")

    assert refusal(post(LINK, by=other), (), course(), at(18)) is None
    assert reason_of(post(LINK), STOP, mode=OPEN) is Reason.STOPPED


WISHES = st.lists(
    st.builds(
        lambda kind, value, hour: wish(ANA, kind, value, at=at(hour)),
        st.sampled_from(list(WishKind)),
        st.sampled_from(["", "name", "handle", "mention", "none", "alias Heron", "yes", "no"]),
        st.integers(0, 23),
    ),
    max_size=6,
)


@given(wishes=WISHES, mode=st.sampled_from(list(ConsentMode)))
def test_a_last_stop_always_wins(wishes: list[Wish], mode: ConsentMode) -> None:
    """After a stop that nobody took back the post stays out, whatever was said before."""
    last = wish(ANA, WishKind.STOP, at=at(23, 59))

    assert reason_of(post(LINK), *wishes, last, mode=mode) is Reason.STOPPED


def test_hashtag_keys_are_what_is_compared() -> None:
    """A tag given by the network without the text counts as well."""
    said = post(LINK, text="plain", hashtags=(Hashtag.parse("＃NODIGEST"),))

    assert reason_of(said, mode=OPEN) is Reason.NO_DIGEST
