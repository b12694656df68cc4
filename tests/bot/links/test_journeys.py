"""Where ways end, and what that makes of the page that was asked for."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.links.answers import Answer, Body, Moved, Refusal, Why
from bot.links.journeys import followed, judged
from bot.ports import Unreadable
from curation.model import PageCard, PageUrl
from tests.makers import NOON

PAGE = Body(content=b"<title>Lovely closures</title>", media_type="text/html")


def walk(asked: str, web: Mapping[str, Answer]) -> PageCard | Unreadable:
    ended, answer = followed(asked, lambda address: web.get(address, Refusal(404)))
    return judged(PageUrl(asked), ended, answer, NOON)


@pytest.mark.parametrize("shortener", ["https://t.co/abc", "https://bit.ly/abc"])
def test_t31_a_short_link_may_lead_to_a_front_page(shortener: str) -> None:
    """A shortener's target is what the person shared, be it a front page."""
    web: dict[str, Answer] = {shortener: Moved("https://blog.example/"), "https://blog.example/": PAGE}

    answer = walk(shortener, web)

    assert isinstance(answer, PageCard)
    assert answer.page == "https://blog.example/"


def test_the_page_is_the_canonical_form_of_the_end() -> None:
    """What a redirect adds for counting is not part of the page's spelling."""
    end = "http://www.blog.example/closures/?utm_source=t"
    web: dict[str, Answer] = {"https://t.co/abc": Moved(end), end: PAGE}

    answer = walk("https://t.co/abc", web)

    assert isinstance(answer, PageCard)
    assert answer.page == "https://blog.example/closures"


def test_a_redirect_to_another_spelling_is_no_move() -> None:
    """A page that fails under another spelling of itself has moved nowhere."""
    web: dict[str, Answer] = {"https://blog.example/a": Moved("https://www.blog.example/a/")}

    answer = walk("https://blog.example/a", web)

    assert answer == Unreadable(why="gone")


def test_t34_a_redirect_to_another_host_keeps_pages_of_a_routed_site_apart() -> None:
    """Where a site routes by fragment, a redirect that names none leads to the same fragment, as in a browser."""
    end = "https://www.blog.example/"
    web: dict[str, Answer] = {f"{end}#!/{name}": PAGE for name in "ab"}
    web |= {f"https://blog.example/#!/{name}": Moved(end) for name in "ab"}

    pages = [walk(f"https://blog.example/#!/{name}", web).page for name in "ab"]

    assert pages == ["https://blog.example/#!/a", "https://blog.example/#!/b"]


def test_a_redirect_may_name_a_fragment_of_its_own() -> None:
    """The fragment of a redirect wins over the one that was asked with."""
    web: dict[str, Answer] = {
        "https://old.example/#!/a": Moved("https://new.example/#!/b"),
        "https://new.example/#!/b": PAGE,
    }

    assert walk("https://old.example/#!/a", web).page == "https://new.example/#!/b"


def test_a_relative_redirect_is_taken_from_where_it_stands() -> None:
    """The second of two relative redirects counts from the address of the first."""
    web: dict[str, Answer] = {
        "https://t.co/abc": Moved("https://blog.example/a/b"),
        "https://blog.example/a/b": Moved("../c"),
        "https://blog.example/c": PAGE,
    }

    answer = walk("https://t.co/abc", web)

    assert isinstance(answer, PageCard)
    assert answer.page == "https://blog.example/c"


@pytest.mark.parametrize(
    ("answer", "page"),
    [
        pytest.param(Refusal(404), "https://blog.example/a", id="gone"),
        pytest.param(Why.TIMEOUT, "https://blog.example/a", id="time-out"),
        pytest.param(Body(content=b"", media_type="text/html"), "https://blog.example/a", id="no title"),
        pytest.param(Why.NOT_PUBLIC, None, id="inside the house"),
        pytest.param(Moved("javascript:x"), None, id="to no page"),
        pytest.param(Moved("https://blog.example/a"), None, id="loop"),
    ],
)
def test_t31_a_way_that_fails_says_how_far_it_led(answer: Answer, page: str | None) -> None:
    """A page that moved before it failed is named, unless the way itself was wrong."""
    web: dict[str, Answer] = {"https://t.co/abc": Moved("https://blog.example/a"), "https://blog.example/a": answer}

    said = walk("https://t.co/abc", web)

    assert isinstance(said, Unreadable)
    assert said.page == page


@pytest.mark.parametrize(
    ("ended", "address"),
    [
        pytest.param("https://blog.example/a", "", id="as it is written"),
        pytest.param("https://blog.example/a/?utm_source=t", "", id="only the spelling differs"),
        pytest.param("https://www.blog.example/a", "https://www.blog.example/a", id="only under www"),
        pytest.param("http://blog.example/a?ref_src=x", "http://blog.example/a", id="only without TLS"),
        pytest.param("https://m.youtube.com/watch?v=dQw4w9WgXcQ", "", id="a platform's own better address"),
    ],
)
def test_readers_are_led_to_where_it_answered(ended: str, address: str) -> None:
    """A page keeps one identity; a site that answers only as "www." or without TLS is linked there."""
    answer = walk(ended, {ended: PAGE})

    assert isinstance(answer, PageCard)
    assert answer.address == address


@pytest.mark.parametrize(("days", "known"), [(1, True), (2, False)])
def test_a_page_dated_the_day_after_tomorrow_says_nothing_of_its_day(days: int, known: bool) -> None:  # noqa: FBT001 a table's column
    """Pages claim days to come; only tomorrow may already be today somewhere."""
    html = f'<title>x</title><meta name="date" content="{NOON.date() + timedelta(days=days)}">'
    url = "https://site.example/a"

    found = judged(PageUrl(url), url, Body(content=html.encode(), media_type="text/html"), NOON)

    assert isinstance(found, PageCard)
    assert (found.published is not None) is known
