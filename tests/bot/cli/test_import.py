"""`welearned import`: posts from archives."""

import json
from pathlib import Path

from tests.bot.cli.installation import Installation
from tests.fake_mastodon import shapes


def archive(home: Installation, name: str = "posts.jsonl", *more: str) -> Path:
    """Return a file of what stands on the fake server, as the API gives it, one post a line."""
    lines = [
        json.dumps(shapes.status_json(each, domain=home.server.domain, card_of=lambda _status: None))
        for each in home.server.statuses
    ]
    file = home.folder / name
    file.write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    return file


def test_an_archive_is_kept_and_counted(home: Installation) -> None:
    """What it brought, who is left out by today's wishes, and which lines are no posts."""
    home.share("ana", "ben", number=1)
    home.server.account("quiet", note="<p>#nobot</p>")
    home.share("quiet", number=2)

    done = home.run("import", str(archive(home, "posts.jsonl", "no post at all")))

    assert done.exit_code == 0
    assert done.stdout.splitlines()[:2] == ["posts.jsonl: 3 posts, 2 new", "  left out: 1 no_bot"]
    assert done.stdout.splitlines()[2].startswith("  posts.jsonl, line 4: ")


def test_twice_is_harmless(home: Installation) -> None:
    """The second time nothing is new."""
    home.share("ana", number=1)
    file = str(archive(home))
    home.run("import", file)

    assert home.run("import", file).stdout == "posts.jsonl: 1 posts, 0 new\n"


def test_many_bad_lines_are_counted_and_the_first_named(home: Installation) -> None:
    """Twenty are named, the others are a number."""
    home.share("ana", number=1)

    done = home.run("import", str(archive(home, "posts.jsonl", *["{"] * 23)))

    assert sum(", line " in line for line in done.stdout.splitlines()) == 20
    assert done.stdout.endswith("  … and 3 more lines that are no posts\n")


def test_what_is_no_archive_is_one_clear_line_and_the_files_before_it_count(home: Installation) -> None:
    """A letter among the archives: the first file is kept and told, then it is said what is wrong with the second."""
    home.share("ana", number=1)
    letter = home.folder / "letter.txt"
    letter.write_text("Dear all,\nnothing but words\n", encoding="utf-8")

    done = home.run("import", str(archive(home)), str(letter))

    assert (done.exit_code, done.stdout) == (1, "posts.jsonl: 1 posts, 1 new\n")
    assert "letter.txt: " in done.stderr
    assert "Traceback" not in done.output


def test_an_archive_without_posts_is_nothing(home: Installation) -> None:
    """An empty API page is fine, and there is nothing to do."""
    file = home.folder / "page.json"
    file.write_text("[]", encoding="utf-8")

    assert home.run("import", str(file)).exit_code == 3


def test_a_file_that_is_not_there_is_wrong_use(home: Installation) -> None:
    """Nothing is read."""
    assert home.run("import", str(home.folder / "nothing.jsonl")).exit_code == 2
    assert home.run("import").exit_code == 2


def test_hostile_names_do_not_reach_the_terminal(home: Installation) -> None:
    """What a bad line holds is shown, not obeyed."""
    home.share("ana", number=1)

    done = home.run("import", str(archive(home, "a\x1b[2J.jsonl", "\x1b[31m{")))

    assert "\x1b" not in done.stdout
