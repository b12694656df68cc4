"""The REST API of a WordPress site: calls go in, JSON objects come out, errors are ours.

https://developer.wordpress.org/rest-api/reference/ · https://developer.wordpress.org/rest-api/frequently-asked-questions/
"""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Final

from bot.blog.wordpress.answers import Json, is_object, object_of, objects, word
from bot.errors import Busy, ChannelOff, Refused, SendError, Unclear
from bot.http import Answer, JsonApi, NoAnswer
from bot.ports import Clock

_PAUSE: Final = timedelta(minutes=5)
_DENIED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_LATER: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.CONFLICT, HTTPStatus.SERVICE_UNAVAILABLE})
_TOO_LARGE: Final = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class Missing(Exception):
    """There is nothing at that id, or it is in the trash for good."""


class TermExists(Exception):
    """A category or tag of that name is there already."""

    def __init__(self, term_id: int) -> None:
        super().__init__(str(term_id))
        self.term_id = term_id


class WordPressClient:
    """Speaks with one site as one user; never waits, never retries."""

    def __init__(self, api: JsonApi, clock: Clock, *, outlet: str) -> None:
        self._api = api
        self._clock = clock
        self._outlet = outlet

    def me(self) -> Answer:
        """Return what the site says of the user, whatever that is; raise `SendError` where it says nothing."""
        try:
            return self._api.ask("GET", _route("/users/me", context="edit"))
        except NoAnswer as error:
            raise self._later("does not answer") from error

    def list(self, path: str, **query: str) -> tuple[Json, ...]:
        """Return the objects of one page of *path*."""
        return objects(self._looked(path, query).body)

    def get(self, path: str, **query: str) -> Json:
        """Return the object at *path*; raise `Missing`."""
        body = self._looked(path, query).body
        if is_object(body):
            return body
        raise self._later("answers with something that WordPress does not say")

    def write(self, path: str, body: Mapping[str, object], **query: str) -> Json:
        """Make or change what is at *path* and return it; raise `Missing` or `TermExists`."""
        return self._written(self._ask("POST", path, query, body))

    def delete(self, path: str, **query: str) -> None:
        """Delete what is at *path*; raise `Missing`."""
        self._written(self._ask("DELETE", path, query, None))

    def upload(self, content: bytes, *, name: str, kind: str) -> Json:
        """Put a file into the site's library and return it."""
        try:
            answer = self._api.upload(_route("/media"), content, name=name, kind=kind)
        except NoAnswer as error:
            raise Unclear(self._outlet, "gave no answer") from error
        return self._written(answer)

    def _looked(self, path: str, query: Mapping[str, str]) -> Answer:
        try:
            answer = self._api.ask("GET", _route(path, **query))
        except NoAnswer as error:
            raise self._later("does not answer") from error
        if answer.status == HTTPStatus.OK and answer.body is not None:
            return answer
        if answer.status == HTTPStatus.BAD_REQUEST:
            # To somebody it does not know, WordPress says that the question for drafts is malformed.
            raise ChannelOff(self._outlet, "does not let us look (400); `welearned doctor` says whether it knows us")
        self._refuse(answer)
        # Nothing was to be made, so nothing is unclear.
        raise self._later(f"answers {answer.status}", answer)

    def _ask(self, method: str, path: str, query: Mapping[str, str], body: Mapping[str, object] | None) -> Answer:
        try:
            return self._api.ask(method, _route(path, **query), body)
        except NoAnswer as error:
            raise Unclear(self._outlet, "gave no answer") from error

    def _written(self, answer: Answer) -> Json:
        if answer.status in {HTTPStatus.OK, HTTPStatus.CREATED} and is_object(answer.body):
            return answer.body
        self._refuse(answer)
        raise Unclear(self._outlet, f"answers {answer.status}")

    def _refuse(self, answer: Answer) -> None:
        """Raise what the answer means, where it means that nothing was done."""
        status, said = answer.status, object_of(answer.body)
        code = word(said, "code")
        if code == "term_exists":
            raise TermExists(_term_of(said))
        if status in _GONE and code not in {"rest_no_route", ""}:
            raise Missing(code)
        if status in _LATER:
            raise self._later(f"is busy ({status})", answer)
        if status in _DENIED or status in _GONE or HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            raise ChannelOff(self._outlet, f"answers {status} ({_plain(code)}); `welearned doctor` explains it")
        if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            why = "the site takes no post of this size" if status == _TOO_LARGE else _plain(code)
            raise Refused(self._outlet, f"answers {status} ({why})")

    def _later(self, why: str, answer: Answer | None = None) -> SendError:
        wait = answer.wait(_PAUSE) if answer else _PAUSE
        return Busy(self._outlet, why, retry_at=self._clock.now() + wait)


def _route(path: str, **query: str) -> dict[str, str]:
    """Return the query that asks for *path*; unlike `/wp-json`, it works without permalinks and without rewriting."""
    return {"rest_route": f"/wp/v2{path}", **query}


def _plain(code: str) -> str:
    """Return an error code of WordPress, or a word for what is none: its text may hold anything."""
    return code if code and code.replace("_", "").isalnum() and code.isascii() and len(code) < 80 else "no reason"


def _term_of(said: Json) -> int:
    found = object_of(said.get("data")).get("term_id")
    return int(found) if isinstance(found, int | str) and str(found).isdecimal() else 0
