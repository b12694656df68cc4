"""What every store promises about posts that are looked at again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import DigestState, Standing, Store
from curation.model import PageUrl, Post
from tests.contracts.store_fixtures import everything, keep
from tests.contracts.test_store_issues import FROZEN, ITEM, PAGE
from tests.makers import NOON, card, post

LATER = NOON + timedelta(days=1)


def show(store: Store, page: str, *, state: DigestState = DigestState.PUBLISHED) -> None:
    """Let an issue with *page* be there for readers."""
    digest = replace(FROZEN.digest, highlights=(replace(ITEM, page=PageUrl(page)),), also=(), again=())
    with store.work() as work:
        work.digests.put(replace(FROZEN, digest=digest, state=state))


def standing(store: Store) -> tuple[Standing, ...]:
    with store.look() as work:
        return work.presences.standing(LATER)


def test_only_posts_of_pages_that_readers_have_are_looked_at(store: Store) -> None:
    """Through aliases, too; one entry a source that knows the post, with its id there."""
    shown, other = post(PAGE, by="Ana"), post("https://other.example/x", by="Ben")
    alias = post("https://short.example/1", by="Chi")
    keep(store, shown, other, alias, source="mastodon:a.example")
    keep(store, shown, source="mastodon:b.example")
    with store.work() as work:
        work.cards.keep(PageUrl("https://short.example/1"), card(PAGE), NOON)
    show(store, PAGE)

    found = standing(store)

    assert [(each.ref, each.source, each.local_id, each.url) for each in found] == [
        (shown.ref, "mastodon:a.example", "7", shown.url),
        (shown.ref, "mastodon:b.example", "7", shown.url),
        (alias.ref, "mastodon:a.example", "7", alias.url),
    ]


@pytest.mark.parametrize("state", [DigestState.DRAFT, DigestState.QUIET, DigestState.WITHDRAWN])
def test_what_no_reader_has_is_not_looked_at(store: Store, state: DigestState) -> None:
    """A draft, a quiet day and a withdrawn issue show nobody anything."""
    keep(store, post(PAGE))
    show(store, PAGE, state=state)

    assert standing(store) == ()


def test_c06_who_cannot_be_asked_for_is_known(store: Store) -> None:
    """A post without its own id at a source that we have, and one that no such source knows; only of what is shown."""
    asked, archived = post(PAGE, by="Ana"), post(PAGE, by="Ben")
    keep(store, asked, source="mastodon:a.example")
    keep(store, asked, archived, source="archive:outbox")
    keep(store, post("https://other.example/x", by="Chi"), source="archive:outbox")
    show(store, PAGE)

    with store.look() as work:
        found = [work.presences.unasked(sources) for sources in (["mastodon:a.example"], [])]

    ben, ana = (archived.author.account, archived.at), (asked.author.account, asked.at)
    assert found == [{ben}, {ben, ana}]


def seen(store: Store) -> tuple[Post, ...]:
    with store.look() as work:
        return work.posts.of_page(PAGE)


def test_c06_what_is_missed_is_shown_no_more_and_comes_back_when_it_stands(store: Store) -> None:
    """From the first miss on nothing is made of it; the time of the first miss stays until it is seen again."""
    keep(store, post(PAGE))
    show(store, PAGE)
    for hours in (0, 2):
        with store.work() as work:
            work.presences.missed([post().ref], NOON + timedelta(hours=hours))
    (missed,) = standing(store)

    hidden = (seen(store), everything(store))
    with store.work() as work:
        work.presences.saw([post().ref], NOON + timedelta(hours=3))

    assert (missed.missed_at, missed.checked_at) == (NOON, NOON + timedelta(hours=2))
    assert hidden == ((), ())
    assert len(seen(store)) == 1
    with store.look() as work:
        assert work.presences.standing(NOON + timedelta(hours=3)) == ()
        assert [each.missed_at for each in work.presences.standing(LATER)] == [None]


def test_what_was_seen_goes_with_its_post(store: Store) -> None:
    """An erased post leaves nothing of the sweep behind."""
    keep(store, post(PAGE))
    with store.work() as work:
        work.presences.missed([post().ref, post(number=99).ref], NOON)
        work.forgetting.erase([post().ref], [], NOON)

    assert standing(store) == ()


def test_posts_are_found_by_the_ids_their_sources_gave(store: Store) -> None:
    """The same id on another server is another post's; every source that knows the post is told, shown or not."""
    ours, theirs = post(PAGE, by="Ana"), post(PAGE, by="Ben", number=2)
    keep(store, ours, source="mastodon:a.example")
    keep(store, ours, theirs, source="mastodon:b.example")

    with store.look() as work:
        known = work.presences.known("mastodon:a.example", ["7", "8"])
        nothing = work.presences.known("mastodon:a.example", [])

    assert [(each.ref, each.source, each.local_id) for each in known] == [
        (ours.ref, "mastodon:a.example", "7"),
        (ours.ref, "mastodon:b.example", "7"),
    ]
    assert nothing == ()
