"""Word to one person through a service of theirs (chat, push, SMS); the one door to Apprise, which is an extra.

https://appriseit.com/services/
"""

import importlib
import logging
from dataclasses import dataclass, field
from typing import Any, Final

from typing_extensions import override

from bot.errors import ConfigError, Problem, Unclear
from bot.ports.messengers import Message, Messenger

EXTRA: Final = "welearned[apprise]"
_NAME: Final = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceMessenger(Messenger):
    """Tells somebody through the one service that an address of Apprise's names."""

    service: Any = field(repr=False)
    """Apprise's own object: it holds the address, which is a secret."""

    @override
    def tell(self, message: Message, /) -> None:
        try:
            is_taken = bool(self.service.notify(title=message.subject, body=message.text, body_format="text"))
        except Exception as error:  # noqa: BLE001 - a hundred services, each with errors of its own
            # Not `from error`: its text may hold the address.
            raise Unclear(_NAME, f"Apprise failed ({type(error).__name__})") from None
        if not is_taken:
            # It says the same of a service that said no and of one that fell silent after it had the message.
            raise Unclear(_NAME, "the service did not say that it took the message")


def service_messenger(url: str, *, key: str) -> ServiceMessenger:
    """Return what tells somebody through the service at *url*, which stands in the configuration as *key*.

    Raise `ConfigError` where Apprise is missing, or knows no such address. Nothing is sent yet.
    """
    try:
        apprise: Any = importlib.import_module("apprise")
    except ImportError as error:
        found = "a service, but no Apprise"
        raise ConfigError([Problem(key, found, f"the extra: pip install '{EXTRA}'")]) from error
    # Its log names addresses and answers of services: what came of a message is our own event.
    logging.getLogger("apprise").disabled = True
    asset = apprise.AppriseAsset(app_id="welearned", app_desc="welearned", secure_logging=True, storage_mode="memory")
    service = apprise.Apprise(asset=asset)
    if not service.add(url):
        raise ConfigError([Problem(key, "an address that Apprise does not know", "one as its documentation shows")])
    return ServiceMessenger(service=service)
