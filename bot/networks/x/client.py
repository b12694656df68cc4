"""The one door to tweepy: calls go in, JSON as X wrote it comes out, errors are ours.

The library's methods are called and its sessions used; its types are not: they lose fields, turn ids into numbers and
stumble over nulls (networks.md X35, X36). It never waits for us: a limit is a time to come back at.

https://docs.x.com/x-api/introduction
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import orjson
import requests
import tweepy
from oauthlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]  # the library's own errors at a login
from requests.auth import HTTPBasicAuth
from tweepy.errors import (
    BadRequest,
    Forbidden,
    HTTPException,
    NotFound,
    TooManyRequests,
    TweepyException,
    TwitterServerError,
    Unauthorized,
)

from bot.networks.x.fields import NOTHING, Fields, fields, identity, is_fields, number, text
from bot.networks.x.tokens import AppToken, Keep, UserKeys, UserToken
from bot.networks.x.trouble import Trouble, XTrouble, kind_of
from bot.networks.x.waits import wished
from bot.networks.x.wire import HOST, Wire
from bot.ports import Clock

_LOUD: Final = ("tweepy", "requests_oauthlib", "oauthlib")
"""Below WARNING they print headers, bodies and tokens (networks.md X34)."""
_STUMBLES: Final = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What the library may raise on an answer of an unexpected shape, `{"errors": null}` for one."""
SCOPES: Final = ("tweet.read", "tweet.write", "users.read", "offline.access")
"""What we ask a person for: to post, to look at what we posted, to know who we are, and to renew the token."""
_POST_FIELDS: Final = (
    "author_id,created_at,edit_history_tweet_ids,entities,lang,note_tweet,possibly_sensitive,public_metrics,"
    "referenced_tweets"
)
"""What the mapping reads; fields cost nothing, objects do."""
_USER_FIELDS: Final = "created_at,description,entities,location,protected,url"
_REFUSED_RENEWAL: Final = frozenset({400, 401, 403})
_AS_IT_CAME: Final[Mapping[str, Any]] = {"return_type": requests.Response, "wait_on_rate_limit": False}
_EARLY: Final = timedelta(minutes=1)
"""A token that ends within this time is renewed before it is used."""

_BY_CLASS: Final[tuple[tuple[type[Exception], Trouble], ...]] = (
    (TooManyRequests, Trouble.BUSY),
    (Unauthorized, Trouble.DENIED),
    (Forbidden, Trouble.DENIED),
    (NotFound, Trouble.MISSING),
    (BadRequest, Trouble.REJECTED),
    (TwitterServerError, Trouble.BROKEN),
    (HTTPException, Trouble.REJECTED),
    (requests.TooManyRedirects, Trouble.ODD),
    (requests.RequestException, Trouble.UNREACHABLE),
    (TweepyException, Trouble.MISUSED),
)
"""What an error means when no answer says more; the first that fits."""


class XClient:
    """Speaks with X as one app or one account; never waits, never retries, may be used from several threads."""

    def __init__(
        self,
        token: AppToken | UserKeys | UserToken,
        clock: Clock,
        *,
        keep: Keep | None = None,
        wire: Wire | None = None,
    ) -> None:
        """Speak with *token*; *keep* stores the successor of a token that ends, before it is used."""
        _hold_back()
        self._token = token
        self._clock = clock
        self._keep = keep
        self._wire = wire or Wire()
        self._as_keys = isinstance(token, UserKeys)
        self._renewing = threading.Lock()
        self._account_id = token.account_id if isinstance(token, UserKeys) else ""
        self._library = _library(token)
        self._wire.mounted(self._library.session)

    # -- reading ------------------------------------------------------------------------------------------------------

    def search(self, query: str, *, size: int, **stretch: str | datetime) -> Fields:
        """Return a page of what was posted in the last seven days, newest first, at most *size* posts (10 to 100).

        *stretch* is made of `since_id` or `start_time`, `until_id` and `next_token`.
        """
        return self._page(
            lambda: self._library.search_recent_tweets(
                query, max_results=size, tweet_fields=_POST_FIELDS, user_auth=self._as_keys, **stretch
            )
        )

    def posts(self, ids: Sequence[str]) -> Fields:
        """Return those of at most 100 posts that stand, and which do not."""
        return self._page(
            lambda: self._library.get_tweets(list(ids), tweet_fields=_POST_FIELDS, user_auth=self._as_keys)
        )

    def people(self, ids: Sequence[str]) -> Fields:
        """Return the profiles of at most 100 people."""
        return self._page(
            lambda: self._library.get_users(ids=list(ids), user_fields=_USER_FIELDS, user_auth=self._as_keys)
        )

    def own_posts(self, *, size: int, start_time: datetime, **token: str) -> Fields:
        """Return a page of what our account posted since *start_time*, newest first."""
        account_id = self.account_id()
        return self._page(
            lambda: self._library.get_users_tweets(
                account_id,
                max_results=size,
                start_time=start_time,
                tweet_fields=_POST_FIELDS,
                user_auth=self._as_keys,
                **token,
            )
        )

    def mentions(self, *, size: int, **stretch: str | datetime) -> Fields:
        """Return a page of what was written to our account, newest first, at most *size* posts (5 to 100).

        *stretch* is made of `since_id` or `start_time`, `until_id` and `pagination_token`.
        """
        self._require_account()
        account_id = self.account_id()
        return self._page(
            lambda: self._library.get_users_mentions(
                account_id, max_results=size, tweet_fields=_POST_FIELDS, user_auth=self._as_keys, **stretch
            )
        )

    def me(self) -> Fields:
        """Return our own account."""
        self._require_account()
        return self._page(lambda: self._library.get_me(user_fields=_USER_FIELDS, user_auth=self._as_keys))

    def account_id(self) -> str:
        """Return the id of our own account; asked once unless the keys tell."""
        if not self._account_id:
            self._account_id = identity(fields(self.me(), "data"), "id")
        if not self._account_id:
            raise self._trouble(Trouble.ODD, "does not say who we are")
        return self._account_id

    def access(self) -> str:
        """Return what the last answer said of the token's powers, such as `read-write`; empty when it said nothing."""
        return "" if self._wire.last is None else self._wire.last.headers.get("x-access-level", "")

    # -- writing ------------------------------------------------------------------------------------------------------

    def post(self, words: str, *, after: str = "") -> Fields:
        """Post *words*, as an answer to the post *after*, and return what was made."""
        self._require_account()
        return self._page(
            lambda: self._library.create_tweet(text=words, in_reply_to_tweet_id=after or None, user_auth=self._as_keys)
        )

    def delete(self, post_id: str) -> None:
        """Take a post of ours back."""
        self._require_account()
        self._page(lambda: self._library.delete_tweet(quote(post_id, safe=""), user_auth=self._as_keys))

    def _require_account(self) -> None:
        """Raise `XTrouble` where there is only an app's token: X is not asked for what it cannot do."""
        if isinstance(self._token, AppToken):
            raise XTrouble(Trouble.DENIED, why="has no keys of an account from us")

    # -- one door -----------------------------------------------------------------------------------------------------

    def _page(self, call: Callable[[], object]) -> Fields:
        """Return the JSON object that X answers to *call*; raise `XTrouble`."""
        if self._ends_soon:
            self._renew(self._token)
            return self._asked(call)
        token = self._token
        try:
            return self._asked(call)
        except XTrouble as trouble:
            # A 401 made nothing, and how long tokens live is not published: renew once and ask once more.
            if trouble.status != HTTPStatus.UNAUTHORIZED or not self._can_renew:
                raise
        self._renew(token)
        return self._asked(call)

    def _asked(self, call: Callable[[], object]) -> Fields:
        self._wire.forget()
        try:
            call()
        except (TweepyException, requests.RequestException, *_STUMBLES) as error:
            raise self._understood(error) from error
        body = _json(self._wire.last) or NOTHING
        if not (is_fields(body.get("meta")) or body.get("data") or body.get("errors")):
            raise self._trouble(Trouble.ODD, "answered something else than an answer")
        return body

    def _understood(self, error: Exception) -> XTrouble:
        answer = self._wire.last
        if answer is None or answer.ok:
            return self._trouble(kind_of_error(error), f"gave no answer ({type(error).__name__})")
        kind = kind_of(answer.status_code, _json(answer) or NOTHING)
        return self._trouble(kind, f"answered {answer.status_code} ({kind})")

    def _trouble(self, kind: Trouble, why: str) -> XTrouble:
        answer = self._wire.last
        now = self._clock.now()
        headers: Mapping[str, str] = {} if answer is None else answer.headers
        return XTrouble(
            kind,
            why=why,
            status=None if answer is None else answer.status_code,
            retry_at=wished(headers, now=now) if kind is Trouble.BUSY else None,
        )

    # -- tokens that end ----------------------------------------------------------------------------------------------

    @property
    def _can_renew(self) -> bool:
        return isinstance(self._token, UserToken) and bool(self._token.refresh) and self._keep is not None

    @property
    def _ends_soon(self) -> bool:
        ends = self._token.expires_at if isinstance(self._token, UserToken) else None
        return self._can_renew and ends is not None and self._clock.now() >= ends - _EARLY

    def _renew(self, before: AppToken | UserKeys | UserToken) -> None:
        """Put the successor of the token *before* into its place, stored before anything is asked with it."""
        with self._renewing:
            if self._token is not before or not isinstance(before, UserToken) or self._keep is None:
                return  # another thread was here first
            fresh = self._successor(before)
            self._keep(fresh)
            self._token = fresh
            self._library.bearer_token = fresh.access

    def _successor(self, token: UserToken) -> UserToken:
        form = {"grant_type": "refresh_token", "refresh_token": token.refresh, "client_id": token.client_id}
        secret = HTTPBasicAuth(token.client_id, token.client_secret) if token.client_secret else None
        self._wire.forget()
        try:
            answer: requests.Response = self._library.session.post(f"{HOST}/2/oauth2/token", data=form, auth=secret)
        except requests.RequestException as error:
            raise self._understood(error) from error
        said = _json(answer) or NOTHING
        if answer.status_code in _REFUSED_RENEWAL:
            raise XTrouble(Trouble.DENIED, why="would not renew the token; log in again", status=answer.status_code)
        if not answer.ok:
            kind = kind_of(answer.status_code, said)
            raise self._trouble(kind, f"would not renew the token now ({answer.status_code})")
        return token_of(said, token, now=self._clock.now())


class Authorization:
    """A login under way: a person opens *url*, allows the app to act for them, and is sent on to *redirect*."""

    def __init__(
        self, client_id: str, *, client_secret: str, redirect: str, clock: Clock, wire: Wire | None = None
    ) -> None:
        """Begin a login of the app *client_id*; *redirect* is one of the addresses it is registered with."""
        _hold_back()
        self._app = UserToken(client_id=client_id, client_secret=client_secret, access="none-yet")
        self._clock = clock
        self._wire = wire or Wire()
        self._handler: Any = tweepy.OAuth2UserHandler(
            client_id=client_id, redirect_uri=redirect, scope=list(SCOPES), client_secret=client_secret or None
        )
        secret = self._handler.auth
        self._wire.mounted(self._handler)
        self._handler.auth = secret or self._handler.auth
        self.url: str = self._handler.get_authorization_url()

    def token(self, address: str) -> UserToken:
        """Return the token for the person who was sent on to *address*, the whole of it; raise `XTrouble`."""
        self._wire.forget()
        try:
            self._handler.fetch_token(address)
        except (OAuth2Error, Warning, TweepyException, requests.RequestException, *_STUMBLES) as error:
            # Where X granted other powers than were asked for, the library raises a warning instead of the token.
            answer = _json(self._wire.last) or NOTHING
            if not text(answer, "access_token"):
                raise XTrouble(Trouble.DENIED, why=f"gave no token ({type(error).__name__})") from error
        return token_of(_json(self._wire.last) or NOTHING, self._app, now=self._clock.now())


def kind_of_error(error: Exception) -> Trouble:
    """Return what *error* means when no answer says more; what is none of the library's is our mistake."""
    return next((kind for each, kind in _BY_CLASS if isinstance(error, each)), Trouble.MISUSED)


def token_of(answer: Fields, before: UserToken, *, now: datetime) -> UserToken:
    """Return the token in *answer*, for the client of the token *before*; raise `XTrouble` when there is none."""
    if not text(answer, "access_token"):
        raise XTrouble(Trouble.ODD, why="answered without a token")
    lives = number(answer, "expires_in")
    return UserToken(
        client_id=before.client_id,
        client_secret=before.client_secret,
        access=text(answer, "access_token"),
        refresh=text(answer, "refresh_token") or before.refresh,
        expires_at=now + timedelta(seconds=lives) if lives else None,
    )


def _hold_back() -> None:
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)


def _library(token: AppToken | UserKeys | UserToken) -> Any:  # noqa: ANN401 - ships no types
    """Return the library's client for one kind of token; it answers with what came over the wire and never waits."""
    keys: dict[str, Any] = (
        {
            "consumer_key": token.consumer_key,
            "consumer_secret": token.consumer_secret,
            "access_token": token.access_token,
            "access_token_secret": token.access_secret,
        }
        if isinstance(token, UserKeys)
        else {"bearer_token": token.access if isinstance(token, UserToken) else token.bearer}
    )
    return tweepy.Client(**keys, **_AS_IT_CAME)


def _json(answer: requests.Response | None) -> Fields | None:
    """Return the JSON object in *answer*, `None` when it holds none."""
    if answer is None:
        return None
    try:
        found: object = orjson.loads(answer.content)
    except (orjson.JSONDecodeError, requests.RequestException, RuntimeError):
        return None
    return found if is_fields(found) else None
