"""What may be handed on to others: a post as it was said, or no more than that somebody shared a page.

Whoever may be named, linked and quoted today is handed on in their own words, where the network's terms let anybody do
so and nobody else is in the post. Of everybody else there is a name that nobody can read them out of.
"""

from collections.abc import Iterable
from datetime import datetime

from curation import days
from curation.consent.crediting import credit, may_quote
from curation.hashtags import carries
from curation.model import AccountRef, AccountState, Author, Course, Post, PostRef, Wish
from curation.text import HANDLE
from curation.urls import page_at

WORDS_STAY = frozenset({"x"})
"""Networks whose terms ask that posts are shown whole or not at all, and that others are given no more than numbers."""
VEILED = "export"
"""The network of posts whose writer and place nobody may know."""


def may_hand_on(post: Post, wishes: Iterable[Wish], course: Course, at: datetime) -> bool:
    """Return whether *post* may be given to others as it was said, with all that its profile tells."""
    told = tuple(wishes)
    if post.ref.network in WORDS_STAY or post.content_warning or post.sensitive:
        return False
    if post.mentions or post.quote or post.reply_to or post.pictured or HANDLE.search(post.text):
        return False
    today = credit(post, told, course, at)
    shows_all = bool(today.post_url) and today.profile_url == post.author.url
    return shows_all and may_quote(post.author, told, course, at)


def veiled(post: Post, course: Course, *, name: str, sharer: str) -> Post:
    """Return that somebody, called *sharer*, shared the pages of *post* in *course*; *name* is what this is known by.

    Addresses are canonical, since what is stripped from them may say who shared. Of the time only the course's day is
    told: with the minute, whoever reads the network could say which post it was.
    """
    return Post(
        ref=PostRef(VEILED, name),
        author=Author(account=AccountRef(VEILED, sharer), handle=sharer, name=sharer, state=AccountState.UNKNOWN),
        text="",
        created_at=_day(course, post.created_at),
        seen_at=_day(course, post.seen_at),
        links=tuple(dict.fromkeys(page for link in post.links if (page := page_at(link)))),
        hashtags=tuple(tag for tag in course.hashtags if carries(post, [tag])),
        language=post.language,
        sensitive=post.sensitive or bool(post.content_warning),
    )


def _day(course: Course, moment: datetime) -> datetime:
    return days.window(course, days.day_of(course, moment)).start
