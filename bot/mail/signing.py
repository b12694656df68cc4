"""DKIM signatures; the one door to dkimpy, which is an extra.

https://www.rfc-editor.org/rfc/rfc6376
"""

import importlib
from typing import Any, Final

from bot.errors import ConfigError, Problem
from bot.mail.smtp import Sign

SIGNED: Final = (
    "From", "Reply-To", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted",
    "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
)  # fmt: skip
"""What a signature covers: RFC 8058 wants the two about unsubscribing among it."""


def signer(*, domain: str, selector: str, key: str) -> Sign:
    """Return what signs letters of *domain* with *key*, a private key as PEM; raise `ConfigError`."""
    try:
        dkim: Any = importlib.import_module("dkim")
    except ImportError as error:
        found = "a key, but no dkimpy"
        raise ConfigError([Problem("mail.dkim_key_file", found, "the extra: pip install 'welearned[mail]'")]) from error
    names = [each.encode() for each in SIGNED]

    def sign(letter: bytes) -> bytes:
        header: bytes = dkim.sign(letter, selector.encode(), domain.encode(), key.encode(), include_headers=names)
        return header

    try:
        sign(b"From: a@example.org\r\n\r\n\r\n")
    except Exception as error:
        raise ConfigError(
            [Problem("mail.dkim_key_file", "a file that is no key", "a private RSA key as PEM")]
        ) from error
    return sign
