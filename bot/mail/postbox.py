"""Letters that are no digest: questions to people, and word to those who run this."""

from dataclasses import dataclass
from email.utils import format_datetime, make_msgid

from typing_extensions import override

from bot.mail.publisher import Sender, plain_message
from bot.mail.smtp import Smtp
from bot.ports import Clock
from bot.ports.mail import Postbox


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpPostbox(Postbox):
    """Sends single letters of plain text through our mail server."""

    smtp: Smtp
    sender: Sender
    clock: Clock

    @override
    def write(self, address: str, subject: str, text: str, /) -> None:
        message = plain_message(self.sender, address, subject, text)
        message["Date"] = format_datetime(self.clock.now())
        message["Message-ID"] = make_msgid(domain=self.sender.domain)
        self.smtp.hand_over(message, sender=self.sender.address, address=address)
