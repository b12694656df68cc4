"""Put an issue right that readers have: written down at once, then brought to every outlet by its own rules."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.errors import NotAccepted
from bot.log import event
from bot.ports import Clock, DigestState, Issue, Part, Publisher, Store, Work
from bot.tasks.honour import reopened
from bot.tasks.material import material_of
from bot.tasks.reach import key_of
from curation import digest
from curation.model import Course, Digest, DigestKey, Event, EventKind
from curation.text import cut, graphemes

_MOST = 200
_SHORT = 45
"""Characters of a title in a list line (digest.md 2.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """Mend one thing about a published issue; several in a row are sent as one change."""

    course: Course
    store: Store
    clock: Clock
    publishers: tuple[Publisher, ...]

    def __call__(
        self,
        day: date,
        text: str,
        /,
        *,
        who: str,
        mending: digest.Mending | None = None,
        about_person: bool = False,
        at_once: bool = False,
    ) -> DigestKey:
        """Keep the mended issue as a new revision; delivering it is `Publish`'s. Raise `NotAccepted`.

        Where edits notify readers, they wait for some minutes for further corrections, unless it was wrong
        *about_person*, *at_once* is said, or something else is still on its way to the outlets.

        Where posts can be taken back only and not changed, they stay, unless they were wrong *about_person*.
        """
        now = self.clock.now()
        key = key_of(self.course, day)
        with self.store.work() as work:
            issue = _published(work, key)
            self._check(work, issue, text, mending)
            at_once = at_once or about_person or _is_on_its_way(issue)
            changed = digest.corrected(issue.digest, now, text, _shortened(mending), at_once=at_once)
            revision = reopened(work, issue, changed, self.publishers, now)
            if not about_person:
                revision = replace(revision, parts={**revision.parts, **self._unchangeable(issue)})
            work.digests.put(revision)
            for kind, value in _acts(text, mending).items():
                page = mending.page if mending else None
                act = Event(course=self.course.slug, kind=kind, who=who, at=now, day=day, page=page, value=value)
                work.events.append(act)
        event("digest.corrected", digest=key, revision=revision.revision)
        return key

    def _unchangeable(self, issue: Issue) -> Mapping[str, tuple[Part, ...]]:
        """Return the words that stay because they could only be taken back."""
        names = {each.name for each in self.publishers if not each.changes_in_place}
        return {name: parts for name, parts in issue.parts.items() if name in names}

    def _check(self, work: Work, issue: Issue, text: str, mending: digest.Mending | None) -> None:
        said = [text, *([mending.note or "", mending.title or ""] if mending else [])]
        if not text.strip():
            raise NotAccepted("say what was wrong: readers are told")
        if any(graphemes(each) > _MOST for each in said):
            raise NotAccepted(f"{_MOST} characters are the most")
        if mending and mending.page not in _pages(issue.digest):
            raise NotAccepted(f"{mending.page} is no page of {issue.digest.key}")
        people = material_of(work, self.course, issue.digest.day, self.clock.now()).people
        if digest.names_anyone(text, people) or (mending and digest.names_anyone(mending.note or "", people)):
            raise NotAccepted(
                "the text names a participant; say it without the name, or write {sharer} in a note, so that it can be"
                " taken out when they ask"
            )


def _is_on_its_way(issue: Issue) -> bool:
    """Return whether something other than a correction that waits is still owed: it may be somebody's "stop"."""
    last = next(reversed(issue.digest.corrections), None)
    waits = last is not None and not last.at_once and last.at == issue.changed_at
    return issue.state is DigestState.FROZEN and not waits


def _published(work: Work, key: DigestKey) -> Issue:
    issue = work.digests.get(key)
    if issue is None or issue.state not in {DigestState.FROZEN, DigestState.PUBLISHED}:
        state = issue.state.value if issue else "not there"
        raise NotAccepted(f"{key} is {state}; only an issue that is out can be corrected")
    return issue


def _shortened(mending: digest.Mending | None) -> digest.Mending | None:
    if mending is None or mending.title is None:
        return mending
    return replace(mending, title=" ".join(mending.title.split()), short_title=cut(mending.title, _SHORT))


def _pages(shown: Digest) -> set[str]:
    return {item.page for item in (*shown.items, *shown.again) if not item.removed}


def _acts(text: str, mending: digest.Mending | None) -> dict[EventKind, str]:
    """Return the acts that a correction is made of, each with its value."""
    if mending is None:
        return {EventKind.CORRECT: text}
    acts = {
        EventKind.TITLE: mending.title,
        EventKind.NOTE: mending.note,
        EventKind.DROP: "" if mending.is_removed else None,
        EventKind.CORRECT: text,
    }
    return {kind: value for kind, value in acts.items() if value is not None}
