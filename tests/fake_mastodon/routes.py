"""The calls of the API that the fake server answers."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote

from tests.fake_mastodon import shapes
from tests.fake_mastodon.moods import FakeRequest
from tests.fake_mastodon.state import FakeStatus, Key
from tests.fake_mastodon.world import World

_DEFAULT_PAGE, _LARGEST_PAGE, _LARGEST_BATCH = 20, 40, 20
_KEY_LIVES = timedelta(hours=1)
ALL_SCOPES = "read write"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


class No(Exception):
    """An answer that is an error of the API."""

    def __init__(self, status: int, error: str) -> None:
        self.answer = Answer(status, {"error": error})


class Routes:
    """Answers requests from the state of a `World`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.tokens: dict[str, str] = {"token-of-the-bot": ALL_SCOPES}
        """Scopes by token."""
        self.codes = {"code-of-a-person"}
        self.minted = 0
        self._by_key: dict[str, tuple[datetime, FakeStatus]] = {}
        self._table: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
            ("GET", r"/api/v1/timelines/tag/([^/]+)", self._tag),
            ("GET", r"/api/v1/statuses", self._batch),
            ("POST", r"/api/v1/statuses", self._post),
            ("GET", r"/api/v1/statuses/([^/]+)", self._status),
            ("GET", r"/api/v1/statuses/([^/]+)/context", self._context),
            ("PUT", r"/api/v1/statuses/([^/]+)", self._edit),
            ("DELETE", r"/api/v1/statuses/([^/]+)", self._delete),
            ("GET", r"/api/v1/accounts/verify_credentials", self._me),
            ("GET", r"/api/v1/accounts/([^/]+)/statuses", self._account_statuses),
            ("GET", r"/api/v1/notifications", self._notifications),
            ("GET", r"/api/v1/apps/verify_credentials", self._app),
            ("GET", r"/api/v2/instance/?", self._instance),
            ("GET", r"/api/v1/streaming/hashtag", self._stream),
            ("POST", r"/api/v1/apps", self._new_app),
            ("POST", r"/oauth/token", self._token),
        )

    def answer(self, request: FakeRequest) -> Answer:
        """Return the answer to *request*."""
        for method, pattern, call in self._table:
            match = re.fullmatch(pattern, request.target)
            if match and method == request.method:
                try:
                    return call(request, *(unquote(each) for each in match.groups()))
                except No as no:
                    return no.answer
        return Answer(404, {"error": "Record not found"})

    # -- reading

    def _tag(self, request: FakeRequest, tag: str) -> Answer:
        software = self.world.software
        self._needs_token_to_read(request)
        if software.closed == "empty":
            return Answer(200, [])
        if software.closed:
            raise No(int(software.closed), "This method requires an authenticated user")
        wanted = tag.lower() if software.folds_case else tag
        found = [each for each in self.world.statuses if wanted in each.tags and self._is_listed(each)]
        if not found and software.unknown_tag == "404":
            raise No(404, "Record not found")
        return self._page(request, found)

    @staticmethod
    def _is_listed(status: FakeStatus) -> bool:
        return status.reblog is None and (status.visibility == "public" or bool(status.more.get("leaks")))

    def _page(self, request: FakeRequest, found: Iterable[FakeStatus]) -> Answer:
        software = self.world.software
        by_date = software.order == "created_at"
        ordered = sorted(found, key=lambda each: (each.created_at, each.key) if by_date else each.key, reverse=True)
        if software.heeds_cursors:
            ordered = self._between(request, ordered)
        limit = min(int(request.asked("limit") or _DEFAULT_PAGE), _LARGEST_PAGE)
        lowest = bool(request.asked("min_id")) and not software.min_id_is_since_id and software.heeds_cursors
        page = ordered[-limit:] if lowest else ordered[:limit]
        headers = self._link(request, page) if page and software.links else {}
        return Answer(200, [self.json_of(each) for each in page], headers)

    def _between(self, request: FakeRequest, ordered: list[FakeStatus]) -> list[FakeStatus]:
        """Return what lies between the cursors; a server that orders by date cuts its list at the cursor's post."""
        above, below = request.asked("max_id"), request.asked("min_id") or request.asked("since_id")
        for cursor in filter(None, (above, below)):
            if self.world.software.refuses_foreign_cursors and cursor not in self.world.keys:
                raise No(400, "Invalid cursor")
        if self.world.software.order == "created_at" and above in {each.id for each in ordered}:
            at = next(at for at, each in enumerate(ordered) if each.id == above)
            return ordered[at + 1 :]
        top, bottom = self._key(above), self._key(below)
        return [each for each in ordered if (top is None or each.key < top) and (bottom is None or each.key > bottom)]

    def _key(self, cursor: str) -> Key | None:
        return self.world.keys.get(cursor, (0, 0)) if cursor else None

    def _link(self, request: FakeRequest, page: list[FakeStatus]) -> dict[str, str]:
        """Return a `Link` header that, as Mastodon's, has lost everything but the limit."""
        where = f"https://{self.world.domain}{request.target}?limit={request.asked('limit') or _DEFAULT_PAGE}"
        return {"Link": f'<{where}&max_id={page[-1].id}>; rel="next", <{where}&min_id={page[0].id}>; rel="prev"'}

    def json_of(self, status: FakeStatus) -> dict[str, Any]:
        """Return *status* as the API shows it."""
        return shapes.status_json(status, domain=self.world.domain, card_of=self.world.card_of)

    def _batch(self, request: FakeRequest) -> Answer:
        self._needs_token_to_read(request)
        ids = request.query.get("id[]", [])
        if not self.world.software.batches:
            raise No(404, "Endpoint not found")
        if len(ids) > _LARGEST_BATCH:
            raise No(422, "Too many ids")
        found = [status for each in ids if (status := self.world.find(each)) and self._may_see(request, status)]
        return Answer(200, [self.json_of(each) for each in found])

    def _status(self, request: FakeRequest, identity: str) -> Answer:
        self._needs_token_to_read(request)
        status = self.world.find(identity)
        if status is None or not self._may_see(request, status):
            raise No(404, "Record not found")
        return Answer(200, self.json_of(status))

    def _context(self, request: FakeRequest, identity: str) -> Answer:
        """Return the thread around a status: https://docs.joinmastodon.org/entities/Context/."""
        self._needs_token_to_read(request)
        status = self.world.find(identity)
        if status is None or not self._may_see(request, status):
            raise No(404, "Record not found")
        family, below = {identity}, list[FakeStatus]()
        for each in sorted(self.world.statuses, key=lambda each: each.key):
            if each.in_reply_to_id in family and each.reblog is None and self._may_see(request, each):
                family.add(each.id)
                below.append(each)
        return Answer(200, {"ancestors": [], "descendants": [self.json_of(each) for each in below]})

    def _may_see(self, request: FakeRequest, status: FakeStatus) -> bool:
        return status.visibility in {"public", "unlisted"} or request.token in self.tokens

    def _account_statuses(self, request: FakeRequest, number: str) -> Answer:
        self._needs_token_to_read(request)
        found = [each for each in self.world.statuses if each.account.number == number]
        return self._page(request, [each for each in found if self._may_see(request, each)])

    def _notifications(self, request: FakeRequest) -> Answer:
        self._needs(request, "read")
        found = sorted(self.world.notifications, key=lambda each: each.key, reverse=True)
        kind = request.asked("types[]") if self.world.software.sorts_notifications else ""
        if kind:
            found = [each for each in found if each.kind == kind]
        if request.asked("include_filtered") != "true":
            found = [each for each in found if not each.filtered]
        top = self._key(request.asked("max_id"))
        page = [each for each in found if top is None or each.key < top][: int(request.asked("limit") or 40)]
        return Answer(200, [shapes.notification_json(each, domain=self.world.domain) for each in page])

    def _me(self, request: FakeRequest) -> Answer:
        self._needs(request, "read")
        mine = shapes.account_json(self.world.bot, domain=self.world.domain)
        return Answer(200, {**mine, "source": {"privacy": "public", "note": "", "language": "ja"}})

    def _instance(self, _request: FakeRequest) -> Answer:
        world = self.world
        said = {"domain": world.domain, "streaming": world.streaming}
        return Answer(200, shapes.instance_json(world.software, rules=world.rules, **said))

    def _stream(self, request: FakeRequest) -> Answer:
        """Return the hashtag that is to be streamed, to who may hear it."""
        if not self.world.software.streams:
            raise No(404, "Record not found")
        self._needs(request, "read")
        return Answer(200, request.asked("tag"))

    # -- writing

    def _post(self, request: FakeRequest) -> Answer:
        self._needs(request, "write")
        key = request.headers.get("idempotency-key", "")
        known = self._by_key.get(key)
        repeats = self.world.software.repeats
        if key and known and repeats != "ignored" and self.world.clock() - known[0] < _KEY_LIVES:
            if repeats == "500":
                raise No(500, "Something went wrong on our end")
            return Answer(200, self.json_of(known[1]))
        status = self._made(request)
        self._by_key[key] = (self.world.clock(), status)
        return Answer(200, self.json_of(status))

    def _made(self, request: FakeRequest) -> FakeStatus:
        text, spoiler = self._text_of(request)
        parent = request.body.get("in_reply_to_id")
        if parent and self.world.find(parent) is None:
            raise No(404, "The post you are trying to reply to does not exist")
        return self.world.post(
            self.world.bot.acct,
            text.rpartition(" ")[0] if self.world.software.mangles else text,
            visibility=request.body.get("visibility") or "public",
            spoiler_text=spoiler,
            sensitive=bool(request.body.get("sensitive")),
            language=request.body.get("language") or "ja",
            in_reply_to_id=parent,
            by_api=True,
        )

    def _text_of(self, request: FakeRequest) -> tuple[str, str]:
        text, spoiler = str(request.body.get("status") or ""), str(request.body.get("spoiler_text") or "")
        if not text:
            raise No(422, "Validation failed: Text can't be blank")
        if shapes.length_of(spoiler + text, self.world.software) > self.world.software.max_characters:
            raise No(422, "Validation failed: Text character limit exceeded")
        return text, spoiler

    def _edit(self, request: FakeRequest, identity: str) -> Answer:
        self._needs(request, "write")
        status = self._own(identity)
        text, status.spoiler_text = self._text_of(request)
        self.world.edit(status, text)
        status.language = request.body.get("language") or "ja"
        return Answer(200, self.json_of(status))

    def _delete(self, request: FakeRequest, identity: str) -> Answer:
        self._needs(request, "write")
        status = self._own(identity)
        self.world.delete(status)
        return Answer(200, {**self.json_of(status), "text": status.text})

    def _own(self, identity: str) -> FakeStatus:
        status = self.world.find(identity)
        if status is None or status.account is not self.world.bot:
            raise No(404, "Record not found")
        return status

    # -- access

    def _needs_token_to_read(self, request: FakeRequest) -> None:
        if request.token and request.token not in self.tokens:
            raise No(401, "The access token is invalid")
        if not request.token and not self.world.software.anonymous:
            raise No(401, "The access token is invalid")

    def _needs(self, request: FakeRequest, scope: str) -> None:
        scopes = self.tokens.get(request.token)
        if scopes is None:
            raise No(401, "The access token is invalid")
        if not any(each.partition(":")[0] == scope for each in scopes.split()):
            raise No(403, "This action is outside the authorized scopes")

    def _app(self, request: FakeRequest) -> Answer:
        self._needs(request, "read")
        return Answer(200, {"id": "1", "name": "welearned", "scopes": self.tokens[request.token].split()})

    def _new_app(self, request: FakeRequest) -> Answer:
        if not request.body.get("client_name"):
            raise No(422, "Validation failed: Application name can't be blank")
        return Answer(200, {"id": "7", "client_id": "id-of-the-app", "client_secret": "secret-of-the-app"})

    def _token(self, request: FakeRequest) -> Answer:
        if request.body.get("code") not in self.codes or request.body.get("client_secret") != "secret-of-the-app":
            raise No(400, "invalid_grant")
        self.minted += 1
        token = f"minted-{self.minted}"
        self.tokens[token] = str(request.body.get("scope") or "read")
        return Answer(200, {"access_token": token, "token_type": "Bearer", "scope": self.tokens[token]})
