"""The address that a page gives itself, and when it is not to be believed."""

import pytest

from bot.links.claims import claimed_by
from bot.links.head import card_from_html
from bot.links.trees import tree_of
from curation.model import PageUrl

PAGE = PageUrl("https://blog.example.org/post?ck=1")


def claimed(head: str, page: str = PAGE, body: str = "") -> str | None:
    tree = tree_of(f"<html><head><title>Closures</title>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return claimed_by(tree, PageUrl(page))


def link(href: str, rel: str = "canonical") -> str:
    return f'<link rel="{rel}" href="{href}">'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(link("https://blog.example.org/post"), "https://blog.example.org/post", id="another query"),
        pytest.param(link("/post"), "https://blog.example.org/post", id="relative"),
        pytest.param(link(" HTTP://WWW.Blog.Example.org/post/?fbclid=x "), "https://blog.example.org/post", id="odd"),
        pytest.param(link("https://example.org/blog/post"), "https://example.org/blog/post", id="same domain"),
        pytest.param(link("/post", "Canonical nofollow"), "https://blog.example.org/post", id="among other words"),
        pytest.param(link("/?p=7"), "https://blog.example.org/?p=7", id="a page by number"),
        pytest.param("", None, id="none"),
        pytest.param(link(PAGE), None, id="itself"),
        pytest.param(link("/post", "amphtml"), None, id="another relation"),
        pytest.param(link("/post", "noncanonical"), None, id="a word with it inside"),
        pytest.param(link("/post") + link("/other"), None, id="two of them"),
        pytest.param(link(""), None, id="empty"),
        pytest.param(link("javascript:alert(1)"), None, id="no address"),
        pytest.param(link("https://[broken"), None, id="broken"),
        pytest.param(link("/@ana"), None, id="no document"),
    ],
)  # fmt: skip
def test_t39_what_a_page_says_of_its_own_address(head: str, expected: str | None) -> None:
    """A hint is taken where it is one clear address of a document."""
    assert claimed(head) == expected


@pytest.mark.parametrize(
    ("href", "page"),
    [
        pytest.param("https://other.example.com/post", PAGE, id="another domain"),
        pytest.param(
            "https://ben.github.io/post", "https://ana.github.io/post", id="another person's under one suffix"
        ),
        pytest.param("https://one.co.uk/post", "https://two.co.uk/post", id="a suffix of two labels"),
        pytest.param("https://198.51.100.8/post", "https://198.51.100.7/post", id="another number"),
        pytest.param("/", PAGE, id="the front page"),
        pytest.param("https://www.blog.example.org", PAGE, id="the front page, elsewhere written"),
        pytest.param("/2015", "https://blog.example.org/2015/11/post", id="a section above"),
        pytest.param("/2015/", "https://blog.example.org/2015/11", id="a section right above"),
    ],
)
def test_t39_a_claim_that_would_collapse_pages_is_not_believed(href: str, page: str) -> None:
    """Not across who registered a domain, and not to what many pages stand under."""
    assert claimed(link(href), page) is None


def test_t39_a_link_in_the_text_is_no_claim() -> None:
    """Whoever comments on a page could write one."""
    assert claimed("", body=f"<p>{link('/elsewhere')}</p>") is None


def test_the_card_keeps_the_claim() -> None:
    """It travels with what the page says of itself, and changes no identity."""
    card = card_from_html(f"<head><title>Closures explained</title>{link('/post')}</head>", PAGE)

    assert card is not None
    assert (card.page, card.claimed) == (PAGE, "https://blog.example.org/post")
