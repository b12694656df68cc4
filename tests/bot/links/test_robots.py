"""What a site lets programs ask for."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links.robots import may_ask

EVERYBODY = "User-agent: *\n"


@pytest.mark.parametrize(
    ("robots", "path", "expected"),
    [
        pytest.param("", "/oembed", True, id="no rules"),
        pytest.param(EVERYBODY, "/oembed", True, id="an empty group"),
        pytest.param(EVERYBODY + "Disallow:", "/oembed", True, id="an empty rule"),
        pytest.param(EVERYBODY + "Disallow: /", "/oembed", False, id="closed"),
        pytest.param(EVERYBODY + "disallow: /o  # comment", "/oembed", False, id="a beginning, any case, a comment"),
        pytest.param(EVERYBODY + "Disallow: /p", "/oembed", True, id="another place"),
        pytest.param(EVERYBODY + "Disallow: /\nAllow: /oembed", "/oembed?u=1", True, id="the longest decides"),
        pytest.param(EVERYBODY + "Disallow: /oembed\nAllow: /oembed", "/oembed", True, id="equal length allows"),
        pytest.param(EVERYBODY + "Disallow: /*embed", "/oembed", False, id="a star"),
        pytest.param(EVERYBODY + "Disallow: /*.json$", "/a.json", False, id="an end"),
        pytest.param(EVERYBODY + "Disallow: /*.json$", "/a.json?x", True, id="no end"),
        pytest.param(EVERYBODY + "Disallow: /a$", "/a", False, id="an end without a star"),
        pytest.param(EVERYBODY + "Disallow: /a$", "/ab", True, id="longer than the end"),
        pytest.param(EVERYBODY + "Disallow: /*a*a$", "/ba", True, id="a letter counts once"),
        pytest.param("User-agent: other\nDisallow: /", "/oembed", True, id="another's group"),
        pytest.param("User-agent: Welearned/1.0\nDisallow: /\n" + EVERYBODY, "/o", False, id="our own group"),
        pytest.param(EVERYBODY + "Disallow: /\nUser-agent: welearned\nAllow: /", "/o", True, id="ours beats all's"),
        pytest.param("User-agent: welearned\n" + EVERYBODY + "Disallow: /", "/o", False, id="two names, one group"),
        pytest.param(EVERYBODY + "Disallow: /a\nUser-agent: x\nDisallow: /\n" + EVERYBODY + "Disallow: /b", "/b", False,
                     id="a group in two places"),
        pytest.param("Disallow: /\n" + EVERYBODY, "/o", True, id="a rule before any group"),
        pytest.param("<html><title>Not found</title>", "/o", True, id="no such file"),
    ],
)  # fmt: skip
def test_rules_are_those_of_rfc_9309(robots: str, path: str, expected: bool) -> None:  # noqa: FBT001 a table's column
    """Our own group comes before everybody's, and the longest rule that fits decides."""
    assert may_ask(robots, path) is expected


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_file_is_read(robots: str, path: str) -> None:
    """No text fails."""
    assert may_ask(EVERYBODY + robots, "/" + path) in {True, False}


@pytest.mark.parametrize(
    "robots",
    [
        EVERYBODY + "Disallow: /" + "*a" * 500_000,
        (EVERYBODY + "Disallow: /*a*b*c\n") * 30_000,
        "User-agent: *" * 90_000,
    ],
    ids=["stars", "lines", "one line"],
)
def test_t33_a_huge_file_takes_a_moment(robots: str) -> None:
    """A mebibyte of rules is read up to a bound."""
    before = process_time()

    may_ask(robots, "/" + "a" * 2_000)

    assert process_time() - before < 2
