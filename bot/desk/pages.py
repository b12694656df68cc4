"""The desk's pages: a review becomes views, in the words of the course's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.desk import phrases
from bot.desk.lessons import lessons_view
from bot.desk.places import anchor_of
from bot.desk.proofs import outlet_view
from bot.desk.views import (
    ActView,
    CandidateView,
    DayView,
    DoorView,
    FrameView,
    KeptOutView,
    OfferView,
    OvertakenView,
    PlaceView,
    ProofsView,
    ProposalView,
    SharerView,
)
from bot.desk.wording import (
    Said,
    credit_options,
    issue_view,
    last_words,
    topic_options,
    typed_about,
    typed_about_issue,
    words_view,
)
from bot.errors import NotAccepted
from bot.ports import DigestState, Pass, Role
from bot.ports.reviews import Act, Candidate, Offer, Overtaken, Proof, Review, Sharer
from bot.render.templates import Templates
from bot.render.words import Words
from curation.digest import UNDO, Placement, beside, is_added
from curation.errors import CurationError
from curation.likeness import Likeness
from curation.model import Course, CreditForm, Event, EventKind, Flag, PageUrl
from curation.nevers import PERSON
from curation.text import cut
from curation.urls import site_of

_OPEN = frozenset({DigestState.DRAFT, DigestState.QUIET})
_CHOSEN = frozenset({Placement.HIGHLIGHT, Placement.ALSO})
_PHRASES = ("time", "listen", "keynote")
_SHOWN_HISTORY = 30
_SHOWN_VALUE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Why an act was not taken, and what the person had typed."""

    problem: str = ""
    overtaken: Overtaken | None = None
    typed: Said = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where the desk leads from a page of a course."""

    home: str
    """The course's day that is open."""
    courses: tuple[PlaceView, ...] = ()
    """The other courses."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes the desk's pages as text."""

    templates: Templates

    def outside(self, language: str) -> str:
        """Return what somebody sees who is not in: how to get a link."""
        words = self.templates.words(language)
        view = DoorView(frame=_frame(words, words.say("desk.title")), outside=True)
        return self.templates.html("desk/door", view, words=words)

    def login(self, language: str, *, asks_password: bool, refused: bool = False) -> str:
        """Return the question whether to come in."""
        words = self.templates.words(language)
        frame = _frame(words, words.say("desk.title"))
        view = DoorView(frame=frame, asks_password=asks_password, refused=refused)
        return self.templates.html("desk/door", view, words=words)

    def owners_only(self, course: Course) -> str:
        """Return why an editor cannot let an issue go out."""
        return self.templates.words(course.language).say("desk.owners_only")

    def why_not(self, course: Course, error: NotAccepted | CurationError) -> str:
        """Return why an act was not taken, in the language of *course*."""
        return phrases.why_not(error, self.templates.words(course.language))

    def day(self, review: Review, who: Pass, way: Way, *, notice: Notice, find: str = "") -> str:
        """Return the page of a day."""
        words = self.templates.words(review.course.language)
        view = _Day(review, words, who, way, notice).view(find=find)
        return self.templates.html("desk/day", view, words=words)

    def proofs(self, review: Review, proofs: Iterable[Proof], who: Pass, way: Way) -> str:
        """Return every outlet's parts, as they would be sent."""
        words = self.templates.words(review.course.language)
        heading = words.say("desk.proofs_of", date=words.day("full", review.issue.digest.day))
        view = ProofsView(
            frame=_frame(words, heading, who, way),
            heading=heading,
            outlets=tuple(outlet_view(each, words) for each in proofs),
            back="../",
        )
        return self.templates.html("desk/proofs", view, words=words)


def _frame(words: Words, title: str, who: Pass | None = None, way: Way | None = None) -> FrameView:
    return FrameView(
        title=title,
        language=words.language,
        direction=words.direction,
        who=who.who if who else "",
        home=way.home if way else "/",
        courses=way.courses if way else (),
    )


@dataclass(frozen=True, slots=True)
class _Day:
    review: Review
    words: Words
    who: Pass
    way: Way
    notice: Notice

    def view(self, *, find: str) -> DayView:
        review, words = self.review, self.words
        digest, course = review.issue.digest, review.course
        views = {each.page: self._candidate(each) for each in review.candidates}
        chosen, waiting = review.chosen, review.waiting
        settled = {each.page for each in (*chosen, *waiting)}
        others = [each for each in review.candidates if each.page not in settled]
        said, typed, overtaken = last_words(review.acts), self.notice.typed, self.notice.overtaken
        heading = words.day("full", digest.day)
        is_owner, is_open = self.who.role is Role.OWNER, review.issue.state in _OPEN
        return DayView(
            frame=_frame(words, f"{heading} · {course.title}", self.who, self.way),
            heading=heading,
            course_title=course.title,
            state=self._state(),
            summary=phrases.summary(review, words),
            release=phrases.release(review, words),
            can_release=is_owner and is_open and _may_still_go(review),
            can_stop=is_owner and not (review.begun or review.stopped or review.over),
            can_undo_sending=self._undo_until("until", review.undo_until) if is_owner else "",
            undo_before=self._undo_until("before", review.undo_before) if is_owner else "",
            undoing=phrases.undoing(review, words) if _tells_of_undoing(review) else (),
            is_open=is_open,
            problem=self.notice.problem,
            overtaken=self._overtaken(overtaken) if overtaken else None,
            typed_at=self._typed_at(views.values()),
            undo=self._undo() if is_open else "",
            chosen=tuple(views[each.page] for each in chosen),
            waiting=tuple(views[each.page] for each in waiting),
            others=tuple(views[each.page] for each in others),
            rest=words.say("desk.rest", count=review.rest) if review.rest else "",
            find=find,
            issue=issue_view(said),
            issue_typed=issue_view({**said, **typed_about_issue(typed)}),
            issue_seen=self._seen(EventKind.QUESTION),
            own_question=digest.question,
            own_week=digest.week,
            add_url=typed.get("url", ""),
            add_note=typed.get("note", "") if "url" in typed else "",
            release_seen=self._seen(EventKind.APPROVE),
            looked=review.at.isoformat(),
            undo_seen=self._seen(EventKind.UNDO),
            course_minutes=course.shape.reader_minutes,
            left_out=tuple(
                f"{words.say(f'desk.reason.{reason.value}')}: {count}"
                for reason, count in sorted(review.refused.items())
            ),
            lessons=lessons_view(review.lessons, course, words) if review.lessons else None,
            offers=tuple(self._offer(each) for each in review.offers),
            proposals=tuple(self._proposal(each) for each in review.proposals),
            kept_out=tuple(_kept_out(each, words) for each in review.kept_out),
            history=tuple(self._told(each) for each in reversed(review.acts[-_SHOWN_HISTORY:])),
            phrases=tuple(words.say(f"desk.phrase.{each}") for each in _PHRASES),
            previous=f"../{(digest.day - timedelta(days=1)).isoformat()}/",
            proofs="proofs/",
        )

    def _state(self) -> str:
        if self.review.over:
            return self.words.say("desk.state.over")
        if self.review.stopped:
            return self.words.say("desk.state.stopped")
        if self.review.issue.state is DigestState.DRAFT and self.review.approved:
            return self.words.say("desk.state.approved")
        return self.words.say(f"desk.state.{self.review.issue.state.value}")

    def _undo_until(self, phrase: str, until: datetime | None) -> str:
        if until is None:
            return ""
        time = phrases.wall_time(until, self.review.course, self.words)
        return self.words.say(f"desk.undoing.{phrase}", time=time)

    def _undo(self) -> str:
        mine = [each for each in self.review.acts if each.who == self.who.who]
        return self._told(mine[-1]).text if mine else ""

    def _typed_at(self, candidates: Iterable[CandidateView]) -> str:
        typed = self.notice.typed
        if "url" in typed:
            return "add"
        if typed_about_issue(typed):
            return "issue"
        return next((each.anchor for each in candidates if each.is_typing), "")

    def _seen(self, kind: EventKind) -> int:
        """Return how much stands beside an act of *kind* about the issue."""
        return len(beside(self.review.said, day=self.review.issue.digest.day, kind=kind, who=self.who.who))

    def _overtaken(self, overtaken: Overtaken) -> OvertakenView:
        return OvertakenView(
            acts=tuple(self._told(each) for each in overtaken.by),
            yours=tuple(_act_text(each, self.words) for each in overtaken.acts),
        )

    def _offer(self, offer: Offer) -> OfferView:
        credit, words = offer.credit, self.words
        named = words.say("desk.named", name=credit.label) if credit.is_named else words.say("desk.unnamed")
        return OfferView(
            anchor=anchor_of(offer.page),
            id=offer.id,
            page=offer.page,
            title=offer.title,
            site=site_of(offer.page),
            seen=self.review.versions.get(offer.page, 0),
            shown_as=named,
            time=phrases.clock(offer.post.at, self.review.course, words),
            refused=offer.refused,
        )

    def _proposal(self, proposal: Likeness) -> ProposalView:
        goes_title, stays_title = proposal.titles
        return ProposalView(goes=proposal.goes, goes_title=goes_title, stays=proposal.stays, stays_title=stays_title)

    def _told(self, event: Event) -> ActView:
        text = self.words.say("desk.act", who=event.who, what=_act_text(event, self.words))
        return ActView(text=text, time=phrases.clock(event.at, self.review.course, self.words))

    def _candidate(self, candidate: Candidate) -> CandidateView:
        item, words = candidate.item, self.words
        number = item.number if candidate.placement in _CHOSEN else 0
        last = self._told(candidate.acts[-1]) if candidate.acts else None
        said = last_words(candidate.acts)
        typed = typed_about(candidate, self.notice.typed)
        standing, shown = words_view(candidate, said), words_view(candidate, {**said, **typed})
        sharers = tuple(self._sharer(each) for each in candidate.sharers)
        more = len(candidate.story.shares) - len(candidate.sharers)
        return CandidateView(
            anchor=anchor_of(candidate.page),
            page=candidate.page,
            site=site_of(candidate.page),
            link=item.link,
            title=item.title,
            language=item.language,
            seen=self.review.versions.get(candidate.page, 0),
            number=number,
            place="" if number else self._place(candidate),
            meta=" · ".join(self._meta(candidate)),
            because=_because(candidate, words),
            flags=tuple(_flags(candidate, words)),
            note=item.note.text if item.note else "",
            note_source=words.say(f"desk.note.{item.note.source.value}") if item.note else "",
            sharers=sharers,
            posts=len(candidate.story.shares),
            more_posts=words.say("desk.more_posts", count=more) if more else "",
            words=standing,
            typed=shown,
            is_typing=bool(typed),
            credits=credit_options(sharers, (shown.credit, standing.credit), words),
            topics=topic_options(self.review.course, (shown.topic, standing.topic), words),
            touched=f"{last.text}, {last.time}" if last else "",
            up=number - 1 if number > 1 else 0,
            down=number + 1 if 0 < number < len(self.review.issue.digest.items) else 0,
            pinned=said.get(EventKind.PIN, UNDO) != UNDO and bool(number),
            dropped=candidate.placement is Placement.DROPPED,
            held=candidate.placement is Placement.HELD,
            waits=candidate in self.review.waiting,
        )

    def _place(self, candidate: Candidate) -> str:
        if candidate.before is not None and candidate.placement is Placement.AGAIN:
            return self.words.say("desk.again", date=self.words.day("day", candidate.before.day))
        return self.words.say(f"desk.place.{candidate.placement.value}")

    def _meta(self, candidate: Candidate) -> Iterator[str]:
        item, words = candidate.item, self.words
        kind = words.say(f"kind.{item.kind.value}")
        yield words.with_length(kind, minutes=item.minutes, pages=item.pages)
        if item.site:
            yield item.site
        if item.page_author:
            yield words.say("page.by", author=item.page_author)
        if foreign := words.foreign(item.language):
            yield foreign
        yield from item.topics

    def _sharer(self, sharer: Sharer) -> SharerView:
        post, credit, words = sharer.post, sharer.credit, self.words
        account, is_ours = f"{credit.account.network} {credit.account.id}", is_added(post)
        if credit.form is CreditForm.NONE:
            shown = words.say("desk.unnamed")
        else:
            shown = words.say("desk.named", name=credit.label)
        return SharerView(
            name=words.say("desk.organisers") if is_ours else post.author.name or post.author.handle,
            shown_as=shown,
            consent="" if is_ours else phrases.consent_of(sharer, self.review.course, words),
            text=post.text,
            language=post.language,
            url=post.url,
            date=phrases.clock(post.at, self.review.course, words),
            account=account if credit.is_named else "",
            person="" if is_ours else f"{post.author.account.network} {post.author.account.id}",
        )


def _may_still_go(review: Review) -> bool:
    """Return whether approving the issue would let something out that would not go out already."""
    return not (review.approved or review.over) and bool(review.issue.digest.items or review.waits)


def _tells_of_undoing(review: Review) -> bool:
    return review.undo_until is not None or review.issue.state is DigestState.WITHDRAWN


def _act_text(act: Act | Event, words: Words) -> str:
    value = cut(act.value, _SHOWN_VALUE)
    phrase = f"desk.did.{act.kind.value}"
    if act.page is None and act.kind in {EventKind.HOLD, EventKind.APPROVE}:
        return words.say(f"{phrase}_issue")
    if value == UNDO:
        return words.say("desk.did.taken_back", what=words.say(phrase, page=_short(act.page), value=""))
    return words.say(phrase, page=_short(act.page), value=value)


def _short(page: PageUrl | None) -> str:
    return cut((page or "").partition("://")[2], _SHOWN_VALUE)


def _because(candidate: Candidate, words: Words) -> str:
    why = candidate.because
    parts = [words.say("desk.people", count=why.people), words.say("desk.servers", count=why.sources)]
    if why.boosts:
        parts.append(words.say("desk.boosts", count=why.boosts))
    return ", ".join(parts)


def _flags(candidate: Candidate, words: Words) -> Iterator[str]:
    """Yield why a person should look twice, in words."""
    warning = candidate.item.content_warning
    if warning:
        yield words.say("desk.flag.warns", words=warning)
    for flag in sorted(candidate.item.flags):
        if flag is not Flag.CONTENT_WARNING or not warning:
            yield words.say(f"desk.flag.{flag.value}")
    if candidate.story.card is None:
        yield words.say("desk.flag.unread")
    if foreign := words.foreign(candidate.item.language):
        yield words.say("desk.flag.foreign", language=foreign)
    if not any(each.credit.is_named for each in candidate.sharers):
        yield words.say("desk.flag.nobody")


def _kept_out(said: str, words: Words) -> KeptOutView:
    what, _, value = said.partition(" ")
    shown = value.rpartition(" ")[2] if what == PERSON else value
    return KeptOutView(what=what, value=value, text=words.say(f"desk.never.{what}", what=shown))
