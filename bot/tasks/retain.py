"""Let go what was kept for as long as promised: carried out from the very table that the policy page prints."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.errors import StoreError
from bot.log import event, warning
from bot.ports import Backups, Clock, DigestState, ErasureLog, Issue, Store, Work
from bot.tasks.honour import reopened
from bot.tasks.persons import wishes_of, wishes_of_account
from bot.tasks.publish import Publish
from bot.tasks.subscribe import forget_unconfirmed
from curation import consent, digest
from curation.hashtags import carries
from curation.model import AccountRef, Course, Credit, Digest, DigestKey, Post
from curation.retention import Afterwards, Retention, is_over

_EVERYWHERE = ""
"""The course of wishes that hold for all of them."""
Shown = tuple[AccountRef, datetime]
"""Somebody, and when they wrote the post for which they are named."""


@dataclass(slots=True, kw_only=True)
class RetainReport:
    """How much of what went, by the names of the table's periods; and `contacts`, which have their own."""

    gone: Counter[str] = field(default_factory=Counter[str])
    revised: tuple[DigestKey, ...] = ()
    """Issues of ended courses that say less now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retain:
    """Delete and empty what is older than promised; harmless as often as it runs."""

    retention: Retention
    store: Store
    clock: Clock
    publishes: tuple[Publish, ...]
    """One a course."""
    asks: frozenset[str]
    """The names of the sources that can be asked whether a post still stands."""
    log: ErasureLog | None = None
    backups: Backups | None = None

    def __call__(self) -> RetainReport:
        """Do what is due by now; each period in a transaction of its own."""
        now = self.clock.now()
        report = RetainReport()
        self._by_age(report, now)
        self._unasked(report, now)
        for publish in self.publishes:
            if is_over(publish.course, now, self.retention.after_course):
                self._after(publish, report, now)
        self._records(report, now)
        self._contacts(report, now)
        self._expire(report, now)
        self._log()
        event("retention.done", **report.gone)
        return report

    def _by_age(self, report: RetainReport, now: datetime) -> None:
        periods = self.retention
        with self.store.work() as work:
            for issue in work.expiry.issues((now - periods.unpublished).date()):
                work.digests.put(_without_the_unread(issue))
                report.gone["unpublished"] += 1
            report.gone["unpublished"] += work.expiry.unpublished(now - periods.unpublished, now)
            report.gone["published"] += work.expiry.words(now - periods.published)
            report.gone["refused"] += work.expiry.notes(now - periods.refused)
            work.meter.forget(now.astimezone(UTC).date())
            work.forgetting.tidy()

    def _unasked(self, report: RetainReport, now: datetime) -> None:
        """Take out whom nobody could tell us to take out, but for those who said yes themselves."""
        with self.store.work() as work:
            alone = work.presences.unasked(self.asks)
            for publish in self.publishes if alone else ():
                for issue in work.digests.frozen(publish.course.slug):
                    if (issue.frozen_at or issue.composed_at) <= now - self.retention.unasked:
                        self._unname(work, publish, issue, alone, report)

    def _unname(
        self, work: Work, publish: Publish, issue: Issue, alone: frozenset[Shown], report: RetainReport
    ) -> None:
        now = self.clock.now()
        shown = frozenset((each.account, each.at) for each in digest.named(issue.digest)) & alone
        told = {account: wishes_of_account(work, account) for account, _ in shown}
        gone = frozenset(each for each in shown if not consent.has_agreed(told[each[0]], publish.course, now))
        if gone:
            changed = digest.unnamed(issue.digest, gone)
            work.digests.put(reopened(work, issue, changed, publish.publishers, now))
            report.gone["unasked"] += len(gone)
            report.revised = (*report.revised, issue.digest.key)

    def _after(self, publish: Publish, report: RetainReport, now: datetime) -> None:
        """Do with a course that ended what was chosen; its posts go, but of those who stay named."""
        with self.store.work() as work:
            theirs = self._posts_of(work, publish.course, now)
            agreed = self._agreed(work, theirs, publish.course, now)
            for issue in work.digests.frozen(publish.course.slug):
                changed = self._afterwards(issue, agreed)
                if changed != issue.digest:
                    work.digests.put(reopened(work, issue, changed, publish.publishers, now))
                    report.revised = (*report.revised, issue.digest.key)
            gone = [post.ref for post in theirs if post.author.account not in agreed]
            report.gone["after_course"] += work.forgetting.erase(gone, [], now, keep_out=False)
            work.forgetting.tidy()

    def _posts_of(self, work: Work, course: Course, now: datetime) -> tuple[Post, ...]:
        """Return the posts that no other course, one that is not over yet, may have."""
        others = [
            each.course
            for each in self.publishes
            if each.course.slug != course.slug and not is_over(each.course, now, self.retention.after_course)
        ]
        tagged = (post for post in work.expiry.under(course.hashtags) if carries(post, course.hashtags))
        theirs = {post.ref: post for post in (*tagged, *work.replies.shown(course.slug))}
        return tuple(post for post in theirs.values() if not any(carries(post, each.hashtags) for each in others))

    def _agreed(self, work: Work, posts: tuple[Post, ...], course: Course, now: datetime) -> frozenset[AccountRef]:
        """Return who may stay named: who said so themselves, where that was chosen."""
        if self.retention.afterwards is not Afterwards.KEEP:
            return frozenset()
        wishes = wishes_of(work, posts)
        return frozenset(account for account, told in wishes.items() if consent.has_agreed(told, course, now))

    def _afterwards(self, issue: Issue, agreed: frozenset[AccountRef]) -> Digest:
        def stays(credit: Credit) -> bool:
            return credit.account in agreed

        if self.retention.afterwards is Afterwards.DELETE:
            return digest.emptied(issue.digest)
        return digest.anonymised(issue.digest, stays)

    def _records(self, report: RetainReport, now: datetime) -> None:
        over = [each.course.slug for each in self.publishes if is_over(each.course, now, self.retention.records)]
        if over and len(over) == len(self.publishes):
            over.append(_EVERYWHERE)
        if over:
            with self.store.work() as work:
                report.gone["records"] += work.expiry.records(over)

    def _contacts(self, report: RetainReport, now: datetime) -> None:
        """Forget where people wanted an answer that they have, and who never said that letters are welcome."""
        with self.store.work() as work:
            report.gone["contacts"] += work.requests.expire(now)
            for publish in self.publishes:
                report.gone["contacts"] += forget_unconfirmed(work, publish.course.slug, now)

    def _expire(self, report: RetainReport, now: datetime) -> None:
        try:
            if self.backups:
                report.gone["backups"] += self.backups.expire(now - self.retention.backups)
        except StoreError:
            warning("backups.unexpired")

    def _log(self) -> None:
        """Write the tombstones down once more: one that was lifted keeps nobody out of a restored database."""
        with self.store.look() as work:
            tombstones = work.forgetting.tombstones()
        try:
            if self.log:
                self.log.write(tombstones)
        except StoreError:
            warning("erasure.unlogged")


def _without_the_unread(issue: Issue) -> Issue:
    """Return *issue* without what no reader has: all of a draft or a quiet day, and what waits in one that is out."""
    said = replace(issue.digest, waiting=())
    if issue.state in {DigestState.DRAFT, DigestState.QUIET}:
        nothing = replace(said, highlights=(), also=(), again=(), key_words=(), start_with=None, organiser_note="")
        nothing = digest.with_replies(nothing, ())
        return replace(issue, digest=nothing, parts={})
    return replace(issue, digest=said)
