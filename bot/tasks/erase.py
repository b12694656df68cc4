"""Take away for good: whatever we keep or show of a person or a post, step by step, each written down.

The store comes first, in one transaction: rows, payloads, tombstones, and every issue as it may be read from now on.
Then the log that outlives a backup, then every outlet that is wired or was written to, pages before networks, then the
person is told. A step is harmless when repeated; a kill anywhere leaves the rest to the next call.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import Busy, SendError, StoreError
from bot.log import event, warning
from bot.ports import (
    Answer,
    Clock,
    Delivery,
    DeliveryState,
    DigestState,
    Erasure,
    ErasureLog,
    Inbox,
    Issue,
    Notice,
    Operation,
    Publisher,
    Speaker,
    Store,
    Why,
    Work,
)
from bot.ports import Step as Taken
from bot.tasks.compose import parts_of
from bot.tasks.honour import reopened
from bot.tasks.ledger import Ledger, is_final, owed
from bot.tasks.publish import Publish
from curation import digest
from curation.model import AccountRef, Digest, DigestKey, PageUrl, PostRef

PATIENCE = timedelta(hours=12)
"""How long a step may stay open before a person is told (consent.md C6)."""
_ONE_WORD_FOR = timedelta(hours=24)
"""Who asks after somebody else did on the same day needs no second word to readers."""
STORE, LOG, ANSWER = "store", "log", "answer"
_OUTLET = "outlet "
_OPEN = "open"
_EDIT, _WITHDRAW = Operation.EDIT, Operation.WITHDRAW


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseReport:
    """How far everything came."""

    done: int = 0
    """Erasings that came to their end."""
    waiting: tuple[str, ...] = ()
    """Names of steps that are left, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase:
    """Erase people and posts, in every outlet."""

    store: Store
    clock: Clock
    publishes: tuple[Publish, ...]
    """One a course, with its outlets."""
    log: ErasureLog | None = None
    say: Speaker | None = None
    """Words for readers who have it as a letter."""
    inboxes: tuple[Inbox, ...] = ()
    """Where people can be told that it is done."""

    def people(
        self, accounts: Collection[AccountRef], /, *, why: Why = Why.ASKED, answer: Answer | None = None
    ) -> Erasure:
        """Erase *accounts* in the store and keep them out; call the task itself for the steps that are left.

        *answer* is said when the last of them is done, and forgotten then.
        """
        gone = frozenset(accounts)
        return self._begin(_Wanted(accounts=gone), why=why, answer=answer)

    def posts(self, refs: Collection[PostRef], /, *, why: Why = Why.GONE) -> Erasure:
        """Erase *refs* in the store and keep them out; what their writers shared otherwise stays."""
        return self._begin(_Wanted(refs=frozenset(refs)), why=why)

    def network(self, name: str, /) -> Erasure:
        """Erase everything that came from the network *name*; what comes from it later is let in again."""
        with self.store.look() as work:
            everyone = work.forgetting.of_network(name)
        return self._begin(_Wanted(accounts=frozenset(everyone), keep_out=False), why=Why.PURGED)

    def __call__(self) -> EraseReport:
        """Take every step that is left, as far as outlets let us; tell a person of what is open for too long."""
        with self.store.look() as work:
            open_ = work.erasures.open()
        brought = tuple(map(self._go_on, open_))
        for each in brought:
            self._tell(each)
        waiting = dict.fromkeys(name for each in brought if not each.done_at for name in self._left(each))
        return EraseReport(done=sum(each.done_at is not None for each in brought), waiting=tuple(waiting))

    def steps(self, digests: Collection[DigestKey] = (), *, answered: bool = False) -> tuple[str, ...]:
        """Return what erasing demands, in order; no outlet that is wired or wrote one of *digests* is left out."""
        wired = [each for publish in self.publishes for each in publish.publishers]
        pages_first = sorted(wired, key=lambda each: each.leaves_house)
        with self.store.look() as work:
            rows = [row for key in digests for row in work.deliveries.of(key)]
        outlets = dict.fromkeys([*(each.name for each in pages_first), *sorted({row.outlet for row in rows})])
        return (
            STORE,
            *([LOG] if self.log else []),
            *(f"{_OUTLET}{name}" for name in outlets),
            *([ANSWER] if answered else []),
        )

    def _begin(self, wanted: "_Wanted", *, why: Why, answer: Answer | None = None) -> Erasure:
        at = self.clock.now()
        with self.store.work() as work:
            changed, posts = self._forget(work, wanted, at)
            erasure = Erasure(
                why=why,
                asked_at=at,
                posts=posts,
                digests=changed,
                steps=(Taken(name=STORE, done_at=at),),
                answer=answer,
            )
            erasure = replace(erasure, id=work.erasures.put(erasure))
        event("erasure.begun", why=why.value, posts=posts, digests=len(changed))
        return erasure

    def _forget(self, work: Work, wanted: "_Wanted", at: datetime) -> tuple[tuple[DigestKey, ...], int]:
        shares = work.forgetting.shares(wanted.refs)
        issues = work.forgetting.showing([*wanted.accounts, *shares])
        posts = work.forgetting.erase(wanted.refs, wanted.accounts, at, keep_out=wanted.keep_out)
        changed = tuple(each.digest.key for each in issues if self._rewrite(work, each, wanted, shares, at))
        work.forgetting.tidy()
        return changed, posts

    def _rewrite(
        self, work: Work, issue: Issue, wanted: "_Wanted", shares: Mapping[AccountRef, frozenset[PageUrl]], at: datetime
    ) -> bool:
        """Let *issue* say nothing more of what is erased; return whether it did."""
        changed = digest.without_shares(digest.without_names(issue.digest, wanted.accounts, drop=True), shares)
        changed = digest.without_replies(changed, wanted.refs)
        if changed == issue.digest:
            return False
        work.digests.put(self._revised(work, issue, changed, at))
        return True

    def _revised(self, work: Work, issue: Issue, changed: Digest, at: datetime) -> Issue:
        publish = self._publish_of(issue.digest.key)
        publishers = publish.publishers if publish else ()
        if issue.state in {DigestState.DRAFT, DigestState.QUIET}:
            return replace(issue, digest=changed, parts=parts_of(changed, publishers))
        if self._is_in_letters(work, issue, publishers):
            changed = self._with_a_word(changed, at)
        return reopened(work, issue, changed, publishers, at)

    def _is_in_letters(self, work: Work, issue: Issue, publishers: Collection[Publisher]) -> bool:
        """Return whether an outlet that can take nothing back has sent *issue*."""
        final = {each.name for each in publishers if not each.recalls}
        rows = work.deliveries.of(issue.digest.key) if final else ()
        return any(row.outlet in final and row.state is not DeliveryState.REFUSED for row in rows)

    def _with_a_word(self, changed: Digest, at: datetime) -> Digest:
        """Return *changed* with a word on its page, and in the next letter, to those who have it as it was."""
        text = self.say(changed.language, "page.recalled") if self.say else ""
        if not text or any(each.text == text and at - each.at < _ONE_WORD_FOR for each in changed.corrections):
            return changed
        return digest.corrected(changed, at, text, at_once=True)

    def _go_on(self, erasure: Erasure) -> Erasure:
        for key in erasure.digests:
            publish = self._publish_of(key)
            if publish is not None:
                publish.mend(key)
        for name in self.steps(erasure.digests, answered=erasure.answer is not None):
            if name not in erasure.taken and self._can(erasure, name):
                erasure = self._written(erasure.after(name, self.clock.now()))
        return self._over(erasure) if not self._left(erasure) else erasure

    def _left(self, erasure: Erasure) -> tuple[str, ...]:
        names = self.steps(erasure.digests, answered=erasure.answer is not None)
        return tuple(name for name in names if name not in erasure.taken)

    def _written(self, erasure: Erasure) -> Erasure:
        with self.store.work() as work:
            work.erasures.put(erasure)
        return erasure

    def _over(self, erasure: Erasure) -> Erasure:
        over = self._written(replace(erasure, answer=None, done_at=self.clock.now()))
        with self.store.work() as work:
            work.notices.clear(_subject(over), _OPEN)
        event("erasure.done", why=over.why.value, steps=len(over.steps))
        return over

    def _can(self, erasure: Erasure, name: str) -> bool:
        """Do what the step *name* asks for and return whether it is done."""
        if name == LOG:
            return self._log()
        if name == ANSWER:
            return self._left(erasure) == (ANSWER,) and self._tell_them(erasure)
        outlet = name.removeprefix(_OUTLET)
        held = [key for key in erasure.digests if not self._has_let_go(key, outlet)]
        return not held

    def _log(self) -> bool:
        with self.store.look() as work:
            tombstones = work.forgetting.tombstones()
        try:
            if self.log:
                self.log.write(tombstones)
        except StoreError:
            warning("erasure.unlogged")
            return False
        return True

    def _has_let_go(self, key: DigestKey, outlet: str) -> bool:
        """Return whether *outlet* shows what the issue says and no more; what cannot be edited is taken back."""
        with self.store.look() as work:
            issue = work.digests.get(key)
        publish = self._publish_of(key)
        publisher = next((each for each in publish.publishers if each.name == outlet), None) if publish else None
        if issue is None or publisher is None:
            return not self._rows(key, outlet)
        if not publisher.recalls:
            return True
        ledger = Ledger(store=self.store, clock=self.clock, publisher=publisher, issue=issue)
        parts = issue.parts.get(outlet, ())
        for sent in owed(ledger.rows(), parts):
            if publish and publish.may_reach(publisher) and is_final(ledger.rows().get((outlet, sent.part, _EDIT))):
                ledger.withdraw(sent, ledger.rows().get((outlet, sent.part, _WITHDRAW)))
        return not owed(ledger.rows(), parts)

    def _rows(self, key: DigestKey, outlet: str) -> tuple[Delivery, ...]:
        with self.store.look() as work:
            return tuple(row for row in work.deliveries.of(key) if row.outlet == outlet and row.receipt)

    def _tell_them(self, erasure: Erasure) -> bool:
        """Say that it is done, once; a network that will not have it keeps nothing open."""
        answer = erasure.answer
        inbox = next((each for each in self.inboxes if answer and each.name == answer.inbox), None)
        if inbox is None or answer is None:
            return True
        try:
            inbox.answer(answer.mention, answer.text, f"answer:{answer.mention.id}", language=answer.language)
        except Busy:
            return False
        except SendError:
            warning("answer.failed", inbox=inbox.name)
        return True

    def _tell(self, erasure: Erasure) -> None:
        """Tell a person of what is open for too long."""
        left = self._left(erasure)
        if erasure.done_at or self.clock.now() - erasure.asked_at < PATIENCE:
            return
        text = f"not everything is erased yet that should be: {', '.join(left)}; see docs/operator.md"
        notice = Notice(subject=_subject(erasure), kind=_OPEN, text=text, since=erasure.asked_at)
        with self.store.work() as work:
            work.notices.raise_(notice)

    def _publish_of(self, key: DigestKey) -> Publish | None:
        course = key.partition("/")[0]
        return next((each for each in self.publishes if each.course.slug == course), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is to be erased."""

    accounts: frozenset[AccountRef] = frozenset()
    refs: frozenset[PostRef] = frozenset()
    keep_out: bool = True


def _subject(erasure: Erasure) -> str:
    return f"erasure:{erasure.id}"
