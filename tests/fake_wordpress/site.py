"""What the site holds and how it answers; the shapes are those of the REST API handbook.

https://developer.wordpress.org/rest-api/reference/
"""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fake_wordpress.moods import Asked

Answer = tuple[int, Any]

_STATES = frozenset({"publish", "future", "draft", "pending", "private"})


def error(status: int, code: str, **data: Any) -> Answer:
    return status, {"code": code, "message": "…", "data": {"status": status, **data}}


@dataclass
class Site:
    """Posts, terms and pictures of one site, and what its users may do."""

    user: str = "digest"
    password: str = "abcd efgh ijkl mnop qrst uvwx"
    role: str = "editor"
    strips_authorization: bool = False
    """Whether the web server takes the header away, as Apache with CGI does."""
    posts: dict[int, dict[str, Any]] = field(default_factory=dict)
    revisions: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    terms: dict[str, dict[int, str]] = field(default_factory=lambda: {"categories": {1: "Uncategorized"}, "tags": {}})
    media: dict[int, dict[str, Any]] = field(default_factory=dict)
    last_id: int = 10
    hides_terms: bool = False
    """Whether a search finds no term, as when its name was changed by a filter."""

    def answer(self, asked: Asked) -> Answer:
        if not asked.path.startswith("/wp/v2"):
            return error(404, "rest_no_route")
        denied = self._denied(asked)
        return denied or self._routed(asked, asked.path.removeprefix("/wp/v2"))

    def _denied(self, asked: Asked) -> Answer | None:
        given = None if self.strips_authorization else asked.login
        is_known = given == (self.user, self.password)
        if not is_known and "status" in asked.query:
            return error(400, "rest_invalid_param")
        if given is None:
            return error(401, "rest_not_logged_in")
        if given[0] != self.user:
            return error(401, "invalid_username")
        if given[1] != self.password:
            return error(401, "incorrect_password")
        return None

    def _routed(self, asked: Asked, path: str) -> Answer:
        routes: list[tuple[str, Callable[..., Answer]]] = [
            (r"/users/me", self._me),
            (r"/posts/(\d+)/revisions(?:/(\d+))?", self._revision),
            (r"/(categories|tags)", self._terms),
            (r"/(posts|media)/(\d+)", self._thing),
            (r"/posts", self._make if asked.method == "POST" else self._list),
            (r"/media", self._upload if asked.method == "POST" else self._pictures),
        ]
        for pattern, answer in routes:
            if found := re.fullmatch(pattern, path):
                return answer(asked, *found.groups())
        return error(404, "rest_no_route")

    def _me(self, _asked: Asked) -> Answer:
        rights = {"edit_posts": True, "publish_posts": True, "manage_categories": self.role == "editor"}
        return 200, {"id": 2, "slug": self.user, "capabilities": rights}

    def _list(self, asked: Asked) -> Answer:
        wanted = asked.query.get("status", "publish")
        states = _STATES if wanted == "any" else {wanted}
        slug = asked.query.get("slug", "")
        return 200, [shown(each) for each in self.posts.values() if each["slug"] == slug and each["status"] in states]

    def _make(self, asked: Asked) -> Answer:
        made = {"id": self._next(), "status": "draft", **dict(asked.body)}
        taken = {each["slug"] for each in self.posts.values()}
        slug, number = str(made["slug"]), 2
        while made["slug"] in taken:
            made["slug"], number = f"{slug}-{number}", number + 1
        self.posts[made["id"]] = made
        return 201, shown(made)

    def _thing(self, asked: Asked, kind: str, digits: str) -> Answer:
        number = int(digits)
        things = self.posts if kind == "posts" else self.media
        thing = things.get(number)
        if thing is None:
            return error(404, "rest_post_invalid_id")
        if asked.method == "DELETE":
            del things[number]
            return 200, {"deleted": True, "previous": shown(thing)}
        if asked.method == "POST":
            if kind == "posts":
                before = {"id": self._next(), "parent": number, **{key: thing.get(key) for key in ("title", "content")}}
                self.revisions.setdefault(number, []).append(before)
            thing.update(asked.body)
        return 200, shown(thing)

    def _revision(self, asked: Asked, digits: str, revision: str | None) -> Answer:
        post = int(digits)
        kept = self.revisions.get(post, [])
        if revision is None:
            return 200, list(kept)
        self.revisions[post] = [each for each in kept if each["id"] != int(revision)]
        return 200, {"deleted": True}

    def _terms(self, asked: Asked, kind: str) -> Answer:
        terms = self.terms[kind]
        if asked.method == "GET":
            sought = "\0" if self.hides_terms else asked.query.get("search", "").casefold()
            return 200, [
                {"id": number, "name": html.escape(name)} for number, name in terms.items() if sought in name.casefold()
            ]
        name = str(asked.body["name"])
        there = next((number for number, each in terms.items() if each.casefold() == name.casefold()), None)
        if there is not None:
            return error(400, "term_exists", term_id=there)
        if kind == "categories" and self.role != "editor":
            return error(403, "rest_cannot_create")
        made = self._next()
        terms[made] = name
        return 201, {"id": made, "name": name}

    def _upload(self, asked: Asked) -> Answer:
        made = self._next()
        name = asked.headers["content-disposition"].partition('filename="')[2].rstrip('"')
        self.media[made] = {
            "id": made,
            "slug": name.rpartition(".")[0],
            "status": "inherit",
            "title": "",
            "content": "",
        }
        return 201, shown(self.media[made])

    def _pictures(self, asked: Asked) -> Answer:
        return 200, [shown(each) for each in self.media.values() if each["slug"] == asked.query.get("slug")]

    def _next(self) -> int:
        self.last_id += 1
        return self.last_id

    # -- what people do there -----------------------------------------------------------------------------------------

    def trash(self, number: int) -> None:
        """Let a person move a post to the trash, which takes its name, too."""
        post = self.posts[number]
        post["status"], post["slug"] = "trash", f"{post['slug']}__trashed"

    def only(self) -> dict[str, Any]:
        """Return the one post there is."""
        (post,) = self.posts.values()
        return post


def shown(post: Mapping[str, Any]) -> dict[str, Any]:
    """Return a post as `context=edit` gives it."""
    texts = {key: {"raw": post.get(key, ""), "rendered": post.get(key, "")} for key in ("title", "content", "excerpt")}
    link = f"https://school.example/?p={post['id']}"
    return {**post, **texts, "link": link}
