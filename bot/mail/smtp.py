"""Hands letters to a mail server; what it says becomes one of our errors.

https://www.rfc-editor.org/rfc/rfc5321#section-4.2
"""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Final, Literal

from typing_extensions import override

from bot.errors import Busy, ChannelOff, Refused, SendError, Unclear
from bot.ports import Clock

_TIME_OUT_SECONDS: Final = 30.0
_PAUSE: Final = timedelta(minutes=10)
_PERMANENT: Final = 500
_ABOUT_US: Final = frozenset({530, 535, 554})
"""Log in first; log in better; no transaction with you: what most servers say only when they hear an address."""
_POLICY: Final = b"5.7."
"""How a server says that it is no question of the mailbox (https://www.rfc-editor.org/rfc/rfc3463#section-3.8)."""

_LONGEST_WORD: Final = 60
_LONGEST_LINE: Final = 998
"""The most that a line of a letter may have (https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1)."""

Sign = Callable[[bytes], bytes]
"""Returns the header that signs a letter, as it goes in front of it."""


class _Whole(EmailPolicy):
    """Leaves long addresses in one piece: in encoded ones no machine finds where a subscription ends (RFC 2047, 5)."""

    @override
    def fold_binary(self, name: str, value: str) -> bytes:
        line = f"{name}: {value}"
        has_long_word = any(len(word) > _LONGEST_WORD for word in value.split())
        if has_long_word and value.isascii() and len(line) <= _LONGEST_LINE:
            return f"{line}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_WIRE: Final = _Whole(linesep="\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """A mail server that takes our letters."""

    outlet: str
    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    clock: Clock
    user: str = ""
    password: str = field(default="", repr=False)
    sign: Sign = lambda _letter: b""

    def hand_over(self, letter: EmailMessage, *, sender: str, address: str) -> None:
        """Return when the server has taken the letter; raise `SendError`.

        `Busy`: it asks for another time; nothing went out. `Refused`: it will not take mail for that address.
        `ChannelOff`: it will not take such letters, or none from us. `Unclear`: it fell silent after it had the letter.
        """
        raw = letter.as_bytes(policy=_WIRE)
        signed = self.sign(raw) + raw
        server = self._connected()
        try:
            self._greet(server, sender)
            self._step(server.rcpt, address, refusal=Refused)
            self._give(server, signed)
        finally:
            server.close()

    def signing(self, sign: Sign) -> "Smtp":
        """Return the same server for letters that *sign* signs."""
        return replace(self, sign=sign)

    def check(self) -> None:
        """Return when the server lets us in; raise `SendError`."""
        server = self._connected()
        try:
            self._log_in(server)
        finally:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        try:
            if self.security == "tls":
                context = ssl.create_default_context()
                return smtplib.SMTP_SSL(self.host, self.port, timeout=_TIME_OUT_SECONDS, context=context)
            return smtplib.SMTP(self.host, self.port, timeout=_TIME_OUT_SECONDS)
        except (OSError, smtplib.SMTPException) as error:
            raise self._later("the mail server does not answer") from error

    def _log_in(self, server: smtplib.SMTP) -> None:
        try:
            server.ehlo_or_helo_if_needed()
            if self.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code < _PERMANENT:
                raise self._later(f"the mail server asks for another time ({error.smtp_code})") from error
            raise ChannelOff(
                self.outlet, f"the mail server knows neither user nor password ({error.smtp_code})"
            ) from error
        except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
            raise ChannelOff(self.outlet, "the mail server offers no such security, or no log-in") from error
        except (OSError, smtplib.SMTPException) as error:
            raise self._later("the mail server hung up") from error

    def _greet(self, server: smtplib.SMTP, sender: str) -> None:
        self._log_in(server)
        self._step(server.mail, sender, refusal=ChannelOff)

    def _step(
        self, call: Callable[[str], tuple[int, bytes]], word: str, *, refusal: type[Refused] | type[ChannelOff]
    ) -> None:
        try:
            code, said = call(word)
        except (OSError, smtplib.SMTPException) as error:
            raise self._later("the mail server hung up") from error
        if code >= _PERMANENT:
            is_about_us = code in _ABOUT_US or said.startswith(_POLICY)
            raise (ChannelOff if is_about_us else refusal)(self.outlet, f"the mail server says no for good ({code})")
        if code // 100 != 2:
            raise self._later(f"the mail server asks for another time ({code})")

    def _give(self, server: smtplib.SMTP, letter: bytes) -> None:
        try:
            code, _ = server.data(letter)
        except smtplib.SMTPDataError as error:
            # The server would not even have the letter begun.
            code = error.smtp_code
        except (OSError, smtplib.SMTPException) as error:
            raise Unclear(self.outlet, "the mail server fell silent after it had the letter") from error
        if code >= _PERMANENT:
            raise ChannelOff(self.outlet, f"the mail server takes no such letter ({code})")
        if code // 100 != 2:
            raise self._later(f"the mail server asks for another time ({code})")

    def _later(self, why: str) -> SendError:
        return Busy(self.outlet, why, retry_at=self.clock.now() + _PAUSE)
