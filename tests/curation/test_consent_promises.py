"""What consent.md promises of profiles, minors, third parties and copies, line by line."""

from typing import Any

import pytest

from curation import consent
from curation.digest import quotation
from curation.model import AccountRef, AccountState, Author, ConsentMode, CreditForm, Reason, Wish, WishKind
from curation.people import copies_of, original_of
from tests.makers import at, author, course, post, wish

LINK = "https://blog.example/closures"
OPEN, ASK, ROSTER = ConsentMode.OPEN, ConsentMode.ASK, ConsentMode.ROSTER
START, QUOTE = wish("Ana", WishKind.START), wish("Ana", WishKind.QUOTE, "yes")

TABLE = {
    "unknown": ((), {OPEN: (True, True, False, False), ASK: (False, False, False, False), ROSTER: None}),
    "start": ((START,), {OPEN: (True, True, False, False), ASK: (True, True, False, False), ROSTER: None}),
    "start, quote": (
        (START, QUOTE),
        {OPEN: (True, True, True, False), ASK: (True, True, True, False), ROSTER: None},
    ),
    "start, mention": (
        (START, wish("Ana", WishKind.CREDIT, "mention", at=at(10))),
        {OPEN: (True, True, False, True), ASK: (True, True, False, True), ROSTER: None},
    ),
    "alias on the roster": (
        (wish("Ana", WishKind.ROSTER, "alias Heron"),),
        dict.fromkeys((OPEN, ASK, ROSTER), (True, False, False, False)),
    ),
    "name on the roster": (
        (wish("Ana", WishKind.ROSTER, "name"),),
        {OPEN: (True, True, False, False), ASK: (True, True, False, False), ROSTER: (True, False, False, False)},
    ),
    "mention on the roster": (
        (wish("Ana", WishKind.ROSTER, "mention"),),
        {OPEN: (True, True, False, True), ASK: (True, True, False, True), ROSTER: (True, True, False, False)},
    ),
}
"""What was said, and by mode: named, post linked, quoted, pinged; `None` where the post is not collected."""


@pytest.mark.parametrize("mode", list(ConsentMode))
@pytest.mark.parametrize(("wishes", "expected"), TABLE.values(), ids=TABLE)
def test_c01_the_table_of_modes(
    wishes: tuple[Wish, ...], expected: dict[ConsentMode, tuple[bool, ...] | None], mode: ConsentMode
) -> None:
    """Every row of the table of consent.md, in every mode."""
    said, where = post(LINK), course(consent=mode)

    refused = consent.refusal(said, wishes, where, at(18))
    credit = consent.credit(said, wishes, where, at(18))
    quoted = consent.may_quote(said.author, wishes, where, at(18))

    found = (credit.is_named, bool(credit.post_url), quoted, credit.form is CreditForm.MENTION)
    assert (None if refused else found) == expected[mode]


@pytest.mark.parametrize("indexable", [True, False])
@pytest.mark.parametrize("discoverable", [True, False])
def test_c02_profile_flags_and_what_they_keep_out(*, indexable: bool, discoverable: bool) -> None:
    """Without `discoverable` no link to the profile; neither flag ever allows a quotation, which takes a yes."""
    ana = author("Ana", indexable=indexable, discoverable=discoverable)
    said = post(LINK, by=ana)

    credit = consent.credit(said, (), course(), at(18))

    assert bool(credit.profile_url) is discoverable
    assert consent.may_quote(ana, (), course(), at(18)) is False
    assert consent.may_quote(ana, (QUOTE,), course(), at(18)) is True


def test_c02_an_absent_flag_behaves_like_false() -> None:
    """What the network does not say is no permission."""
    silent = Author(
        account=AccountRef("mastodon", "ana@a.example"),
        handle="ana@a.example",
        name="Ana",
        url="https://a.example/@ana",
    )

    assert (silent.indexable, silent.discoverable) == (False, False)
    assert consent.credit(post(LINK, by=silent), (), course(), at(18)).profile_url == ""


@pytest.mark.parametrize("value", ["name", "handle", "mention"])
def test_c12_a_child_cannot_widen_what_the_roster_says(value: str) -> None:
    """A command in a course of minors never shows more than the signed entry."""
    entry = wish("Ana", WishKind.ROSTER, "alias Heron")
    said = wish("Ana", WishKind.CREDIT, value, at=at(10))

    credit = consent.credit(post(LINK), [entry, said, START, QUOTE], course(consent=ROSTER), at(18))

    assert (credit.form, credit.label, credit.post_url, credit.profile_url) == (CreditForm.ALIAS, "Heron", "", "")
    assert not consent.may_quote(author("Ana"), [entry, said, START, QUOTE], course(consent=ROSTER), at(18))


@pytest.mark.parametrize(
    "but",
    [
        {"text": f"As Ben Quill says: closures! {LINK} #BIT15", "mentions": ("ben@far.example",)},
        {"text": f"thanks @ben@far.example for this {LINK} #BIT15"},
        {"text": f"look at this picture {LINK} #BIT15", "sensitive": True},
        {"text": f"look at this {LINK} #BIT15", "content_warning": "faces"},
    ],
    ids=["mention", "handle", "sensitive picture", "warning"],
)
def test_c17_what_speaks_of_third_parties_is_not_quoted(but: dict[str, Any]) -> None:
    """A post that addresses Ben, who never wrote to us, shows neither name nor handle of his: no word is used."""
    assert quotation(post(LINK, **but), "Closures", lambda _author: True) == ""


BRIDGED = author("Ana", handle="ana.far.example@bsky.brid.gy")
THERE = author("Ana", handle="ana.mastodon.example.ap.brid.gy", network="bluesky")


def test_t113_c18_a_bridge_says_whose_copy_it_shows() -> None:
    """The original of a copy, and the copies that a bridge would make of an original."""
    native = author("Ana", handle="ana.far.example", network="bluesky")

    assert original_of(BRIDGED) == AccountRef("bluesky", "ana.far.example")
    assert original_of(THERE) == AccountRef("mastodon", "ana@mastodon.example")
    assert original_of(author("Ana")) is None
    assert original_of(author("Ana", handle="brid.gy@far.example")) is None
    assert copies_of(BRIDGED) == (AccountRef("bluesky", "ana.far.example"),)
    assert copies_of(author("Ana")) == (AccountRef("bluesky", "ana.mastodon.example.ap.brid.gy"),)
    assert copies_of(native) == (AccountRef("mastodon", "ana.far.example@bsky.brid.gy"),)
    assert copies_of(author("Zed", handle="Zed", network="x")) == ()


@pytest.mark.parametrize(
    ("said", "reason"),
    [(WishKind.STOP, Reason.STOPPED), (WishKind.START, None)],
)
def test_c18_the_strictest_word_on_any_copy_counts(said: WishKind, reason: Reason | None) -> None:
    """A later start under one account does not undo a stop under the other: one of them may be run by nobody."""
    mine = wish(BRIDGED, WishKind.START, at=at(12))
    other = Wish(account=AccountRef("bluesky", "ana.far.example"), kind=said, at=at(9))

    refused = consent.refusal(post(LINK, by=BRIDGED), [mine, other], course(), at(18))

    assert (refused.reason if refused else None) is reason


def test_c18_the_narrowest_form_and_any_no_to_quotations() -> None:
    """Credit and quotation follow the stricter of the two accounts."""
    mine = [wish(BRIDGED, WishKind.CREDIT, "handle"), wish(BRIDGED, WishKind.QUOTE, "yes")]
    there = AccountRef("bluesky", "ana.far.example")
    strict = [
        Wish(account=there, kind=WishKind.CREDIT, value="none", at=at(9)),
        Wish(account=there, kind=WishKind.QUOTE, value="no", at=at(9)),
    ]

    assert consent.credit(post(LINK, by=BRIDGED), [*mine, *strict], course(), at(18)).is_named is False
    record = consent.Record.of([*mine, *strict], course(), at(18))
    assert (record.form, record.quote) == ("none", False)
    assert consent.Record.of([*strict[1:], *mine], course(), at(18)).quote is False


@pytest.mark.parametrize("value", ["", "loudly", "alias", "yes please"])
def test_an_unknown_word_means_no(value: str) -> None:
    """A credit nobody understands names nobody; a quotation is allowed by "yes" alone."""
    credit = consent.credit(post(LINK), [wish("Ana", WishKind.CREDIT, value)], course(), at(18))

    assert credit.is_named is False
    assert not consent.may_quote(author("Ana"), [wish("Ana", WishKind.QUOTE, value)], course(), at(18))


@pytest.mark.parametrize("state", [each for each in AccountState if each is not AccountState.ACTIVE])
def test_t102_whatever_is_not_plainly_well_names_nobody(state: AccountState) -> None:
    """Protected, suspended, limited, moved, unreadable, unknown: nobody is named, linked or quoted by default."""
    ana = author("Ana", state=state)

    credit = consent.credit(post(LINK, by=ana), (), course(), at(18))

    assert (credit.is_named, credit.post_url) == (False, "")
    assert not consent.may_quote(ana, (QUOTE,), course(), at(18))
