"""Who may be named, linked and quoted."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.consent import credit, may_quote, refusal, settled
from curation.model import (
    AccountState,
    Author,
    ConsentMode,
    CreditForm,
    Post,
    PostRef,
    Quote,
    Visibility,
    Wish,
    WishKind,
)
from tests.makers import at, author, course, post, wish

ASK, OPEN, ROSTER = ConsentMode.ASK, ConsentMode.OPEN, ConsentMode.ROSTER
ANA = author("Ana")
LINK = "https://blog.example/closures"
START = wish(ANA, WishKind.START)
STOP = wish(ANA, WishKind.STOP)
LISTED = wish(ANA, WishKind.ROSTER, "name")


def by(**but: Any) -> Post:
    """Return a post by Ana with another profile."""
    return post(LINK, by=author(**({"name": "Ana", "handle": "ana@mastodon.example"} | but)))


CREDITS: dict[str, tuple[ConsentMode, tuple[Wish, ...], dict[str, Any], tuple[CreditForm, str, bool, bool]]] = {
    "open, silent": (OPEN, (), {}, (CreditForm.NAME, "Ana", True, True)),
    "open, not discoverable": (OPEN, (), {"discoverable": False}, (CreditForm.NAME, "Ana", True, False)),
    "open, profile unknown": (OPEN, (), {"state": AccountState.UNKNOWN}, (CreditForm.NONE, "", False, False)),
    "open, unknown but start": (
        OPEN,
        (START,),
        {"state": AccountState.UNKNOWN, "discoverable": False},
        (CreditForm.NAME, "Ana", True, False),
    ),
    "open, stop": (OPEN, (STOP,), {}, (CreditForm.NONE, "", False, False)),
    "open, no bot": (OPEN, (), {"bio": "#nobot"}, (CreditForm.NONE, "", False, False)),
    "open, none": (OPEN, (wish(ANA, WishKind.CREDIT, "none"),), {}, (CreditForm.NONE, "", False, False)),
    "open, handle": (
        OPEN,
        (wish(ANA, WishKind.CREDIT, "handle"),),
        {},
        (CreditForm.HANDLE, "ana at mastodon.example", True, True),
    ),
    "open, mention": (OPEN, (wish(ANA, WishKind.CREDIT, "mention"),), {}, (CreditForm.MENTION, "Ana", True, True)),
    "open, alias": (
        OPEN,
        (wish(ANA, WishKind.CREDIT, "alias Blue Heron"),),
        {},
        (CreditForm.ALIAS, "Blue Heron", False, False),
    ),
    "open, alias of nothing": (OPEN, (wish(ANA, WishKind.CREDIT, "alias"),), {}, (CreditForm.NONE, "", False, False)),
    "open, odd word": (OPEN, (wish(ANA, WishKind.CREDIT, "loudly"),), {}, (CreditForm.NONE, "", False, False)),
    "open, later wins": (
        OPEN,
        (wish(ANA, WishKind.CREDIT, "none", at=at(8)), wish(ANA, WishKind.CREDIT, "Name", at=at(9))),
        {},
        (CreditForm.NAME, "Ana", True, True),
    ),
    "ask, silent": (ASK, (), {}, (CreditForm.NONE, "", False, False)),
    "ask, credit without start": (ASK, (wish(ANA, WishKind.CREDIT, "name"),), {}, (CreditForm.NONE, "", False, False)),
    "ask, start": (ASK, (START,), {}, (CreditForm.NAME, "Ana", True, True)),
    "ask, roster": (ASK, (LISTED,), {}, (CreditForm.NAME, "Ana", True, True)),
    "ask, roster alias": (
        ASK,
        (wish(ANA, WishKind.ROSTER, "alias Heron"),),
        {},
        (CreditForm.ALIAS, "Heron", False, False),
    ),
    "roster, silent": (ROSTER, (START,), {}, (CreditForm.NONE, "", False, False)),
    "roster, name": (ROSTER, (LISTED,), {}, (CreditForm.NAME, "Ana", False, False)),
    "roster, handle": (
        ROSTER,
        (wish(ANA, WishKind.ROSTER, "handle"),),
        {},
        (CreditForm.HANDLE, "ana at mastodon.example", True, True),
    ),
    "roster, mention never pings": (
        ROSTER,
        (wish(ANA, WishKind.ROSTER, "mention"),),
        {},
        (CreditForm.NAME, "Ana", True, True),
    ),
    "roster, alias": (
        ROSTER,
        (wish(ANA, WishKind.ROSTER, "alias Heron"),),
        {},
        (CreditForm.ALIAS, "Heron", False, False),
    ),
    "roster, nothing said": (ROSTER, (wish(ANA, WishKind.ROSTER),), {}, (CreditForm.NONE, "", False, False)),
    "roster, narrowed": (
        ROSTER,
        (LISTED, wish(ANA, WishKind.CREDIT, "none", at=at(10))),
        {},
        (CreditForm.NONE, "", False, False),
    ),
    "roster, narrowed to the name": (
        ROSTER,
        (wish(ANA, WishKind.ROSTER, "handle"), wish(ANA, WishKind.CREDIT, "name", at=at(10))),
        {},
        (CreditForm.NAME, "Ana", False, False),
    ),
    "roster, narrowed from an alias": (
        ROSTER,
        (wish(ANA, WishKind.ROSTER, "alias Heron"), wish(ANA, WishKind.CREDIT, "none", at=at(10))),
        {},
        (CreditForm.NONE, "", False, False),
    ),
    "roster, narrowed from a mention": (
        ROSTER,
        (wish(ANA, WishKind.ROSTER, "mention"), wish(ANA, WishKind.CREDIT, "handle", at=at(10))),
        {},
        (CreditForm.HANDLE, "ana at mastodon.example", True, True),
    ),
    "roster, not widened": (
        ROSTER,
        (wish(ANA, WishKind.ROSTER, "alias Heron"), wish(ANA, WishKind.CREDIT, "name", at=at(10))),
        {},
        (CreditForm.ALIAS, "Heron", False, False),
    ),
}


@pytest.mark.parametrize(("mode", "wishes", "profile", "expected"), CREDITS.values(), ids=CREDITS)
def test_how_a_person_is_credited(
    mode: ConsentMode,
    wishes: tuple[Wish, ...],
    profile: dict[str, Any],
    expected: tuple[CreditForm, str, bool, bool],
) -> None:
    """Form, label and links follow mode, wishes and profile flags; every doubt means fewer of them."""
    said = by(**profile)

    given_credit = credit(said, wishes, course(consent=mode), at(18))

    assert given_credit.account == ANA.account
    assert given_credit.at == said.at
    linked = (given_credit.post_url == said.url, given_credit.profile_url == said.author.url)
    assert (given_credit.form, given_credit.label, *linked) == expected
    assert {given_credit.post_url, given_credit.profile_url} <= {"", said.url, said.author.url}


def test_a_handle_without_a_server_names_its_network() -> None:
    """On a network that is one place the spoken handle says which."""
    ben = author("Ben", handle="ben", network="x")
    said = post(LINK, by=ben)

    given_credit = credit(said, [wish(ben, WishKind.CREDIT, "handle")], course(), at(18))

    assert given_credit.label == "ben on X"


YES = wish(ANA, WishKind.QUOTE, "yes")
NO = wish(ANA, WishKind.QUOTE, "no", at=at(10))


@pytest.mark.parametrize(
    ("mode", "wishes", "profile", "expected"),
    [
        (OPEN, (), {}, False),
        (OPEN, (YES,), {}, True),
        (OPEN, (YES,), {"indexable": False}, True),
        (OPEN, (YES, NO), {}, False),
        (OPEN, (YES, wish(ANA, WishKind.QUOTE, "no")), {}, False),
        (OPEN, (YES, STOP), {}, False),
        (OPEN, (YES, wish(ANA, WishKind.CREDIT, "alias Heron")), {}, False),
        (OPEN, (YES, wish(ANA, WishKind.CREDIT, "none")), {}, False),
        (OPEN, (YES,), {"state": AccountState.UNKNOWN}, False),
        (OPEN, (YES, START), {"state": AccountState.UNKNOWN}, True),
        (OPEN, (YES,), {"state": AccountState.PROTECTED}, False),
        (ASK, (YES,), {}, False),
        (ASK, (YES, START), {}, True),
        (ROSTER, (YES, START), {}, False),
        (ROSTER, (YES, LISTED), {}, True),
    ],
)
def test_quotation_needs_a_yes(
    mode: ConsentMode, wishes: tuple[Wish, ...], profile: dict[str, Any], *, expected: bool
) -> None:
    """Words are shown only after the latest word about quoting was yes, by somebody who may be named."""
    assert may_quote(author("Ana", **profile), wishes, course(consent=mode), at(18)) is expected


BEN = author("Ben")


def quoting(by_whom: Author = BEN, **but: Any) -> Post:
    """Return Ana's post that quotes Ben's, who points at two pages, one of which Ana names too."""
    given_quote: dict[str, Any] = {
        "ref": PostRef("mastodon", "https://mastodon.example/users/ben/statuses/9"),
        "author": by_whom,
        "links": (LINK, "https://blog.example/second"),
        "text": "two good ones",
    }
    return post(LINK, quote=Quote(**(given_quote | but)))


def test_t26_links_of_a_quoted_post_count_for_who_quotes_it() -> None:
    """Each page once, in order; the quoted words are gone, the reference stays."""
    said = quoting()

    done = settled(said, lambda _: (), course(), at(18))

    assert done.links == (LINK, "https://blog.example/second")
    assert done.quote == Quote(ref=said.quote.ref if said.quote else said.ref, author=BEN)


@pytest.mark.parametrize(
    ("said", "wishes"),
    [
        (quoting(visibility=Visibility.UNLISTED), ()),
        (quoting(text="look #nodigest"), ()),
        (quoting(author("Ben", bio="#nobot")), ()),
        (quoting(), (wish(BEN, WishKind.STOP),)),
        (quoting(author("Ben", state=AccountState.UNREADABLE)), ()),
    ],
    ids=["unlisted", "no digest", "no bot", "stop", "unreadable"],
)
def test_t103_a_quotation_is_no_way_around_the_quoted_persons_no(said: Post, wishes: tuple[Wish, ...]) -> None:
    """What the quoted person keeps out stays out, whoever quotes it; not even their profile is kept."""
    done = settled(said, {BEN.account: wishes}.__getitem__, course(), at(18))

    assert (done.links, done.quote) == ((LINK,), None)


def test_settling_twice_changes_nothing() -> None:
    """What is settled stays as it is, and so does a post without a quotation."""
    once = settled(quoting(), lambda _: (), course(), at(18))

    assert settled(once, lambda _: (), course(), at(18)) == once
    assert settled(post(LINK), lambda _: (), course(), at(18)) == post(LINK)


WISHES = st.lists(
    st.builds(
        lambda kind, value, hour: wish(ANA, kind, value, at=at(hour)),
        st.sampled_from(list(WishKind)),
        st.sampled_from(["", "name", "handle", "mention", "none", "alias Heron", "yes", "no"]),
        st.integers(0, 23),
    ),
    max_size=6,
)


@given(wishes=WISHES, mode=st.sampled_from(list(ConsentMode)), state=st.sampled_from(list(AccountState)))
def test_nobody_who_is_refused_is_named_linked_or_quoted(
    wishes: list[Wish], mode: ConsentMode, state: AccountState
) -> None:
    """Whatever was wished, a refusal leaves neither name nor link nor words."""
    said, where = by(state=state), course(consent=mode)

    given_credit = credit(said, wishes, where, at(18))

    if refusal(said, wishes, where, at(18)):
        assert not given_credit.is_named
        assert not may_quote(said.author, wishes, where, at(18))
    if not given_credit.is_named or given_credit.form is CreditForm.ALIAS:
        assert (given_credit.post_url, given_credit.profile_url) == ("", "")
        assert not may_quote(said.author, wishes, where, at(18))
