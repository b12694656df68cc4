"""`welearned backup` and `welearned purge`: copies that forget, and a network that goes."""

from pathlib import Path

import pytest

from bot.config import read
from bot.ports.mail import Subscriber
from bot.wiring import open_house
from curation.model import AccountRef, EventKind, Wish, WishKind
from tests.bot.cli.installation import Installation
from tests.makers import NOON
from tests.remains import files_of


@pytest.fixture
def published(home: Installation) -> Installation:
    """A day is out."""
    home.share_some(4)
    home.run("poll")
    home.run("read-links")
    assert home.run("publish").exit_code == 0
    return home


def only_backup(home: Installation) -> Path:
    (file,) = (home.folder / "backups").glob("welearned-*.sqlite")
    return file


def erase(home: Installation) -> None:
    with open_house(read(home.config)) as house:
        house.erase.people([AccountRef("mastodon", f"p0@{home.server.domain}")])
        assert house.erase().waiting == ()


def test_t108_a_restored_backup_has_forgotten_who_was_erased_since(published: Installation) -> None:
    """Made before, restored after: neither database nor site holds the person, and nothing is sent before a look."""
    home = published
    made = home.run("backup", "create")
    file = only_backup(home)
    handle = f"p0@{home.server.domain}".encode()
    assert handle in file.read_bytes()
    assert any(f"{home.server.domain}/@p0".encode() in each for each in files_of(home.folder / "site").values())
    erase(home)

    verified = home.run("backup", "verify", str(file))
    restored = home.run("backup", "restore", str(file))

    assert (made.exit_code, verified.exit_code, restored.exit_code) == (0, 0, 0)
    assert "1 posts were erased in it" in restored.stdout
    assert handle not in (home.folder / "welearned.sqlite").read_bytes()
    status = home.run("status")
    assert "paused" in status.stdout
    assert "a backup was restored" in status.stdout
    assert home.run("build").exit_code in {0, 3}
    profile = f"{home.server.domain}/@p0".encode()
    assert not any(profile in content for content in files_of(home.folder / "site").values())


def test_c09_a_restored_backup_knows_who_said_stop_since(published: Installation) -> None:
    """Made before, restored after: who is left out now is left out of the old issue, too, before anybody reads it."""
    home = published
    home.run("backup", "create")
    account = AccountRef("mastodon", f"p0@{home.server.domain}")
    with home.store() as store, store.work() as work:
        work.wishes.record(Wish(account=account, kind=WishKind.STOP, at=home.due))

    home.run("backup", "restore", str(only_backup(home)))
    home.run("build")

    with home.store() as store, store.look() as work:
        assert [each.kind for each in work.wishes.of([account])] == [WishKind.STOP]
    profile = f"{home.server.domain}/@p0".encode()
    assert not any(profile in content for content in files_of(home.folder / "site").values())


def test_what_was_kept_out_since_is_kept_out_of_a_restored_backup(published: Installation) -> None:
    """A facilitator's “never” is not undone by a backup."""
    home = published
    home.run("backup", "create")
    home.run("never", "bit15", "site", "shop.example")

    home.run("backup", "restore", str(only_backup(home)))

    with home.store() as store, store.look() as work:
        kinds = [each.kind for each in work.events.of("bit15", None)]
    assert kinds == [EventKind.NEVER, EventKind.PAUSE]


def subscriber(name: str) -> Subscriber:
    return Subscriber(id=name, course="bit15", address=f"{name}@mail.example", token=f"t-{name}", asked_at=NOON)


def test_who_stopped_letters_since_gets_none_from_a_restored_backup(published: Installation) -> None:
    """Who gets letters now is who gets them; a database that was lost in between knows nothing of it."""
    home = published
    with home.store() as store, store.work() as work:
        work.subscribers.put(subscriber("zoe"))
    home.run("backup", "create")
    with home.store() as store, store.work() as work:
        work.subscribers.forget(["zoe"])
        work.subscribers.put(subscriber("yan"))

    home.run("backup", "restore", str(only_backup(home)))

    with home.store() as store, store.look() as work:
        assert [each.id for each in work.subscribers.of("bit15")] == ["yan"]


def test_an_empty_database_takes_nobodys_letters_away(published: Installation) -> None:
    """After the disk died, who got letters when the backup was made gets them again."""
    home = published
    with home.store() as store, store.work() as work:
        work.subscribers.put(subscriber("zoe"))
    home.run("backup", "create")
    for each in home.folder.glob("welearned.sqlite*"):
        each.unlink()

    home.run("backup", "restore", str(only_backup(home)))

    with home.store() as store, store.look() as work:
        assert [each.id for each in work.subscribers.of("bit15")] == ["zoe"]


def test_no_backup_holds_a_secret(published: Installation) -> None:
    """Neither the token nor the key of the tombstones is in a copy."""
    home = published
    home.run("backup", "create")

    content = only_backup(home).read_bytes()

    assert home.server.token.encode() not in content
    assert (home.folder / "tombstones.key").read_bytes().strip() not in content


def test_what_is_no_backup_is_not_restored(published: Installation) -> None:
    """The database stays as it was; exit 1."""
    home = published
    before = (home.folder / "welearned.sqlite").read_bytes()

    restored = home.run("backup", "restore", str(home.config))

    assert restored.exit_code == 1
    assert "no backup of ours" in restored.output
    assert (home.folder / "welearned.sqlite").read_bytes()[:100] == before[:100]


def test_c09_without_a_log_of_erasings_that_can_be_read_nothing_is_restored(published: Installation) -> None:
    """Who was erased is not known, so nobody may come back: the database stays as it was; exit 1."""
    home = published
    home.run("backup", "create")
    file = only_backup(home)
    erase(home)
    handle = f"p0@{home.server.domain}".encode()
    (home.folder / "erasures.log").write_text("spoilt\n", encoding="utf-8")

    restored = home.run("backup", "restore", str(file))

    assert restored.exit_code == 1
    assert "no log of erasures" in restored.output
    assert handle not in (home.folder / "welearned.sqlite").read_bytes()


def test_c09_a_log_that_is_lost_is_made_up_for_by_the_database(published: Installation) -> None:
    """It knows whom it erased itself, for as long as it is there."""
    home = published
    home.run("backup", "create")
    file = only_backup(home)
    erase(home)
    (home.folder / "erasures.log").unlink()

    restored = home.run("backup", "restore", str(file))

    assert "1 posts were erased in it" in restored.stdout
    assert f"p0@{home.server.domain}".encode() not in (home.folder / "welearned.sqlite").read_bytes()


def test_c09_a_database_that_is_lost_is_made_up_for_by_the_log(published: Installation) -> None:
    """The disk died with everything but the configuration's folder: the log erases in the backup all the same."""
    home = published
    home.run("backup", "create")
    file = only_backup(home)
    erase(home)
    for each in home.folder.glob("welearned.sqlite*"):
        each.unlink()

    restored = home.run("backup", "restore", str(file))

    assert "1 posts were erased in it" in restored.stdout
    assert f"p0@{home.server.domain}".encode() not in (home.folder / "welearned.sqlite").read_bytes()


def test_while_the_daemon_runs_nothing_is_restored(published: Installation) -> None:
    """Whoever has the lease has the database."""
    home = published
    home.run("backup", "create")
    with home.store() as store, store.work() as work:
        work.leases.take("schedule", "somebody else", home.due.replace(year=2000), home.due.replace(year=2100))

    restored = home.run("backup", "restore", str(only_backup(home)))

    assert restored.exit_code == 1
    assert "stop it first" in restored.output


def test_a_network_is_purged_in_every_outlet(published: Installation) -> None:
    """Everything that came from it goes; a second time there is nothing left to do."""
    home = published
    assert any(b"p1" in content for content in files_of(home.folder / "site").values())

    purged = home.run("purge", "--network", "mastodon", "--yes")
    again = home.run("purge", "--network", "mastodon", typed="y\n")

    assert purged.exit_code == 0
    assert "issues say less now" in purged.stdout
    assert again.exit_code == 3
    assert not any(b">p1<" in content for content in files_of(home.folder / "site").values())
    assert not any("p1" in each.text for each in home.thread)


def test_purging_leaves_the_outlets_to_the_daemon_that_runs(published: Installation) -> None:
    """The store is purged at once; who has the lease mends the rest."""
    home = published
    with home.store() as store, store.work() as work:
        work.leases.take("schedule", "somebody else", home.due.replace(year=2000), home.due.replace(year=2100))

    purged = home.run("purge", "--network", "mastodon", "--yes")

    assert purged.exit_code == 0
    assert "welearned run mends what is out there" in purged.stdout


def test_purging_tells_what_is_left(published: Installation) -> None:
    """Without `go_live` nothing reaches the network: exit 1, and the outlet is named."""
    home = published.write(go_live=False)

    purged = home.run("purge", "--network", "mastodon", "--yes")

    assert purged.exit_code == 1
    assert "still to do: outlet mastodon" in purged.stdout
