"""Getting a token of OAuth 2: a person allows it in a browser, and the address they are sent on to becomes the token.

https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
"""

from dataclasses import dataclass

from bot.errors import ConfigError, Problem
from bot.networks.x.client import Authorization
from bot.networks.x.tokens import UserToken
from bot.networks.x.trouble import XTrouble
from bot.networks.x.wire import Wire
from bot.ports import Clock


@dataclass(frozen=True, slots=True)
class Login:
    """A login under way: the person opens *url*, allows the app, and brings back the address of the page after it."""

    authorization: Authorization

    @property
    def url(self) -> str:
        """What to open where one is logged in as the account."""
        return self.authorization.url

    def token(self, address: str) -> UserToken:
        """Return the token that *address* stands for; raise `ConfigError` when X gives none."""
        try:
            return self.authorization.token(address.strip())
        except XTrouble as trouble:
            expected = "the whole address that the browser was sent on to, used once and soon"
            raise ConfigError([Problem(path="address", found=trouble.why, expected=expected)]) from trouble


def begin(client_id: str, *, redirect: str, clock: Clock, client_secret: str = "", wire: Wire | None = None) -> Login:
    """Return the login to go on with; *redirect* is an https address that the app is registered with."""
    return Login(Authorization(client_id, client_secret=client_secret, redirect=redirect, clock=clock, wire=wire))
