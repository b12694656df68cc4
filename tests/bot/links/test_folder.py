"""Recorded pages stand in for the web and are read by the same rules."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import ArchiveError
from bot.links.folder import FolderLinkReader
from bot.ports import Unreadable
from curation.model import Kind, PageCard, PageUrl
from tests.fakes import TickingClock
from tests.makers import NOON


def folder_of(path: Path, **entries: object) -> FolderLinkReader:
    """Return a reader over a folder with one page, `x.html`, and the given entries."""
    (path / "x.html").write_text("<title>Lovely closures</title>", encoding="utf-8")
    (path / "On_closures.pdf").write_bytes(
        b"%PDF-1.7 <dc:title><rdf:Alt><rdf:li>Closures</rdf:li></rdf:Alt></dc:title>"
    )
    (path / "pages.json").write_text(json.dumps(entries), encoding="utf-8")
    return FolderLinkReader(path, TickingClock())


def test_a_recorded_page_gives_its_card(tmp_path: Path) -> None:
    """A file is read as if its server had sent it."""
    reader = folder_of(tmp_path, **{"https://site.example/a": {"file": "x.html"}})

    answer = reader.card(PageUrl("https://site.example/a"))

    assert answer == PageCard(page=PageUrl("https://site.example/a"), title="Lovely closures", site="site.example")


def test_a_file_may_be_a_document(tmp_path: Path) -> None:
    """The file's ending tells its type."""
    reader = folder_of(tmp_path, **{"https://site.example/a.pdf": {"file": "On_closures.pdf"}})

    answer = reader.card(PageUrl("https://site.example/a.pdf"))

    assert isinstance(answer, PageCard)
    assert (answer.title, answer.kind) == ("Closures", Kind.DOCUMENT)


def test_addresses_are_known_as_written_and_in_their_one_spelling(tmp_path: Path) -> None:
    """A page recorded under one spelling is found under its canonical one."""
    reader = folder_of(tmp_path, **{"http://www.site.example/a/?utm_source=x": {"file": "x.html"}})

    answer = reader.card(PageUrl("https://site.example/a"))

    assert isinstance(answer, PageCard)


def test_t31_recorded_redirects_are_followed(tmp_path: Path) -> None:
    """A recorded short link leads to its page."""
    reader = folder_of(
        tmp_path,
        **{
            "https://t.co/abc": {"redirect": "https://www.site.example/a/"},
            "https://site.example/a": {"file": "x.html"},
        },
    )

    answer = reader.card(PageUrl("https://t.co/abc"))

    assert isinstance(answer, PageCard)
    assert answer.page == "https://site.example/a"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param({"status": 404}, Unreadable(why="gone"), id="gone"),
        pytest.param({"status": 500}, Unreadable(why="error", retry_at=NOON + timedelta(hours=1)), id="broken"),
        pytest.param({"redirect": "https://site.example/a"}, Unreadable(why="redirects"), id="loop"),
        pytest.param({"redirect": "https://site.example/b"}, Unreadable(why="not_recorded"), id="into the unknown"),
    ],
)
def test_recorded_failures_are_values(tmp_path: Path, entry: object, expected: Unreadable) -> None:
    """A recorded status means what it means on the web."""
    reader = folder_of(tmp_path, **{"https://site.example/a": entry})

    answer = reader.card(PageUrl("https://site.example/a"))

    assert answer == expected


@pytest.mark.parametrize("url", ["https://site.example/unknown", "no address"])
def test_what_was_not_recorded_says_so(tmp_path: Path, url: str) -> None:
    """An address that nobody recorded is not looked for anywhere else."""
    reader = folder_of(tmp_path)

    answer = reader.card(PageUrl(url))

    assert answer == Unreadable(why="not_recorded")


@pytest.mark.parametrize(
    "index",
    [
        "",
        "[]",
        '{"https://site.example/a": "x.html"}',
        '{"https://site.example/a": {}}',
        '{"https://site.example/a": {"file": "missing.html"}}',
        '{"https://site.example/a": {"file": "../outside.html"}}',
        '{"https://site.example/a": {"status": "no number"}}',
        '{"no address": {"status": 404}}',
    ],
)
def test_a_folder_that_is_none_is_refused(tmp_path: Path, index: str) -> None:
    """A wrong index is an error at once, with the file's name, and nothing outside the folder is read."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "outside.html").write_text("<title>Secret</title>", encoding="utf-8")
    (tmp_path / "pages" / "pages.json").write_text(index, encoding="utf-8")

    with pytest.raises(ArchiveError, match=r"pages\.json"):
        FolderLinkReader(tmp_path / "pages", TickingClock())
