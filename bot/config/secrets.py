"""Secrets: where they may come from, and a wrapper that no log, dump or traceback can open by accident."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

_OTHERS = 0o077
"""The permission bits of everybody but the owner."""
_KEY = "-----BEGIN "
"""How a key as PEM begins: a secret of several lines."""
_OWNER_ONLY = 0o600
_FOLDER_OF_OWNER = 0o700


class Secret:
    """A value that shows itself only when asked with `reveal()`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the secret itself; call it where it is handed to a library, and nowhere else."""
        return self._value

    @override
    def __repr__(self) -> str:
        return "Secret(…)"

    @override
    def __str__(self) -> str:
        return "…"

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    @override
    def __hash__(self) -> int:
        return hash(self._value)

    @override
    def __reduce__(self) -> str:
        raise TypeError("a secret is not written down")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSecret:
    """What looking for one secret gave: the secret, what is wrong with it, what a person should know; or nothing."""

    secret: Secret | None = None
    problem: str = ""
    """What was found that is refused."""
    warning: str = ""


def find_secret(file: Path, env: Mapping[str, str]) -> FoundSecret:
    """Return the secret of *file*; where it is missing, the systemd credential of that name, else the environment's.

    The credential is `$CREDENTIALS_DIRECTORY/NAME` and the variable `WELEARNED_NAME`, made from the file's name
    (`mastodon.token` is `WELEARNED_MASTODON_TOKEN`). A file that others may read is refused.
    """
    if file.is_file():
        return _of_file(file)
    credentials = env.get("CREDENTIALS_DIRECTORY", "")
    if credentials and (Path(credentials) / file.name).is_file():
        return _read(Path(credentials) / file.name)
    variable = variable_of(file)
    if env.get(variable):
        return FoundSecret(
            secret=Secret(env[variable].strip()),
            warning=f"taken from {variable} in the environment, which other programs may read; prefer {file.name}",
        )
    return FoundSecret()


def write_secret(file: Path, secret: str) -> None:
    """Make *file* hold *secret*, readable by its owner only from the first byte on, whole or not at all."""
    unfinished = file.with_name(f".{file.name}.new")
    file.parent.mkdir(mode=_FOLDER_OF_OWNER, parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as open_file:
        open_file.write(f"{secret}\n")
    unfinished.replace(file)


def variable_of(file: Path) -> str:
    """Return the name of the environment's variable that may stand for *file*."""
    return "WELEARNED_" + "".join(each if each.isalnum() else "_" for each in file.name).upper()


def _of_file(file: Path) -> FoundSecret:
    mode = file.stat().st_mode & 0o777
    if mode & _OTHERS:
        return FoundSecret(problem=f"a file that others may read (mode {mode:03o}); run chmod 600 on it")
    return _read(file)


def _read(file: Path) -> FoundSecret:
    try:
        return _of_text(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return FoundSecret(problem=f"a file that cannot be read ({type(error).__name__})")


def _of_text(text: str) -> FoundSecret:
    secret = text.strip()
    if not secret or not (secret.isprintable() or secret.startswith(_KEY)):
        return FoundSecret(problem="a file that is empty or holds more than one line")
    return FoundSecret(secret=Secret(secret))
