"""What proves who we are, one kind each; none of them shows itself in a log or an error."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import orjson

from bot.errors import ConfigError, Problem
from bot.networks.x.fields import is_fields, moment, text
from curation.errors import InvalidValue

_NAMES: Final = ("client_id", "client_secret", "access", "refresh")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppToken:
    """An app's own bearer token: reads what is public and writes nothing."""

    bearer: str = field(repr=False)

    def __post_init__(self) -> None:
        _require("bearer", self.bearer)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserKeys:
    """The four keys of OAuth 1: act for one account and do not expire (networks.md X38)."""

    consumer_key: str = field(repr=False)
    consumer_secret: str = field(repr=False)
    access_token: str = field(repr=False)
    access_secret: str = field(repr=False)

    def __post_init__(self) -> None:
        _require("consumer_key", self.consumer_key)
        _require("consumer_secret", self.consumer_secret)
        _require("access_token", self.access_token)
        _require("access_secret", self.access_secret)

    @property
    def account_id(self) -> str:
        """The id of the account, which stands before the dash of its token; empty in a token of another make."""
        owner, dash, _ = self.access_token.partition("-")
        return owner if dash and owner.isdecimal() else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserToken:
    """A token of OAuth 2: acts for one account for some hours, then makes way for its successor."""

    client_id: str
    client_secret: str = field(default="", repr=False)
    """Only apps that can keep a secret have one."""
    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    """Good for one refresh; without it the token cannot be renewed."""
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        _require("client_id", self.client_id)
        _require("access", self.access)

    def written(self) -> str:
        """Return the token as JSON, for its file."""
        expires = {"expires_at": self.expires_at.isoformat()} if self.expires_at else {}
        return orjson.dumps({name: getattr(self, name) for name in _NAMES} | expires).decode()

    @classmethod
    def read(cls, written: str) -> "UserToken":
        """Return the token that `written` wrote; raise `ConfigError`."""
        try:
            found: object = orjson.loads(written)
            given = found if is_fields(found) else {}
            expires_at = moment(given, "expires_at") if text(given, "expires_at") else None
        except (orjson.JSONDecodeError, InvalidValue) as error:
            raise _problem("token", "something else", "the JSON that `welearned login x` wrote") from error
        return cls(**{name: text(given, name) for name in _NAMES}, expires_at=expires_at)


Keep = Callable[[UserToken], None]
"""Stores a token so that it is there after a crash; called before the token is used."""


def _require(name: str, value: str) -> None:
    # "None" is what the library would send for a token that is missing (networks.md X34).
    if not value.strip() or value.strip() == "None" or any(each.isspace() for each in value):
        raise _problem(name, "nothing, or more than one word", "the key itself")


def _problem(path: str, found: str, expected: str) -> ConfigError:
    return ConfigError([Problem(path=path, found=found, expected=expected)])
