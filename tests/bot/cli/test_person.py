"""`welearned person` and `welearned consent`, as an operator types them."""

import json
from pathlib import Path

import pytest

from bot.ports import Request
from curation.model import AccountRef, Wish, WishKind
from tests.bot.cli.installation import Installation

P0 = AccountRef("mastodon", "p0@mastodon.example")
OTHERS = ("p0@school.example", "p0@far.example", "p1")


@pytest.fixture
def shared(home: Installation) -> Installation:
    """Four pages shared by several people, read, and a digest frozen; P0 said start."""
    home.share_some()
    home.run("poll")
    with home.store() as store, store.work() as work:
        work.wishes.record(
            Wish(account=P0, kind=WishKind.START, at=home.due, evidence="https://m.example/7", policy="1a2b")
        )
    home.run("compose", "--day", str(home.day), "--freeze")
    return home


def test_c15_show_tells_what_is_held_and_what_counts(shared: Installation) -> None:
    """Profile, posts, wishes with their evidence, what they amount to, and where the person stands in issues."""
    done = shared.run("person", "show", "@P0@mastodon.example")

    assert done.exit_code == 0
    assert "mastodon: p0@mastodon.example" in done.stdout
    assert "UTC, every course: start (by https://m.example/7, policy 1a2b)" in done.stdout
    assert "What counts in bit15 (mode open): start" in done.stdout
    assert "Posts: 1" in done.stdout
    assert f"  bit15/{shared.day}" in done.stdout
    assert "as P0" in done.stdout


def test_c15_the_export_is_what_the_store_holds_and_nobody_elses(shared: Installation, tmp_path: Path) -> None:
    """Complete, as JSON and as text, for its owner only; the files are named after nobody."""
    folder = tmp_path / "out"

    done = shared.run("person", "export", "p0@mastodon.example", str(folder))

    assert done.exit_code == 0
    files = sorted(folder.iterdir())
    assert [(each.name, each.stat().st_mode & 0o777) for each in files] == [
        ("person.json", 0o600),
        ("person.txt", 0o600),
    ]
    told = json.loads((folder / "person.json").read_text(encoding="utf-8"))
    with shared.store() as store, store.look() as work:
        posts, wishes = work.people.posts_of(P0), work.wishes.of([P0])
        issues = work.forgetting.showing([P0])
    assert [each["uri"] for each in told["posts"]] == [each.ref.uri for each in posts]
    assert [each["text"] for each in told["posts"]] == [each.text for each in posts]
    assert all(each["as_told"][0]["payload"]["uri"] == each["uri"] for each in told["posts"])
    assert [each["evidence"] for each in told["wishes"]] == [each.evidence for each in wishes]
    assert {each["digest"] for each in told["issues"]} == {each.digest.key for each in issues}
    text = "".join(each.read_text(encoding="utf-8") for each in files)
    assert [who for who in OTHERS if who in text] == []


def test_c15_show_as_json_is_the_export(shared: Installation) -> None:
    """One shape for machines."""
    told = json.loads(shared.run("person", "show", "p0@mastodon.example", "--json").stdout)

    assert told["version"] == 1
    assert told["account"] == {"network": "mastodon", "id": "p0@mastodon.example"}


def test_nothing_is_held_of_a_stranger(home: Installation, tmp_path: Path) -> None:
    """Exit 3: there was nothing to do."""
    done = home.run("person", "show", "nobody@far.example")
    exported = home.run("person", "export", "nobody@far.example", str(tmp_path / "out"))

    assert (done.exit_code, exported.exit_code) == (3, 3)
    assert "Nothing is held." in done.stdout


def test_a_handle_without_its_server_is_wrong_use(home: Installation) -> None:
    """Two people may have the same name on two servers."""
    assert home.run("person", "show", "p0").exit_code == 2


def test_c06_delete_erases_after_a_question(shared: Installation) -> None:
    """Nothing is left, and nothing comes back with the next poll; a no leaves all as it was."""
    asked = shared.run("person", "delete", "p0@mastodon.example", typed="n\n")
    with shared.store() as store, store.look() as work:
        still = len(work.people.posts_of(P0))

    done = shared.run("person", "delete", "p0@mastodon.example", "--yes")
    shared.run("poll")

    assert (asked.exit_code, still, done.exit_code) == (1, 1, 0)
    assert "1 posts and 1 wishes go" in done.stdout
    with shared.store() as store, store.look() as work:
        assert work.people.posts_of(P0) == ()
        assert work.wishes.of([P0]) == ()


def test_c10_an_operator_gives_an_alias(shared: Installation) -> None:
    """Chosen words, or drawn ones; nobody's name; the wish says who wrote it down and what held before."""
    chosen = shared.run("person", "alias", "p0@mastodon.example", "Blue", "Heron", "--course", "bit15")
    refused = shared.run("person", "alias", "p0@mastodon.example", "P0")
    drawn = shared.run("person", "alias", "p0@mastodon.example")

    assert (chosen.exit_code, chosen.stdout) == (0, "They appear as Blue Heron.\n")
    assert (refused.exit_code, "cannot be an alias" in refused.stderr) == (1, True)
    assert drawn.exit_code == 0
    with shared.store() as store, store.look() as work:
        *_, first, second = work.wishes.of([P0])
    assert (first.value, first.previous, second.previous) == ("alias Blue Heron", "", "credit alias Blue Heron")
    assert first.evidence.startswith("written down by ")
    assert not second.value.endswith("Blue Heron")


def test_people_on_x_are_found_by_name_or_kept_by_name(home: Installation) -> None:
    """A name that no post brought a number for is a name."""
    home.run("person", "alias", "@Zed", "Red", "Fox", "--network", "x")

    with home.store() as store, store.look() as work:
        assert work.wishes.accounts() == (AccountRef("x", "name:zed"),)


ROSTER = """account,credit,quote,signed_on,expires_on
p0@mastodon.example,handle,no,2026-09-01,2099-01-31
new@far.example,,,2026-09-01,
"""


def test_c19_a_roster_is_taken_in_once(home: Installation, tmp_path: Path) -> None:
    """Entries become wishes, an alias is drawn where none is given, and the same file again changes nothing."""
    file = tmp_path / "roster.csv"
    file.write_text(ROSTER, encoding="utf-8")

    first = home.run("consent", "import", str(file))
    again = home.run("consent", "import", str(file))
    listed = home.run("consent", "list", "bit15")
    machine = home.run("consent", "list", "--json")

    assert (first.exit_code, first.stdout) == (0, "2 entries, 3 of their wishes are new, 1 aliases drawn.\n")
    assert (again.exit_code, again.stdout) == (3, "2 entries, 0 of their wishes are new, 0 aliases drawn.\n")
    assert "bit15: roster handle, until 2099-01-31 (by roster signed on 2026-09-01)" in listed.stdout
    told = [json.loads(line) for line in machine.stdout.splitlines()]
    assert {each["account"]["id"] for each in told} == {"new@far.example", "p0@mastodon.example"}


def test_c19_a_roster_without_a_date_is_refused_naming_the_line(home: Installation, tmp_path: Path) -> None:
    """Nothing of it is taken in."""
    file = tmp_path / "roster.csv"
    file.write_text(ROSTER.replace("2026-09-01,\n", ",\n"), encoding="utf-8")

    done = home.run("consent", "import", str(file))

    assert done.exit_code == 2
    assert "line 3: signed_on is missing" in done.stderr
    assert home.run("consent", "list").exit_code == 3


def test_what_was_asked_by_form_is_listed(home: Installation) -> None:
    """It waits for a person: exit 4; `person delete` settles it."""
    with home.store() as store, store.work() as work:
        work.requests.add(Request(what="delete", at=home.due, account=P0, contact="p0@post.example"))
        work.requests.add(Request(what="stop", at=home.due, post="https://m.example/9"))

    listed = home.run("consent", "requests")
    machine = home.run("consent", "requests", "--json")
    home.run("person", "delete", "p0@mastodon.example", "--yes")
    after = home.run("consent", "requests")

    assert listed.exit_code == 4
    assert "for mastodon p0@mastodon.example, answer to p0@post.example" in listed.stdout
    assert "for https://m.example/9" in listed.stdout
    assert json.loads(machine.stdout.splitlines()[0])["what"] == "delete"
    assert "p0@" not in after.stdout
