"""`welearned export` and `welearned replay`: a round trip into a fresh installation, with hostile texts."""

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli.replay import lines
from bot.ports import Capture
from bot.tasks.replay import ReplayReport
from curation.model import AccountRef, PageUrl, Post, Wish, WishKind
from curation.urls import site_of
from tests.bot.cli.installation import Installation, installation, now

HOSTILE = '</script><b>"}\n{"welearned": 1}\\u2028  \U0001f469 ${7*7} {{ x }}'


def words(home: Installation, *names: str) -> None:
    """Let *names* say that their words may be shown."""
    with home.store() as store, store.work() as work:
        for each in names:
            account = AccountRef("mastodon", f"{each}@{home.server.domain}")
            work.wishes.record(Wish(account=account, kind=WishKind.QUOTE, value="yes", at=now(), course="bit15"))


def open_people(home: Installation, *names: str) -> None:
    for each in names:
        home.server.account(each, more={"indexable": True, "discoverable": True})


def posts(home: Installation) -> list[Post]:
    with home.store() as store, store.look() as work:
        found = [each for who in work.people.everyone() for each in work.people.posts_of(who.account)]
    return sorted(found, key=lambda each: (each.links, each.ref.uri))


def exported(home: Installation, *options: str) -> list[dict[str, Any]]:
    file = home.folder / "out.jsonl"
    done = home.run("export", "bit15", str(file), *options)
    assert done.exit_code == 0, done.output
    return [json.loads(each) for each in file.read_text(encoding="utf-8").split("\n")[:-1]]


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    """Give a second installation, which knows nobody."""
    folder = tmp_path / "fresh"
    folder.mkdir()
    with installation(folder) as made:
        yield made.write()


def test_a_fresh_installation_gets_what_everybody_allows(home: Installation, fresh: Installation) -> None:
    """Whole posts are the same posts there; of the others the pages, under the same number of people."""
    open_people(home, "ana", "ben")
    home.share("ana", "ben", number=1)
    home.share("ben", number=2)
    home.run("poll")
    words(home, "ana")

    written = exported(home)
    done = fresh.run("import", str(home.folder / "out.jsonl"))

    assert ["share" in each for each in written].count(True) == 2
    assert done.stdout == "out.jsonl: 3 posts, 3 new\n"
    ours, theirs = posts(home), posts(fresh)
    assert [each.links for each in theirs] == [each.links for each in ours]
    (whole,) = (each for each in theirs if each.author.handle == "ana@mastodon.example")
    assert whole in ours
    assert len({each.author.account for each in theirs}) == 2
    assert "ben" not in (home.folder / "out.jsonl").read_text(encoding="utf-8")


def test_hostile_texts_come_through_and_break_nothing(home: Installation, fresh: Installation) -> None:
    """Whatever somebody wrote is one line here and the same post there."""
    open_people(home, "ana")
    status = home.server.post("ana", html=f"<p>{HOSTILE} <a href='https://blog.example/a'>a</a></p>", tags=("bit15",))
    status.links = ()
    home.run("poll")
    words(home, "ana")

    written = exported(home)
    fresh.run("import", str(home.folder / "out.jsonl"))

    assert len(written) == 1
    assert posts(fresh) == posts(home)
    assert posts(fresh)[0].links == ("https://blog.example/a",)


def test_twice_is_the_same_and_twice_imported_is_harmless(home: Installation, fresh: Installation) -> None:
    """The veils of one installation do not change, so a later export adds only what is new."""
    home.share("ana", "ben", number=1)
    home.run("poll")
    first = exported(home)
    second = exported(home, "--force")
    file = str(home.folder / "out.jsonl")
    fresh.run("import", file)

    again = fresh.run("import", file)

    assert first == second
    assert again.stdout == "out.jsonl: 2 posts, 0 new\n"


def test_c09_an_export_does_not_bring_back_the_erased(home: Installation) -> None:
    """Neither the whole post nor the share that was handed on under a veil, by import or by replay."""
    open_people(home, "ana", "ben")
    home.share("ana", "ben", number=1)
    home.run("poll")
    words(home, "ana")
    exported(home)
    for each in ("ana", "ben"):
        assert home.run("person", "delete", f"{each}@mastodon.example", "--yes").exit_code == 0

    done = home.run("import", str(home.folder / "out.jsonl"))
    replayed = home.run("replay")

    assert done.stdout == "out.jsonl: 2 posts, 0 new\n  left out: 2 erased\n"
    assert replayed.exit_code == 3
    assert posts(home) == []
    assert exported_nothing(home)


def exported_nothing(home: Installation) -> bool:
    return home.run("export", "bit15", str(home.folder / "later.jsonl")).exit_code == 3


def test_who_stopped_and_what_points_nowhere_is_in_no_export(home: Installation) -> None:
    """They are counted, no more."""
    home.share("ana", "ben", number=1)
    home.server.post("chi", "good morning #BIT15")
    home.run("poll")
    with home.store() as store, store.work() as work:
        account = AccountRef("mastodon", "ana@mastodon.example")
        work.wishes.record(Wish(account=account, kind=WishKind.STOP, at=now(), course="bit15"))

    done = home.run("export", "bit15", str(home.folder / "out.jsonl"), "--json")

    assert json.loads(done.stdout) == {"version": 1, "whole": 0, "veiled": 1, "left_out": 2}


def test_c07_words_that_were_edited_away_are_in_no_export(home: Installation) -> None:
    """A source that brought the post before the edit still holds them; only the share is told."""
    open_people(home, "ana")
    home.share("ana", number=1)
    home.run("poll")
    words(home, "ana")
    (said,) = posts(home)
    edited = replace(said, text=f"{said.text} (put right)", edited_at=now())
    with home.store() as store, store.work() as work:
        work.posts.keep([Capture(post=edited, payload=b'{"edited": true}', source="archive:status")])

    (line,) = exported(home)

    assert "share" in line


def test_c16_what_a_facilitator_keeps_out_is_in_no_export(home: Installation) -> None:
    """Neither the pages of a site nor posts with a word, whole or veiled."""
    open_people(home, "ana", "ben")
    page = home.share("ana", number=1)
    home.server.post("ben", "casino https://blog.example/b #BIT15")
    home.run("poll")
    words(home, "ana", "ben")
    assert len(exported(home)) == 2
    for what, value in (("site", site_of(PageUrl(page))), ("word", "casino")):
        assert home.run("never", "bit15", what, value).exit_code == 0

    assert exported_nothing(home)


def test_the_file_is_its_owners_and_is_not_written_over(home: Installation) -> None:
    """Mode 600, and what is there stays unless told otherwise."""
    home.share("ana", number=1)
    home.run("poll")
    file = home.folder / "out.jsonl"

    first = home.run("export", "bit15", str(file))
    second = home.run("export", "bit15", str(file))

    assert first.stdout == f"{file}: 0 posts as they were said, 1 shares without words and names; 0 left out\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert second.exit_code == 2
    assert "--force" in second.stderr


def test_replaying_with_the_same_mapping_changes_nothing(home: Installation) -> None:
    """Everything is read again and is what it was."""
    open_people(home, "ana")
    home.share("ana", "ben", number=1)
    home.server.boost("chi", home.server.statuses[0])
    home.run("poll")
    before = posts(home)

    tried = home.run("replay", "--dry-run")
    done = home.run("replay")
    as_json = home.run("replay", "--json")

    assert tried.stdout == done.stdout == "2 posts read again, 0 say something else now\n"
    assert json.loads(as_json.stdout) == {
        "version": 1,
        "posts": 2,
        "changed": 0,
        "erased": 0,
        "unreadable": 0,
        "refused": {},
    }
    assert posts(home) == before


def test_replay_names_what_went_and_what_was_not_understood() -> None:
    """A line each, and none where there is nothing to say."""
    report = ReplayReport(posts=3, erased=1, unreadable=2)

    assert list(lines(report)) == [
        "3 posts read again, 0 say something else now",
        "  erased: 1 that may not be kept",
        "  as they were: 2 that are not understood any more",
    ]


def test_replay_says_whom_it_left_out(home: Installation) -> None:
    """A no since then is a no to what was kept before."""
    home.share("ana", "ben", number=1)
    home.run("poll")
    with home.store() as store, store.work() as work:
        account = AccountRef("mastodon", "ana@mastodon.example")
        work.wishes.record(Wish(account=account, kind=WishKind.STOP, at=now(), course="bit15"))

    done = home.run("replay")

    assert done.stdout == "2 posts read again, 0 say something else now\n  left out: 1 stopped\n"
