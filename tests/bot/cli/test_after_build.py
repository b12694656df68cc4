"""`site.after_build`: the operator's own command, and the recipes that the documents give for it."""

import json
import re
import subprocess
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from bot.blog.command import Command
from tests.bot.cli.installation import Installation

DOCUMENT = Path(__file__).parents[3] / "docs" / "site.md"
POST_ONCE = "[courses.thread]\nitems = 0"


def touching(file: Path, *, code: int = 0) -> str:
    """Return the key for a command that leaves a line in *file* each time it runs."""
    script = f"import sys; open({str(file)!r}, 'a').write('ran\\n'); sys.exit({code})"
    return f"after_build = {json.dumps([sys.executable, '-c', script])}"


def ready(home: Installation, pages: str, *, go_live: bool = True) -> Installation:
    home.write(course=POST_ONCE, pages=pages, go_live=go_live)
    home.share_some()
    home.run("poll")
    return home


def test_t128_a_dry_run_runs_no_command(home: Installation) -> None:
    """What is only shown is not brought anywhere: the command runs when something was published, once."""
    mark = home.folder / "mark"
    ready(home, touching(mark))

    home.run("publish", "--dry-run")
    after_dry_run = mark.exists()
    home.run("publish")

    assert not after_dry_run
    assert mark.read_text() == "ran\n"


def test_t128_before_going_live_no_command_runs(home: Installation) -> None:
    """While `go_live` is false pages are made, and nothing leaves the machine."""
    mark = home.folder / "mark"
    ready(home, touching(mark), go_live=False)

    home.run("publish")

    assert (home.folder / "site" / "bit15").is_dir()
    assert not mark.exists()


def test_t128_a_failing_command_stops_no_thread(home: Installation) -> None:
    """The thread goes out all the same, and `status` tells what failed."""
    mark = home.folder / "mark"
    ready(home, touching(mark, code=3))

    done = home.run("publish")
    status = home.run("status")

    assert done.exit_code == 0
    assert len(home.thread) == 1
    assert "ended with 3" in status.stdout


def recipes() -> dict[str, list[str]]:
    """Return the commands that the document shows, by their program."""
    tables = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    found = (tomllib.loads(table).get("site", {}).get("after_build") for table in tables)
    return {arguments[0]: arguments for arguments in found if arguments}


def pages_in(folder: Path) -> dict[str, bytes]:
    inside = {each.relative_to(folder): each for each in folder.rglob("*") if each.is_file()}
    return {str(path): file.read_bytes() for path, file in inside.items() if ".git" not in path.parts}


def run(arguments: list[str], folder: Path, environment: dict[str, str]) -> str:
    return Command(arguments=arguments, folder=folder, environment=environment, timeout=timedelta(minutes=1)).take()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site/bit15").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("first")
    (tmp_path / "site/bit15/index.html").write_text("first")
    return tmp_path


PATH = {"PATH": "/usr/local/bin:/usr/bin:/bin"}


def test_the_recipe_for_rsync_brings_what_changed(folder: Path) -> None:
    """The target becomes what the folder is: new pages come, removed ones go."""
    target = folder / "www"
    arguments = [each.replace("www@web.example:/srv/digest/", f"{target}/") for each in recipes()["rsync"]]

    first = run(arguments, folder, PATH)
    (folder / "site/bit15/index.html").unlink()
    (folder / "site/index.html").write_text("second")
    second = run(arguments, folder, PATH)

    assert (first, second) == ("", "")
    assert pages_in(target) == {"index.html": b"second"}


def test_the_recipe_for_git_pages_pushes_what_changed(folder: Path) -> None:
    """Each change is a commit that is pushed; with nothing changed nothing happens, and a lost push is made up."""
    origin, site = folder / "origin.git", folder / "site"
    me = {**PATH, "HOME": str(folder), "GIT_CONFIG_GLOBAL": str(folder / "gitconfig")}
    (folder / "gitconfig").write_text("[user]\n\tname = welearned\n\temail = welearned@localhost\n")
    for words in (
        ["init", "--quiet", "--bare", "--initial-branch=pages", str(origin)],
        ["init", "--quiet", "--initial-branch=pages", str(site)],
        ["-C", str(site), "remote", "add", "origin", str(origin)],
        ["-C", str(site), "config", "push.autoSetupRemote", "true"],
    ):
        subprocess.run(["git", *words], check=True, env=me)
    arguments = recipes()["sh"]

    first = run(arguments, folder, me)
    (site / "index.html").write_text("second")
    origin.rename(folder / "away.git")
    away = run(arguments, folder, me)
    (folder / "away.git").rename(origin)
    again = run(arguments, folder, me)
    nothing = run(arguments, folder, me)

    counted = ["git", "-C", str(origin), "rev-list", "--count", "pages"]
    count = subprocess.run(counted, check=True, env=me, capture_output=True, text=True)
    shown = ["git", "-C", str(origin), "show", "pages:index.html"]
    page = subprocess.run(shown, check=True, env=me, capture_output=True)
    assert (first, again, nothing) == ("", "", "")
    assert "ended with" in away
    assert (count.stdout.strip(), page.stdout) == ("2", b"second")
