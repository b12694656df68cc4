"""A letter a day to everybody who asked for it, each once."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final
from zoneinfo import ZoneInfo

from typing_extensions import override

from bot.errors import Refused, Unclear
from bot.mail.smtp import Smtp
from bot.ports import Clock, Issue, Part, Publisher, Receipt
from bot.ports.mail import Letters, Subscriber
from bot.render import letters
from bot.render.templates import Templates
from curation.model import Course, Digest, DigestKey

_WEEKLY: Final = 1
"""The number of the letter about a week, as a part."""
_NOBODY: Final = "a letter goes to a person; who it is for was not said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Whom letters come from."""

    name: str
    address: str
    reply_to: str = ""

    @property
    def domain(self) -> str:
        """The part behind the @."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPublisher(Letters):
    """Makes the letters of a course; what was sent stays sent."""

    name: str
    course: Course
    smtp: Smtp
    sender: Sender
    templates: Templates
    clock: Clock
    page_url: Callable[[Digest], str]
    forms_url: str
    """Where the public forms are: the addresses that end a subscription."""
    issue: Callable[[DigestKey], Issue | None]
    recipient: Subscriber | None = None
    repeats_safely: bool = False
    """Two letters are two letters; what is unclear is not sent again."""
    leaves_house: bool = True
    changes_in_place: bool = False

    @override
    def parts(self, digest: Digest, /) -> tuple[Part, ...]:
        subject, text, html = letters.letter(self.templates, digest, self.course)
        items = tuple(item.number for item in digest.items if not item.removed)
        part = Part(
            number=0,
            text=text,
            count=len(text),
            limit=0,
            language=digest.language,
            title=subject,
            items=items,
            html=html,
        )
        return (part,)

    @override
    def to(self, subscriber: Subscriber, /) -> Publisher:
        return replace(self, recipient=subscriber)

    @override
    def weekly(self, digests: Sequence[Digest], /) -> Part:
        subject, text, html = letters.weekly(self.templates, digests, self.course)
        language = digests[-1].language
        return Part(number=_WEEKLY, text=text, count=len(text), limit=0, language=language, title=subject, html=html)

    @override
    def mail_id(self, key: str, recipient: str, /) -> str:
        return f"<{hashlib.sha256(f'{key}:{recipient}'.encode()).hexdigest()[:32]}@{self.sender.domain}>"

    @override
    def send(self, part: Part, key: str, after: Receipt | None, /) -> Receipt:
        issue = self.issue(DigestKey(key.partition(":")[0]))
        if self.recipient is None or issue is None:
            raise Refused(self.name, _NOBODY)
        message = self._message(part, self.mail_id(key, self.recipient.id), issue, self.recipient)
        self.smtp.hand_over(message, sender=self.sender.address, address=self.recipient.address)
        return Receipt(uri=str(message["Message-ID"]), url=self.page_url(issue.digest))

    @override
    def find(self, part: Part, key: str, after: Receipt | None, since: datetime, /) -> Receipt | None:
        raise Unclear(self.name, "nobody can look into a stranger's mailbox")

    @override
    def edit(self, receipt: Receipt, part: Part, /) -> Receipt:
        """Leave the letter as it is: it cannot be changed; the next one tells what was put right."""
        return receipt

    @override
    def withdraw(self, receipt: Receipt, /) -> None:
        """Do nothing: a letter cannot be taken back."""

    def _message(self, part: Part, mail_id: str, issue: Issue, recipient: Subscriber) -> EmailMessage:
        words = self.templates.words(part.language)
        asked = recipient.confirmed_at or recipient.asked_at
        foot = letters.Foot(
            asked_on=asked.astimezone(ZoneInfo(self.course.zone)).date(),
            stop=f"{self.forms_url}/mail/stop?token={recipient.token}",
            web=self.page_url(issue.digest),
        )
        # The letter about a week holds nothing of the issue it comes with.
        preheader = "" if part.number == _WEEKLY else letters.preheader(issue.digest, words)
        html = letters.framed(self.templates, words, subject=part.title, preheader=preheader, body=part.html, foot=foot)
        message = plain_message(self.sender, recipient.address, part.title, part.text + letters.text_foot(words, foot))
        for name, value in self._headers(mail_id, foot.stop, recipient).items():
            message[name] = value
        message["Date"] = format_datetime(self.clock.now())
        message.add_alternative(html, subtype="html", cte="quoted-printable")
        return message

    def _headers(self, mail_id: str, stop: str, recipient: Subscriber) -> Mapping[str, str]:
        contact = self.sender.reply_to or self.sender.address
        return {
            "Message-ID": mail_id,
            "List-Id": f"<{self.course.slug}.{self.sender.domain}>",
            "List-Unsubscribe": f"<{stop}>, <mailto:{contact}?subject=stop%20{recipient.id}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }


def plain_message(sender: Sender, address: str, subject: str, text: str) -> EmailMessage:
    """Return a letter of plain text that no machine answers."""
    message = EmailMessage()
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["To"] = address
    if sender.reply_to:
        message["Reply-To"] = sender.reply_to
    message["Subject"] = " ".join(subject.split())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    return message
