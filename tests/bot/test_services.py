"""Word through services: real Apprise, and a service on loopback."""

import json
import logging
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import structlog
from typing_extensions import override

from bot.errors import ConfigError, Unclear
from bot.log import configure
from bot.ports.messengers import Message
from bot.services import ServiceMessenger, service_messenger

WORD = Message(subject="Draft ready: 8 chosen", text="Posts 18:00.\n\nhttps://desk.example/login/t0ken\n")


@dataclass
class Service:
    """A service that keeps what it is told, and answers as it is told to."""

    told: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    status: int = 200
    port: int = 0

    @property
    def url(self) -> str:
        return f"json://s3cret-user:s3cret-word@127.0.0.1:{self.port}/s3cret-path"


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.told.append(json.loads(body))
            self.send_response(service.status)
            self.end_headers()

        @override
        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield service
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_service_gets_subject_and_text(service: Service) -> None:
    """As they are: the link is whole."""
    service_messenger(service.url, key="desk.tell").tell(WORD)

    (told,) = service.told
    assert told["title"] == WORD.subject
    assert told["message"].split() == WORD.text.split()


@pytest.mark.parametrize("status", [403, 500])
def test_a_service_that_takes_nothing_is_unclear(service: Service, status: int) -> None:
    """Apprise tells a "no" and a silence alike: it is asked once, and nobody says that nothing arrived."""
    service.status = status

    with pytest.raises(Unclear):
        service_messenger(service.url, key="desk.tell").tell(WORD)

    assert len(service.told) == 1


def test_a_service_that_is_away_is_unclear(service: Service) -> None:
    """No error of Apprise's or its libraries comes through."""
    gone = Service(port=1)

    with pytest.raises(Unclear) as caught:
        service_messenger(gone.url, key="desk.tell").tell(WORD)

    assert "s3cret" not in str(caught.value)


@pytest.fixture
def _loudest(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Log as the command line does, at DEBUG; leave logging as it was found."""
    configure()
    caplog.set_level(logging.DEBUG)
    yield
    structlog.reset_defaults()


@pytest.mark.usefixtures("_loudest")
def test_t117_addresses_and_words_stay_out_of_logs(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    """Also at DEBUG, and when it fails: an address is a password, and the text lets somebody in."""
    messenger = service_messenger(service.url, key="desk.tell")
    messenger.tell(WORD)
    service.status = 500
    with pytest.raises(Unclear):
        messenger.tell(WORD)

    said = caplog.text + repr(messenger)
    assert "t0ken" not in said
    assert "s3cret" not in said


@pytest.mark.parametrize("url", ["nosuchservice://s3cret", "", "s3cret"])
def test_an_address_that_is_none_is_refused_without_being_shown(url: str) -> None:
    """The configuration is told where it stands, not what it is."""
    with pytest.raises(ConfigError) as caught:
        service_messenger(url, key="desk.tell, Ana: service_file")

    assert "desk.tell, Ana" in str(caught.value.problems[0])
    assert "s3cret" not in str(caught.value)


class _Broken:
    """A service of Apprise's whose plugin fails, with the address in its error."""

    def notify(self, **_: object) -> bool:
        raise RuntimeError("https://s3cret")


def test_a_plugin_that_fails_is_unclear_and_tells_no_address() -> None:
    """A hundred services, each with errors of its own: none of their texts comes through."""
    with pytest.raises(Unclear) as caught:
        ServiceMessenger(service=_Broken()).tell(WORD)

    assert "RuntimeError" in caught.value.why
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))


def test_without_apprise_the_extra_is_named() -> None:
    """In a process that has none."""
    code = (
        "import sys; sys.modules['apprise'] = None\n"
        "from bot.services import ServiceMessenger, service_messenger\n"
        "service_messenger('json://s3cret', key='desk.tell')"
    )

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "pip install 'welearned[apprise]'" in ended.stderr
    assert "desk.tell" in ended.stderr
