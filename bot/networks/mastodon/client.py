"""The one door to Mastodon.py: calls go in, JSON as the server wrote it comes out, errors are ours.

Where the library is faithful its public methods are called; where it is not (networks.md M53-M60) the same session asks
the same server itself. What comes back is read from the wire and not from the library, whose types lose fields and put
times into the host's zone.

https://docs.joinmastodon.org/methods/
"""

import os.path
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urlsplit

import orjson
import requests
from mastodon import Mastodon, StreamListener
from mastodon.errors import (
    MastodonAPIError,
    MastodonError,
    MastodonIOError,
    MastodonMalformedEventError,
    MastodonNotFoundError,
    MastodonRatelimitError,
    MastodonServerError,
    MastodonUnauthorizedError,
)
from typing_extensions import override

from bot.errors import ConfigError, Problem
from bot.networks.mastodon.fields import Json, identifier, is_list, is_object, parsed, word
from bot.networks.mastodon.trouble import ServerTrouble, Trouble
from bot.networks.mastodon.waits import backed_off, wished
from bot.networks.mastodon.wire import LOOPBACK, TIME_OUTS, USER_AGENT, Bounded, Wire
from bot.ports import Clock

_SPEAKS: Final = "4.3.0"
"""The oldest Mastodon whose calls we use; given, so that the library asks no server for its version and parses none."""
_STUMBLES: Final = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What the library's casting may raise on an answer of an unexpected shape."""

_BY_CLASS: Final[tuple[tuple[type[Exception], Trouble], ...]] = (
    (MastodonRatelimitError, Trouble.BUSY),
    (MastodonNotFoundError, Trouble.MISSING),
    (MastodonUnauthorizedError, Trouble.DENIED),
    (MastodonServerError, Trouble.BROKEN),
    (MastodonAPIError, Trouble.ODD),
    (MastodonMalformedEventError, Trouble.ODD),
    (MastodonIOError, Trouble.UNREACHABLE),
    (requests.RequestException, Trouble.UNREACHABLE),
    (MastodonError, Trouble.MISUSED),
)
"""What an error means when no answer says more; the first that fits."""

_BY_STATUS: Final[Mapping[int, Trouble]] = {
    401: Trouble.DENIED,
    403: Trouble.DENIED,
    404: Trouble.MISSING,
    408: Trouble.BROKEN,
    409: Trouble.BROKEN,
    410: Trouble.MISSING,
    429: Trouble.BUSY,
}


class _Library(Mastodon):
    """Mastodon.py, but for a guess: it warns of closed timelines, on standard error and where streams are open."""

    @override
    def timeline_is_available(self, *_args: object, **_given: object) -> bool:
        return True


class Listener(StreamListener):
    """Hears a stream whose lines are of a reasonable length."""

    @override
    def handle_stream(self, response: requests.Response) -> None:
        super().handle_stream(Bounded(response))  # type: ignore[no-untyped-call]  # the library's is without types


class MastodonClient:
    """Speaks with one server; never waits, never retries, may be used from several threads."""

    def __init__(self, server: str, *, token: str | None, clock: Clock, session: Wire | None = None) -> None:
        """Take *server* as a host or an address; raise `ConfigError` for one that cannot be used."""
        self.base = base_of(server)
        self.host = urlsplit(self.base).netloc
        self.has_token = token is not None
        self._clock = clock
        self._wire = session or Wire()
        self._refusals = 0
        self._account_id = ""
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._library = self._speaking(access_token=_checked(token))

    def _speaking(self, **who: str | None) -> Mastodon:
        return _Library(
            **who,  # type: ignore[arg-type]  # a key of each kind of login, all of them strings
            api_base_url=self.base,
            ratelimit_method="throw",
            request_timeout=TIME_OUTS,  # type: ignore[arg-type]  # handed to requests as it is, which takes a pair
            mastodon_version=_SPEAKS,
            version_check_mode="created",
            session=self._wire,
            user_agent=USER_AGENT,
        )

    # -- reading ------------------------------------------------------------------------------------------------------

    def tag_page(self, tag: str, *, limit: int, max_id: str | None = None) -> list[object]:
        """Return a page of the hashtag's timeline, newest first, from just below *max_id*."""
        query = {"limit": str(limit), "only_media": "false", **_given(max_id=max_id)}
        return self._list(lambda: self._ask("GET", f"/api/v1/timelines/tag/{quote(tag, safe='')}", query))

    def status(self, local_id: str) -> Json:
        """Return one status."""
        return self._object(lambda: self._library.status(quote(local_id, safe="")))

    def statuses(self, local_ids: Sequence[str]) -> list[object]:
        """Return those of the statuses that are there and may be seen; at most 20 ids a call."""
        return self._list(lambda: self._library.statuses(list(local_ids)))

    def descendants(self, local_id: str) -> list[object]:
        """Return what answers a status, and what answers those."""
        found = self._object(lambda: self._library.status_context(quote(local_id, safe="")))
        answers = found.get("descendants")
        return answers if is_list(answers) else []

    def own_page(self, limit: int, max_id: str | None = None) -> list[object]:
        """Return a page of what our account said, newest first, from just below *max_id*."""
        if not self._account_id:
            self._account_id = identifier(self.me(), "id")
        return self._list(lambda: self._library.account_statuses(self._account_id, limit=limit, max_id=max_id))

    def notifications_page(self, kind: str, limit: int, max_id: str | None = None) -> list[object]:
        """Return a page of notifications of one *kind*, newest first, those that the server's filter hides too."""
        query = {"types[]": kind, "include_filtered": "true", "limit": str(limit), **_given(max_id=max_id)}
        return self._list(lambda: self._ask("GET", "/api/v1/notifications", query))

    def me(self) -> Json:
        """Return our own account."""
        return self._object(self._library.account_verify_credentials)

    def instance(self) -> Json:
        """Return what the server says of itself."""
        # The library adds a slash that some servers do not know.
        return self._object(lambda: self._ask("GET", "/api/v2/instance", {}))

    def app(self) -> Json:
        """Return the application that the token belongs to."""
        return self._object(self._library.app_verify_credentials)

    def listen(self, tag: str, listener: Listener) -> None:
        """Let *listener* hear what happens under *tag*; always ends in `ServerTrouble`, at once or after days."""
        self._wire.forget()
        try:
            self._library.stream_hashtag(quote(tag, safe=""), listener)  # pyright: ignore[reportUnknownMemberType]  # it is half typed
        except (MastodonError, requests.RequestException, *_STUMBLES) as error:
            # What the library raises may hold what somebody wrote: nobody but us hears of it.
            raise self._broken_off(error) from None
        finally:
            # The library leaves an answer open that is no stream.
            if self._wire.last is not None:
                self._wire.last.close()
        raise self._trouble(Trouble.UNREACHABLE, "ended the stream")

    # -- writing ------------------------------------------------------------------------------------------------------

    def post(self, status: Json, *, key: str) -> Json:
        """Post and return what stands there now; *key* makes a repeat harmless on servers that heed it."""
        headers = {"Idempotency-Key": key}
        return self._object(lambda: self._ask("POST", "/api/v1/statuses", status, headers))

    def edit(self, local_id: str, status: Json) -> Json:
        """Make a status say something else and return it."""
        # The library cannot send the language, which then falls back to the account's.
        return self._object(lambda: self._ask("PUT", f"/api/v1/statuses/{quote(local_id, safe='')}", status))

    def delete(self, local_id: str) -> None:
        """Delete a status and its media at once."""
        self._call(lambda: self._library.status_delete(quote(local_id, safe=""), delete_media=True))

    # -- logging in ---------------------------------------------------------------------------------------------------

    def register(self, *, name: str, website: str, scopes: Sequence[str]) -> tuple[str, str]:
        """Make an application known to the server and return its id and secret."""
        made = self._object(
            lambda: Mastodon.create_app(
                name,
                scopes=list(scopes),
                website=website or None,
                api_base_url=self.base,
                session=self._wire,
                user_agent=USER_AGENT,
            )
        )
        return word(made, "client_id"), word(made, "client_secret")

    def login_url(self, app_id: str, *, scopes: Sequence[str]) -> str:
        """Return where a person allows the application to act for them and gets a code."""
        return self._library.auth_request_url(_checked(app_id), scopes=list(scopes), skip_server_info=True)

    def token_for(self, code: str, *, app: tuple[str, str], scopes: Sequence[str]) -> str:
        """Return the token that a person's *code* stands for."""
        app_id, secret = app
        library = self._speaking(client_id=_checked(app_id), client_secret=secret)
        loopback = self.base.startswith("http://")
        given = self._object(lambda: library.log_in(code=code, scopes=list(scopes), allow_http=loopback))
        return word(given, "access_token")

    # -- one door -----------------------------------------------------------------------------------------------------

    def _list(self, call: Callable[[], object]) -> list[object]:
        found = self._call(call)
        if is_list(found) or found == {}:
            self._refusals = 0
            return found if is_list(found) else []
        raise self._trouble(Trouble.ODD, "answered something else than a list")

    def _object(self, call: Callable[[], object]) -> Json:
        found = self._call(call)
        if is_object(found):
            self._refusals = 0
            return found
        raise self._trouble(Trouble.ODD, "answered something else than an object")

    def _call(self, call: Callable[[], object]) -> object:
        """Return the JSON that the server answers to *call*; raise `ServerTrouble`."""
        self._wire.forget()
        try:
            call()
        except (MastodonError, requests.RequestException, *_STUMBLES) as error:
            # The library stumbles over shapes and headers that we read ourselves: where the server said yes, it is yes.
            if self._wire.last is None or not self._wire.last.ok:
                raise self._understood(error) from error
        return self._body()

    def _ask(self, method: str, path: str, given: Json, headers: Mapping[str, str] | None = None) -> None:
        """Ask the server what the library cannot, with the same token through the same session."""
        reading = method == "GET"
        self._wire.request(
            method,
            self.base + path,
            params=given if reading else None,
            json=None if reading else given,
            headers={**self._headers, **(headers or {})},
            auth=_as_it_is,
        ).raise_for_status()

    def _body(self) -> object:
        answer = self._wire.last
        if answer is None or answer.is_redirect:
            raise self._trouble(Trouble.ODD, "sent us to another address")
        try:
            return parsed(answer.content)
        except orjson.JSONDecodeError as error:
            raise self._trouble(Trouble.ODD, "answered something else than JSON") from error

    def _understood(self, error: Exception) -> ServerTrouble:
        answer = self._wire.last
        if answer is None:
            return self._trouble(kind_of_error(error), f"gave no answer ({type(error).__name__})")
        return self._trouble(self._kind_of(answer), f"answered {answer.status_code}")

    def _broken_off(self, error: Exception) -> ServerTrouble:
        """Return why a stream ended: the answer it began with, where that was no yes."""
        if self._wire.last is not None and not self._wire.last.ok:
            return self._understood(error)
        return self._trouble(kind_of_error(error), f"broke off the stream ({type(error).__name__})")

    def heard_well(self) -> None:
        """Forget how often the server refused: it speaks with us."""
        self._refusals = 0

    def _kind_of(self, answer: requests.Response) -> Trouble:
        if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE and answer.headers.get("Retry-After"):
            return Trouble.BUSY
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Trouble.BROKEN
        return _BY_STATUS.get(answer.status_code, Trouble.REJECTED)

    def _trouble(self, kind: Trouble, why: str) -> ServerTrouble:
        answer = self._wire.last
        status = None if answer is None else answer.status_code
        return ServerTrouble(self.host, kind, why=why, status=status, retry_at=self._retry_at(kind, answer))

    def _retry_at(self, kind: Trouble, answer: requests.Response | None) -> datetime | None:
        if kind not in {Trouble.BUSY, Trouble.BROKEN, Trouble.UNREACHABLE, Trouble.ODD}:
            return None
        self._refusals += 1
        now = self._clock.now()
        wish = wished(answer.headers, now=now) if answer is not None and kind is Trouble.BUSY else None
        return wish or backed_off(now=now, times=self._refusals, salt=self.host)


def kind_of_error(error: Exception) -> Trouble:
    """Return what *error* means when no answer says more; what is none of the library's is our mistake."""
    return next((kind for each, kind in _BY_CLASS if isinstance(error, each)), Trouble.MISUSED)


def base_of(server: str) -> str:
    """Return the address of *server*, which is a host or an address; only a loopback server may do without TLS."""
    address = server.strip().removesuffix("/")
    address = address if "://" in address else f"https://{address}"
    try:
        found = urlsplit(address)
        secure = found.scheme == "https" or (found.scheme == "http" and found.hostname in LOOPBACK)
        plain = found.hostname is not None and not (found.path or found.query or found.fragment or found.username)
    except ValueError:
        secure = plain = False
    if not (secure and plain):
        raise ConfigError([Problem(path="server", found=repr(server), expected="a host such as mastodon.example")])
    return address


def _checked(token: str | None) -> str | None:
    """Return *token* unless the library would open it as a file (networks.md M56); raise `ConfigError`."""
    if token is not None and (not token.strip() or os.path.isfile(token)):  # noqa: PTH113 - the library's own test
        raise ConfigError([Problem(path="token", found="nothing or the name of a file", expected="the token itself")])
    return token


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave the request alone: without this a `.netrc` entry replaces the token."""
    return request


def _given(**query: str | None) -> dict[str, str]:
    return {key: value for key, value in query.items() if value is not None}
