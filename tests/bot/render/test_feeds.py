"""Feeds: read back by an independent reader, with ids that never change."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from lxml import etree

from bot.ports import DigestState
from bot.render import feeds
from bot.render.pages import Entry
from bot.render.sites import Site
from bot.render.templates import Templates
from curation.model import Window
from tests.golden import community, week
from tests.golden.hostile import HOSTILE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # feedparser's own use of an old module
    import feedparser

TEMPLATES = Templates()


def entry(day: int = 11, title: str = "Title", body: str = "<p>Body</p>", **but: Any) -> Entry:
    return Entry(issue=community.issue(week.on(day), {}, **but), title=title, body=body)


def atom(*entries: Entry, site: Site = week.SITE) -> bytes:
    return feeds.atom(TEMPLATES, community.course(), entries or (entry(),), site=site)


def read(feed: bytes) -> Mapping[str, Any]:
    answer: Mapping[str, Any] = feedparser.parse(feed, sanitize_html=False)
    return answer


def ids(feed: bytes) -> Sequence[str]:
    return [each["id"] for each in read(feed)["entries"]]


def test_a_reader_understands_the_feed() -> None:
    """An independent reader finds id, title, times, link and the full text."""
    read_back = read(atom())

    (one,) = read_back["entries"]
    assert not read_back["bozo"]
    assert one["id"] == "tag:digest.example.org,2015:bit15/2015-11-11"
    assert (one["title"], one["link"]) == ("Title", community.PAGE)
    assert one["published"] == one["updated"] == "2015-11-11T23:00:00Z"
    assert one["content"][0]["value"] == "<p>Body</p>"
    assert one["content"][0]["language"] == "en"
    assert [tag["term"] for tag in one["tags"]] == ["BIT15"]


def test_feed_names_itself() -> None:
    """The feed says where it is, what page it belongs to and when it last changed."""
    feed = read(atom(entry(11), entry(10)))["feed"]

    assert feed["id"] == "tag:digest.example.org,2015:bit15"
    assert feed["updated"] == "2015-11-11T23:00:00Z"
    assert {link["rel"]: link["href"] for link in feed["links"]} == {
        "self": "https://digest.example.org/bit15/feed.atom",
        "alternate": "https://digest.example.org/bit15/",
    }


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_t93_every_feed_parses(hostile: str) -> None:
    """Whatever is inside, the feed is well-formed and gives back what XML can hold."""
    read_back = read(atom(entry(title=hostile, body=f"<p>{hostile}</p>")))

    assert not read_back["bozo"]
    assert len(read_back["entries"]) == 1


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_t93_what_xml_cannot_hold_is_removed(sign: str) -> None:
    """Control characters, half characters and non-characters never reach the feed."""
    tree = etree.fromstring(atom(entry(title=f"a{sign}b")))

    assert tree.findtext("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title") == "ab"


def test_t89_ids_survive_a_new_host_and_a_new_title() -> None:
    """A move of the site, a new title or another build changes no id."""
    moved = replace(week.SITE, url="https://elsewhere.example/digest")

    before = atom(entry(11), entry(10))
    after = atom(entry(11, title="Another"), entry(10), site=moved)

    assert ids(after) == ids(before)
    assert read(after)["feed"]["id"] == read(before)["feed"]["id"]


def test_last_thirty_issues_are_in_the_feed() -> None:
    """A feed is as long as readers can use, newest first; its own id stays that of the first issue."""
    start = week.on(1)

    def of(number: int) -> Entry:
        away = timedelta(days=number)
        window = Window(start.window.start + away, start.window.end + away)
        digest = replace(start, day=date(2015, 11, 1) + away, window=window)
        return Entry(issue=community.issue(digest, {}), title=str(number), body="")

    feed = atom(*(of(number) for number in range(39, -1, -1)))

    assert [each["title"] for each in read(feed)["entries"]] == [str(number) for number in range(39, 9, -1)]
    assert read(feed)["feed"]["id"] == "tag:digest.example.org,2015:bit15"


def test_correction_moves_updated_alone() -> None:
    """A correction changes `updated` of its entry and of the feed, and no other time or id."""
    changed = entry(10, changed_at=datetime(2015, 11, 20, tzinfo=UTC))

    read_back = read(atom(entry(11), changed))

    assert [each["updated"] for each in read_back["entries"]] == ["2015-11-11T23:00:00Z", "2015-11-20T00:00:00Z"]
    assert [each["published"] for each in read_back["entries"]] == ["2015-11-11T23:00:00Z", "2015-11-10T23:00:00Z"]
    assert read_back["feed"]["updated"] == "2015-11-20T00:00:00Z"


def test_withdrawn_issue_says_so_under_its_id() -> None:
    """Readers that have the issue learn that it is gone; its words are not in the feed any more."""
    feed = atom(entry(body="<p>Secret</p>", title="Secret", state=DigestState.WITHDRAWN))

    (one,) = read(feed)["entries"]
    assert one["content"][0]["value"] == "This issue was withdrawn."
    assert one["title"] == "Withdrawn issue – BIT15, 11 November 2015"
    assert b"Secret" not in feed


def test_feed_without_an_address_leads_by_relative_ways() -> None:
    """A feed that is only looked at still leads to its pages from where it lies."""
    (one,) = read(atom(site=Site(title="Try")))["entries"]

    assert one["link"] == "2015/11/11/"


def test_map_lists_every_issue_that_stands() -> None:
    """The map has an address and a time for each issue."""
    tree = etree.fromstring(feeds.sitemap(week.SITE, [entry(11), entry(10)]))

    assert [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == [
        community.PAGE,
        "https://digest.example.org/bit15/2015/11/10/",
    ]
