"""Getting a token: the program registers itself, a person allows it, and their code becomes the token.

https://docs.joinmastodon.org/client/token/
"""

from dataclasses import dataclass, field
from typing import Final

from bot.errors import ConfigError, Problem
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.trouble import ServerTrouble

SCOPES: Final = ("read:accounts", "read:statuses", "read:notifications", "write:statuses")
"""What we ask for: to know who we are, to read, to hear "stop", to post. Nothing else."""
READING_SCOPES: Final = ("read:accounts", "read:statuses")
"""What a server that is only read wants to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A login under way: the person opens *url*, allows the application, and brings back a code."""

    client: MastodonClient
    app_id: str
    secret: str = field(repr=False)
    scopes: tuple[str, ...]
    url: str

    def token(self, code: str) -> str:
        """Return the token that *code* stands for; raise `ConfigError` when the server gives none."""
        try:
            token = self.client.token_for(code.strip(), app=(self.app_id, self.secret), scopes=self.scopes)
        except ServerTrouble as trouble:
            raise _problem("code", f"{trouble}", "the code that the server showed, used once and soon") from trouble
        if not token:
            raise _problem("code", "an answer without a token", "the code that the server showed")
        return token


def begin(client: MastodonClient, *, name: str, website: str = "", scopes: tuple[str, ...] = SCOPES) -> Login:
    """Register an application called *name* and return the login to go on with; raise `ConfigError`."""
    try:
        app_id, secret = client.register(name=name, website=website, scopes=scopes)
    except ServerTrouble as trouble:
        raise _problem("server", f"{trouble}", "a server that lets applications register") from trouble
    if not app_id or not secret:
        raise _problem("server", "an answer without an application", "a server that lets applications register")
    url = client.login_url(app_id, scopes=scopes)
    return Login(client=client, app_id=app_id, secret=secret, scopes=scopes, url=url)


def _problem(path: str, found: str, expected: str) -> ConfigError:
    return ConfigError([Problem(path=path, found=found, expected=expected)])
