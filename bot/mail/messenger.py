"""Word to one person by mail."""

from dataclasses import dataclass, field

from typing_extensions import override

from bot.ports.mail import Postbox
from bot.ports.messengers import Message, Messenger


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMessenger(Messenger):
    """Writes to one address."""

    postbox: Postbox
    address: str = field(repr=False)

    @override
    def tell(self, message: Message, /) -> None:
        self.postbox.write(self.address, message.subject, message.text)
