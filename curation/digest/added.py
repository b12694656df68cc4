"""Links that those who run a course added themselves: found by nobody else, they are the organisers' own."""

from collections.abc import Callable, Iterable

from curation.digest.verdicts import standing
from curation.model import Event, EventKind, PageUrl, Post

ORGANISERS = "desk"
"""The network of those who run the course: what they add is no participant's."""

PageOf = Callable[[str], PageUrl | None]
"""Gives the page that an address leads to; `None` where it is none."""


def is_added(post: Post) -> bool:
    """Return whether *post* stands for a link that was added by hand."""
    return post.ref.network == ORGANISERS


def added(events: Iterable[Event]) -> frozenset[str]:
    """Return which added links *events* let stand, by the address of the post each is kept as."""
    return frozenset(event.value for event in standing(events) if event.kind is EventKind.ADD)


def found_alone(posts: Iterable[Post], stand: frozenset[str], page_of: PageOf) -> tuple[Post, ...]:
    """Return *posts* without added links that were taken back, and those to a page that somebody shared.

    Who added a page that others found has found nothing: they neither count nor are credited beside them.
    """
    posts = tuple(posts)
    if not any(map(is_added, posts)):
        return posts  # most days: telling the pages of thousands of links takes a while
    shared = {page_of(link) for post in posts if not is_added(post) for link in post.links}

    def stays(post: Post) -> bool:
        return post.ref.uri in stand and not any(page_of(link) in shared for link in post.links)

    return tuple(post for post in posts if not is_added(post) or stays(post))
