"""Files for other generators: what stands in them, when they are written, and when they are not."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml

from bot.blog.markdown.generators import GENERATORS
from bot.errors import Refused, Unclear
from curation.model import DigestKey
from tests.bot.blog.markdown_stage import KEY, SITE, Issues, folder, publisher, root_of
from tests.golden import community
from tests.golden.hostile import HOSTILE

FILES = {
    "hugo": "content/digest/2015-11-11-bit15.md",
    "jekyll": "_posts/2015-11-11-bit15.md",
    "pelican": "content/2015-11-11-bit15.md",
    "eleventy": "digest/2015-11-11-bit15.md",
}
PAGES = {
    "hugo": f"{SITE}/digest/2015-11-11-bit15/",
    "jekyll": f"{SITE}/bit15/2015/11/11/",
    "pelican": f"{SITE}/2015-11-11-bit15.html",
    "eleventy": f"{SITE}/bit15/2015/11/11/",
}


@pytest.fixture
def issues() -> Issues:
    return Issues()


def head_of(text: str) -> dict[str, object]:
    """Return the front matter as the generator reads it."""
    if not text.startswith("---\n"):
        lines = (line.partition(": ") for line in text.partition("\n\n")[0].splitlines())
        return {key: value for key, _, value in lines}
    found = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("generator", FILES)
def test_file_is_where_its_generator_looks(generator: str, tmp_path: Path, issues: Issues) -> None:
    """Each generator's file has its frozen name, and the receipt says where the page will be."""
    outlet = publisher(folder(tmp_path), issues, generator=generator)
    issues.freeze(community.digest())

    receipt = outlet.send(root_of(outlet), KEY, None)

    assert [str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*.md")] == [FILES[generator]]
    assert receipt.url == PAGES[generator]


@pytest.mark.parametrize("generator", FILES)
def test_t94_dates_have_an_offset_and_lie_a_minute_back(generator: str, tmp_path: Path, issues: Issues) -> None:
    """The date carries the course's offset, is a minute before the freeze at the latest, and a correction keeps it."""
    outlet = publisher(folder(tmp_path), issues, generator=generator)
    issue = issues.freeze(community.digest())
    receipt = outlet.send(root_of(outlet), KEY, None)
    first = head_of((tmp_path / FILES[generator]).read_text(encoding="utf-8"))
    issues.kept[issue.digest.key] = replace(issue, changed_at=issue.composed_at + timedelta(days=1))

    outlet.edit(receipt, replace(root_of(outlet), text="Corrected.\n"))
    second = head_of((tmp_path / FILES[generator]).read_text(encoding="utf-8"))

    dated = datetime.fromisoformat(str(first.get("date") or first["Date"]))
    assert dated.utcoffset() == timedelta(hours=-5)
    assert dated <= (issue.frozen_at or issue.composed_at) - timedelta(seconds=60)
    assert second.get("date", second.get("Date")) == first.get("date", first.get("Date"))
    changed = {key: (first[key], second[key]) for key in first if first[key] != second[key]}
    assert set(changed) <= {"lastmod", "last_modified_at", "Modified"}


@pytest.mark.parametrize("generator", FILES)
@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_t95_front_matter_of_nasty_titles_reads_back(generator: str, name: str, tmp_path: Path, issues: Issues) -> None:
    """Whatever a title is, the head has its fields and no more, every text a text, and nothing in it can begin."""
    digest = community.digest(key_words=(name,))
    outlet = publisher(folder(tmp_path), issues, generator=generator)
    issues.freeze(digest)

    outlet.send(root_of(outlet, digest), KEY, None)

    head = head_of((tmp_path / FILES[generator]).read_text(encoding="utf-8"))
    plain = head_of(GENERATORS[generator].head(outlet._page(issues.freeze(community.digest()), title="t", summary="s")))
    title = str(head.get("title") or head["Title"])
    assert head.keys() == plain.keys()
    assert not any(sign in title for sign in ("<s", "{{", "{%", "\n", "\r"))
    assert str(head.get("draft", "False")) == "False"


def test_tag_that_yaml_would_take_for_a_comment_stays(tmp_path: Path, issues: Issues) -> None:
    """A title that begins with a number sign is a title."""
    outlet = publisher(folder(tmp_path), issues)
    issues.freeze(community.digest())

    outlet.send(replace(root_of(outlet), title="#BIT15"), KEY, None)

    text = (tmp_path / FILES["hugo"]).read_text(encoding="utf-8")
    assert 'title: "#BIT15"\n' in text
    assert head_of(text)["title"] == "#BIT15"


def test_t88_deleted_file_is_not_made_again(tmp_path: Path, issues: Issues) -> None:
    """A correction of a file that somebody deleted is refused, and so is a file that somebody else wrote."""
    outlet = publisher(folder(tmp_path), issues)
    issues.freeze(community.digest())
    receipt = outlet.send(root_of(outlet), KEY, None)
    file = tmp_path / FILES["hugo"]
    file.unlink()

    with pytest.raises(Refused, match="deleted"):
        outlet.edit(receipt, root_of(outlet))
    file.write_text("---\ntitle: ours\n---\n", encoding="utf-8")
    with pytest.raises(Refused, match="did not write"):
        outlet.edit(receipt, root_of(outlet))
    with pytest.raises(Refused, match="did not write"):
        outlet.send(root_of(outlet), KEY, None)
    outlet.withdraw(receipt)

    assert file.read_text(encoding="utf-8") == "---\ntitle: ours\n---\n"


def test_text_of_a_file_cannot_claim_that_it_is_ours(tmp_path: Path, issues: Issues) -> None:
    """Only the head says whose a file is: words below it do not."""
    outlet = publisher(folder(tmp_path), issues)
    issues.freeze(community.digest())
    file = tmp_path / FILES["hugo"]
    file.parent.mkdir(parents=True)
    file.write_text('---\ntitle: ours\n---\ndigest: "bit15/2015-11-11"\n', encoding="utf-8")

    with pytest.raises(Refused, match="did not write"):
        outlet.send(root_of(outlet), KEY, None)


@pytest.mark.parametrize("generator", FILES)
def test_withdrawn_file_says_so_and_hides(generator: str, tmp_path: Path, issues: Issues) -> None:
    """A withdrawn issue keeps its file, name and date; nothing of its words, topics or people is left in it."""
    outlet = publisher(folder(tmp_path), issues, generator=generator)
    issues.freeze(community.digest())
    receipt = outlet.send(root_of(outlet), KEY, None)

    outlet.withdraw(receipt)

    text = (tmp_path / FILES[generator]).read_text(encoding="utf-8")
    assert text.endswith("\nThis issue was withdrawn.\n")
    assert "noindex" in text
    assert not any(word in text for word in ("Heidi", "ladder", "failure"))


def test_folder_that_cannot_be_used_is_unclear(tmp_path: Path, issues: Issues) -> None:
    """Where the folder cannot be read or written, the part is tried again; so is one whose issue is not stored."""
    issues.freeze(community.digest())
    (tmp_path / "content").write_text("a file where a folder should be", encoding="utf-8")
    outlet = publisher(folder(tmp_path), issues)

    with pytest.raises(Unclear, match="cannot read"):
        outlet.send(root_of(outlet), KEY, None)
    (tmp_path / "content").unlink()
    (tmp_path / "content" / "digest" / "2015-11-11-bit15.md").mkdir(parents=True)
    with pytest.raises(Unclear, match="cannot"):
        outlet.send(root_of(outlet), KEY, None)
    issues.kept.pop(DigestKey("bit15/2015-11-11"))
    with pytest.raises(Unclear, match="no issue"):
        outlet.send(root_of(outlet), KEY, None)
