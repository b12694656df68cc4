"""What people told us, on every database."""

from bot.store import SqlStore
from curation.model import AccountRef, WishKind
from tests.contracts.store_fixtures import keep
from tests.makers import at, author, post, wish

ANA, BEN = author("Ana"), author("Ben")


def test_c15_a_wish_is_kept_whole_and_in_order(store: SqlStore) -> None:
    """Account, what, when, by which post, policy version, previous value; nothing is overwritten."""
    first = wish(ANA, WishKind.CREDIT, "name", evidence="https://m.example/1", policy="1a2b3c4d", previous="stop")
    second = wish(ANA, WishKind.CREDIT, "handle", at=at(10), previous="credit name")
    with store.work() as work:
        work.wishes.record(first)
        work.wishes.record(second)

    with store.look() as work:
        assert work.wishes.of([ANA.account]) == (first, second)


def test_aliases_and_accounts_are_found(store: SqlStore) -> None:
    """Who has which alias, and everybody who told us something."""
    with store.work() as work:
        work.wishes.record(wish(BEN, WishKind.STOP))
        work.wishes.record(wish(ANA, WishKind.CREDIT, "alias Blue Heron"))
        work.wishes.record(wish(ANA, WishKind.CREDIT, "name", at=at(10)))

    with store.look() as work:
        assert [each.value for each in work.wishes.aliases()] == ["alias Blue Heron"]
        assert work.wishes.accounts() == (ANA.account, BEN.account)


def test_c06_what_others_said_of_an_erased_account_goes_too(store: SqlStore) -> None:
    """A link from another account names it."""
    with store.work() as work:
        work.wishes.record(wish(BEN, WishKind.LINK, f"mastodon {ANA.account.id}"))
        work.forgetting.erase([], [ANA.account], at(12))

    with store.look() as work:
        assert work.wishes.of([BEN.account]) == ()


def test_c15_captures_are_a_persons_own(store: SqlStore) -> None:
    """What each source said about their posts, and about nobody else's."""
    keep(store, post("https://a.example/", by="Ana"), post("https://b.example/", by="Ben"))
    keep(store, post("https://a.example/", by="Ana"), source="mastodon:far.example")

    with store.look() as work:
        found = work.people.captures_of(ANA.account)
        nobody = work.people.captures_of(AccountRef("mastodon", "zed@far.example"))

    assert [(each.post.author.name, each.source) for each in found] == [
        ("Ana", "mastodon:far.example"),
        ("Ana", "mastodon:mastodon.example"),
    ]
    assert nobody == ()
