"""Strangers' servers may say what they like; the reader answers with a card or a reason, soon, and stays outside."""

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.links.reader import Limits, WebLinkReader
from bot.ports import Unreadable
from curation.model import Kind, PageCard, PageUrl
from curation.urls import canonical
from tests.bot.links.conftest import MakeReader
from tests.bot.links.stranger import Reply, Stranger, moved, page, reply
from tests.fakes import TickingClock
from tests.makers import NOON

HOUR = timedelta(hours=1)


def asked(stranger: Stranger, path: str = "/page", host: str = "blog.example") -> PageUrl:
    return PageUrl(stranger.address(path, host))


def there(stranger: Stranger, path: str = "/page") -> PageUrl:
    return canonical(stranger.address(path))


def site(stranger: Stranger) -> str:
    return f"blog.example:{stranger.port}"


def why(answer: PageCard | Unreadable) -> str:
    assert isinstance(answer, Unreadable)
    return answer.why


def title(answer: PageCard | Unreadable) -> str:
    assert isinstance(answer, PageCard), answer
    return answer.title


def test_a_page_gives_its_card(reader: WebLinkReader, stranger: Stranger) -> None:
    """A page that answers is a card under the address it was asked by."""
    stranger.replies["/page"] = page("Lovely closures")

    answer = reader.card(asked(stranger))

    assert answer == PageCard(
        page=there(stranger), title="Lovely closures", address=asked(stranger), site=site(stranger), kind=Kind.ARTICLE
    )


def test_the_request_names_us_and_carries_nothing_else(reader: WebLinkReader, stranger: Stranger) -> None:
    """A request says who asks and whom to write to; no cookie, no credential, no referrer goes along."""
    stranger.replies["/page"] = reply(status=302, location="/next", set_cookie="spy=1")
    stranger.replies["/next"] = page()

    reader.card(asked(stranger))

    names = [{line.partition(":")[0].lower() for line in head.split("\r\n")[1:] if line} for head in stranger.heard]
    assert names == [{"host", "user-agent", "accept", "accept-encoding", "connection"}] * 2
    assert all("welearned (+https://digest.example/policy)" in head for head in stranger.heard)


def test_the_environment_names_no_proxy(
    reader: WebLinkReader, stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment would connect for us, unchecked: it is not asked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    stranger.replies["/page"] = page()

    answer = reader.card(asked(stranger))

    assert title(answer) == "Lovely closures"


@pytest.mark.parametrize(
    ("status", "headers", "reason", "again"),
    [
        pytest.param(404, {}, "gone", None, id="404"),
        pytest.param(410, {}, "gone", None, id="410"),
        pytest.param(401, {}, "closed", None, id="401"),
        pytest.param(403, {}, "closed", None, id="403"),
        pytest.param(418, {}, "error", None, id="418"),
        pytest.param(500, {}, "error", HOUR, id="500"),
        pytest.param(502, {}, "error", HOUR, id="502"),
        pytest.param(304, {}, "error", HOUR, id="304 to nothing we have"),
        pytest.param(302, {}, "error", HOUR, id="302 to nowhere"),
        pytest.param(429, {}, "busy", HOUR, id="429"),
        pytest.param(429, {"retry_after": "120"}, "busy", timedelta(minutes=2), id="429 seconds"),
        pytest.param(503, {"retry_after": "Wed, 11 Nov 2015 15:00:00 GMT"}, "busy", timedelta(hours=3), id="503 date"),
        pytest.param(503, {"retry_after": "Wed, 11 Nov 2015 09:00:00 GMT"}, "busy", HOUR, id="503 past"),
        pytest.param(503, {"retry_after": "soon"}, "busy", HOUR, id="503 words"),
        pytest.param(503, {"retry_after": "9" * 400}, "busy", timedelta(days=7), id="503 for ever"),
        pytest.param(503, {"retry_after": "-5"}, "busy", HOUR, id="503 negative"),
    ],
)
def test_t33_a_dead_link_is_a_value_with_its_time(
    reader: WebLinkReader,
    stranger: Stranger,
    *,
    status: int,
    headers: dict[str, str],
    reason: str,
    again: timedelta | None,
) -> None:
    """Every refusal is a reason and a time to ask again, or none where asking again is no use."""
    stranger.replies["/page"] = reply(b"<title>Sorry</title>", status=status, **headers)

    answer = reader.card(asked(stranger))

    assert answer == Unreadable(why=reason, retry_at=NOON + again if again else None)


def endless(start: bytes, more: bytes) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield start
        while True:
            yield more

    return pieces


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n"


def test_t33_an_endless_page_is_read_for_a_mebibyte(reader: WebLinkReader, stranger: Stranger) -> None:
    """A page without an end gives the card its beginning has, and nothing about its length."""
    stranger.replies["/page"] = endless(HEAD + b"<title>Endless</title><article>", b"word " * 4096)

    answer = reader.card(asked(stranger))

    assert answer == PageCard(
        page=there(stranger),
        title="Endless",
        address=asked(stranger),
        site=site(stranger),
        language="en",
        kind=Kind.ARTICLE,
    )


def test_t33_an_endless_page_without_a_title_is_too_large(reader: WebLinkReader, stranger: Stranger) -> None:
    """What a mebibyte says nothing of is given up for good."""
    stranger.replies["/page"] = endless(HEAD, b" " * 65_536)

    answer = reader.card(asked(stranger))

    assert answer == Unreadable(why="too_large")


def test_t33_a_bomb_of_gzip_is_unpacked_no_further_than_a_mebibyte(reader: WebLinkReader, stranger: Stranger) -> None:
    """A small body that unpacks to a gigabyte costs what a mebibyte costs."""
    bomb = gzip.compress(b"<title>Boom</title>" + b" " * 100_000_000, compresslevel=9)
    stranger.replies["/page"] = reply(bomb, content_encoding="gzip")

    answer = reader.card(asked(stranger))

    assert title(answer) == "Boom"


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([HEAD, b"<title>"], id="body"),
        pytest.param([b"HTTP/1.1 200 OK\r\n", b"x-slow: 1\r\n"], id="headers"),
        pytest.param([b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"], id="informational"),
    ],
)
def test_t33_a_slow_page_is_left_at_the_deadline(
    make_reader: MakeReader, stranger: Stranger, pieces: list[bytes]
) -> None:
    """However a page trickles, the sum of all waiting is bounded: each reading is a second on this stopwatch."""

    def trickle() -> Iterator[bytes]:
        yield pieces[0]
        while not stranger.over.wait(0.001):
            yield pieces[1]

    stranger.replies["/page"] = trickle
    seconds = count()
    reader = make_reader(seconds=12, stopwatch=lambda: float(next(seconds)))

    answer = reader.card(asked(stranger))

    assert answer == Unreadable(why="timeout", retry_at=NOON + HOUR)


def test_t33_a_silent_server_is_left_at_the_deadline(make_reader: MakeReader, stranger: Stranger) -> None:
    """A server that takes the question and says nothing costs the deadline and no more."""

    def silence() -> Reply:
        stranger.over.wait(5)
        return []

    stranger.replies["/page"] = silence

    answer = make_reader(seconds=0.2).card(asked(stranger))

    assert answer == Unreadable(why="timeout", retry_at=NOON + HOUR)


def test_t33_a_silent_resolver_is_left_at_the_deadline(make_reader: MakeReader, stranger: Stranger) -> None:
    """Looking up a name counts against the deadline too."""

    def lost(host: str, port: int) -> list[str]:
        stranger.over.wait(5)
        return []

    answer = make_reader(lost, seconds=0.2).card(asked(stranger))

    assert why(answer) == "timeout"


@pytest.mark.parametrize(
    "wire",
    [
        pytest.param([b"HTTP/1.1 200 OK\r\nx-huge: " + b"a" * 300_000 + b"\r\n\r\n"], id="huge header"),
        pytest.param([b"HTTP/1.1 200 OK\r\n" + b"x-many: 1\r\n" * 30_000 + b"\r\n"], id="many headers"),
        pytest.param([b"SSH-2.0-OpenSSH_9.9\r\n"], id="no HTTP"),
        pytest.param([], id="nothing"),
        pytest.param([b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort"], id="cut off"),
        pytest.param([b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n"], id="negative length"),
        pytest.param([b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n"], id="bad chunk"),
        pytest.param([b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\nnot gzip"], id="bad gzip"),
        pytest.param([b"HTTP/1.1 200 OK\r\ncontent-encoding: br\r\n\r\nwhatever"], id="a coding nobody asked for"),
    ],
)
def test_a_broken_answer_is_a_value(reader: WebLinkReader, stranger: Stranger, wire: list[bytes]) -> None:
    """What breaks the protocol is an error of that page, asked again in an hour."""
    stranger.replies["/page"] = wire

    answer = reader.card(asked(stranger))

    assert answer == Unreadable(why="error", retry_at=NOON + HOUR)


def test_t31_redirects_are_followed_to_the_page(reader: WebLinkReader, stranger: Stranger) -> None:
    """The canonical form of the address at the end of five redirects is the page."""
    for hop in range(5):
        stranger.replies[f"/{hop}"] = moved(f"/{hop + 1}", status=(301, 302, 303, 307, 308)[hop])
    stranger.replies["/5"] = page()

    answer = reader.card(asked(stranger, "/0"))

    assert isinstance(answer, PageCard)
    assert answer.page == there(stranger, "/5")


@pytest.mark.parametrize(
    ("first", "last"),
    [pytest.param("/1", "/5", id="six"), pytest.param("/loop", "/loop", id="loop")],
)
def test_t33_redirects_end_after_five(reader: WebLinkReader, stranger: Stranger, first: str, last: str) -> None:
    """A sixth redirect is not followed, and a loop makes no page an alias of another."""
    stranger.replies["/0"] = moved(first)
    for hop in range(1, 6):
        stranger.replies[f"/{hop}"] = moved(f"/{hop + 1}")
    stranger.replies["/6"] = page()
    stranger.replies["/loop"] = moved("/loop")

    answer = reader.card(asked(stranger, "/0"))

    assert answer == Unreadable(why="redirects")
    assert stranger.paths[-1] == last
    assert len(stranger.heard) == 6


def test_t31_a_short_link_to_a_dead_page_is_known_by_that_page(reader: WebLinkReader, stranger: Stranger) -> None:
    """When the end of the way fails, the answer still says where the way led."""
    stranger.replies["/abc"] = moved(stranger.address("/dead", "blog.example"))
    stranger.replies["/dead"] = reply(status=500)

    answer = reader.card(asked(stranger, "/abc", "t.co"))

    assert answer == Unreadable(why="error", page=there(stranger, "/dead"), retry_at=NOON + HOUR)


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,<title>x</title>",
        "ftp://blog.example/x",
        "http://ana:secret@blog.example/",
        "http://ana@blog.example/",
        "http://[::1/x",
        "http://blog.example:99999/x",
        "http://blog.example:0/x",
        "http://0177.0.0.1/x",
    ],
)
def test_t32_redirects_lead_to_pages_only(reader: WebLinkReader, stranger: Stranger, location: str) -> None:
    """A redirect to a file, a script, a login or no address at all ends the way; nothing else is asked."""
    stranger.replies["/page"] = moved(location)

    answer = reader.card(asked(stranger))

    assert isinstance(answer, Unreadable)
    assert stranger.paths == ["/page"]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2",
        "169.254.169.254",
        "10.0.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 nothing is bound here
        "[::1]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "2130706434",
        "0x7f.2",
    ],
)
def test_t32_redirects_never_lead_inside(make_reader: MakeReader, stranger: Stranger, host: str) -> None:
    """Private, link-local and metadata addresses are refused after a redirect, in every spelling; no page is named."""
    stranger.replies["/page"] = moved(f"http://{host}:{stranger.port}/secret")
    literal = {"2130706434": "127.0.0.2", "0x7f.2": "127.0.0.2"}

    def resolve(name: str, port: int) -> list[str]:
        return ["127.0.0.1"] if name == "blog.example" else [literal.get(name, name.strip("[]"))]

    answer = make_reader(resolve).card(asked(stranger))

    assert answer == Unreadable(why="not_public")
    assert stranger.paths == ["/page"]


def test_t32_a_name_that_changes_its_mind_is_checked_each_time(make_reader: MakeReader, stranger: Stranger) -> None:
    """A host that is public when first looked up and private at the next look-up is refused at that one."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    stranger.replies["/page"] = moved("/next")
    stranger.replies["/next"] = page()

    answer = make_reader(lambda _host, _port: next(answers)).card(asked(stranger))

    assert why(answer) == "not_public"
    assert stranger.paths == ["/page"]


def test_t32_the_connection_goes_to_the_address_that_was_checked(make_reader: MakeReader, stranger: Stranger) -> None:
    """A connection looks a name up once: there is no second look-up between check and connect."""
    looked_up: list[str] = []
    stranger.replies["/page"] = page()

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    make_reader(resolve).card(asked(stranger))

    assert looked_up == ["blog.example"]


def test_t32_one_private_address_closes_the_host(make_reader: MakeReader, stranger: Stranger) -> None:
    """A host with a public and a private address is not asked at the public one either."""
    stranger.replies["/page"] = page()

    answer = make_reader(lambda _host, _port: ["127.0.0.1", "10.0.0.1"]).card(asked(stranger))

    assert why(answer) == "not_public"
    assert stranger.heard == []


def test_t32_other_ports_are_closed(reader: WebLinkReader, stranger: Stranger) -> None:
    """A port that is none of the web's is not connected to."""
    answer = reader.card(PageUrl("http://blog.example:22/"))

    assert answer == Unreadable(why="not_public")


def test_the_reader_of_production_refuses_this_machine(clock: TickingClock, stranger: Stranger) -> None:
    """Without a test's exceptions, loopback is refused whatever it is called."""
    reader = WebLinkReader(clock, contact="https://digest.example")

    answers = [reader.card(PageUrl(f"http://{host}/")) for host in ("127.0.0.1", "localhost", "[::1]", "127.1")]

    assert {why(answer) for answer in answers} == {"not_public"}


def test_a_host_without_an_address_is_a_value(make_reader: MakeReader, stranger: Stranger) -> None:
    """A name nobody knows is asked for again tomorrow."""

    def unknown(host: str, port: int) -> list[str]:
        raise OSError(host)

    answer = make_reader(unknown).card(asked(stranger))

    assert answer == Unreadable(why="no_host", retry_at=NOON + timedelta(days=1))


@pytest.mark.parametrize(
    "host", ["a" * 64 + ".example", ".example", "[::1", "xn--.example", "b\udc80.example", "a" * 300]
)
def test_impossible_hosts_are_values(clock: TickingClock, host: str) -> None:
    """A name that no resolver or certificate can hold is a dead link like any other."""
    reader = WebLinkReader(clock, contact="https://digest.example", limits=Limits(whole=timedelta(seconds=1)))

    answer = reader.card(PageUrl(f"https://{host}/page"))

    assert isinstance(answer, Unreadable)


def test_hosts_of_every_script_are_asked_by_their_ascii_name(reader: WebLinkReader, stranger: Stranger) -> None:
    """A host in Cyrillic letters is asked for under the name its servers know."""
    stranger.replies["/page"] = page()

    answer = reader.card(asked(stranger, host="пример.example"))

    assert isinstance(answer, PageCard)
    assert f"Host: xn--e1afmkfd.example:{stranger.port}" in stranger.heard[0]


def test_a_dead_address_of_a_host_is_passed_over(make_reader: MakeReader, stranger: Stranger) -> None:
    """When nobody listens at the first address of a host, the next one is tried."""
    stranger.replies["/page"] = page()
    reader = make_reader(lambda _host, _port: ["::1", "127.0.0.1"], public=["::1", "127.0.0.1"])

    answer = reader.card(asked(stranger))

    assert title(answer) == "Lovely closures"


def test_the_one_spelling_is_asked_for_as_it_may_have_been(make_reader: MakeReader, stranger: Stranger) -> None:
    """A page whose host only exists with "www." and only without TLS is found, and keeps its one spelling."""
    stranger.replies["/page"] = page()
    url = canonical(stranger.address("/page", "www.old.example"))

    answer = make_reader().card(url)

    assert isinstance(answer, PageCard)
    assert answer.page == url


def test_nobody_behind_any_spelling_is_no_connection(make_reader: MakeReader, stranger: Stranger) -> None:
    """A wrong certificate or none, and nothing behind plain HTTP either: asked again in an hour."""
    stranger.replies["/page"] = []

    answer = make_reader().card(canonical(stranger.address("/page")))

    assert answer == Unreadable(why="no_connection", retry_at=NOON + HOUR)


def test_certificates_are_checked_against_the_name(make_reader: MakeReader, stranger: Stranger) -> None:
    """TLS asks for the certificate of the host's name, though the connection goes to a checked address."""
    make_reader().card(PageUrl(f"https://blog.example:{stranger.port}/page"))

    assert "blog.example" in stranger.heard[0]


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        pytest.param("/2015/closures", "/", "gone", id="front page"),
        pytest.param("/2015/closures", "/login?next=/2015/closures", "closed", id="login"),
        pytest.param("/2015/closures", "/Consent/form", "closed", id="consent"),
    ],
)
def test_a_way_out_of_the_page_makes_no_alias(
    reader: WebLinkReader, stranger: Stranger, start: str, end: str, reason: str
) -> None:
    """Pages that all end at one login or front page are not one page."""
    stranger.replies[start] = moved(end)
    stranger.replies[end] = page("Welcome to our site")

    answer = reader.card(asked(stranger, start))

    assert answer == Unreadable(why=reason)


def test_meta_refresh_is_not_followed(reader: WebLinkReader, stranger: Stranger) -> None:
    """A page that would move a browser on is taken as the page it is."""
    body = b'<title>Wait</title><meta http-equiv="refresh" content="0;url=/next"><link rel="canonical" href="/other">'
    stranger.replies["/page"] = reply(body)

    answer = reader.card(asked(stranger))

    assert isinstance(answer, PageCard)
    assert answer.page == there(stranger)
    assert stranger.paths == ["/page"]


def test_t39_a_cards_own_address_is_no_identity(reader: WebLinkReader, stranger: Stranger) -> None:
    """`og:url` and `rel=canonical` may say what they like."""
    body = (
        b'<title>Video</title><meta property="og:url" content="https://youtube.com/undefined">'
        b'<link rel="canonical" href="https://youtube.com/undefined">'
    )
    stranger.replies["/page"] = reply(body)

    answer = reader.card(asked(stranger))

    assert isinstance(answer, PageCard)
    assert answer.page == there(stranger)


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        pytest.param("text/html; charset=windows-1251", "<title>Да</title>".encode("cp1251"), "Да", id="header"),
        pytest.param("text/html; charset=latin-1", "<title>Café</title>".encode(), "Café", id="header is wrong"),
        pytest.param("text/html; charset=nonsense", "<title>Café</title>".encode(), "Café", id="no such charset"),
        pytest.param(None, "<title>Café</title>".encode(), "Café", id="no content type"),
        pytest.param("application/xhtml+xml", b"<?xml version='1.0'?><html><title>X</title></html>", "X", id="xhtml"),
        pytest.param("application/octet-stream", b"<!DOCTYPE html><title>X</title>", "X", id="sniffed"),
    ],
)
def test_pages_are_read_in_their_charset(
    reader: WebLinkReader, stranger: Stranger, content_type: str | None, body: bytes, expected: str
) -> None:
    """Header, page and bytes together decide what the letters are."""
    stranger.replies["/page"] = reply(body, content_type=content_type)

    answer = reader.card(asked(stranger))

    assert title(answer) == expected


@pytest.mark.parametrize(
    ("path", "content_type", "body", "expected"),
    [
        pytest.param("/On_closures.pdf", "application/pdf", b"%PDF-1.7", ("On closures", Kind.DOCUMENT), id="pdf"),
        pytest.param("/files/notes.txt", "text/plain", b"word " * 460, ("notes", Kind.DOCUMENT), id="text"),
        pytest.param("/a/My%20photo.jpg", "image/jpeg", b"", ("My photo", Kind.IMAGE), id="image"),
        pytest.param("/download", "application/octet-stream", b"%PDF-1.4", ("download", Kind.DOCUMENT), id="sniffed"),
    ],
)
def test_files_are_known_by_their_names(
    reader: WebLinkReader, stranger: Stranger, path: str, content_type: str, body: bytes, expected: tuple[str, Kind]
) -> None:
    """A file that says nothing of itself is honestly called by its name."""
    stranger.replies[path] = reply(body, content_type=content_type)

    answer = reader.card(asked(stranger, path))

    assert isinstance(answer, PageCard)
    assert (answer.title, answer.kind) == expected


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        pytest.param("application/json", b"{}", "not_html", id="json"),
        pytest.param("application/zip", b"PK", "not_html", id="zip"),
        pytest.param(None, b"\x7fELF", "not_html", id="bytes"),
        pytest.param("text/html", b"", "no_title", id="empty"),
        pytest.param("text/html", b"<p>hello", "no_title", id="no title"),
    ],
)
def test_what_has_no_title_has_no_card(
    reader: WebLinkReader, stranger: Stranger, content_type: str | None, body: bytes, reason: str
) -> None:
    """Things that are no pages, or pages that say nothing, are final values."""
    stranger.replies["/page"] = reply(body, content_type=content_type)

    answer = reader.card(asked(stranger))

    assert answer == Unreadable(why=reason)


def test_t33_a_host_is_not_asked_twice_in_a_breath(
    make_reader: MakeReader, stranger: Stranger, clock: TickingClock
) -> None:
    """Within its pause a host is not asked; the answer says when, and nobody waits."""
    stranger.replies["/page"] = page()
    reader = make_reader(pause=2)

    first = reader.card(asked(stranger))
    second = reader.card(asked(stranger))
    clock.advance(seconds=2)
    third = reader.card(asked(stranger))

    assert isinstance(first, PageCard)
    assert second == Unreadable(why="host_pause", retry_at=NOON + timedelta(seconds=2))
    assert isinstance(third, PageCard)


def test_a_busy_host_is_left_alone_as_long_as_it_asks(
    make_reader: MakeReader, stranger: Stranger, clock: TickingClock
) -> None:
    """`Retry-After` holds for the whole host, not only for the page that got it."""
    stranger.replies["/page"] = reply(status=429, retry_after="600")
    reader = make_reader(pause=2)
    reader.card(asked(stranger))
    clock.advance(seconds=10)

    answer = reader.card(asked(stranger, "/another"))

    assert answer == Unreadable(why="host_pause", retry_at=NOON + timedelta(minutes=10))


def test_a_redirect_within_a_host_does_not_wait(make_reader: MakeReader, stranger: Stranger) -> None:
    """The pause is between pages, not inside one."""
    stranger.replies["/page"] = moved("/next")
    stranger.replies["/next"] = page()

    answer = make_reader(pause=60).card(asked(stranger))

    assert isinstance(answer, PageCard)


def test_t33_sixteen_threads_share_one_reader(make_reader: MakeReader, stranger: Stranger) -> None:
    """Sixteen pages of sixteen hosts at once each get their own answer; a host gives one turn to sixteen threads."""
    for number in range(16):
        stranger.replies[f"/{number}"] = page(f"Page {number}")
    reader = make_reader(pause=60)
    urls = [asked(stranger, f"/{number}", f"host{number}.example") for number in range(16)]

    with ThreadPoolExecutor(16) as threads:
        each_its_own = list(threads.map(reader.card, urls))
        one_host = list(threads.map(reader.card, [asked(stranger, "/1", "one.example")] * 16))

    assert [title(answer) for answer in each_its_own] == [f"Page {number}" for number in range(16)]
    assert sum(isinstance(answer, PageCard) for answer in one_host) == 1


def test_reading_takes_no_longer_for_the_clock(reader: WebLinkReader, stranger: Stranger, clock: TickingClock) -> None:
    """Times to ask again are counted from the clock's time at the question."""
    moment: datetime = clock.advance(days=3)
    stranger.replies["/page"] = reply(status=500)

    answer = reader.card(asked(stranger))

    assert answer == Unreadable(why="error", retry_at=moment + HOUR)
