"""The installation's own secret: without it, nobody can tell whom a tombstone is about."""

from pathlib import Path
from secrets import token_hex

from bot.errors import StoreError

FILE = "tombstones.key"
_BYTES = 32


def secret_in(folder: Path) -> bytes:
    """Return the secret kept in *folder*, made at the first call and readable by its owner only; raise `StoreError`.

    Keep it with the backups: tombstones made with another secret are not recognised.
    """
    file = folder / FILE
    try:
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(token_hex(_BYTES), encoding="ascii")
        return file.read_text(encoding="ascii").strip().encode()
    except OSError as error:
        raise StoreError(f"{FILE} cannot be read or made: {error.strerror}") from error
