"""The bundle: one folder that needs nothing."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from bot.blog.bundle import Bundle, for_folder
from bot.blog.site import BlogPublisher
from bot.ports import DigestState
from tests.golden import community, week


@pytest.fixture
def bundled(tmp_path: Path) -> dict[str, bytes]:
    return dict(Bundle(publisher=publisher(tmp_path)).files())


def publisher(folder: Path) -> BlogPublisher:
    shelf = week.Shelf()
    made = week.blog(folder, shelf)
    for digest in (week.MONDAY, week.TUESDAY, week.WEDNESDAY):
        shelf.freeze(digest, made)
    shelf.freeze(week.on(8), made, state=DigestState.WITHDRAWN)
    return made


def test_t129_every_link_of_ours_leads_to_a_file_of_the_bundle(bundled: dict[str, bytes]) -> None:
    """No link needs a server that finds a folder's page, and none leads back to where the site once was."""
    for path, page in bundled.items():
        if not path.endswith(".html"):
            continue
        links = re.findall(r'<(?:a|link)(?![^>]*rel="(?:canonical|me)")[^>]* href="([^"]*)"', page.decode())
        ours = [link for link in links if not urlsplit(link).scheme and not link.startswith("#")]
        assert ours
        assert not [link for link in links if link.startswith("https://digest.example.org")], path
        for link in ours:
            file = (Path("/") / path).parent / unquote(urlsplit(link).path)
            assert str(file.resolve()).lstrip("/") in bundled, (path, link)


def test_t129_pages_feeds_and_data_are_all_there(bundled: dict[str, bytes]) -> None:
    """Whoever finds the folder in twenty years finds pages, feeds, data and a word of what it is."""
    assert {
        "index.html",
        "style.css",
        "bit15/2015/11/11/index.html",
        "bit15/feed.atom",
        "bit15/feed.json",
    } <= bundled.keys()
    assert {"README.txt", "data/bit15.jsonl", "policy/index.html"} <= bundled.keys()
    assert not bundled.keys() & {"robots.txt", "sitemap.xml", "404.html"}
    assert "index.html" in bundled["README.txt"].decode()


def test_data_tell_what_pages_tell(bundled: dict[str, bytes]) -> None:
    """Each issue is a line with the words of its page, newest first; a withdrawn one says only that."""
    lines = [json.loads(line) for line in bundled["data/bit15.jsonl"].splitlines()]

    assert [line["day"] for line in lines] == ["2015-11-11", "2015-11-10", "2015-11-09", "2015-11-08"]
    assert lines[0]["id"] == "tag:digest.example.org,2015:bit15/2015-11-11"
    assert lines[0]["items"][0]["note"].startswith("Heidi Siwak, who gave the final keynote")
    assert lines[0]["items"][0]["credit"] == "Heidi Siwak, Ana and 1 more"
    assert [item["number"] for item in lines[0]["items"]] == [1, 3, 4, 5, 6, 7, 8]
    assert lines[3].keys() == {
        "welearned_issue",
        "course",
        "day",
        "id",
        "published",
        "updated",
        "language",
        "withdrawn",
    }


def test_data_name_nobody_that_pages_do_not(bundled: dict[str, bytes]) -> None:
    """No account and no handle is in the data: only names as their owners allowed."""
    assert "mastodon.example" not in bundled["data/bit15.jsonl"].decode()


def test_two_bundles_are_equal(tmp_path: Path) -> None:
    """The same data make the same folder, byte for byte."""
    assert dict(Bundle(publisher=publisher(tmp_path)).files()) == dict(Bundle(publisher=publisher(tmp_path)).files())


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("./", "./index.html"),
        ("../../policy/", "../../policy/index.html"),
        ("../style.css", "../style.css"),
        ("https://digest.example.org/bit15/2015/11/09/", "../../bit15/2015/11/09/index.html"),
        ("https://digest.example.org.evil.example/", "https://digest.example.org.evil.example/"),
        ("https://pages.example/1/", "https://pages.example/1/"),
        ("mailto:ana@example.org", "mailto:ana@example.org"),
        ("#content", "#content"),
        ("../2015/11/11/#l-7fk2qb", "../2015/11/11/index.html#l-7fk2qb"),
    ],
)
def test_links_are_led_to_files(link: str, leads: str) -> None:
    """Only links of ours change, and only those to folders."""
    page = f'<a class="x" href="{link}">it</a> and href=&#34;./&#34;'.encode()

    assert for_folder(page, "bit15/topics/index.html", "https://digest.example.org").decode() == (
        f'<a class="x" href="{leads}">it</a> and href=&#34;./&#34;'
    )


def test_site_without_an_address_has_nothing_to_lead_back() -> None:
    """Pages that never had an address are bundled alike."""
    assert community.PAGE.encode() in for_folder(f'<a href="{community.PAGE}">x</a>'.encode(), "index.html", "")
