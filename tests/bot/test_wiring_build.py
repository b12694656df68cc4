"""From a configuration to a house: what is made, and what it knows of servers before and after asking them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import read
from bot.errors import StoreError
from bot.wiring import House, open_house
from bot.wiring.secret import FILE
from curation.model import AccountRef
from tests.bot.cli.installation import Installation, installation
from tests.fake_mastodon import FakeMastodon, moods, software
from tests.fakes import FakeReader, TickingClock
from tests.makers import NOON


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as made:
        yield made.write()


def limits(house: House) -> tuple[int, ...]:
    """Return the most that each part of a thread may have, as its publisher counts."""
    (tasks,) = house.courses
    composed = tasks.compose(NOON.date()).digest
    return tuple(part.limit for part in tasks.publishers[1].parts(composed))


def test_a_house_has_what_the_configuration_names(home: Installation) -> None:
    """One source a server, one inbox an account with a token, pages before networks."""
    with open_house(read(home.config)) as house:
        (tasks,) = house.courses

        assert [each.source.name for each in house.polls] == [
            f"mastodon:127.0.0.1:{home.server.url.rpartition(':')[2]}"
        ]
        assert [each.inbox.name for each in house.listens] == ["bot@mastodon.example"]
        assert [each.name for each in tasks.publishers] == ["blog", "mastodon"]
        assert tasks.publish.go_live is True
    assert home.server.requests == []


@pytest.mark.parametrize("left", ["database", "log"])
def test_c09_a_secret_that_got_lost_is_not_made_anew(home: Installation, left: str) -> None:
    """With another one nobody who was erased would be known: whichever of database and log is left tells of it."""
    config = read(home.config)
    with open_house(config) as house:
        house.erase.people([AccountRef("mastodon", "ana@mastodon.example")])
        house.erase()
    (home.folder / FILE).unlink()
    lost = ["erasures.log"] if left == "database" else [each.name for each in home.folder.glob("welearned.sqlite*")]
    for name in lost:
        (home.folder / name).unlink()

    with pytest.raises(StoreError, match="is missing, and 1 erased"), open_house(config):
        pass

    assert not (home.folder / FILE).exists()


def test_an_account_without_a_token_is_not_listened_to(home: Installation) -> None:
    """Before `login` there is nobody to hear for; the blog goes on."""
    (home.folder / "bot.token").unlink()

    with open_house(read(home.config)) as house:
        assert house.listens == ()


def test_pages_come_first_whatever_the_order_in_the_file(home: Installation) -> None:
    """A thread links a page that must be there."""
    text = home.config.read_text(encoding="utf-8")
    home.config.write_text(text.replace('["blog", "mastodon"]', '["mastodon", "blog"]'), encoding="utf-8")

    with open_house(read(home.config)) as house:
        assert [each.name for each in house.courses[0].publishers] == ["blog", "mastodon"]


def test_t75_limits_are_the_servers_own_once_it_was_asked(tmp_path: Path) -> None:
    """A server of long posts: Mastodon's limits before it was asked, its own from then on, in later runs too."""
    clock = TickingClock(NOON)
    with FakeMastodon(clock=clock.now, software=software.GOTOSOCIAL) as server:
        config = read(Installation(folder=tmp_path, server=server).write().config)
        with open_house(config, clock=clock) as house:
            before = limits(house)
        with open_house(config, clock=clock, ask=True) as house:
            asked = limits(house)
        with open_house(config, clock=clock) as house:
            later = limits(house)

    assert (set(before), set(asked), set(later)) == ({500}, {5000}, {5000})


def test_a_server_that_does_not_answer_leaves_what_was_known(home: Installation) -> None:
    """An outage changes no limit and no name."""
    config = read(home.config)
    with open_house(config, ask=True):
        pass
    home.server.mood = lambda _request: moods.BROKEN

    with open_house(config, ask=True) as house:
        assert house.polls[0].source.name == "mastodon:mastodon.example"
        assert set(limits(house)) == {500}


def test_a_server_that_wants_a_token_is_asked_with_its_own(home: Installation) -> None:
    """Where reading needs one, it is the server's own token that goes there."""
    text = home.config.read_text(encoding="utf-8")
    host = f'host = "{home.server.url}"\n'
    home.config.write_text(text.replace(host, f'{host}token_file = "reader.token"\n'), encoding="utf-8")
    file = home.folder / "reader.token"
    file.write_text("token-of-a-reader", encoding="utf-8")
    file.chmod(0o600)

    with open_house(read(home.config), ask=True) as house:
        house.polls[0]()

    reading = [each.token for each in home.server.asked("GET", "/api/v1/timelines/")]
    assert reading == ["token-of-a-reader"]


def test_a_deletion_is_carried_out_while_the_server_tells_of_it(home: Installation) -> None:
    """Through the real client: polled, deleted there, told, gone here; only servers with a token are followed."""
    home.has_polled_for()
    status = home.server.post("ana", "lovely https://ana.example/own #BIT15")
    with open_house(read(home.config), ask=True) as house:
        house.polls[0]()
        (heed,) = house.heeds
        while not heed.stream.heard().is_live:
            threading.Event().wait(0.01)
        with house.store.look() as work:
            before = work.presences.known(heed.stream.source, [status.id])

        home.server.delete(status)
        for _ in range(1000):
            heed()
            with house.store.look() as work:
                after = work.presences.known(heed.stream.source, [status.id])
            if not after:
                break
            threading.Event().wait(0.01)
        heed.stream.close()

    assert (len(before), len(after)) == (1, 0)


def test_a_server_without_a_token_is_not_followed(home: Installation) -> None:
    """Streams are for users (networks.md M17)."""
    (home.folder / "bot.token").unlink()

    with open_house(read(home.config)) as house:
        assert house.heeds == ()


def test_stand_ins_take_the_worlds_place(home: Installation) -> None:
    """For the demo and for tests: a clock and a reader of one's own."""
    clock, reader = TickingClock(NOON), FakeReader()

    with open_house(read(home.config), clock=clock, reader=reader) as house:
        assert house.status().at == NOON
        assert house.read_links.reader is reader


def test_a_blog_knows_its_own_published_issues(home: Installation) -> None:
    """What was frozen is on the index; the house gives the blog what the store holds."""
    home.write(go_live=False)
    home.has_polled_for()
    home.share_some()
    home.run("poll")
    home.run("publish")

    index = (home.folder / "site/bit15/index.html").read_text(encoding="utf-8")
    assert f"{home.day:%Y/%m/%d}/" in index


def test_a_database_that_is_none_is_told(home: Installation) -> None:
    """A file of something else in its place is an error of ours."""
    (home.folder / "welearned.sqlite").write_bytes(b"no database at all" * 100)

    with pytest.raises(StoreError), open_house(read(home.config)):
        pass
