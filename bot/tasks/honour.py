"""Take names out where a person's word, profile or post no longer allows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.log import event
from bot.ports import Clock, Issue, Publisher, Store, Work
from bot.tasks.admission import wishes_of
from bot.tasks.compose import revised
from curation import consent, digest
from curation.model import AccountRef, Course, DigestKey, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """Look over every issue that went out, or is about to, after somebody said stop."""

    course: Course
    store: Store
    clock: Clock
    publishers: tuple[Publisher, ...]

    def __call__(self) -> tuple[DigestKey, ...]:
        """Revise and reopen the issues that name somebody who may not be named; return their keys."""
        with self.store.look() as work:
            keys = [each.digest.key for each in work.digests.frozen(self.course.slug)]
        return tuple(key for key in keys if self._revise(key))

    def _revise(self, key: DigestKey) -> bool:
        with self.store.work() as work:
            issue = work.digests.get(key)
            if issue is None:
                return False
            return honoured(work, issue, self.course, self.publishers, self.clock.now()) is not issue


def honoured(work: Work, issue: Issue, course: Course, publishers: Sequence[Publisher], at: datetime) -> Issue:
    """Return *issue* as today's wishes allow it; a changed one is kept as a new revision, open again."""
    silent = _no_longer_named(work, issue, course, at)
    if not silent:
        return issue
    changed = revised(issue, digest.without_names(issue.digest, silent), publishers, at)
    work.digests.put(changed)
    event("digest.revised", digest=issue.digest.key, revision=changed.revision, names_gone=len(silent))
    return changed


def _no_longer_named(work: Work, issue: Issue, course: Course, at: datetime) -> frozenset[AccountRef]:
    named = {
        (credit.account, item.page)
        for item in (*issue.digest.items, *issue.digest.again)
        for credit in item.credits
        if credit.is_named
    }
    posts = {page: work.posts.of_page(page) for _, page in named}
    wishes = wishes_of(work, (post for each in posts.values() for post in each))

    def allowed(post: Post) -> bool:
        told = wishes.get(post.author.account, ())
        return consent.refusal(post, told, course, at) is None and consent.credit(post, told, course, at).is_named

    return frozenset(
        account
        for account, page in named
        if not any(allowed(post) for post in posts[page] if post.author.account == account)
    )
