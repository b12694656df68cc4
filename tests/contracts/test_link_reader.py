"""What every link reader promises: the fake's, the folder's and the web's."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.links.folder import FolderLinkReader
from bot.links.reader import Limits, WebLinkReader
from bot.ports import LinkReader, Unreadable
from curation.model import PageCard, PageUrl
from tests.fakes import FakeReader, TickingClock
from tests.makers import card

PAGE = PageUrl("https://site.example/closures")
SHORT = PageUrl("https://t.co/abc")
DEAD = PageUrl("https://dead.example/gone")
HTML = "<title>Lovely closures</title>"


def fake(_folder: Path) -> LinkReader:
    reader = FakeReader(card(PAGE, "Lovely closures"), dead={DEAD: Unreadable(why="gone")})
    reader.moved[SHORT] = reader.cards[PAGE]
    return reader


def folder(folder: Path) -> LinkReader:
    (folder / "x.html").write_text(HTML, encoding="utf-8")
    pages = {PAGE: {"file": "x.html"}, SHORT: {"redirect": PAGE}, DEAD: {"status": 404}}
    (folder / "pages.json").write_text(json.dumps(pages), encoding="utf-8")
    return FolderLinkReader(folder, TickingClock())


def web(_folder: Path) -> LinkReader:
    def answer(request: httpx.Request) -> httpx.Response:
        answers = {
            PAGE: httpx.Response(200, headers={"content-type": "text/html"}, stream=httpx.ByteStream(HTML.encode())),
            SHORT: httpx.Response(301, headers={"location": PAGE}),
            DEAD: httpx.Response(404),
        }
        return answers[PageUrl(str(request.url))]

    limits = Limits(host_pause=Limits().host_pause * 0)
    transport = httpx.MockTransport(answer)
    return WebLinkReader(TickingClock(), contact="https://digest.example", limits=limits, transport=transport)


@pytest.fixture(params=[fake, folder, web])
def reader(request: pytest.FixtureRequest, tmp_path: Path) -> LinkReader:
    make: Callable[[Path], LinkReader] = request.param
    return make(tmp_path)


def test_a_page_gives_its_card(reader: LinkReader) -> None:
    """The card carries the page's title and the address it was found at."""
    answer = reader.card(PAGE)

    assert isinstance(answer, PageCard)
    assert (answer.page, answer.title) == (PAGE, "Lovely closures")


def test_t31_a_short_link_gives_the_card_of_its_page(reader: LinkReader) -> None:
    """The card's page is where the redirects end, not what was asked for."""
    answer = reader.card(SHORT)

    assert isinstance(answer, PageCard)
    assert answer.page == PAGE


def test_t33_a_dead_link_is_a_value(reader: LinkReader) -> None:
    """A page that is gone is no error and is not asked for again."""
    answer = reader.card(DEAD)

    assert answer == Unreadable(why="gone")


def test_asking_twice_gives_the_same(reader: LinkReader) -> None:
    """A reader keeps no memory that would change its answer."""
    first = reader.card(SHORT)

    assert reader.card(SHORT) == first


def test_several_threads_may_ask(reader: LinkReader) -> None:
    """Each thread gets the answer to its own question."""
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(reader.card, [PAGE, DEAD] * 8))

    assert [isinstance(answer, PageCard) for answer in answers] == [True, False] * 8
