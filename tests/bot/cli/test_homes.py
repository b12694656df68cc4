"""Other homes of the page, as a facilitator sets them up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.exits import Exit
from tests.bot.blog.markdown_stage import Remote
from tests.bot.cli.installation import Installation, installation
from tests.fake_wordpress import FakeWordPress

MARKDOWN = """
[[outlets]]
name = "school-site"
kind = "markdown"
generator = "hugo"
folder = "school"
url = "https://school.example"
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as made:
        made.write()
        made.has_polled_for()
        made.share_some()
        yield made


def with_outlet(home: Installation, table: str) -> Installation:
    """Let the course use the outlet that *table* describes, too."""
    text = home.config.read_text(encoding="utf-8")
    text = text.replace("[[courses]]", f"{table}\n[[courses]]")
    home.config.write_text(
        text.replace('outlets = ["blog", "mastodon"]', 'outlets = ["blog", "mastodon", "school-site"]'),
        encoding="utf-8",
    )
    return home


def test_digest_goes_into_a_folder_too(home: Installation) -> None:
    """What is published stands as a file in the generator's folder, and a second run changes nothing."""
    (home.folder / "school").mkdir()
    with_outlet(home, MARKDOWN)
    home.run("poll")

    first = home.run("publish")
    again = home.run("publish")

    file = home.folder / f"school/content/digest/{home.day}-bit15.md"
    assert first.exit_code == Exit.DONE, first.output
    assert "school-site: 1 of 1 parts · done" in first.output
    assert "### 1 · [" in file.read_text(encoding="utf-8")
    assert again.exit_code == Exit.NOTHING


def test_t128_dry_run_writes_no_file(home: Installation) -> None:
    """With `--dry-run` nothing is written where others read, and nothing is pushed."""
    (home.folder / "school").mkdir()
    remote = Remote.make(home.folder / "remote.git")
    with_outlet(home, MARKDOWN + f'repository = "{remote.folder}"\n')
    home.run("poll")

    home.run("publish", "--dry-run")

    assert remote.messages() == ["by another: README.md"]
    assert home.thread == []


def test_digest_is_pushed(home: Installation) -> None:
    """With a repository, the digest is a commit there."""
    remote = Remote.make(home.folder / "remote.git")
    with_outlet(home, MARKDOWN + 'repository = "remote.git"\n')
    home.run("poll")

    home.run("publish")

    assert remote.messages()[1:] == [f"bit15 {home.day}: 4 links"]


def test_doctor_looks_at_other_homes(home: Installation) -> None:
    """The folder must be there and be writable; the repository must answer."""
    with_outlet(home, MARKDOWN)

    missing = home.run("doctor")
    (home.folder / "school").mkdir()
    there = home.run("doctor")

    assert "✗ outlet school-site: " in missing.output
    assert "it is hugo's own folder" in missing.output
    assert "✓ outlet school-site: " in there.output


def test_doctor_asks_the_repository(home: Installation) -> None:
    """A repository that does not answer is told, and one that does."""
    with_outlet(home, MARKDOWN + 'repository = "remote.git"\n')

    missing = home.run("doctor")
    Remote.make(home.folder / "remote.git")
    there = home.run("doctor")

    assert "✗ outlet school-site: git fetch failed" in missing.output
    assert "✓ outlet school-site: branch main can be read" in there.output


WORDPRESS = """
[[outlets]]
name = "school-site"
kind = "wordpress"
url = "{url}"
user = "digest"
password_file = "wp.password"
categories = ["Digests"]
"""


@pytest.fixture
def site() -> Iterator[FakeWordPress]:
    with FakeWordPress() as running:
        yield running


def with_wordpress(home: Installation, site: FakeWordPress, keys: str = "") -> Installation:
    file = home.folder / "wp.password"
    file.write_text(site.password, encoding="utf-8")
    file.chmod(0o600)
    return with_outlet(home, WORDPRESS.format(url=site.url) + keys)


def test_digest_becomes_a_draft(home: Installation, site: FakeWordPress) -> None:
    """What is published waits on the site as a draft, with its picture, and a second run changes nothing."""
    (home.folder / "a.png").write_bytes(b"PNG")
    with_wordpress(home, site, 'picture = "a.png"\npicture_alt = "Books"\n')
    home.run("poll")

    first = home.run("publish")
    home.run("publish")

    assert first.exit_code == Exit.DONE, first.output
    assert site.only()["status"] == "draft"
    assert site.only()["featured_media"] in site.media


def test_t128_dry_run_asks_no_site(home: Installation, site: FakeWordPress) -> None:
    """With `--dry-run` the site is not even asked."""
    with_wordpress(home, site)
    home.run("poll")

    home.run("publish", "--dry-run")

    assert site.asked == []


def test_missing_picture_is_told(home: Installation, site: FakeWordPress) -> None:
    """A picture that is not there is a fault of the configuration."""
    with_wordpress(home, site, 'picture = "a.png"\npicture_alt = "Books"\n')

    told = home.run("preview")

    assert "outlets.school-site.picture" in told.output


def test_doctor_explains_the_site(home: Installation, site: FakeWordPress) -> None:
    """The doctor asks as the user of the outlet, and says what is missing."""
    with_wordpress(home, site)

    well = home.run("doctor")
    (home.folder / "wp.password").unlink()
    without = home.run("doctor")

    assert "✓ outlet school-site: the user may edit posts" in well.output
    assert "✗ outlet school-site: has no password" in without.output
    assert site.writes() == []
