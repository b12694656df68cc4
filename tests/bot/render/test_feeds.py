"""Feeds: read back by an independent reader, with ids that never change."""

import json
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from lxml import etree
from markupsafe import escape

from bot.ports import DigestState
from bot.render import feeds
from bot.render.entries import Entry
from bot.render.sites import Site
from bot.render.templates import Templates
from curation.model import Window
from curation.text import harmless_title
from tests import makers
from tests.golden import community, week
from tests.golden.hostile import HOSTILE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # feedparser's own use of an old module
    import feedparser

TEMPLATES = Templates()


def entry(day: int = 11, title: str = "Title", body: str = "<p>Body</p>", **but: Any) -> Entry:
    return Entry(issue=community.issue(week.on(day), {}, **but), title=title, body=body)


def atom(*entries: Entry, site: Site = week.SITE) -> bytes:
    given = entries or (entry(),)
    root_id = given[-1].issue.tag_uri.rpartition("/")[0]
    made = feeds.Feeds(templates=TEMPLATES, site=site, course=community.course(), root_id=root_id)
    return feeds.atom(made.issues(given))


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
    addresses = (community.PAGE, "https://digest.example.org/bit15/2015/11/10/")

    tree = etree.fromstring(feeds.sitemap((address, makers.NOON) for address in addresses))

    assert [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == list(addresses)


def made(site: Site = week.SITE) -> feeds.Feeds:
    root_id = "tag:digest.example.org,2015:bit15"
    return feeds.Feeds(templates=TEMPLATES, site=site, course=community.course(), root_id=root_id)


def in_every_form(*entries: Entry, site: Site = week.SITE) -> Mapping[str, bytes]:
    contents = made(site).issues(entries)
    return {form: write(contents) for form, write in feeds.WRITERS.items()}


def test_every_form_tells_the_same() -> None:
    """Atom, RSS and JSON Feed have the same ids, titles, addresses, times and words."""
    one = entry(changed_at=week.WEDNESDAY.window.end + timedelta(hours=2))

    forms = in_every_form(one)
    by_reader = [read(forms[form])["entries"][0] for form in ("atom", "rss")]
    (item,) = json.loads(forms["json"])["items"]

    assert {(each["id"], each["title"], each["link"], each["content"][0]["value"]) for each in by_reader} == {
        (item["id"], item["title"], item["url"], item["content_html"])
    }
    assert {tuple(each["published_parsed"][:6]) for each in by_reader} == {(2015, 11, 11, 23, 0, 0)}
    assert {tuple(each["updated_parsed"][:6]) for each in by_reader} == {(2015, 11, 12, 1, 0, 0)}
    assert (item["date_published"], item["date_modified"]) == ("2015-11-11T23:00:00Z", "2015-11-12T01:00:00Z")


def test_rss_names_no_address_for_an_id() -> None:
    """The id is no address, and RSS readers are told so; the feed says where it is."""
    tree = etree.fromstring(in_every_form(entry())["rss"])

    (guid,) = tree.iter("guid")
    assert guid.get("isPermaLink") == "false"
    assert [node.get("href") for node in tree.iter("{http://www.w3.org/2005/Atom}link")] == [
        "https://digest.example.org/bit15/feed.rss"
    ]


def test_json_feed_is_as_its_specification_asks() -> None:
    """Version, types and required members are those of JSON Feed 1.1; machines find each link under `_digest`."""
    feed = json.loads(in_every_form(entry(), site=replace(week.SITE, hub="https://hub.example/"))["json"])
    (item,) = feed["items"]

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://digest.example.org/bit15/feed.json"
    assert feed["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert all(
        isinstance(item[name], str) for name in ("id", "url", "title", "content_html", "content_text", "language")
    )
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item[f"date_{name}"]) for name in ("published", "modified")
    )
    assert item["content_text"] == "Body"
    assert item["tags"] == ["BIT15"]
    assert item["_digest"]["items"][0] == {
        "number": 1,
        "url": "https://video.example/ladder-of-inference",
        "title": "The ladder of inference, explained",
        "kind": "video",
        "minutes": 6,
        "language": "en",
        "credit": "Heidi Siwak, Ana and 1 more",
        "topics": ["Digital footprint"],
    }


def test_json_feed_without_an_address_claims_none() -> None:
    """Pages that are only looked at say nothing of where they are."""
    feed = json.loads(in_every_form(entry(), site=Site(title="Try"))["json"])

    assert "feed_url" not in feed
    assert "home_page_url" not in feed


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_hub_is_named(form: str) -> None:
    """Readers learn where to be told of changes."""
    feed = in_every_form(entry(), site=replace(week.SITE, hub="https://hub.example/"))[form]

    hubs = [node.get("href") for node in etree.fromstring(feed).iter("{*}link") if node.get("rel") == "hub"]
    assert hubs == ["https://hub.example/"]


@pytest.mark.parametrize("form", sorted(feeds.WRITERS))
@pytest.mark.parametrize("what", HOSTILE)
def test_t93_no_form_breaks_on_foreign_text(form: str, what: str) -> None:
    """Whatever strangers write, each form parses and gives it back as text."""
    words = harmless_title(HOSTILE[what], otherwise="x")
    one = replace(entry(title=words), body=str(escape(words)))

    written = in_every_form(one)[form]

    if form == "json":
        (item,) = json.loads(written)["items"]
        title, html = item["title"], item["content_html"]
    else:
        (read_back,) = read(written)["entries"]
        assert not read(written)["bozo"]
        title, html = read_back["title"], read_back["content"][0]["value"]
    assert " ".join(unescape(title).split()) == " ".join(unescape(words).split())
    assert " ".join(unescape(html).split()) == " ".join(words.split())


def test_links_have_a_feed_of_their_own() -> None:
    """Each link is an entry named by its anchor, leads to its place and tells the page it is about; none is removed."""
    one = replace(entry(), issue=community.issue(week.WEDNESDAY, {}))
    written = {
        form: write(made().links([one, entry(10, state=DigestState.WITHDRAWN)]))
        for form, write in feeds.WRITERS.items()
    }

    items = json.loads(written["json"])["items"]

    assert [item["id"] for item in items] == ids(written["atom"]) == ids(written["rss"])
    assert items[0]["id"] == "tag:digest.example.org,2015:bit15/2015-11-11#l-7fk2qb"
    assert items[0]["url"] == f"{community.PAGE}#l-7fk2qb"
    assert items[0]["external_url"] == "https://video.example/ladder-of-inference"
    assert items[0]["tags"] == ["Digital footprint"]
    assert len(items) == 7
    assert "failure" not in written["json"].decode()


def test_feed_of_links_never_becomes_older() -> None:
    """The newest issue is withdrawn and has no entry any more: that changed the feed, at that time."""
    later = datetime(2015, 11, 12, 9, tzinfo=UTC)
    before = made().links([entry(11), entry(10)])

    after = made().links([entry(11, state=DigestState.WITHDRAWN, changed_at=later), entry(10)])

    assert before.updated == datetime(2015, 11, 11, 23, tzinfo=UTC)
    assert after.updated == later


def test_a_topic_has_a_feed_of_its_own() -> None:
    """A topic's feed has an id of its own and the links that were found about it."""
    one = entry()
    contents = made().topic("Leading & listening", [(one, one.digest.highlights[1])])

    feed = json.loads(feeds.json_feed(contents))

    assert contents.id == "tag:digest.example.org,2015:bit15/topics/leading-listening"
    assert feed["feed_url"] == "https://digest.example.org/bit15/topics/leading-listening/feed.json"
    assert feed["title"] == "BIT15: Leading & listening"
    assert [item["title"] for item in feed["items"]] == ["Why failure matters"]
