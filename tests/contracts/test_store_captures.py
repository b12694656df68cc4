"""What every store promises about kept payloads: looked through in order, and made anew only where they are."""

from dataclasses import replace

from bot.ports import Capture, HeldPosts, Store
from curation.model import PageUrl, Post, PostRef
from tests.contracts.store_fixtures import capture, everything, keep
from tests.makers import NOON, author, hashtag, post

PAGE = "https://blog.example/closures"


def after(store: Store, last: int = 0, limit: int = 2) -> HeldPosts | None:
    with store.look() as work:
        return work.captures.after(last, limit)


def remade(store: Store, *posts: Post) -> None:
    with store.work() as work:
        work.captures.remake([capture(each) for each in posts])


def test_posts_are_looked_through_to_the_end(store: Store) -> None:
    """Each once, with what every source said of it."""
    said = [post(PAGE, number=number) for number in range(5)]
    for each in said:
        keep(store, each)
    keep(store, said[1], source="archive:mastodon")
    found: list[Capture] = []
    last = 0

    while held := after(store, last):
        found.extend(held.captures)
        last = held.last

    assert [(each.post.ref, each.source) for each in found] == [
        (said[0].ref, "mastodon:mastodon.example"),
        (said[1].ref, "archive:mastodon"),
        (said[1].ref, "mastodon:mastodon.example"),
        *((each.ref, "mastodon:mastodon.example") for each in said[2:]),
    ]
    assert {each.local_id for each in found} == {"7"}
    assert {each.payload for each in found} == {b"{}"}


def test_what_the_sweep_missed_is_passed_over(store: Store) -> None:
    """It may be gone: nobody is handed it on, and nothing is made of it."""
    gone, there = post(PAGE, number=1), post(PAGE, number=2)
    keep(store, gone, there)
    with store.work() as work:
        work.presences.missed([gone.ref], NOON)

    held = after(store)

    assert held is not None
    assert [each.post.ref for each in held.captures] == [there.ref]


def test_a_post_says_what_it_is_made_into(store: Store) -> None:
    """Words, links and tags are the new ones; when it was written and seen, and its boosts, stay."""
    keep(store, post(PAGE, boosts=3))
    anew = post("https://other.example/y", text="better", hashtags=(hashtag("#New"),), boosts=9)

    remade(store, replace(anew, created_at=NOON.replace(year=2014)))

    (found,) = everything(store)
    assert (found.text, found.links, found.hashtags) == ("better", anew.links, anew.hashtags)
    assert (found.created_at, found.boosts) == (NOON, 3)
    with store.look() as work:
        assert work.posts.of_page(PageUrl(PAGE)) == ()
        assert len(work.posts.of_page(PageUrl("https://other.example/y"))) == 1


def test_c09_nothing_comes_in_by_being_made_anew(store: Store) -> None:
    """Neither what was never here nor what was erased, and no profile of theirs."""
    erased = post(PAGE, by="Ben")
    keep(store, erased)
    with store.work() as work:
        work.forgetting.erase([erased.ref], [erased.author.account], NOON)

    remade(store, erased, post(PAGE, by="Nobody"))
    with store.work() as work:
        work.captures.remake([])

    assert everything(store) == ()
    with store.look() as work:
        assert work.people.everyone() == ()


def veiled(store: Store, what: Post) -> Post:
    """Return *what* as it comes in under the names that this store gave it."""
    with store.look() as work:
        name, sharer = (work.tombstones.veil(each, course="bit15") for each in (what.ref, what.author.account))
        assert sharer == work.tombstones.veil(what.author.account, course="bit15")
        assert sharer != work.tombstones.veil(what.author.account, course="bit16")
    return post(PAGE, by=author(handle=sharer, name=sharer, network="export"), ref=PostRef("export", name))


def test_c09_a_veil_lifts_no_tombstone(store: Store) -> None:
    """What and who was erased does not come back as an export calls them; who says start comes back."""
    ana, ben, chi = post(PAGE, by="Ana"), post(PAGE, by="Ben"), post(PAGE, by="Chi")
    before = veiled(store, ana), veiled(store, ben), veiled(store, chi)
    with store.work() as work:
        work.tombstones.add([chi.ref], [ana.author.account], NOON)

    keep(store, *before)
    first = {each.ref for each in everything(store)}
    with store.work() as work:
        work.tombstones.lift(ana.author.account)
    keep(store, *before)

    assert first == {before[1].ref}
    assert {each.ref for each in everything(store)} == {each.ref for each in before[:2]}


def test_a_veil_tells_nothing_and_is_no_tombstone(store: Store) -> None:
    """The log of erasures, should somebody read it, says of nobody in an export that it is them."""
    with store.work() as work:
        work.tombstones.add([post().ref], [], NOON)
        (tombstone,) = work.forgetting.tombstones()
        veil = work.tombstones.veil(post().ref, course="bit15")

    assert len(veil) == 64
    assert veil != tombstone.hash
