"""What never reaches the desk: requests under other names, from other pages, or too large."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from bot.desk.guards import Guard
from tests.asgi import AsgiClient

HOST = "localhost:8002"


async def _echo(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())} bytes")


@pytest.fixture
def client() -> AsgiClient:
    inner = Starlette(routes=[Route("/", _echo, methods=["GET", "POST"])])
    return AsgiClient(Guard(inner, hosts={HOST, "127.0.0.1:8002"}), f"http://{HOST}")


def test_a_page_of_ours_may_ask_and_change(client: AsgiClient) -> None:
    """As browsers send it, with either of the two headers."""
    assert client.get("/").status_code == 200
    assert client.post("/", form={"a": "1"}).text == "3 bytes"
    assert client.post("/", headers={"Origin": f"http://{HOST}"}, form={"a": "1"}).text == "3 bytes"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8002", "localhost", "localhost:80", "", "LOCALHOST.:8002"]
)
def test_a_name_that_was_turned_to_this_machine_gets_nothing(client: AsgiClient, host: str) -> None:
    """DNS rebinding makes a stranger's page same-origin with us, under the stranger's own name."""
    answered = client.get("/", headers={"Host": host})

    assert answered.status_code == 421
    assert "bytes" not in answered.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://{HOST}.evil.example"},
        {},
    ],
    ids=["cross-site", "same-site", "typed", "both", "origin", "sandboxed", "suffix", "neither"],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_page_of_somebody_else_changes_nothing(client: AsgiClient, method: str, headers: dict[str, str]) -> None:
    """A form or a fetch from elsewhere is refused before anybody looks at the session."""
    assert client.request(method, "/", headers=headers).status_code == 403


@pytest.mark.parametrize("announced", [True, False])
def test_forms_have_a_decent_size(client: AsgiClient, *, announced: bool) -> None:
    """Whatever is larger is not read to its end, whether it says how large it is or not."""
    large = b"x" * 70_000
    content = large if announced else iter([large[:40_000], large[40_000:]])

    answered = client.request("POST", "/", headers={"Sec-Fetch-Site": "same-origin"}, content=content)

    assert answered.status_code == 413


@pytest.mark.parametrize("path", ["/", "/nowhere"])
@pytest.mark.parametrize("host", [HOST, "evil.example"])
def test_every_answer_forbids_what_we_never_do(client: AsgiClient, path: str, host: str) -> None:
    """No script but ours, no frame around us, nothing kept by caches, no referrer to others."""
    headers = client.get(path, headers={"Host": host}).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_half_a_form_is_not_done() -> None:
    """A telephone that loses its line in the middle of a form has said nothing; whatever it meant, it can say again."""
    asked: list[bytes] = []
    messages: list[Message] = [
        {"type": "http.request", "body": b"note=Not+", "more_body": True},
        {"type": "http.disconnect"},
    ]
    headers = [(b"host", HOST.encode()), (b"sec-fetch-site", b"same-origin")]

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        asked.append((await receive())["body"])

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": headers}
    asyncio.run(Guard(app, hosts={HOST})(scope, receive, send))

    assert asked == []
