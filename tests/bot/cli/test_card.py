"""`welearned card`: a filter from saved pages to what they say of themselves."""

import json
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main

PAGE = """<html lang="en"><head><title>Closures | Site</title><meta name="author" content="Ana Li">
<meta property="article:published_time" content="2015-11-08"><meta name="description" content="How functions remember.">
</head><body><article><p>""" + "word " * 400 + "</p></article></body></html>"  # fmt: skip


def card(*asked: Mapping[str, object]) -> tuple[int, list[dict[str, object]]]:
    done = CliRunner().invoke(main, ["card"], input="".join(json.dumps(each) + "\n" for each in asked))
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_saved_page_says_everything(tmp_path: Path) -> None:
    """All of the card comes out under the address the page was saved from."""
    saved = tmp_path / "page.html"
    saved.write_text(PAGE, encoding="utf-8")

    code, lines = card({"url": "http://site.example/blog/closures?utm_source=x", "path": str(saved)})

    assert code == 0
    assert lines == [
        {
            "url": "http://site.example/blog/closures?utm_source=x",
            "page": "https://site.example/blog/closures",
            "title": "Closures",
            "author": "Ana Li",
            "site": "site.example",
            "language": "en",
            "kind": "article",
            "minutes": 2,
            "pages": None,
            "description": "How functions remember.",
            "published": "2015-11-08",
        }
    ]


def test_files_that_are_no_html_have_cards_too(tmp_path: Path) -> None:
    """A table is a dataset, and a page without an ending is known by its beginning."""
    (tmp_path / "table.csv").write_text("a,b", encoding="utf-8")
    (tmp_path / "page").write_text("<!doctype html><title>Said</title>", encoding="utf-8")

    _, lines = card(
        {"url": "https://site.example/files/table.csv", "path": str(tmp_path / "table.csv")},
        {"url": "https://site.example/page", "path": str(tmp_path / "page")},
    )

    assert [(each["title"], each["kind"]) for each in lines] == [("table", "dataset"), ("Said", "page")]


def test_what_has_no_card_is_named(tmp_path: Path) -> None:
    """A missing file, a folder, an address that is none and a page without a title each give a word for why."""
    saved = tmp_path / "page.html"
    saved.write_text("<p>no title", encoding="utf-8")
    url = "https://site.example/a"

    code, lines = card(
        {"url": url, "path": str(tmp_path / "gone.html")},
        {"url": url, "path": str(tmp_path)},
        {"url": url, "path": "a\0b"},
        {"url": "nonsense", "path": str(saved)},
        {"url": url, "path": str(saved)},
        {"url": url},
    )

    assert code == 1
    said = [each["error"] for each in lines]
    assert said == ["bad_path", "bad_path", "bad_path", "bad_url", "no_title", "bad_field"]
    assert [each["line"] for each in lines] == [1, 2, 3, 4, 5, 6]
