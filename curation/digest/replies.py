"""You asked, you answered: what people replied to a question, as far as they let us show it (digest.md 2.12).

A reply is shown in its writer's words or not at all; on X, whose terms let nobody do that, it is only pointed at.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from curation import nevers
from curation.commands import hear
from curation.consent import WORDS_STAY
from curation.digest.changes import narrowed
from curation.digest.notes import stripped
from curation.digest.verdicts import Verdicts
from curation.errors import InvalidUrl
from curation.model import Author, Course, Credit, Digest, PageUrl, Post, PostRef, Reply
from curation.text import HANDLE, cut_sentence
from curation.urls import canonical

MOST = 5
_GRAPHEMES = 300
_NEW_ACCOUNT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who listens to replies: what people and facilitators allow of them."""

    course: Course
    credit: Callable[[Post], Credit]
    may_quote: Callable[[Author], bool]
    verdicts: Verdicts = Verdicts()  # noqa: RUF009 - it is frozen, and as empty for everybody

    def chosen(self, posts: Iterable[Post]) -> tuple[Reply, ...]:
        """Return at most five replies, one a person, those a person pinned first, then by their time."""
        first: dict[object, Reply] = {}
        for post in sorted(posts, key=self._place):
            if not self._is_out(post) and not self.waits(post) and (found := self.reply(post)) is not None:
                first.setdefault(post.author.account, found)
        return tuple(first.values())[:MOST]

    def held(self, posts: Iterable[Post]) -> tuple[Post, ...]:
        """Return those of *posts* that could be shown and wait for a person, by their time."""
        waiting = (post for post in posts if not self._is_out(post) and self.waits(post))
        return tuple(sorted((post for post in waiting if self.reply(post)), key=_moment))

    def reply(self, post: Post) -> Reply | None:
        """Return *post* as it may stand in an issue; `None` where it may not, or says nothing."""
        shown = self.credit(post)
        if not shown.is_named or post.content_warning or post.sensitive or not self.may_quote(post.author):
            return None
        if post.ref.network in WORDS_STAY:
            return Reply(ref=post.ref, credit=shown) if shown.post_url else None
        words = cut_sentence(stripped(HANDLE.sub("", post.text)), _GRAPHEMES)
        if not words or "@" in words or "＠" in words or hear(post.text, languages=(self.course.language,)):
            return None  # what was asked of us is no answer to the question
        return Reply(ref=post.ref, credit=shown, text=words, language=post.language)

    def again(self, reply: Reply, post: Post) -> Reply | None:
        """Return *reply* as it may stand today by its *post*, in its words of today; `None` where it may not.

        Words that have gone with time stand as they were: an edit would have brought new ones. Of a post whose writer
        took it back not even the address is left.
        """
        if not (post.text or post.url) or self.waits(post):
            return None
        today = self.reply(replace(post, text=reply.text) if reply.text and not post.text else post)
        return today and replace(today, credit=narrowed(reply.credit, today.credit))

    def waits(self, post: Post) -> bool:
        """Return whether a person should read *post* first and has not yet (consent.md C16 and C17)."""
        page = _address(post)
        if page in self.verdicts.approved or page in self.verdicts.pins:
            return False
        return any(self._doubts(post)) or page in self.verdicts.held

    def _doubts(self, post: Post) -> Iterator[bool]:
        yield post.pictured
        ours = {name for each in self.course.own_accounts for name in (each.id, each.id.partition("@")[0])}
        spoken_to = (*post.mentions, *(each.lstrip("@＠") for each in HANDLE.findall(post.text)))
        yield any(handle.replace("＠", "@").casefold() not in ours for handle in spoken_to)
        yield post.author.created_at is not None and post.at - post.author.created_at < _NEW_ACCOUNT
        yield nevers.holds(post, self.course)

    def _is_out(self, post: Post) -> bool:
        return _address(post) in self.verdicts.dropped or nevers.keeps_out(post, self.course)

    def _place(self, post: Post) -> tuple[bool, int, object]:
        page = _address(post)
        pinned = page in self.verdicts.pins
        return (not pinned, self.verdicts.pins.get(page, 0) if page else 0, _moment(post))


def answered(digest: Digest, question: Digest, replies: tuple[Reply, ...]) -> Digest:
    """Return *digest* with what people replied to the question of an earlier issue; without items it stays as it is."""
    if not (replies and digest.items and question.question):
        return digest
    return replace(digest, asked=question.question, asked_on=question.day, replies=replies)


def with_replies(digest: Digest, replies: tuple[Reply, ...]) -> Digest:
    """Return *digest* with *replies* in place of those it had; the question goes with the last."""
    if replies == digest.replies:
        return digest
    if not replies:
        return replace(digest, asked="", asked_on=None, replies=())
    return replace(digest, replies=replies)


def without_replies(digest: Digest, refs: Collection[PostRef]) -> Digest:
    """Return *digest* without the replies that *refs* are."""
    return with_replies(digest, tuple(each for each in digest.replies if each.ref not in refs))


def _moment(post: Post) -> tuple[object, str, str]:
    return (post.at, post.ref.network, post.ref.uri)


def _address(post: Post) -> PageUrl | None:
    """Return under which address a person speaks of *post*."""
    try:
        return canonical(post.url)
    except InvalidUrl:
        return None
