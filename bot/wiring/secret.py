"""The installation's own secret: without it, nobody can tell whom a tombstone is about."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from bot.errors import StoreError

FILE = "tombstones.key"
_BYTES = 32


def has_secret(folder: Path) -> bool:
    """Return whether there is a secret in *folder*."""
    return (folder / FILE).exists()


def secret_in(folder: Path) -> bytes:
    """Return the secret kept in *folder*, made at the first call and readable by its owner only; raise `StoreError`.

    Keep it with the backups: tombstones made with another secret are not recognised.
    """
    file = folder / FILE
    try:
        if not has_secret(folder):
            _make(file)
        secret = file.read_text(encoding="ascii").strip().encode()
    except OSError as error:
        raise StoreError(f"{FILE} cannot be read or made: {error.strerror}") from error
    if not secret:
        raise StoreError(f"{FILE} is empty: bring it back from where you keep it, or those who were erased may return")
    return secret


def _make(file: Path) -> None:
    """Make *file* whole or not at all; of two processes that begin at once, one secret stands for both."""
    unfinished = file.with_name(f".{FILE}.{token_hex(4)}")
    unfinished.touch(mode=0o600, exist_ok=False)
    try:
        unfinished.write_text(token_hex(_BYTES), encoding="ascii")
        with suppress(FileExistsError):
            os.link(unfinished, file)
    finally:
        unfinished.unlink()
