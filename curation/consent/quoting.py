"""Posts inside posts: what is taken over of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from curation.consent.decision import refusal
from curation.model import AccountRef, Course, Post, Wish


def settled(post: Post, wishes_of: Callable[[AccountRef], Iterable[Wish]], course: Course, at: datetime) -> Post:
    """Return *post* with the links of the post it quotes, without its words; without the quote if it is refused.

    The quoted person's "no" holds for what they wrote, whoever quotes it: not even who they are is kept. Settling twice
    changes nothing.
    """
    quote = post.quote
    if quote is None:
        return post
    quoted = Post(
        ref=quote.ref,
        author=quote.author,
        text=quote.text,
        created_at=post.created_at,
        seen_at=post.seen_at,
        links=quote.links,
        visibility=quote.visibility,
    )
    if refusal(quoted, wishes_of(quote.author.account), course, at):
        return replace(post, quote=None)
    links = tuple(dict.fromkeys((*post.links, *quote.links)))
    return replace(post, links=links, quote=replace(quote, links=(), text=""))
