"""Take names, links and words out where a person's word, profile or post no longer allows them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.log import event
from bot.ports import Clock, DeliveryState, DigestState, Issue, Notice, Part, Publisher, Store, Work
from bot.tasks.compose import revised
from bot.tasks.joining import joins_of, posts_of
from bot.tasks.persons import wishes_of
from bot.tasks.reach import said_of
from bot.tasks.watch import Sight, Watch
from curation import consent, digest, nevers
from curation.hashtags import carries
from curation.model import (
    AccountRef,
    Author,
    Course,
    Credit,
    Digest,
    DigestKey,
    Item,
    NoteSource,
    PageUrl,
    Post,
    Reply,
    Wish,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """Look over every issue that went out or is about to: at once after a stop, every hour for all other reasons."""

    course: Course
    store: Store
    clock: Clock
    publishers: tuple[Publisher, ...]
    watch: Watch = field(default_factory=Watch, repr=False)

    def __call__(self) -> tuple[DigestKey, ...]:
        """Revise and reopen the issues that show more of somebody than they allow now; return their keys.

        Every issue is looked into at the first call, and at the first of each day; else those that show somebody who
        is not as they were at the call before.
        """
        with self.store.look() as work:
            now = Sight.of(work, self.course, self.clock.now())
            issues = self.watch.concerned(work, self.course, now)
        revised = tuple(each.digest.key for each in issues if self._revise(each))
        self.watch.last = now
        return revised

    def _revise(self, issue: Issue) -> bool:
        with self.store.look() as work:
            if _allowed(work, issue.digest, self.course, self.clock.now()) == issue.digest:
                return False
        with self.store.work() as work:
            current = work.digests.get(issue.digest.key) or issue
            return honoured(work, current, self.course, self.publishers, self.clock.now()) is not current


def honoured(work: Work, issue: Issue, course: Course, publishers: Sequence[Publisher], at: datetime) -> Issue:
    """Return *issue* as today's wishes allow it; a changed one is kept as a new revision, open again.

    An issue that was closed is opened only to mend what went out: nothing of it goes anywhere new.
    """
    changed = _allowed(work, issue.digest, course, at)
    if changed == issue.digest:
        return issue
    revision = reopened(work, issue, changed, publishers, at)
    work.digests.put(revision)
    event("digest.revised", digest=issue.digest.key, revision=revision.revision)
    return revision


def reopened(work: Work, issue: Issue, changed: Digest, publishers: Sequence[Publisher], at: datetime) -> Issue:
    """Return *issue* saying *changed*, open again to mend what went out; a withdrawn one stays withdrawn."""
    revision = revised(issue, changed, publishers, at)
    _tell_what_remains(work, issue, revision)
    if issue.state is DigestState.FROZEN:
        return revision
    state = DigestState.WITHDRAWN if issue.state is DigestState.WITHDRAWN else DigestState.FROZEN
    return replace(revision, state=state, parts=_out_there(work, revision))


def _allowed(work: Work, standing: Digest, course: Course, at: datetime) -> Digest:
    """Return *standing* with nobody named, linked or quoted who may not be so any more."""
    items = (*standing.items, *standing.again, *standing.waiting)
    shares = _Shares.of(work, [item for item in items if _shows_anybody(item)], course, at)
    named = [(item.page, each.account) for item in items for each in item.credits if each.is_named]
    silent = frozenset(account for page, account in named if not shares.credits(page, account))
    standing = digest.with_replies(standing, _replies(work, standing, course, at))
    unquotable = frozenset(item.page for item in items if _is_quoting(item) and not shares.may_still_quote(item))
    changed = digest.without_names(standing, silent) if silent else standing
    return digest.unquoted(digest.recredited(changed, shares.credit), unquotable)


def _replies(work: Work, standing: Digest, course: Course, at: datetime) -> tuple[Reply, ...]:
    """Return the replies of *standing* that may still be shown, in the words they have now."""
    if not standing.replies:
        return ()
    course = nevers.with_nevers(course, work.events.of(course.slug, None))
    posts = {post.ref: post for post in work.replies.among([each.ref for each in standing.replies])}
    wishes = wishes_of(work, posts.values())

    def told(author: Author) -> tuple[Wish, ...]:
        return wishes.get(author.account, ())

    listener = digest.Listener(
        course=course,
        credit=lambda post: consent.credit(post, told(post.author), course, at),
        may_quote=lambda author: consent.may_quote(author, told(author), course, at),
        verdicts=digest.fold(said_of(work, course, standing.day), day=standing.day),
    )
    today = (listener.again(each, posts[each.ref]) for each in standing.replies if each.ref in posts)
    return tuple(each for each in today if each is not None)


def _shows_anybody(item: Item) -> bool:
    return _is_quoting(item) or any(credit.is_named for credit in item.credits)


def _is_quoting(item: Item) -> bool:
    return item.note is not None and item.note.source is NoteSource.SHARER


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shares:
    """Who points at pages now, and what they allow."""

    course: Course
    at: datetime
    posts: Mapping[PageUrl, tuple[Post, ...]]
    """Those that consent lets into the course."""
    wishes: Mapping[AccountRef, tuple[Wish, ...]]

    @classmethod
    def of(cls, work: Work, items: Sequence[Item], course: Course, at: datetime) -> "_Shares":
        course = nevers.with_nevers(course, work.events.of(course.slug, None))
        joins = joins_of(work, course)
        posts = {item.page: posts_of(work, joins, item.page) for item in items}
        wishes = wishes_of(work, (post for each in posts.values() for post in each))

        def is_in(post: Post) -> bool:
            told = wishes.get(post.author.account, ())
            return carries(post, course.hashtags) and consent.refusal(post, told, course, at) is None

        allowed = {page: tuple(filter(is_in, each)) for page, each in posts.items()}
        return cls(course=course, at=at, posts=allowed, wishes=wishes)

    def credits(self, page: PageUrl, account: AccountRef) -> tuple[Credit, ...]:
        """Return how *account* may be named for *page* today, one credit a post; nothing when they may not."""
        told = self.wishes.get(account, ())
        posts = (post for post in self.posts[page] if post.author.account == account)
        today = (consent.credit(post, told, self.course, self.at) for post in posts)
        return tuple(credit for credit in today if credit.is_named)

    def credit(self, item: Item, shown: Credit) -> Credit:
        """Return *shown* as it may stand today, by the post it is of where that one is still there."""
        today = self.credits(item.page, shown.account)
        # Two posts may have one moment: of a post that went, the other's address takes the place.
        likeness = max(today, key=lambda each: (each.post_url == shown.post_url, each.at == shown.at))
        return digest.narrowed(shown, likeness)

    def may_still_quote(self, item: Item) -> bool:
        """Return whether the quotation is still what one of the sharers says, and lets us say.

        A post whose words have gone with time still stands as it was: an edit would have brought new ones.
        """

        def may_quote(author: Author) -> bool:
            return consent.may_quote(author, self.wishes.get(author.account, ()), self.course, self.at)

        said = item.note.text if item.note else ""
        return any(
            said in _quotations(post, item.title, may_quote) or (not post.text and may_quote(post.author))
            for post in self.posts[item.page]
        )


def _quotations(post: Post, title: str, may_quote: Callable[[Author], bool]) -> frozenset[str]:
    """Return what may be quoted of *post*, also where a person approved that it addresses somebody."""
    return frozenset(digest.quotation(post, title, may_quote, others=each) for each in (False, True))


def _out_there(work: Work, issue: Issue) -> Mapping[str, tuple[Part, ...]]:
    """Return those parts of *issue* that may be out."""
    rows = work.deliveries.of(issue.digest.key)
    out = {(row.outlet, row.part) for row in rows if row.state is not DeliveryState.REFUSED or row.receipt}
    parts = {
        outlet: tuple(each for each in parts if (outlet, each.number) in out) for outlet, parts in issue.parts.items()
    }
    return {outlet: each for outlet, each in parts.items() if each}


def _tell_what_remains(work: Work, before: Issue, after: Issue) -> None:
    missing = sorted(before.parts.keys() - after.parts.keys())
    if missing:
        text = f"{after.digest.day}: {', '.join(missing)} cannot be mended, no text could be made; it may name somebody"
        subject = f"course:{after.digest.course}"
        work.notices.raise_(
            Notice(subject=subject, kind="unmended", text=text, since=after.changed_at or after.composed_at)
        )
