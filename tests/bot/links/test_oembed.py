"""Pages that say nothing to programs, and the platforms that tell of them."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from bot.links.oembed import PROVIDERS, Provider, card_from_oembed, known_endpoint, named_endpoint
from bot.links.reader import Limits, WebLinkReader
from bot.links.silence import is_wall_title
from bot.ports import Unreadable
from curation.model import Kind, PageCard, PageUrl
from curation.urls import canonical
from tests.bot.links.conftest import MakeReader
from tests.bot.links.stranger import Stranger, reply
from tests.fakes import TickingClock

VIDEO = PageUrl("https://youtube.com/watch?v=abcd")
ENDPOINT = "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fyoutube.com%2Fwatch%3Fv%3Dabcd"
TOLD = {"type": "video", "title": "Courage", "author_name": "Ana Li", "provider_name": "YouTube", "version": "1.0"}
ROBOTS = "https://www.youtube.com/robots.txt"

Said = tuple[int, str, bytes]
"""A status, a place to go to, and what it says."""

Web = Mapping[str, Said | str]


class Recorded(httpx.BaseTransport):
    """Answers from a table, 404 for the rest; a text is HTML."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.asked: list[str] = []

    @override
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        answer = self.web.get(str(request.url), (404, "", b""))
        status, place, body = (200, "", answer.encode()) if isinstance(answer, str) else answer
        headers = {"content-type": "text/html" if isinstance(answer, str) else "application/json"}
        stream = httpx.ByteStream(body)
        return httpx.Response(status, headers=headers | ({"location": place} if place else {}), stream=stream)


def told(values: object = TOLD) -> Said:
    return 200, "", json.dumps(values).encode()


CLOSED: Said = (403, "", b"")


def read(page: PageUrl, web: Web) -> tuple[PageCard | Unreadable, list[str]]:
    transport = Recorded(web)
    limits = Limits(host_pause=timedelta(0))
    reader = WebLinkReader(TickingClock(), contact="https://digest.example/policy", limits=limits, transport=transport)
    return reader.card(page), transport.asked


@pytest.mark.parametrize(
    "silence",
    [
        pytest.param(CLOSED, id="refused"),
        pytest.param((302, "https://consent.youtube.com/ml", b""), id="consent"),
        pytest.param("<title>YouTube</title>", id="a shell"),
        pytest.param("<title>Before you continue to YouTube</title>", id="a wall"),
        pytest.param("<p>no title", id="no title"),
    ],
)
def test_a_silent_video_is_told_by_its_platform(silence: Said | str) -> None:
    """Where the page itself says nothing, title and author come from the platform's endpoint."""
    said, asked = read(VIDEO, {str(VIDEO): silence, ENDPOINT: told()})

    assert said == PageCard(page=VIDEO, title="Courage", author="Ana Li", site="YouTube", kind=Kind.VIDEO)
    assert asked[-2:] == [ROBOTS, ENDPOINT]


def test_a_page_that_speaks_is_not_asked_about() -> None:
    """One request is enough for a page with a title."""
    said, asked = read(VIDEO, {str(VIDEO): "<title>Courage - YouTube</title>"})

    assert isinstance(said, PageCard)
    assert asked == [str(VIDEO)]


@pytest.mark.parametrize(
    ("robots", "asked"),
    [
        pytest.param((200, "", b"User-agent: *\nDisallow: /oembed"), False, id="closed"),
        pytest.param((200, "", b"User-agent: *\nDisallow: /watch"), True, id="open"),
        pytest.param((404, "", b""), True, id="no file"),
        pytest.param((429, "", b""), False, id="too many"),
        pytest.param((500, "", b""), False, id="broken"),
        pytest.param((302, "/nowhere", b""), True, id="moved to nothing"),
    ],
)
def test_robots_are_asked_first(robots: Said, asked: bool) -> None:  # noqa: FBT001 a table's column
    """An endpoint that wants no programs, or cannot say, is left alone; the page then stays closed."""
    web = {str(VIDEO): CLOSED, ROBOTS: robots, ENDPOINT: told()}

    said, addresses = read(VIDEO, web)

    assert (ENDPOINT in addresses) is asked
    assert isinstance(said, PageCard) is asked


def test_robots_are_asked_once_a_day() -> None:
    """What a site allows is remembered for a day, not longer."""
    clock = TickingClock()
    web: Web = {str(VIDEO): CLOSED, ENDPOINT: told()}
    transport = Recorded(web)
    limits = Limits(host_pause=timedelta(0))
    reader = WebLinkReader(clock, contact="https://digest.example/policy", limits=limits, transport=transport)

    for hours in (0, 23, 2):
        clock.advance(hours=hours)
        reader.card(VIDEO)

    assert transport.asked.count(ROBOTS) == 2


@pytest.mark.parametrize("values", [{"title": ""}, {}, [], 7, {"title": 7}])
def test_a_platform_that_says_nothing_leaves_the_page_closed(values: object) -> None:
    """An answer without a title is none."""
    said, _ = read(VIDEO, {str(VIDEO): CLOSED, ENDPOINT: told(values)})

    assert said == Unreadable(why="closed")


def test_a_wall_is_no_title() -> None:
    """ "Just a moment..." is never shown as what a page is called."""
    page = PageUrl("https://site.example/a")

    assert read(page, {str(page): "<title>Just a moment...</title>"})[0] == Unreadable(why="closed")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Just a moment...", True),
        ("Attention Required! | Cloudflare", True),
        ("Please wait", True),
        ("A moment of silence", False),
        ("Please wait: what a thousand classrooms taught us about asking questions slowly", False),
        ("", False),
    ],
)
def test_walls_are_known_by_short_titles(title: str, expected: bool) -> None:  # noqa: FBT001 a table's column
    """An article may begin with the same words."""
    assert is_wall_title(title) is expected


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda each: each.name)
def test_each_platform_is_known_by_its_example(provider: Provider) -> None:
    """The example beside a platform leads to its endpoint."""
    assert known_endpoint(PageUrl(provider.example)).startswith(provider.endpoint + "https%3A%2F%2F")


@pytest.mark.parametrize(
    "page", ["https://site.example/a", "https://notyoutube.com/watch?v=a", "https://vimeo.com/about"]
)
def test_other_pages_have_no_known_endpoint(page: str) -> None:
    """Nobody else is asked about a page."""
    assert known_endpoint(PageUrl(page)) == ""


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/oembed?u=1", "https://talks.example/oembed?u=1"),
        ("https://www.talks.example/oembed", "https://www.talks.example/oembed"),
        ("https://api.talks.example/oembed", "https://api.talks.example/oembed"),
        ("https://evil.example/oembed", ""),
        ("https://nottalks.example/oembed", ""),
        ("https://ana:secret@talks.example/oembed", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
    ],
)
def test_t32_a_named_endpoint_is_on_the_pages_own_site(href: str, expected: str) -> None:
    """A page cannot send us elsewhere."""
    page = PageUrl("https://talks.example/a")
    html = f'<link rel="alternate" type="application/json+oembed" href="{href}">'

    assert named_endpoint(html, page, ended=page) == expected


def test_a_page_that_names_an_endpoint_is_told_by_it(make_reader: MakeReader, stranger: Stranger) -> None:
    """The endpoint that a page names goes the same guarded way as the page."""
    link = b'<link rel="alternate" type="application/json+oembed" href="/oembed">'
    _, _, answer = told({**TOLD, "duration": 361, "upload_date": "2015-11-08 10:00:00"})
    stranger.replies["/page"] = reply(link)
    stranger.replies["/oembed"] = reply(answer, content_type="application/json")
    page = canonical(stranger.address("/page"))

    said = make_reader().card(page)

    assert isinstance(said, PageCard)
    assert (said.title, said.minutes, said.published) == ("Courage", 7, date(2015, 11, 8))
    assert stranger.paths[-3:] == ["/page", "/robots.txt", "/oembed"]


@pytest.mark.parametrize(
    ("values", "kind", "minutes"),
    [
        ({"type": "photo"}, Kind.IMAGE, None),
        ({"type": "rich"}, Kind.PAGE, None),
        ({"type": "video", "duration": "PT6M"}, Kind.VIDEO, 6),
        ({"type": "video", "duration": -1}, Kind.VIDEO, None),
        ({"type": "video", "duration": 1e300}, Kind.VIDEO, None),
        ({"type": "video", "duration": None}, Kind.VIDEO, None),
        ({"type": ["video"]}, Kind.PAGE, None),
    ],
)
def test_kinds_and_minutes_of_what_is_told(values: Mapping[str, object], kind: Kind, minutes: int | None) -> None:
    """A video is one, a photo is a picture, and anything else is what its address says."""
    card = card_from_oembed(json.dumps({"title": "x", **values}).encode(), PageUrl("https://site.example/a"))

    assert card is not None
    assert (card.kind, card.minutes) == (kind, minutes)


@pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"\xff", b'{"title": "' + b"x" * 500_000 + b'"}'])
def test_t33_hostile_answers_are_a_card_or_none(content: bytes) -> None:
    """However deep, long or broken: nothing fails, and nothing long is kept."""
    card = card_from_oembed(content, VIDEO)

    assert card is None or len(card.title) <= 200


@given(st.recursive(st.none() | st.floats() | st.text(), lambda inner: st.dictionaries(st.text(), inner), max_leaves=8))
def test_any_answer_is_a_card_or_none(value: object) -> None:
    """No JSON fails under any key."""
    content = json.dumps({"title": "x", "duration": value, "author_name": value, "upload_date": value}).encode()

    assert card_from_oembed(content, VIDEO) is not None
