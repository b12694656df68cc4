"""One course on the review desk: what is in an issue, what could be, and what people do about it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from typing_extensions import override

from bot.ports import Clock, Delivery, DigestState, Issue, Priced, Publisher, Store, Work
from bot.ports.mail import Letters
from bot.ports.reviews import Act, Candidate, CourseAct, Destination, Overtaken, Proof, Review, Reviewing, Sharer
from bot.tasks.add_link import AddLink
from bot.tasks.compose import Compose, parts_of
from bot.tasks.joining import Join
from bot.tasks.judge import Judge
from bot.tasks.keep_out import KeepOut
from bot.tasks.lessons import lessons_of
from bot.tasks.mail_out import letters_due
from bot.tasks.material import Material
from bot.tasks.offers import OF_OFFERS, offers_on, sent_by_form
from bot.tasks.overtaken import overtaken, undone_already
from bot.tasks.presses import StopPresses
from bot.tasks.reach import is_over, key_of, said_of
from bot.tasks.recall import Recall
from bot.tasks.teach import Teach
from bot.tasks.undo_sending import UNDO_FOR, UndoSending, first_sent, sent_to
from curation import days, digest
from curation.budget import MicroUsd
from curation.digest import UNDO, Placement
from curation.model import Course, Digest, Event, EventKind, Item, PageUrl, Post, Story
from curation.nevers import still_kept_out
from curation.ranking import because, ranked

_OTHERS_SHOWN = 60
_SHARERS_SHOWN = 12
_FIRST = {Placement.WAITING: 0, Placement.UNAPPROVED: 0, Placement.HELD: 1, Placement.DROPPED: 3, Placement.AGAIN: 4}
"""What needs a person comes before what is only a possibility."""
_A_POSSIBILITY = 2

_Places = Mapping[PageUrl, Placement]
"""Where each story's page is put: chosen once for a look at the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCourse(Reviewing):
    """Shows and changes the issues of one course."""

    course: Course
    store: Store
    clock: Clock
    publishers: tuple[Publisher, ...]
    compose: Compose
    judge: Judge
    join: Join
    keep_out: KeepOut
    add_link: AddLink
    stop_presses: StopPresses
    teach: Teach
    undone: UndoSending
    recall: Recall = field(default_factory=Recall)

    @override
    def today(self) -> date:
        return days.day_of(self.course, self.clock.now())

    @override
    def review(self, day: date, /, *, find: str = "") -> Review:
        now = self.clock.now()
        with self.store.look() as work:
            material = self.recall(work, self.course, day, now)
            standing = work.digests.get(key_of(self.course, day))
            events = said_of(work, self.course, day)
            offers = offers_on(work, material)
            rows = work.deliveries.of(key_of(self.course, day))
            before = self._undo_until(work, day - timedelta(days=1), now)
            of_course = work.events.of(self.course.slug, None)
            letters = letters_due(work, self.course.slug, day, now)
            learned = work.topic_models.get(self.course.slug)
        is_open = standing is None or standing.state in {DigestState.DRAFT, DigestState.QUIET}
        composed = material.composed() if is_open or standing is None else standing.digest
        acts = digest.readdressed(digest.standing(events), material.stories)
        places = material.selection().placements
        shown = _shown(material, composed, places, find)
        destinations = tuple(_destination(each, composed, letters) for each in self.publishers)
        return Review(
            course=self.course,
            issue=_issue(standing, composed, now),
            candidates=tuple(_candidates(material, composed, places, shown, acts)),
            rest=len(material.stories) - len(shown),
            placements=places,
            acts=tuple(each for each in digest.standing(events) if each.day == day),
            said=tuple(each for each in events if each.day == day),
            versions=_versions(events, material),
            lessons=lessons_of(material, learned, shown, acts),
            offers=offers if is_open else (),
            proposals=material.alike(),
            kept_out=still_kept_out(of_course),
            refused=Counter(each.reason for each in material.refused),
            at=now,
            due_at=material.window.end,
            destinations=destinations,
            over=is_open and is_over(self.course, day, now),
            approved=material.verdicts.approved_at is not None,
            stopped=material.verdicts.stopped,
            begun_at=first_sent(rows),
            undo_until=_undo_until(standing, rows, now),
            sent=sent_to(self.publishers, rows),
            undo_before=before,
        )

    @override
    def proofs(self, day: date, /) -> tuple[Proof, ...]:
        issue = self.compose(day)
        return tuple(_proof(each, issue) for each in self.publishers)

    @override
    def act(self, *acts: Act) -> Overtaken | None:
        with self.store.work() as work:
            if any(undone_already(work, self.course, each) for each in acts):
                return None
            found = overtaken(work, self.course, acts)
            for each in () if found else acts:
                self._write(work, each)
        return found

    def _write(self, work: Work, act: Act) -> None:
        url: str | None = act.page
        value = act.value
        if act.kind in OF_OFFERS:
            url = sent_by_form(work, value, self.clock.now())
        elif act.kind is EventKind.TOPIC and value != UNDO:
            value = self.judge.filing([each for each in value.split("\n") if each])
        self.judge.write(work, act.day, act.kind, who=act.who, url=url, value=value)

    @override
    def add(self, day: date, url: str, who: str, /, *, note: str = "") -> PageUrl:
        return self.add_link(day, url, who=who, note=note)

    @override
    def settle(self, act: CourseAct, /) -> None:
        self.recall.forget()
        if act.kind is EventKind.MERGE:
            self.join.merge(act.page or "", act.value, who=act.who)
        elif act.kind is EventKind.SPLIT:
            self.join.split(act.page or "", act.value, who=act.who)
        else:
            what, _, value = act.value.partition(" ")
            self.keep_out(what, value, who=act.who, again=act.kind is EventKind.ALLOW)

    @override
    def learn(self, who: str, /) -> None:
        self.teach.from_history(who=who)
        self.recall.forget()

    @override
    def undo_sending(self, day: date, who: str, /) -> None:
        self.undone.write_down(day, who=who)

    @override
    def stop(self, day: date, who: str, /) -> None:
        self.stop_presses(day, who=who)

    def _undo_until(self, work: Work, day: date, now: datetime) -> datetime | None:
        key = key_of(self.course, day)
        return _undo_until(work.digests.get(key), work.deliveries.of(key), now)


def _versions(events: Sequence[Event], material: Material) -> Mapping[PageUrl, int]:
    return Counter(each.page for each in digest.readdressed(events, material.stories) if each.page is not None)


def _issue(standing: Issue | None, composed: Digest, now: datetime) -> Issue:
    if standing is None:
        return Issue(digest=composed, state=DigestState.DRAFT, composed_at=now, parts={})
    return replace(standing, digest=composed)


def _shown(material: Material, composed: Digest, places: _Places, find: str) -> tuple[Story, ...]:
    """Return the stories that lie on the desk: what is in, what needs a person, and the first of the others."""
    verdicts = material.verdicts
    order = ranked(material.stories, pins=verdicts.pins, held=verdicts.held)
    if find:
        order = tuple(each for each in order if _is_found(each, find.casefold()))
    chosen = {item.page: item.number for item in composed.items}
    inside = sorted((each for each in order if each.page in chosen), key=lambda each: chosen[each.page])
    others = [each for each in order if each.page not in chosen]
    # What somebody just added is looked for, and would be the last by its rank.
    others.sort(key=lambda each: (not _is_added(each), _FIRST.get(places[each.page], _A_POSSIBILITY)))
    return (*inside, *others[:_OTHERS_SHOWN])


def _is_added(story: Story) -> bool:
    return digest.is_added(story.shares[0].post)


def _is_found(story: Story, wanted: str) -> bool:
    title = story.card.title if story.card else ""
    return wanted in title.casefold() or wanted in story.page


def _candidates(
    material: Material, composed: Digest, places: _Places, shown: Sequence[Story], acts: Iterable[Event]
) -> Iterator[Candidate]:
    verdicts = material.verdicts
    items: Mapping[PageUrl, Item] = {item.page: item for item in composed.items}
    by_page: dict[PageUrl, list[Event]] = {}
    for act in acts:
        if act.page is not None:
            by_page.setdefault(act.page, []).append(act)
    for story in shown:
        item = items.get(story.page)
        yield Candidate(
            story=story,
            placement=places[story.page],
            because=because(story, pins=verdicts.pins),
            item=item
            or digest.drafted(story, verdicts=verdicts, credits=material.credit, may_quote=material.may_quote),
            sharers=tuple(_sharer(each.post, material) for each in story.shares[:_SHARERS_SHOWN]),
            before=material.history.get(story.page),
            acts=tuple(by_page.get(story.page, ())),
        )


def _destination(publisher: Publisher, composed: Digest, letters: int) -> Destination:
    if isinstance(publisher, Letters):
        return Destination(name=publisher.name, letters=letters)
    if not isinstance(publisher, Priced):
        return Destination(name=publisher.name)
    # The parts that cost something are made anew: what an act changed may cost more, or less.
    parts = parts_of(composed, (publisher,)).get(publisher.name)
    return Destination(name=publisher.name, price=None if parts is None else MicroUsd(sum(map(publisher.price, parts))))


def _sharer(post: Post, material: Material) -> Sharer:
    return Sharer(
        post=post,
        credit=material.credit(post),
        agreed=material.agreed_by(post.author.account),
        may_quote=material.may_quote(post.author),
    )


def _undo_until(issue: Issue | None, rows: Iterable[Delivery], now: datetime) -> datetime | None:
    first = first_sent(rows)
    if issue is None or issue.state is DigestState.WITHDRAWN or first is None or now >= first + UNDO_FOR:
        return None
    return first + UNDO_FOR


def _proof(publisher: Publisher, issue: Issue) -> Proof:
    parts = issue.parts.get(publisher.name)
    if parts is None:
        return Proof(outlet=publisher.name, parts=(), problem="no text could be made; the log names the template")
    prices = tuple(publisher.price(each) for each in parts) if isinstance(publisher, Priced) else ()
    return Proof(outlet=publisher.name, parts=parts, prices=prices)
