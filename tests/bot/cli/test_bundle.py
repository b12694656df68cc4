"""`welearned bundle`: one folder that opens without us."""

from tests.bot.cli.installation import Installation


def test_a_course_is_bundled(home: Installation) -> None:
    """Pages, feeds and data of what was published are in one folder; a second time makes the same."""
    home.write(course="[courses.thread]\nitems = 0")
    home.share_some()
    home.run("poll")
    home.run("publish")
    out = home.folder / "bundle"

    done = home.run("bundle", "--out", str(out))
    first = {each.relative_to(out): each.read_bytes() for each in out.rglob("*") if each.is_file()}
    again = home.run("bundle", "--out", str(out))

    assert (done.exit_code, again.exit_code) == (0, 0)
    assert f"open {out / 'index.html'}" in done.stdout
    assert first == {each.relative_to(out): each.read_bytes() for each in out.rglob("*") if each.is_file()}
    assert (out / "data/bit15.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_a_folder_with_other_things_is_left_alone(home: Installation) -> None:
    """Nobody's files are written over."""
    home.write()
    out = home.folder / "mine"
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")

    done = home.run("bundle", "--out", str(out))

    assert done.exit_code == 2
    assert (out / "thesis.txt").read_text() == "years of work"
