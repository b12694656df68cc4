"""`welearned build`: the whole blog anew."""

import shutil

from tests.bot.cli.installation import Installation


def test_a_lost_folder_is_made_again_word_by_word(home: Installation) -> None:
    """Pages and feeds come back from the database, byte for byte; a second time there is nothing to do."""
    home.write(course="[courses.thread]\nitems = 0")
    home.share_some()
    home.run("poll")
    home.run("publish")
    site = home.folder / "site"
    before = {each.relative_to(site): each.read_bytes() for each in site.rglob("*") if each.is_file()}
    for each in site.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()

    done, again = home.run("build"), home.run("build")

    assert (done.exit_code, done.stdout) == (0, f"{len(before)} files written\n")
    assert before == {each.relative_to(site): each.read_bytes() for each in site.rglob("*") if each.is_file()}
    assert (again.exit_code, again.stdout) == (3, "everything was as it should be\n")
    assert len(home.thread) == 1
