"""The fake server itself: it must be as odd as the real ones, or what passes before it proves nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import mastodon.return_types
import pytest
import requests
from mastodon import Mastodon

from tests.bot.mastodon.stage import STATUSES, TAG, Stage, stage
from tests.fake_mastodon import software


@pytest.fixture
def world() -> Iterator[Stage]:
    with stage() as made:
        yield made


def ids(world: Stage, **query: str) -> list[str]:
    return [each["id"] for each in ask(world, **query).json()]


def ask(world: Stage, **query: str) -> requests.Response:
    return requests.get(f"{world.server.url}{TAG}bit15", params=query, timeout=5)


def test_t130_since_id_skips_the_middle_and_min_id_does_not(world: Stage) -> None:
    """Of 50 new posts `since_id` gives the newest ten, `min_id` the oldest ten."""
    world.say(60)
    every = [each.id for each in world.server.statuses]

    assert ids(world, since_id=every[9], limit="10") == every[50:][::-1]
    assert ids(world, min_id=every[9], limit="10") == every[10:20][::-1]
    assert ids(world, max_id=every[9], limit="40") == every[:9][::-1]


def test_t130_some_servers_take_min_id_for_since_id() -> None:
    """On Pixelfed's kind `min_id` gives the newest page."""
    with stage(software.PIXELFED) as world:
        world.say(60)
        every = [each.id for each in world.server.statuses]

        assert ids(world, min_id=every[9], limit="10") == every[50:][::-1]


def test_t130_links_lose_filters_and_are_absent_from_empty_pages(world: Stage) -> None:
    """`Link` has lost everything but the limit, and an empty page has none."""
    world.say(2)

    link = ask(world, only_media="false", limit="1").headers["Link"]

    assert "only_media" not in link
    assert "max_id=" in link
    assert "Link" not in ask(world, max_id=world.server.statuses[0].id).headers


def test_t130_pages_are_never_longer_than_forty(world: Stage) -> None:
    """Twenty without a wish, forty at most."""
    world.say(60)

    assert (len(ids(world)), len(ids(world, limit="80"))) == (20, 40)


def test_t130_only_public_posts_and_no_boosts_are_listed(world: Stage) -> None:
    """What is unlisted, private or a boost is not in the tag's timeline."""
    world.say(1)
    (public,) = world.server.statuses
    for visibility in ("unlisted", "private", "direct"):
        world.say(1, visibility=visibility)
    world.server.boost("ben", public)

    assert ids(world) == [public.id]


def test_t130_the_card_comes_late_and_goes_with_an_edit(world: Stage) -> None:
    """No card for a minute, then one, then none again after an edit, and never one behind a warning."""
    world.server.cards["https://blog.example/0"] = "Closures"
    world.say(1)
    world.say(1, spoiler_text="politics")
    (warned, plain) = ask(world).json()

    assert (warned["card"], plain["card"]) == (None, None)
    world.clock.advance(seconds=61)
    (warned, plain) = ask(world).json()
    assert warned["card"] is None
    assert plain["card"]["title"] == "Closures"
    world.server.edit(world.server.statuses[0], "better https://blog.example/0 #BIT15")
    assert ask(world).json()[1]["card"] is None


@pytest.mark.parametrize(("repeats", "posts"), [("remembered", 1), ("ignored", 2), ("500", 1)])
def test_t130_what_becomes_of_a_repeated_key(repeats: str, posts: int) -> None:
    """A key is remembered for an hour, ignored, or answered with 500."""
    with stage(replace(software.MASTODON, repeats=repeats)) as world:  # type: ignore[arg-type]  # a literal, parametrised
        headers = {"Authorization": f"Bearer {world.server.token}", "Idempotency-Key": "k"}

        answers = [
            requests.post(f"{world.server.url}{STATUSES}", json={"status": "x"}, headers=headers, timeout=5)
            for _ in range(2)
        ]

        assert len(world.server.published) == posts
        assert answers[1].status_code == (500 if repeats == "500" else 200)


def test_t130_a_key_lasts_an_hour(world: Stage) -> None:
    """After an hour the same key makes a second post."""
    headers = {"Authorization": f"Bearer {world.server.token}", "Idempotency-Key": "k"}
    for _ in range(2):
        requests.post(f"{world.server.url}{STATUSES}", json={"status": "x"}, headers=headers, timeout=5)
        world.clock.advance(hours=1)

    assert len(world.server.published) == 2


def test_t130_forms_are_dropped_without_a_word_by_some() -> None:
    """A form is read as empty where JSON is read."""
    with stage(software.HOLLO) as world:
        headers = {"Authorization": f"Bearer {world.server.token}"}

        form = requests.post(f"{world.server.url}{STATUSES}", data={"status": "x"}, headers=headers, timeout=5)

        assert form.status_code == 422


@pytest.mark.parametrize("of", software.ALL, ids=lambda of: f"{of.name} {of.version[:5]}")
def test_t130_ids_look_like_the_softwares(of: software.Software) -> None:
    """Every kind of id orders as its posts do, and is of its own alphabet."""
    with stage(of) as world:
        world.say(3)

        every = [each.id for each in world.server.statuses]

        assert len(set(every)) == 3
        assert sorted(every, key=lambda each: (len(each), each)) == every


def test_t130_shapes_are_the_librarys(world: Stage) -> None:
    """Every field that the fake gives is one that Mastodon.py documents, and the library reads it all."""
    world.say(1)
    world.server.mention("ben", "stop")
    library = Mastodon(api_base_url=world.server.url, access_token=world.server.token, mastodon_version="4.3.0")

    status = library.status(world.server.statuses[0].id)
    (notification,) = library.notifications()
    me = library.account_verify_credentials()
    instance = library.instance_v2()

    for found, kind in ((status, "Status"), (notification, "Notification"), (me, "Account"), (instance, "InstanceV2")):
        documented = getattr(mastodon.return_types, kind).__annotations__
        assert set(dict(found)) - set(documented) <= {"_mastopy_type", "_mastopy_data"}, kind
    assert status.created_at == world.clock.now() - timedelta(seconds=1)
