"""A day on the desk of two people, drawn at random: what they did stands, whatever else happens (digest.md 11.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from bot.errors import NotAccepted
from bot.ports import Capture, DigestState, Store
from bot.ports.reviews import Act, Overtaken
from bot.store import SqlStore
from bot.tasks.material import material_of
from bot.tasks.share import TakeLink
from bot.tasks.withdraw import Withdraw
from curation.digest import UNDO
from curation.model import Digest, Event, EventKind, Item, PageUrl, WishKind
from tests.bot.desk.rooms import DAY, LADDER, WARNED, page_of, room
from tests.makers import at, post, wish

SIX = at(23, 0)
WHO = st.sampled_from(("Kim", "Ben"))
PAGES = st.sampled_from((LADDER, WARNED, page_of("failure"), page_of("courage"), page_of("zines")))
MARKS = frozenset({EventKind.PIN, EventKind.DROP, EventKind.HOLD, EventKind.APPROVE})
PLACES = st.sampled_from(("1", "2", "5", "9", "", UNDO))
WORDS = {EventKind.TITLE: "titles", EventKind.NOTE: "notes"}
LEADS_TO = {
    None: set(DigestState),
    DigestState.DRAFT: {DigestState.DRAFT, DigestState.QUIET, DigestState.FROZEN, DigestState.PUBLISHED},
    DigestState.QUIET: {DigestState.QUIET, DigestState.DRAFT, DigestState.FROZEN, DigestState.PUBLISHED},
    DigestState.FROZEN: {DigestState.FROZEN, DigestState.PUBLISHED, DigestState.DRAFT, DigestState.WITHDRAWN},
    DigestState.PUBLISHED: {DigestState.PUBLISHED, DigestState.FROZEN, DigestState.WITHDRAWN},
    DigestState.WITHDRAWN: {DigestState.WITHDRAWN},
}
"""What may come after each state: nothing that is out becomes a draft again, and what was withdrawn stays so."""
OPEN = {None, DigestState.DRAFT, DigestState.QUIET}


@dataclass(frozen=True)
class Said:
    """One act as the person remembers it."""

    who: str
    kind: EventKind
    page: PageUrl | None = None
    value: str = ""


class DeskDay(RuleBasedStateMachine):
    """Picks, words, undos, late posts, links by the form, wishes, approvals, stops, the hour, a withdrawal."""

    @initialize()
    def begin(self) -> None:
        self.room = room()
        self.said: list[Said] = []
        self.events: tuple[Event, ...] = ()
        self.state: DigestState | None = None
        self.late = 0

    # -- what people do ----------------------------------------------------------------------------------------------

    @rule(who=WHO, page=PAGES, place=PLACES)
    def pin(self, who: str, page: PageUrl, place: str) -> None:
        self._do(Said(who, EventKind.PIN, page, place))

    @rule(
        who=WHO,
        page=PAGES,
        kind=st.sampled_from((EventKind.DROP, EventKind.HOLD, EventKind.APPROVE)),
        value=st.sampled_from(("", "", UNDO)),
    )
    def mark(self, who: str, page: PageUrl, kind: EventKind, value: str) -> None:
        self._do(Said(who, kind, page, value))

    @rule(who=WHO, page=PAGES, kind=st.sampled_from(sorted(WORDS)), value=st.sampled_from(("Clear words", "Other", "")))
    def write(self, who: str, page: PageUrl, kind: EventKind, value: str) -> None:
        self._do(Said(who, kind, page, value))

    @rule(who=WHO)
    def undo(self, who: str) -> None:
        self._do(Said(who, EventKind.UNDO))

    @rule(who=WHO)
    def approve_the_issue(self, who: str) -> None:
        self._do(Said(who, EventKind.APPROVE))

    @rule(who=WHO)
    def stop_the_presses(self, who: str) -> None:
        before = self._sent()
        try:
            self.room.review.stop(DAY, who)
        except NotAccepted:
            assert before
            return
        assert not before
        self.said.append(Said(who, EventKind.HOLD))

    @rule(who=WHO, page=PAGES)
    def act_on_what_changed_meanwhile(self, who: str, page: PageUrl) -> None:
        """Somebody acted on the page since this person looked at it: nothing is written, and they see what was done."""
        earlier = [each for each in self.events if each.page == page]
        act = Act(day=DAY, kind=EventKind.TITLE, who=who, page=page, value="Written blindly", seen=0)

        if earlier:
            assert self.room.review.act(act) == Overtaken(acts=(act,), by=tuple(earlier))

    @rule(who=WHO)
    def let_in_what_came_by_the_form(self, who: str) -> None:
        stage = self.room.stage
        take = TakeLink(store=stage.store, clock=stage.clock, mint=stage.mint, courses=(stage.course,))
        take("https://found.example/on-paper", "bit15", "")
        offers = self.room.review.review(DAY).offers
        if offers:
            self._do(Said(who, EventKind.ADMIT, offers[0].page, offers[0].id))

    @precondition(lambda self: self.state not in OPEN)
    @rule(who=WHO)
    def withdraw(self, who: str) -> None:
        stage = self.room.stage
        Withdraw(course=stage.course, store=stage.store, clock=stage.clock, publish=stage.publish)(DAY, who=who)

    # -- what happens meanwhile --------------------------------------------------------------------------------------

    @rule(page=PAGES, people=st.integers(1, 4))
    def late_posts(self, page: PageUrl, people: int) -> None:
        """They add to counts, and move or reword nothing that a person touched (T101)."""
        before = self._composed()
        for _ in range(people):
            self.late += 1
            by = f"Late{self.late}"
            self.room.stage.source.posts.append(post(page, by=by, created_at=self.room.stage.clock.time, number=1))
        self.room.stage.clock.advance(minutes=1)
        self.room.stage.poll()

        after = self._composed()
        for one in self._pinned():
            assert _number(before, one) == _number(after, one)

    @rule(who=st.sampled_from(("Heidi", "P1")))
    def somebody_says_stop(self, who: str) -> None:
        with self.room.stage.kept.work() as work:
            work.wishes.record(wish(who, WishKind.STOP, at=self.room.stage.clock.time))
        self.room.stage.honour()

    @rule()
    def the_desk_is_started_again(self) -> None:
        self.room.review.recall.forget()

    @rule(minutes=st.integers(1, 3))
    def the_hour_comes(self, minutes: int) -> None:
        clock = self.room.stage.clock
        clock.time = max(clock.time, SIX)
        self.room.stage.minutes(minutes)

    # -- what must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def events_are_only_appended(self) -> None:
        with self.room.stage.kept.look() as work:
            now = work.events.all("bit15")
        assert now[: len(self.events)] == self.events
        self.events = now

    @invariant()
    def the_state_goes_its_way(self) -> None:
        issue = self.room.stage.issue(str(DAY))
        state = issue.state if issue else None
        assert state in LEADS_TO[self.state] or state == self.state
        if self.state is DigestState.FROZEN and state is DigestState.DRAFT:
            assert not self._sent()
        self.state = state

    @invariant()
    def nothing_goes_out_while_the_presses_stand(self) -> None:
        if self.state in OPEN and self._is_stopped():
            assert not self.room.stage.thread.sent

    @invariant()
    def human_choices_win(self) -> None:
        if self.state not in OPEN:
            return
        composed = self._composed()
        for page in {each.page for each in self._standing() if each.page}:
            word, item = self._last_word(page), next((each for each in composed.items if each.page == page), None)
            if word and word.value != UNDO:
                assert word.kind not in {EventKind.DROP, EventKind.HOLD} or item is None
                assert word.kind is not EventKind.PIN or item is not None or not self._is_shared(page)
            if item is not None:
                assert self._worded(item, page)

    @override
    def teardown(self) -> None:
        """Whoever reads posts and events again comes to the same issue: it is a fold over them."""
        if self.room.stage.issue(str(DAY)) is None:
            self.the_desk_is_started_again()
            again = SqlStore.open("sqlite://")
            _copy(self.room.stage.kept, again, self.events)
            with again.look() as work:
                replayed = material_of(work, self.room.stage.course, DAY, self.room.stage.clock.time).composed()
            assert _plain(replayed) == _plain(self._composed())
            again.close()

    # -- what the people remember ------------------------------------------------------------------------------------

    def _do(self, said: Said) -> None:
        """Do what was *said*; a closed issue takes nothing."""
        was_open = self.state in OPEN
        act = Act(day=DAY, kind=said.kind, who=said.who, page=said.page, value=said.value)
        try:
            assert self.room.review.act(act) is None
        except NotAccepted:
            assert not was_open
            return
        assert was_open
        self.said.append(said)

    def _standing(self) -> list[Said]:
        """Return what was said and nobody took back."""
        kept: list[Said] = []
        for each in self.said:
            if each.kind is not EventKind.UNDO:
                kept.append(each)
                continue
            mine = [place for place, other in enumerate(kept) if other.who == each.who]
            if mine:
                del kept[mine[-1]]
        return kept

    def _last_word(self, page: PageUrl) -> Said | None:
        return next((each for each in reversed(self._standing()) if each.page == page and each.kind in MARKS), None)

    def _pinned(self) -> Iterator[PageUrl]:
        """Yield the pages that people put at a place and said nothing else of since."""
        for page in {each.page for each in self._standing() if each.page}:
            word = self._last_word(page)
            if word and word.kind is EventKind.PIN and word.value.isdecimal() and self.state in OPEN:
                yield page

    def _is_stopped(self) -> bool:
        said = [each for each in self._standing() if each.page is None and each.kind in MARKS]
        return bool(said) and said[-1].kind is EventKind.HOLD

    def _worded(self, item: Item, page: PageUrl) -> bool:
        """Return whether *item* says of *page* what a person wrote last."""
        last = {each.kind: each.value for each in self._standing() if each.page == page}
        title, note = last.get(EventKind.TITLE), last.get(EventKind.NOTE)
        return (not title or item.title == title) and (not note or (item.note is not None and item.note.text == note))

    # -- looking -----------------------------------------------------------------------------------------------------

    def _composed(self) -> Digest:
        return self.room.review.review(DAY).issue.digest

    def _is_shared(self, page: PageUrl) -> bool:
        return any(each.page == page for each in self.room.review.review(DAY).candidates)

    def _sent(self) -> bool:
        return bool(self.room.stage.rows(str(DAY))) or self.state in {DigestState.PUBLISHED, DigestState.WITHDRAWN}


def _number(composed: Digest, page: PageUrl) -> int:
    return next((item.number for item in composed.items if item.page == page), 0)


def _copy(one: Store, other: Store, events: tuple[Event, ...]) -> None:
    """Keep in *other* what *one* holds of people, posts and pages, and then *events*, one after the other."""
    with one.look() as read, other.work() as write:
        found = read.posts.candidates(seen_from=at(0, day=1), floor=at(0, day=1), until=at(0, day=20))
        write.posts.keep([Capture(post=each, payload=b"{}", source="copy") for each in reversed(found)])
        pages = {PageUrl(link) for each in found for link in each.links}
        for page, card in read.cards.of(pages).items():
            write.cards.keep(page, card, at(22))
        for each in read.wishes.of(read.wishes.accounts()):
            write.wishes.record(each)
        for state in read.cursors.polls():
            write.cursors.put(state.source, state.query, None, state.first_at, 0)
        for event in events:
            write.events.append(event)


def _plain(composed: Digest) -> Digest:
    """Return *composed* without its anchors, which are minted."""
    return replace(
        composed,
        highlights=tuple(replace(each, anchor="") for each in composed.highlights),
        also=tuple(replace(each, anchor="") for each in composed.also),
    )


TestDeskDay = DeskDay.TestCase
TestDeskDay.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
