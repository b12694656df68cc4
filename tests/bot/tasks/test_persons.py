"""Whose word counts for whom, as the store has it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.ports import Capture
from bot.tasks.persons import persons, wishes_of, wishes_of_account
from curation.model import AccountRef, AccountState, Reason, Wish, WishKind
from tests.makers import at, author, post, wish
from tests.story.stage import Stage

ANA, ZED = author("Ana"), author("Ana", handle="ana@far.example")
BRIDGED = author("Ana", handle="ana.far.example@bsky.brid.gy")


def link(one: AccountRef, other: AccountRef) -> Wish:
    return Wish(
        account=one, kind=WishKind.LINK, value=f"{other.network} {other.id}", at=at(9), evidence=f"https://{one.id}"
    )


def test_t113_c11_equal_names_stay_two_people() -> None:
    """Ana here and Ana there are joined by nothing."""
    stage = Stage()
    with stage.kept.work() as work:
        work.wishes.record(wish(ANA, WishKind.STOP))

        told = wishes_of(work, [post("https://a.example/", by=ANA), post("https://a.example/", by=ZED)])
        same = persons(work, [ANA, ZED])

    assert (set(told), same) == ({ANA.account}, {})


def test_t113_c11_two_sides_make_one_person_and_one_share() -> None:
    """With proof from both, what either says counts for both, and they count once."""
    stage = Stage()
    with stage.kept.work() as work:
        work.wishes.record(link(ANA.account, ZED.account))
        alone = persons(work, [ANA, ZED])
        work.wishes.record(link(ZED.account, ANA.account))
        work.wishes.record(wish(ANA, WishKind.STOP))

        told = wishes_of(work, [post("https://a.example/", by=ZED)])
        same = persons(work, [ANA, ZED])

    assert alone == {}
    assert len(set(same.values())) == 1
    assert WishKind.STOP in {each.kind for each in told[ZED.account]}
    assert {each.account for each in told[ZED.account]} == {ZED.account}


def test_t48_c11_a_third_account_is_joined_through_any_other() -> None:
    """Who moved twice joined each account to the next: one person, one share, and one word for all three."""
    last = author("Ana", handle="ana@zoo.example")
    stage = Stage()
    with stage.kept.work() as work:
        for one, other in [(ANA, ZED), (ZED, last)]:
            work.wishes.record(link(one.account, other.account))
            work.wishes.record(link(other.account, one.account))
        work.wishes.record(wish(ANA, WishKind.STOP))

        told = wishes_of(work, [post("https://a.example/", by=last)])
        same = persons(work, [ANA, ZED, last])
        asked = wishes_of_account(work, last.account)

    assert len(set(same.values())) == 1
    assert len(same) == 3
    assert WishKind.STOP in {each.kind for each in told[last.account]} & {each.kind for each in asked}


def test_c11_a_claim_without_its_answer_joins_no_third_account() -> None:
    """Whoever says that they are one of two who are one is neither."""
    claimant = author("Zoe")
    stage = Stage()
    with stage.kept.work() as work:
        work.wishes.record(link(ANA.account, ZED.account))
        work.wishes.record(link(ZED.account, ANA.account))
        work.wishes.record(link(claimant.account, ZED.account))
        work.wishes.record(wish(claimant, WishKind.STOP))

        told = wishes_of(work, [post("https://a.example/", by=ANA)])

    assert WishKind.STOP not in {each.kind for each in told[ANA.account]}


def test_c18_a_stop_on_the_original_reaches_the_copy() -> None:
    """The bridged account never said anything; the original did. It is the original's share."""
    stage, original = Stage(), AccountRef("bluesky", "ana.far.example")
    with stage.kept.work() as work:
        work.wishes.record(Wish(account=original, kind=WishKind.STOP, at=at(9)))

        told = wishes_of(work, [post("https://a.example/", by=BRIDGED)])
        same = persons(work, [BRIDGED])

    assert [each.kind for each in told[BRIDGED.account]] == [WishKind.STOP]
    assert same == {BRIDGED.account: original}


@pytest.mark.parametrize(
    ("profile", "said", "reason"),
    [
        ({"state": AccountState.UNREADABLE}, (), Reason.UNREADABLE),
        ({"state": AccountState.UNREADABLE}, (WishKind.START,), Reason.UNREADABLE),
        ({"state": AccountState.SUSPENDED}, (WishKind.START,), Reason.UNREADABLE),
        ({"bio": "teacher #nodigest"}, (WishKind.START,), Reason.UNREADABLE),
        ({"bio": "teacher #NoBot"}, (), Reason.UNREADABLE),
        ({"bio": "teacher #NoBot"}, (WishKind.START,), None),
        ({}, (), None),
    ],
)
def test_c18_a_copy_whose_original_is_unreadable_is_left_out(
    profile: dict[str, Any], said: tuple[WishKind, ...], reason: Reason | None
) -> None:
    """What the original's latest profile shows holds for the copy, whatever the copy's own says."""
    stage = Stage()
    original = author("Ana", handle="ana.far.example", network="bluesky", **profile)
    stage.source.posts.append(post("https://a.example/x", by=BRIDGED, number=7))
    with stage.kept.work() as work:
        before = post("https://b.example/x", by=author("Ana", handle="ana.far.example", network="bluesky"))
        work.posts.keep([Capture(post=before, payload=b"{}", source="bluesky")])
        work.posts.know([replace(before, author=original)])
        for kind in said:
            work.wishes.record(wish(original, kind))

    report = stage.poll()

    assert (report.new, list(report.refused)) == ((0, [reason]) if reason else (1, []))
