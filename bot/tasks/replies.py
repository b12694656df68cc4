"""Hear what people answer to the questions of a course, and keep it as far as they let us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.errors import SourceError
from bot.log import event, warning
from bot.ports import Clock, Conversation, DigestState, Issue, Operation, Store
from bot.tasks.admission import admit
from bot.tasks.poll import PollReport
from curation.model import Course, DigestKey, PostRef

_ISSUES = 3
"""How many issues back it is still asked what people answer: some roll over, and an outage takes a day."""
_FOR = timedelta(days=7)
"""As long as an unpublished post may still come into an issue (digest.md 10.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearReplies:
    """Ask one place what was answered to the latest threads that asked something."""

    course: Course
    outlet: str
    """The name under which the ledger has what we said there."""
    network: str
    conversation: Conversation
    store: Store
    clock: Clock

    def __call__(self) -> PollReport:
        """Keep the answers that consent lets in; a failure is told in the report and tried again next time."""
        report = PollReport(source=f"answers:{self.outlet}")
        for key in self._asked():
            ours = self._said(key)
            if ours and not self._hear(ours, report):
                break
        event("replies.heard", outlet=self.outlet, seen=report.seen, new=report.new, trouble=bool(report.trouble))
        return report

    def _asked(self) -> tuple[DigestKey, ...]:
        since = (self.clock.now() - _FOR).date()
        with self.store.look() as work:
            issues = work.digests.frozen(self.course.slug, since=since, limit=_ISSUES)
        return tuple(each.digest.key for each in issues if _asks(each))

    def _said(self, key: DigestKey) -> Mapping[PostRef, str]:
        """Return the posts of the thread that are out, root first, with their local ids."""
        with self.store.look() as work:
            rows = work.deliveries.of(key)
        sent = [row for row in rows if row.outlet == self.outlet and row.operation is Operation.SEND]
        receipts = (row.receipt for row in sorted(sent, key=lambda row: row.part))
        return {PostRef(self.network, each.uri): each.local_id for each in receipts if each and each.local_id}

    def _hear(self, ours: Mapping[PostRef, str], report: PollReport) -> bool:
        try:
            batch = self.conversation.replies(ours)
        except SourceError as error:
            report.trouble, report.retry_at = error.why, error.retry_at
            warning("replies.unheard", outlet=self.outlet)
            return False
        with self.store.work() as work:
            admitted = admit(work, batch.captures, (self.course,), self.clock.now(), seen_before=True)
        report.seen += admitted.seen
        report.new += len(admitted.new)
        report.malformed += batch.malformed
        report.requests += batch.requests
        report.refused.update(admitted.refused)
        return True


def _asks(issue: Issue) -> bool:
    return bool(issue.digest.question) and issue.state is not DigestState.WITHDRAWN
