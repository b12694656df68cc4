"""`welearned demo`: an example course, replayed."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import tomllib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from bot.cli import main

EXAMPLE = Path(__file__).parents[3] / "examples/bit15"


def demo(folder: Path, out: Path) -> Result:
    return CliRunner().invoke(main, ["demo", str(folder), "--out", str(out)], prog_name="welearned")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the example's first day alone, without what its facilitator did."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE / "day-1", folder / "day-1")
    shutil.copytree(EXAMPLE / "pages", folder / "pages")
    shutil.copyfile(EXAMPLE / "course.toml", folder / "course.toml")
    return folder


def test_a_day_is_told_and_its_blog_is_built(small: Path, tmp_path: Path) -> None:
    """Posts read, the thread with its counts, and what to type next; nothing is asked of any network."""
    out = tmp_path / "out"

    done = demo(small, out)

    lines = done.stdout.splitlines()
    assert done.exit_code == 0, done.output
    assert lines[1].startswith("═══ ")
    assert " · 24 hours · " in lines[1] or " · 25 hours · " in lines[1] or " · 23 hours · " in lines[1]
    assert any(line.startswith("── mastodon, part 1 of ") for line in lines)
    assert f"  welearned serve {out / 'site'}" in lines
    assert lines[-1] == f"  welearned explain URL --config {out / 'config.toml'}"
    assert (out / "site/index.html").exists()


def test_the_same_is_shown_for_other_homes(small: Path, tmp_path: Path) -> None:
    """A file a day for each site generator, with its own head, and the letter with its subject."""
    out = tmp_path / "out"

    done = demo(small, out)

    homes = out / "homes"
    (letter,) = (homes / "letters").iterdir()
    assert letter.name == "2015-10-30.txt"
    assert letter.read_text("utf-8").startswith("Subject: ")
    assert "ladder of questions" in letter.read_text("utf-8")
    for generator in ("hugo", "jekyll", "pelican", "eleventy"):
        (file,) = (each for each in (homes / generator).rglob("*") if each.is_file())
        assert "bit15/2015-10-30" in file.read_text("utf-8")
        assert "ladder of questions" in file.read_text("utf-8")
    assert str(homes) in done.stdout


def test_twice_gives_the_same_site(small: Path, tmp_path: Path) -> None:
    """Byte for byte, and into the folder of an earlier demo, too."""
    out = tmp_path / "out"
    demo(small, out)
    first = {each.relative_to(out): each.read_bytes() for each in (out / "site").rglob("*") if each.is_file()}

    again = demo(small, out)

    assert again.exit_code == 0
    assert first == {each.relative_to(out): each.read_bytes() for each in (out / "site").rglob("*") if each.is_file()}


def test_what_its_writer_deleted_stays_out(small: Path, tmp_path: Path) -> None:
    """A deletion that day leaves a tombstone before the archive, which was made earlier, is read."""
    for file in (small / "day-1").iterdir():
        if file.name != "learn.example.jsonl":
            file.unlink()
    posts = (small / "day-1/learn.example.jsonl").read_text(encoding="utf-8").splitlines()
    before = demo(small, tmp_path / "before").stdout
    gone = [{"network": "mastodon", "uri": json.loads(each)["uri"]} for each in posts]
    (small / "day-1/deleted.json").write_text(json.dumps({"deleted": gone}), encoding="utf-8")

    after = demo(small, tmp_path / "after").stdout

    assert "0 of them new ═══" not in before
    assert f" {len(posts)} posts read, 0 of them new ═══" in after


def test_what_the_facilitator_did_is_done_again(small: Path, tmp_path: Path) -> None:
    """A drop in the example's list of acts takes the page out that day; acts of other days wait for theirs."""
    before = demo(small, tmp_path / "before").stdout
    first = next(line for line in before.splitlines() if line.startswith("https://"))
    act = '[[events]]\nday = {day}\nkind = "drop"\nwho = "Kim"\npage = "{page}"\n'
    day = tomllib.loads((small / "course.toml").read_text(encoding="utf-8"))["courses"][0]["starts"]
    other = day + timedelta(days=1)
    acts = act.format(day=day, page=first) + act.format(day=other, page="https://nobody.example/x")
    (small / "events.toml").write_text(acts, encoding="utf-8")

    after = demo(small, tmp_path / "after").stdout

    assert first in before
    assert first not in after


@pytest.mark.parametrize("name", ["config.toml", "thesis.txt"])
def test_a_folder_with_other_things_in_it_is_left_alone(small: Path, tmp_path: Path, name: str) -> None:
    """Somebody's own installation is no old demo, whatever its files are called."""
    out = tmp_path / "mine"
    out.mkdir()
    (out / name).write_text("years of work", encoding="utf-8")

    done = demo(small, out)

    assert done.exit_code == 2
    assert "holds other things; choose an empty folder" in done.stderr
    assert [each.name for each in out.iterdir()] == [name]


def test_a_folder_that_is_no_example_is_wrong_use(tmp_path: Path) -> None:
    """Nothing is made."""
    (tmp_path / "empty").mkdir()

    done = demo(tmp_path / "empty", tmp_path / "out")

    assert done.exit_code == 2
    assert "is no example: it has no course.toml" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_last_day_can_be_left_to_a_person_on_the_desk(small: Path, tmp_path: Path) -> None:
    """Half an hour before its hour, with a link that lets in; nothing of it was frozen."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    words = ["demo", str(small), "--out", str(tmp_path / "out"), "--desk", "--port", port]

    with subprocess.Popen([sys.executable, "-m", "bot", *words], stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        link = served.stdout.readline().split()[-1]
        try:
            with httpx.Client(headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=True) as browser:
                shown = _when_there(browser, link)
        finally:
            served.send_signal(signal.SIGINT)

    assert "Friday, 30 October 2015" in shown or "Friday 30 October 2015" in shown
    assert "in 30 min" in shown or "in 29 min" in shown
    assert ">Draft<" in shown


def _when_there(browser: httpx.Client, link: str) -> str:
    """Return the page behind *link* as soon as somebody listens there."""
    for _ in range(200):
        with suppress(httpx.ConnectError):
            return browser.post(link, data={"password": ""}).text
        threading.Event().wait(0.05)
    raise AssertionError(link)
