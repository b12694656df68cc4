"""What a piece of an archive is, told by what it holds; names of files say nothing."""

from collections.abc import Mapping
from enum import StrEnum


class Shape(StrEnum):
    """A kind of document that some mapper makes posts of; a capture's source is `archive:` and this word."""

    MASTODON = "mastodon"
    """A status as the Mastodon API gives it."""
    OUTBOX = "outbox"
    """An activity of a Mastodon export's `outbox.json`; `actor` is an object where the export holds one."""
    TWARC1 = "twarc1"
    """A post of X's first interface."""
    TWARC2 = "twarc2"
    """A response page of X's second interface, or a flattened post."""
    TWEETS = "tweets"
    """`{"tweet": …, "account": …}` of a person's own X archive."""
    TAGS = "tags"
    """A row of a TAGS sheet."""
    SHARE = "share"
    """A line of our own: that somebody shared pages, and nothing of who and how."""
    EXPORT = "export"
    """A line of our own: a payload of another shape, with where it came from."""


def shape_of(document: Mapping[str, object]) -> Shape | None:
    """Return what *document* is, `None` for nothing we know."""
    return next((shape for shape, marks in _MARKS if any(mark <= document.keys() for mark in marks)), None)


_MARKS: tuple[tuple[Shape, tuple[frozenset[str], ...]], ...] = (
    (Shape.EXPORT, (frozenset({"welearned", "payload"}),)),
    (Shape.SHARE, (frozenset({"welearned", "share"}),)),
    (Shape.MASTODON, (frozenset({"uri", "account", "content"}),)),
    (Shape.OUTBOX, (frozenset({"type", "actor", "object"}),)),
    (Shape.TWEETS, (frozenset({"tweet"}),)),
    (
        Shape.TWARC2,
        tuple(map(frozenset, ({"data", "includes"}, {"data", "meta"}, {"author_id", "text"}, {"__twarc"}, {"data"}))),
    ),
    (Shape.TWARC1, (frozenset({"id_str", "user"}),)),
    (Shape.TAGS, tuple(map(frozenset, ({"id_str", "from_user", "text"}, {"status_url", "text"})))),
)
"""Keys that only this shape has, asked in this order."""
