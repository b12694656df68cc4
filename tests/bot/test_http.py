"""Our own pages are asked for as any reader would."""

from collections.abc import Iterator

import httpx
import pytest

from bot.http import WebProbe
from tests.bot.links.stranger import Reply, Stranger, listening, moved, reply


@pytest.fixture
def server() -> Iterator[Stranger]:
    with listening() as stranger:
        yield stranger


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(reply(b"<title>Day</title>"), True, id="there"),
        pytest.param(moved("/elsewhere"), True, id="moved"),
        pytest.param(reply(status=404), False, id="not yet"),
        pytest.param(reply(status=500), False, id="broken"),
        pytest.param(reply(status=204), False, id="empty"),
        pytest.param(moved("/day"), False, id="loop"),
        pytest.param([b"nonsense"], False, id="no HTTP"),
        pytest.param([], False, id="silence"),
    ],
)
def test_t90_a_page_answers_when_readers_get_it(server: Stranger, *, said: Reply, expected: bool) -> None:
    """Only a GET that ends at 200 counts."""
    server.replies["/day"] = said
    server.replies["/elsewhere"] = reply(b"<title>Day</title>")
    probe = WebProbe(contact="https://digest.example/policy")

    answers = probe.answers(f"http://127.0.0.1:{server.port}/day")

    assert answers is expected


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[", "no address", "file:///etc/passwd"])
def test_a_failure_is_false(url: str) -> None:
    """A page that cannot be asked for does not answer."""
    probe = WebProbe(contact="https://digest.example/policy")

    assert probe.answers(url) is False


def test_a_time_out_is_false() -> None:
    """Whatever the transport raises, the answer is no."""

    def late(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("late", request=request)

    probe = WebProbe(contact="https://digest.example/policy", transport=httpx.MockTransport(late))

    assert probe.answers("https://digest.example/") is False


def test_the_probe_names_itself(server: Stranger) -> None:
    """The request names the program and an address to write to."""
    WebProbe(contact="https://digest.example/policy").answers(f"http://127.0.0.1:{server.port}/")

    assert "welearned (+https://digest.example/policy)" in server.heard[0]
