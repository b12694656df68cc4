"""The calls of X that we use, with what it bills for them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fake_x import moods
from tests.fake_x.moods import FakeRequest, Mood
from tests.fake_x.queries import InvalidQuery, compiled
from tests.fake_x.world import EPOCH, FakePost, FakeUser, Json, World, links_in, mentions_in, weight_of

_WEEK = timedelta(days=7)
_OAUTH1 = re.compile(r'oauth_(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status, a body and headers."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class No(Exception):
    """The mood in which X answers."""

    def __init__(self, mood: Mood) -> None:
        super().__init__(mood.status)
        self.mood = mood


@dataclass(slots=True)
class Keys:
    """What proves who asks."""

    bearer: str = "bearer-of-the-app"
    consumer_key: str = "consumer-key"
    access_token: str = "9000-access-token"
    access: set[str] = field(default_factory=lambda: {"access-1"})
    """Tokens of OAuth 2 that are good now."""
    refresh: str = "refresh-1"
    client_id: str = "client-id"
    codes: dict[str, str] = field(default_factory=dict)
    """Codes a person brought back, and the challenge that each answers."""
    renewals: int = 1
    lives: int = 7200


class Routes:
    """Answers requests on one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.keys = Keys()

    def answer(self, request: FakeRequest) -> Answer:
        """Return what X answers; a no has the shape of a mood."""
        try:
            return self._answer(request)
        except No as no:
            return Answer(status=no.mood.status, body=no.mood.body, headers=dict(no.mood.headers))

    def _answer(self, request: FakeRequest) -> Answer:
        if request.path == "/2/oauth2/token":
            return self._token(request)
        is_user = self._who(request)
        if not self.world.has_credit:
            raise No(moods.NO_CREDIT)
        if request.method == "GET":
            return Answer(body=self.world.renamed(self._read(request, is_user=is_user)))
        if not is_user:
            raise No(moods.problem(403, "Unsupported Authentication", "Application-Only is forbidden here."))
        return self._write(request)

    def _who(self, request: FakeRequest) -> bool:
        """Return whether an account asks, and not an app."""
        said = request.headers.get("authorization", "")
        kind, _, proof = said.partition(" ")
        if kind == "OAuth":
            given = dict(_OAUTH1.findall(proof))
            known = (self.keys.consumer_key, self.keys.access_token)
            if (given.get("consumer_key"), given.get("token")) == known and given.get("signature"):
                return True
        elif kind == "Bearer" and proof in {self.keys.bearer, *self.keys.access}:
            return proof != self.keys.bearer
        raise No(moods.UNAUTHORIZED)

    def _read(self, request: FakeRequest, *, is_user: bool) -> Json:
        us = f"/2/users/{self.world.bot.id}"
        routes: dict[str, Callable[[], Json]] = {
            "/2/tweets/search/recent": lambda: self._search(request),
            "/2/tweets": lambda: self._looked_up(request),
            "/2/users": lambda: self._people(request),
            f"{us}/tweets": lambda: self._own(request, is_user=is_user),
            f"{us}/mentions": lambda: self._mentions(request, is_user=is_user),
        }
        if request.path in routes:
            return routes[request.path]()
        if request.path == "/2/users/me" and is_user:
            return {"data": self._billed_users([self.world.bot])[0]}
        raise No(moods.NOT_FOUND)

    # -- reading ------------------------------------------------------------------------------------------------------

    def _search(self, request: FakeRequest) -> Json:
        asked = request.query
        now = self.world.clock()
        size = _between(asked.get("max_results", "10"), 10, 100)
        try:
            matches = compiled(asked.get("query", ""))
        except InvalidQuery as error:
            raise No(moods.INVALID) from error
        floor = _since(asked, now)
        newest = (now - self.world.lag - EPOCH) // timedelta(milliseconds=1) << 22
        ceiling = min(int(asked.get("until_id", newest + (1 << 22))), newest + (1 << 22))
        found = [each for each in self.world.posts if floor < int(each.id) < ceiling and matches(each)]
        return self._page(found, size, asked.get("next_token", ""), "post")

    def _own(self, request: FakeRequest, *, is_user: bool) -> Json:
        size = _between(request.query.get("max_results", "10"), 5, 100)
        floor = _since(request.query, self.world.clock(), oldest=False)
        found = [each for each in self.world.posts if each.author is self.world.bot and int(each.id) > floor]
        return self._page(found, size, request.query.get("pagination_token", ""), "own" if is_user else "post")

    def _mentions(self, request: FakeRequest, *, is_user: bool) -> Json:
        asked, us = request.query, self.world.bot
        size = _between(asked.get("max_results", "10"), 5, 100)
        floor = _since(asked, self.world.clock(), oldest=False)
        ceiling = int(asked.get("until_id", 1 << 62))
        found = [
            each
            for each in self.world.posts
            if floor < int(each.id) < ceiling and (us.username in mentions_in(each.text) or self._answers_us(each))
        ]
        return self._page(found, size, asked.get("pagination_token", ""), "own" if is_user else "post")

    def _answers_us(self, post: FakePost) -> bool:
        answered = self.world.find(post.replied_to) if post.replied_to else None
        return answered is not None and answered.author is self.world.bot and post.author is not self.world.bot

    def _page(self, found: list[FakePost], size: int, token: str, what: str) -> Json:
        visible = [each for each in found if not each.author.protected and not each.author.gone]
        ordered = sorted(visible, key=lambda each: int(each.id), reverse=True)
        if token and not re.fullmatch(r"b26v\d+", token):
            raise No(moods.INVALID)
        rest = [each for each in ordered if not token or int(each.id) < int(token.removeprefix("b26v"))]
        page = rest[:size]
        meta: Json = {"result_count": len(page)}
        if not page:
            return {"meta": meta}
        meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
        if len(rest) > size:
            meta["next_token"] = f"b26v{page[-1].id}"
        self.world.meter.charge(what, [each.id for each in page], self.world.clock())
        return {"data": [self.world.shown(each) for each in page], "meta": meta}

    def _looked_up(self, request: FakeRequest) -> Json:
        ids = request.query.get("ids", "").split(",")
        if not 1 <= len(ids) <= 100:
            raise No(moods.INVALID)
        found = {each: self.world.find(each) for each in ids}
        there = [post for post in found.values() if post is not None]
        self.world.meter.charge("post", [each.id for each in there], self.world.clock())
        missing = [self._missing(each) for each, post in found.items() if post is None]
        shown = [self.world.shown(post) | {"id": each} for each, post in found.items() if post is not None]
        return ({"data": shown} if shown else {}) | ({"errors": missing} if missing else {})

    def _missing(self, identity: str) -> Json:
        hidden = any(identity in each.history and each.author.protected for each in self.world.posts)
        kind = "not-authorized-for-resource" if hidden else "resource-not-found"
        return {
            "value": identity,
            "detail": f"Could not find tweet with ids: [{identity}].",
            "title": "Authorization Error" if hidden else "Not Found Error",
            "resource_type": self.world.naming,
            "parameter": "ids",
            "resource_id": identity,
            "type": f"https://api.twitter.com/2/problems/{kind}",
        }

    def _people(self, request: FakeRequest) -> Json:
        ids = request.query.get("ids", "").split(",")
        if not 1 <= len(ids) <= 100:
            raise No(moods.INVALID)
        known = [each for each in self.world.users.values() if each.id in ids and not each.gone]
        missing = [{"value": each, "resource_type": "user"} for each in set(ids) - {each.id for each in known}]
        shown = self._billed_users(known)
        return ({"data": shown} if shown else {}) | ({"errors": missing} if missing else {})

    def _billed_users(self, users: list[FakeUser]) -> list[Json]:
        self.world.meter.charge("user", [each.id for each in users], self.world.clock())
        return [self.world.shown_user(each) for each in users]

    # -- writing ------------------------------------------------------------------------------------------------------

    def _write(self, request: FakeRequest) -> Answer:
        if request.method == "POST" and request.path == "/2/tweets":
            return self._post(request.body)
        if request.method == "DELETE" and request.path.startswith("/2/tweets/"):
            return self._delete(request.path.rpartition("/")[2])
        raise No(moods.NOT_FOUND)

    def _post(self, body: Any) -> Answer:
        words = str(body.get("text", ""))
        parent = str(body.get("reply", {}).get("in_reply_to_tweet_id", ""))
        if not words or weight_of(words) > 280:
            raise No(moods.problem(400, "Invalid Request", "Your Tweet text is too long."))
        if any(each.text == words for each in self.world.published):
            raise No(moods.DUPLICATE)
        if parent:
            self._require_summons(parent)
        made = self.world.post(self.world.bot.username, words, replied_to=parent, by_api=True)
        answered = self.world.find(parent) if parent else None
        plain = "reply" if answered and answered.author is not self.world.bot else "write"
        what = "write with url" if links_in(words) else plain
        self.world.meter.charge(what, [made.id], self.world.clock())
        shown = self.world.shown(made)
        return Answer(status=201, body={"data": {key: shown[key] for key in ("id", "text")}})

    def _require_summons(self, parent: str) -> None:
        answered = self.world.find(parent)
        if answered is None:
            raise No(moods.PARENT_GONE)
        us = self.world.bot
        if answered.author is not us and us.username not in mentions_in(answered.text):
            raise No(moods.UNSUMMONED)

    def _delete(self, identity: str) -> Answer:
        found = self.world.find(identity)
        if found is None or found.author is not self.world.bot:
            raise No(moods.NOT_FOUND)
        self.world.delete(found)
        self.world.meter.charge("delete", [identity], self.world.clock())
        return Answer(body={"data": {"deleted": True}})

    # -- tokens -------------------------------------------------------------------------------------------------------

    def _token(self, request: FakeRequest) -> Answer:
        form, keys = request.body, self.keys
        renews = form.get("grant_type") == "refresh_token" and form.get("refresh_token") == keys.refresh
        begins = form.get("grant_type") == "authorization_code" and form.get("code") in keys.codes
        if form.get("client_id") != keys.client_id or not (renews or begins):
            raise No(Mood(status=400, body=b'{"error": "invalid_request", "error_description": "no such token"}'))
        keys.renewals += 1
        keys.access = {f"access-{keys.renewals}"}
        keys.refresh = f"refresh-{keys.renewals}"
        scope = "tweet.read tweet.write users.read offline.access"
        return Answer(
            body={
                "token_type": "bearer",
                "expires_in": keys.lives,
                "access_token": f"access-{keys.renewals}",
                "refresh_token": keys.refresh,
                "scope": scope,
            }
        )


def _between(said: str, least: int, most: int) -> int:
    if not said.isdecimal() or not least <= int(said) <= most:
        raise No(moods.INVALID)
    return int(said)


def _since(asked: Any, now: datetime, *, oldest: bool = True) -> int:
    """Return the id above which posts are wanted; a `since_id` counts for more than a `start_time` (X9)."""
    if since_id := asked.get("since_id"):
        if oldest and EPOCH + timedelta(milliseconds=int(since_id) >> 22) < now - _WEEK:
            raise No(moods.INVALID)
        return int(since_id)
    if start := asked.get("start_time"):
        moment = datetime.strptime(start, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if oldest and moment < now - _WEEK:
            raise No(moods.INVALID)
        return ((moment - EPOCH) // timedelta(milliseconds=1) << 22) - 1
    return (((now - _WEEK - EPOCH) // timedelta(milliseconds=1)) << 22) - 1 if oldest else 0
