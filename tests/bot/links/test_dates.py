"""When a page was published that does not say so in its head."""

import socket
from datetime import date

import pytest

from bot.links.dates import guessed_date
from bot.links.head import card_from_html
from bot.links.trees import tree_of
from curation.model import PageUrl

PAGE = PageUrl("https://site.example/a")


@pytest.mark.parametrize(
    ("body", "page", "expected"),
    [
        pytest.param("<time>3 May 2016</time>", PAGE, date(2016, 5, 3), id="a time element"),
        pytest.param('<p class="date">May 3rd, 2016</p>', PAGE, date(2016, 5, 3), id="a class"),
        pytest.param("<p>hello</p>", PageUrl("https://site.example/2015/11/08/a"), date(2015, 11, 8), id="the address"),
        pytest.param("<footer>© 2019</footer>", PAGE, None, id="a footer"),
        pytest.param("<p>hello</p>", PAGE, None, id="nothing"),
        pytest.param('<meta name="date" content="08/11/2015"><time>3 May 2016</time>', PAGE, None, id="two days"),
        pytest.param("<time>3 May 2016</time>", PageUrl("https://site.example/"), None, id="a home page"),
        pytest.param("<time>3 May 2016</time>", PageUrl("https://site.example/events/a"), None, id="an event"),
        pytest.param('<time datetime="2016-05">May</time>', PAGE, None, id="a month"),
        pytest.param("<time>3 May 1916</time>", PAGE, None, id="before there were pages"),
    ],
)
def test_words_and_address_tell_the_day(body: str, page: PageUrl, expected: date | None) -> None:
    """A page that says nothing is read for a date, unless its dates are of something else."""
    card = card_from_html(f"<html><head><title>x</title></head><body>{body}</body></html>", page)

    assert card is not None
    assert card.published == expected


@pytest.mark.parametrize(
    "html",
    [
        '<title>x</title><meta property="article:published_time" content="2017-01-01">',
        "<title>x</title><time>1 January 2017</time>",
    ],
)
def test_a_day_to_come_is_no_day_of_publishing(html: str) -> None:
    """A page dated after today says nothing about when it was published."""
    card = card_from_html(html, PAGE, latest=date(2016, 12, 31))

    assert card is not None
    assert card.published is None


def test_t32_a_page_that_looks_like_an_address_is_not_fetched() -> None:
    """htmldate fetches a text that begins with an address: a page whose text does leads nowhere."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]

        card_from_html(f"http://127.0.0.1:{port}/<title>x</title>", PAGE)

        with pytest.raises(TimeoutError):
            server.accept()


def test_t33_a_page_of_very_many_elements_is_not_searched() -> None:
    """Above twenty thousand elements only what the head says counts."""
    tree = tree_of("<html><body>" + "<p>b</p>" * 20_001 + "<time>3 May 2016</time></body></html>")

    assert tree is not None
    assert guessed_date(tree, "", address=PAGE, latest=date.max) is None
