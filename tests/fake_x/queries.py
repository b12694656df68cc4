"""What a search finds: `#tag`, `OR`, brackets, `-is:retweet`, and nothing that X would refuse."""

import re
from collections.abc import Callable

from tests.fake_x.world import FakePost, tags_in

LONGEST = 512
_TOKEN = re.compile(r"\(|\)|-?[^\s()]+")

Matches = Callable[[FakePost], bool]


class InvalidQuery(ValueError):
    """X would answer 400."""


def compiled(query: str) -> Matches:
    """Return what tells whether *query* finds a post."""
    if not query.strip() or len(query) > LONGEST:
        raise InvalidQuery("query length")
    tokens = _TOKEN.findall(query)
    if "-" in "".join(tokens[at] for at in range(len(tokens) - 1) if tokens[at + 1] == "("):
        raise InvalidQuery("negated group")
    matches = _either(tokens)
    if tokens:
        raise InvalidQuery("brackets")
    return matches


def _either(tokens: list[str]) -> Matches:
    options = [_all(tokens)]
    while tokens and tokens[0] == "OR":
        tokens.pop(0)
        options.append(_all(tokens))
    return lambda post: any(each(post) for each in options)


def _all(tokens: list[str]) -> Matches:
    needed: list[Matches] = []
    while tokens and tokens[0] not in {"OR", ")"}:
        needed.append(_one(tokens))
    if not needed:
        raise InvalidQuery("nothing to look for")
    return lambda post: all(each(post) for each in needed)


def _one(tokens: list[str]) -> Matches:
    token = tokens.pop(0)
    if token == "(":
        inner = _either(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise InvalidQuery("brackets")
        return inner
    if token == "-is:retweet":
        return lambda post: not post.retweeted
    if token.startswith("#") and len(token) > 1:
        wanted = token[1:].casefold()
        return lambda post: wanted in {each.casefold() for each in tags_in(post.text)}
    raise InvalidQuery(token)
