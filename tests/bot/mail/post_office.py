"""A real mail server on loopback that keeps what it takes, with moods by address."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from bot.mail.publisher import MailPublisher, Sender
from bot.mail.smtp import Smtp
from bot.ports import Clock
from bot.ports.mail import Rhythm, Subscriber, Subscription
from bot.render.templates import Templates
from curation.model import Course
from tests.bot.blog.markdown_stage import Issues
from tests.golden import community
from tests.makers import at

KEY = "bit15/2015-11-11:mail:0:1"
SENDER = Sender(name="BIT15 digest", address="digest@digest.example.org", reply_to="ana@example.org")


@dataclass
class PostOffice:
    """What came in, and how each address is answered."""

    letters: list[tuple[str, bytes]] = field(default_factory=list)
    """To whom, and what, whole."""
    at_rcpt: dict[str, str] = field(default_factory=dict)
    at_data: dict[str, str] = field(default_factory=dict)
    """`silence` takes the letter and hangs up; `silence before` hangs up without it."""
    at_mail: str = ""
    at_login: str = ""
    port: int = 0

    async def handle_MAIL(  # noqa: N802 - named by the library
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.at_mail:
            return self.at_mail
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - named by the library
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.at_rcpt:
            return self.at_rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        (address,) = envelope.rcpt_tos
        mood = self.at_data.get(address, "")
        content = envelope.content or b""
        if mood in {"", "silence"}:
            self.letters.append((address, content if isinstance(content, bytes) else content.encode()))
        if mood.startswith("silence"):
            server.transport.close()
            return ""
        return mood or "250 taken"

    def read(self, number: int = -1) -> EmailMessage:
        """Return a letter as a mail program reads it."""
        message = message_from_bytes(self.letters[number][1], policy=default)
        assert isinstance(message, EmailMessage)
        return message

    def to(self) -> list[str]:
        return [address for address, _ in self.letters]


def _knows(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    if server.event_handler.at_login:
        return AuthResult(success=False, handled=False, message=server.event_handler.at_login)
    is_right = isinstance(given, LoginPassword) and given.password == b"right"
    return AuthResult(success=is_right, handled=False)


@contextmanager
def post_office(*, with_login: bool = False) -> Iterator[PostOffice]:
    """Give a server that answers on loopback."""
    office = PostOffice()
    login: Mapping[str, Any] = {"authenticator": _knows, "auth_require_tls": False} if with_login else {}
    office.port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **login)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def smtp(office: PostOffice, clock: Clock, **but: Any) -> Smtp:
    given: dict[str, Any] = {"outlet": "mail", "host": "127.0.0.1", "port": office.port, "security": "none"}
    return Smtp(clock=clock, **(given | but))


def publisher(through: Smtp, issues: Issues, course: Course | None = None) -> MailPublisher:
    return MailPublisher(
        name="mail",
        course=course or community.course(contact="ana@example.org"),
        smtp=through,
        sender=SENDER,
        templates=Templates(),
        clock=through.clock,
        page_url=lambda digest: f"https://digest.example.org/bit15/{digest.day:%Y/%m/%d}/",
        forms_url="https://forms.example.org",
        issue=issues,
    )


def reader(name: str = "ben", **but: Any) -> Subscriber:
    given: dict[str, Any] = {
        "id": f"id-of-{name}",
        "course": "bit15",
        "address": f"{name}@school.example",
        "token": f"token-of-{name}",
        "rhythm": Rhythm.DAILY,
        "state": Subscription.ACTIVE,
        "asked_at": at(9, day=2),
        "confirmed_at": at(10, day=2),
    }
    return Subscriber(**(given | but))
