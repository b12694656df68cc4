"""Read again what was kept of posts, by the mapping of today, and let them say what it makes of them now."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from bot.log import event
from bot.ports import Capture, Clock, HeldPosts, Remapper, Store, Why, Work
from bot.tasks.admission import decided
from bot.tasks.erase import Erase
from bot.tasks.honour import Honour
from curation.model import Course, Post, PostRef, Reason

_AT_ONCE = 1_000
"""Posts a transaction."""
_NEVER_STORED = frozenset({Reason.NOT_PUBLIC, Reason.ACCOUNT_STATE})
_NOT_OF_TODAY = frozenset({Reason.ERASED, Reason.OWN})


@dataclass(slots=True, kw_only=True)
class ReplayReport:
    """What was read again."""

    posts: int = 0
    """Those whose payload is still kept."""
    changed: int = 0
    """Those that say something else now."""
    unreadable: int = 0
    """Those whose payload makes no such post any more; they stay as they were."""
    erased: int = 0
    """Those that were never to be kept, as is known now."""
    refused: Counter[Reason] = field(default_factory=Counter[Reason])
    """Those that no course may have today; what was shown of them goes with the next look at issues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Map kept payloads anew, asked by tombstones and wishes as if they came in now; nothing that went comes back."""

    remapper: Remapper
    store: Store
    clock: Clock
    courses: tuple[Course, ...]
    erase: Erase
    honours: tuple[Honour, ...]

    def __call__(self, *, dry_run: bool = False) -> ReplayReport:
        """Read everything that is kept; with *dry_run* change nothing and count."""
        report = ReplayReport()
        away: list[PostRef] = []
        last: int | None = 0
        while last is not None:
            with self.store.look() if dry_run else self.store.work() as work:
                held = work.captures.after(last, _AT_ONCE)
                last = held.last if held else None
                away.extend(self._again(work, held, report, dry_run=dry_run) if held else ())
        report.erased = len(away)
        if not dry_run:
            self._follow(away, report)
        event("replay.done", posts=report.posts, changed=report.changed, erased=report.erased, dry_run=dry_run)
        return report

    def _again(self, work: Work, held: HeldPosts, report: ReplayReport, *, dry_run: bool) -> list[PostRef]:
        """Remake what says something else now, and return what may not be kept at all."""
        anew = [each for _, said in groupby(held.captures, key=_ref) for each in self._mapped(tuple(said), report)]
        before = {each.post.ref: each.post for each in held.captures}
        kept, refused = decided(work, anew, self.courses, self.clock.now())
        reasons = {each.ref: each.reason for each in refused}
        report.refused.update(reasons.values())
        stays = [*kept, *(each for each in anew if reasons.get(each.post.ref) not in {None, *_OUT})]
        changed = [each for each in stays if _says_else(before[each.post.ref], each.post)]
        report.changed += len(changed)
        if not dry_run:
            work.captures.remake(changed)
        return [ref for ref, reason in reasons.items() if reason in _NEVER_STORED]

    def _mapped(self, said: Sequence[Capture], report: ReplayReport) -> Iterator[Capture]:
        """Yield the post that *said* by several sources makes now, where it is kept in the words it has."""
        kept = [each for each in said if each.payload != b"{}"]
        if not kept:
            return
        report.posts += 1
        before = said[0].post
        found = [again for each in kept if (again := self.remapper.again(each)) is not None]
        # A source may still hold what the writer has changed since; no source brings that back.
        current = [each for each in found if each.post.edited_at == before.edited_at]
        if not current:
            report.unreadable += 1
            return
        yield next((each for each in current if not _says_else(before, each.post)), current[0])

    def _follow(self, away: Sequence[PostRef], report: ReplayReport) -> None:
        if away:
            self.erase.posts(away, why=Why.EDITED)
        if report.changed or report.refused:
            for honour in self.honours:
                honour()


_OUT = _NEVER_STORED | _NOT_OF_TODAY


def _ref(capture: Capture) -> PostRef:
    return capture.post.ref


def _says_else(before: Post, after: Post) -> bool:
    """Return whether *after* is not *before*, but for what no mapping decides and what the store keeps by itself."""
    same_quote = (before.quote and before.quote.ref) == (after.quote and after.quote.ref)
    return before != replace(
        after,
        author=before.author,
        created_at=before.created_at,
        seen_at=before.seen_at,
        boosts=before.boosts,
        quote=before.quote if same_quote else after.quote,
    )
