"""Draft a course day from what is in the store, and freeze it when it is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.errors import RenderError
from bot.log import event, warning
from bot.ports import Clock, DigestState, Issue, Mint, Notice, Part, Publisher, Store, Work
from bot.tasks.material import Material, material_of
from bot.tasks.reach import key_of, rolled_days
from curation import digest
from curation.model import Course, Digest, Event, EventKind, PageUrl, PublishPolicy

BY_ITSELF = "welearned"
"""Who joins pages that agree in title, author and text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compose:
    """Draft freely, freeze once."""

    course: Course
    store: Store
    clock: Clock
    mint: Mint
    publishers: tuple[Publisher, ...]
    site_host: str = "localhost"

    def __call__(self, day: date, /) -> Issue:
        """Return the day's issue: the frozen one if there is one, else a draft from what is known now."""
        return self._compose(day, freeze=False)

    def freeze(self, day: date, /) -> Issue:
        """Return the day's issue: frozen if it goes out, `QUIET` if nothing does, a draft if it waits for a person."""
        return self._compose(day, freeze=True)

    def _compose(self, day: date, *, freeze: bool) -> Issue:
        now = self.clock.now()
        with self.store.work() as work:
            standing = work.digests.get(key_of(self.course, day))
            if standing and _stands(standing, freeze=freeze):
                return standing
            material = self._joined_alone(work, material_of(work, self.course, day, now))
            composed = self._anchored(material)
            issue = Issue(
                digest=composed,
                state=DigestState.DRAFT,
                composed_at=now,
                frozen_at=standing.frozen_at if standing else None,
                parts=parts_of(composed, self.publishers),
            )
            if freeze:
                issue = self._frozen(work, material, issue)
                self._tell_whether_it_waits(work, issue)
            work.digests.put(issue)
            self._tell_of_offers(work, issue, material)
            self._tell_what_is_missing(work, issue)
        event(
            "digest.composed", course=self.course.slug, day=str(day), items=len(composed.items), state=issue.state.value
        )
        return issue

    def _joined_alone(self, work: Work, material: Material) -> Material:
        """Return *material* with the pages joined whose title, author and text agree; each join can be taken back."""
        certain = [each for each in material.alike() if each.certain]
        for each in certain:
            act = Event(
                course=self.course.slug,
                kind=EventKind.MERGE,
                who=BY_ITSELF,
                at=material.at,
                page=each.goes,
                value=each.stays,
            )
            work.events.append(act)
        return material_of(work, self.course, material.day, material.at) if certain else material

    def _anchored(self, material: Material) -> Digest:
        composed = material.composed()
        taken = set(material.anchors.values())
        fresh: dict[PageUrl, str] = {}
        for page in digest.unanchored(composed):
            fresh[page] = next(anchor for anchor in iter(self.mint.anchor, None) if anchor not in taken)
            taken.add(fresh[page])
        return digest.anchored(composed, fresh) if fresh else composed

    def _frozen(self, work: Work, material: Material, issue: Issue) -> Issue:
        course, day = material.course, material.day
        approved = material.verdicts.approved_at is not None
        issue = replace(issue, frozen_at=issue.composed_at)
        if material.verdicts.stopped:
            return issue
        if course.policy is PublishPolicy.REVIEW and not approved and issue.digest.waiting:
            return issue
        outcome = digest.verdict_on(issue.digest, course, rolled_days(work, course, day), approved=approved)
        if outcome is not digest.Outcome.PUBLISH:
            return replace(issue, state=DigestState.QUIET)
        return replace(
            issue,
            state=DigestState.FROZEN,
            changed_at=issue.composed_at,
            tag_uri=f"tag:{self.site_host},{day.year}:{course.slug}/{day.isoformat()}",
        )

    def _tell_whether_it_waits(self, work: Work, issue: Issue) -> None:
        waits = issue.state is DigestState.DRAFT
        self._tell(work, issue, "waiting", "the digest waits for a person to approve it" if waits else "")

    def _tell_of_offers(self, work: Work, issue: Issue, material: Material) -> None:
        count = sum(each.ref.uri not in material.answers.refused for each in material.offers)
        told = f"{count} sent by the form wait for a person: welearned review offers" if count else ""
        self._tell(work, issue, "offers", told)

    def _tell_what_is_missing(self, work: Work, issue: Issue) -> None:
        missing = [each.name for each in self.publishers if each.name not in issue.parts]
        self._tell(work, issue, "unrenderable", f"no text could be made for {', '.join(missing)}" if missing else "")

    def _tell(self, work: Work, issue: Issue, kind: str, text: str) -> None:
        subject = f"course:{issue.digest.course}"
        if text:
            notice = Notice(subject=subject, kind=kind, text=f"{issue.digest.day}: {text}", since=issue.composed_at)
            work.notices.raise_(notice)
        else:
            work.notices.clear(subject, kind)


def _stands(issue: Issue, *, freeze: bool) -> bool:
    """Return whether *issue* is what there is to say of its day: a look at a day that was quiet changes nothing."""
    if issue.state is DigestState.QUIET:
        return not freeze and issue.composed_at >= issue.digest.window.end
    return issue.state is not DigestState.DRAFT


def parts_of(composed: Digest, publishers: Sequence[Publisher]) -> Mapping[str, tuple[Part, ...]]:
    """Return the words of every outlet that can say *composed*; one that cannot is left out and logged."""
    parts: dict[str, tuple[Part, ...]] = {}
    for publisher in publishers:
        try:
            parts[publisher.name] = publisher.parts(composed)
        except RenderError as error:
            warning("digest.unrenderable", outlet=publisher.name, template=error.template)
    return parts


def revised(issue: Issue, changed: Digest, publishers: Sequence[Publisher], at: datetime) -> Issue:
    """Return *issue* saying *changed*: one revision later, open again, the words of every outlet made anew."""
    return replace(
        issue,
        digest=changed,
        revision=issue.revision + 1,
        changed_at=at,
        parts=parts_of(changed, publishers),
        state=DigestState.FROZEN,
    )
