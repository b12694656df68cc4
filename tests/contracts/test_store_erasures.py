"""What every store promises about erasing: nothing of the erased is left in any row, and nothing else is touched."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import Answer, Erasure, Mention, Step, Store, Why
from bot.store import SqlStore
from curation.model import AccountRef, Event, EventKind, PageUrl, PostRef, Quote, Reason, Refusal, WishKind
from tests.contracts.store_fixtures import capture, everything, keep
from tests.makers import NOON, author, card, post, wish
from tests.remains import kept

ANA = author("Ana").account


def erase(store: Store, *refs: PostRef, accounts: tuple[AccountRef, ...] = ()) -> int:
    with store.work() as work:
        count = work.forgetting.erase(refs, accounts, NOON)
        work.forgetting.tidy()
    return count


def test_c06_every_row_about_a_person_goes(store: SqlStore) -> None:
    """Posts, payloads, links, profile, wishes, notes of refusals, pages only they shared, and their names elsewhere."""
    own = "https://ana.example/page"
    quote = Quote(ref=post(by="Ana", number=3).ref, author=author("Ana"))
    keep(store, post(own, by="Ana", number=1), post("https://b.example/x", by="Ana", number=2))
    keep(
        store,
        post("https://b.example/x", by="Ben", quote=quote),
        post(by="Chi", text="thank you @ana #BIT15", mentions=("ana@mastodon.example", "dee@mastodon.example")),
        post(by="Dee", reply_to=post(by="Ana", number=2).ref),
    )
    with store.work() as work:
        work.cards.keep(PageUrl(own), card(own, "Page of Ana"), NOON)
        work.wishes.record(wish("Ana", WishKind.STOP))
        refused = post(by="Ana", number=9)
        work.posts.leave_out([Refusal(refused.ref, Reason.STOPPED)], NOON, writers={refused.ref: ANA})

    count = erase(store, accounts=(ANA,))

    assert count == 2
    assert "ana" not in kept(store).replace("canada", "")
    assert [(each.author.name, each.quote, each.reply_to) for each in everything(store)] == [
        ("Ben", None, None),
        ("Chi", None, None),
        ("Dee", None, None),
    ]


@pytest.mark.parametrize("value", ["x 987654", "person x 987654"])
def test_c06_what_was_done_about_a_person_by_number_goes(store: SqlStore, value: str) -> None:
    """Credited first, or never to be seen: the account stands in the act, also when its posts are gone by their age."""
    with store.work() as work:
        for each in (value, f"{value}1"):
            work.events.append(Event(course="bit15", kind=EventKind.CREDIT, who="Kim", at=NOON, value=each))

    erase(store, accounts=(AccountRef("x", "987654"),))

    with store.look() as work:
        assert [each.value for each in work.events.all("bit15")] == ["", f"{value}1"]


def test_c06_a_post_goes_and_its_writer_stays(store: SqlStore) -> None:
    """One post is erased; others of the same person, and pages that others point at, are as they were."""
    one, two = post("https://a.example/x", by="Ana", number=1), post("https://b.example/y", by="Ana", number=2)
    keep(store, one, two)

    assert erase(store, one.ref) == 1
    assert erase(store, one.ref) == 0

    assert everything(store) == (two,)
    assert "a.example" not in kept(store)


def test_shares_are_pages_that_only_the_posts_point_at(store: Store) -> None:
    """By writer, under every address that is known; what another post of theirs points at is still shared."""
    one = post("https://a.example/x", "https://b.example/y", by="Ana", number=1)
    two = post("https://b.example/y", by="Ana", number=2)
    keep(store, one, two, post("https://a.example/x", by="Ben"))
    with store.work() as work:
        work.cards.keep(PageUrl("https://a.example/x"), card("https://final.example/x"), NOON)

    with store.look() as work:
        shares = work.forgetting.shares([one.ref])
        nothing = work.forgetting.shares([PostRef("x", "unknown")])

    assert shares == {ANA: {"https://a.example/x", "https://final.example/x"}}
    assert nothing == {}


@pytest.mark.parametrize("known", ["4711", "name:zed"])
def test_c09_where_accounts_are_numbers_the_name_is_kept_out_too(store: SqlStore, known: str) -> None:
    """Erased by number or by name: neither a poll nor a sheet brings the person back."""
    by = {"handle": "Zed", "name": "Zed", "network": "x", "url": "https://x.com/Zed"}
    numbered = post(by=author(**by, account=AccountRef("x", "4711")), number=1)
    sheet = post(by=author(**by, account=AccountRef("x", "name:zed")), number=2)
    keep(store, numbered, sheet)

    count = erase(store, accounts=(AccountRef("x", known),))
    keep(store, replace(numbered, ref=PostRef("x", "3")), replace(sheet, ref=PostRef("x", "4")))

    assert count == 2
    assert everything(store) == ()
    assert "zed" not in kept(store)


def test_erasing_without_keeping_out_lets_everything_in_again(store: Store) -> None:
    """A purge leaves no tombstone."""
    keep(store, post())
    with store.work() as work:
        count = work.forgetting.erase([], work.forgetting.of_network("mastodon"), NOON, keep_out=False)

    assert count == 1
    assert keep(store, post()) == {post().ref}
    with store.look() as work:
        assert work.forgetting.tombstones() == ()


def test_whoever_only_told_us_something_is_of_the_network_too(store: Store) -> None:
    """Wishes count as what is kept of a person."""
    keep(store, post(by="Ben"))
    with store.work() as work:
        work.wishes.record(wish("Ana", WishKind.STOP))

    with store.look() as work:
        assert work.forgetting.of_network("mastodon") == (ANA, author("Ben").account)


def test_c09_tombstones_name_nobody(store: Store) -> None:
    """What is kept is a hash and a time; the account, and every post, have one each."""
    keep(store, post(by="Ana"))
    erase(store, accounts=(ANA,))

    with store.look() as work:
        found = work.forgetting.tombstones()
        erased = work.tombstones.among([post(by="Ana", number=5), post(by="Ben")])

    assert sorted(each.kind for each in found) == ["account", "post"]
    assert all(len(each.hash) == 64 and each.at == NOON for each in found)
    assert erased == {post(by="Ana", number=5).ref}


def test_the_record_of_an_erasing_round_trips(store: Store) -> None:
    """Steps, issues and whom to answer are as they were written, until it is done."""
    mention = Mention(
        id="1", account=ANA, handle="ana@mastodon.example", text="", at=NOON, local_id="1", ref=PostRef("mastodon", "1")
    )
    answer = Answer(inbox="bot", mention=mention, text="Done.", language="en")
    with store.work() as work:
        number = work.erasures.put(Erasure(why=Why.ASKED, asked_at=NOON, posts=2, answer=answer))
        other = work.erasures.put(Erasure(why=Why.GONE, asked_at=NOON + timedelta(hours=1)))
        erasure = Erasure(id=number, why=Why.ASKED, asked_at=NOON, posts=2, answer=answer).after("store", NOON)
        work.erasures.put(erasure)
        work.erasures.put(Erasure(id=other, why=Why.GONE, asked_at=NOON + timedelta(hours=1), done_at=NOON))

    with store.look() as work:
        assert work.erasures.open() == (erasure,)
        assert erasure.steps == (Step(name="store", done_at=NOON),)
        assert [each.id for each in work.erasures.since(NOON + timedelta(minutes=1))] == [other]


def test_c06_a_refused_post_of_the_erased_is_counted_and_leaves_no_note(store: Store) -> None:
    """What an erased person writes is never stored, not even as a reference."""
    with store.work() as work:
        work.tombstones.add([], [ANA], NOON)
        assert work.posts.keep([capture(post(by="Ana"))]) == frozenset()
