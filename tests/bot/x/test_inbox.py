"""What people write to us on X: heard within the money, obeyed, and answered with one word at most."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.errors import Busy, ChannelOff, OverBudget, ParentGone, SendError, SourceClosed, SourceError, Unclear
from bot.networks.x.client import XClient
from bot.networks.x.inbox import XInbox, mention_of
from bot.ports import Call, Capture, Follower, Mention, Use
from bot.render.speech import Speech
from bot.render.templates import Templates
from bot.store import SqlStore
from bot.tasks.erase import Erase
from bot.tasks.honour import Honour
from bot.tasks.listen import Listen
from bot.tasks.till import StoreTill
from curation.budget import X_PRICES, Budget, MicroUsd
from curation.errors import InvalidValue
from curation.model import AccountRef, Course, Post, PostRef, WishKind
from tests.bot.x.stage import Stage, stage
from tests.fake_x import FakePost, moods
from tests.fakes import SeededMint
from tests.makers import author, course, post

MENTIONS = "/2/users/9000/mentions"
US = "@bit15digest"


def said(world: Stage, text: str, *, who: str = "ana", ago: float = 40) -> FakePost:
    return world.x.post(who, text, at=world.clock.now() - timedelta(seconds=ago))


def heard(world: Stage) -> tuple[Mention, ...]:
    mentions, _ = world.inbox().mentions_since(None)
    return mentions


def test_a_mention_is_what_somebody_wrote_after_our_name() -> None:
    """Who, by number and by name, what, when, and where it stands; characters as they were typed."""
    with stage() as world:
        written = said(world, f"{US} @ben, stop & go")

        (mention,) = heard(world)

        assert mention == Mention(
            id=written.id,
            account=AccountRef("x", "9001"),
            handle="ana",
            text="stop & go",
            at=written.created_at.replace(microsecond=0),
            local_id=written.id,
            ref=PostRef("x", written.id),
            url=f"https://x.com/i/web/status/{written.id}",
        )


@pytest.mark.parametrize("naming", ["tweet", "post"])
def test_an_answer_to_our_thread_says_to_what(naming: str) -> None:
    """Under the old names and the new; an edited message keeps its first address."""
    with stage(naming=naming) as world:
        ours = world.x.post(world.x.bot.username, "1/3 today")
        answer = said(world, "yes")
        answer.replied_to = ours.id
        first = answer.id
        world.x.edit(answer, "no")

        (mention,) = heard(world)

        assert (mention.text, mention.answers, mention.ref.uri) == ("no", ours.id, first)


def test_every_message_is_heard_once_and_paid_for_once() -> None:
    """A hundred and fifty at first, then what is new; asking when nothing is new costs nothing."""
    with stage() as world:
        inbox = world.inbox()
        for number in range(150):
            said(world, f"{US} stop {number}", ago=400 - number)
        first, cursor = inbox.mentions_since(None)
        nothing, same = inbox.mentions_since(cursor)
        said(world, f"{US} start")
        second, _ = inbox.mentions_since(cursor)

        assert [each.text for each in first] == [f"stop {number}" for number in range(150)]
        assert (nothing, same) == ((), cursor)
        assert [each.text for each in second] == ["start"]
        assert world.till.bought(Call.READ_OWN) == world.x.meter.units["own"] == 151
        assert world.till.bought(Call.READ_USER) == world.x.meter.units["user"] == 1
        assert world.till.spent == world.x.meter.total


def test_what_the_money_does_not_reach_is_heard_later() -> None:
    """The newest come first, the gap is closed when there is money again, and nothing is lost."""
    with stage() as world:
        inbox = world.inbox()
        for number in range(30):
            said(world, f"{US} stop {number}", ago=400 - number)
        world.till.purse = 6 * X_PRICES.of[Call.READ_OWN]

        some, cursor = inbox.mentions_since(None)
        with pytest.raises(OverBudget):
            inbox.mentions_since(cursor)
        world.till.purse = 10**9
        rest, after = inbox.mentions_since(cursor)
        last, _ = inbox.mentions_since(after)

        assert len(some) == 5
        assert {each.text for each in (*some, *rest, *last)} == {f"stop {number}" for number in range(30)}
        assert {each.handle for each in some} == {"9001"}


def test_where_names_cannot_be_read_the_message_counts_all_the_same() -> None:
    """A number is enough for a stop."""
    with stage() as world:
        said(world, f"{US} stop")
        world.x.mood = lambda request: moods.BROKEN if request.path == "/2/users" else None

        (mention,) = heard(world)

        assert (mention.text, mention.handle) == ("stop", "9001")


@pytest.mark.parametrize(
    "shape", [{}, {"id": "7"}, {"author_id": "7"}, {"id": "7", "author_id": "8", "created_at": "soon"}], ids=str
)
def test_what_is_no_message_is_refused(shape: dict[str, str]) -> None:
    """Nobody is heard whom nobody knows."""
    with pytest.raises(InvalidValue):
        mention_of(shape, {})


def test_one_odd_message_leaves_the_others() -> None:
    """It is told to the log, without a word of it."""
    with stage() as world:
        said(world, f"{US} hello").more = {"created_at": "Ana wrote this"}
        said(world, f"{US} stop", who="ben")

        assert [each.text for each in heard(world)] == ["stop"]


@pytest.mark.parametrize("mood", moods.BAD_MOMENTS)
def test_every_bad_answer_is_one_of_our_errors(mood: str) -> None:
    """And the next turn starts where this one did."""
    with stage() as world:
        said(world, f"{US} stop")
        world.x.mood = lambda request: moods.BAD_MOMENTS[mood] if request.path == MENTIONS else None

        with pytest.raises(SourceError):
            heard(world)


def test_without_credit_nothing_is_asked_again() -> None:
    """A person has to pay first."""
    with stage() as world:
        inbox = world.inbox()
        world.x.has_credit = False

        for _ in range(3):
            with pytest.raises(SourceClosed):
                inbox.mentions_since(None)

        assert len(world.x.asked("GET", MENTIONS)) == 1


def test_an_app_without_an_account_hears_nobody() -> None:
    """X is not asked for what it cannot do."""
    with stage() as world, pytest.raises(SourceClosed):
        XInbox(world.reader, world.clock, world.till).mentions_since(None)


def test_nobody_is_written_to_first() -> None:
    """No follower is looked for, and none is asked (networks.md X21)."""
    with stage() as world:
        inbox = world.inbox()

        assert inbox.followers_since(None) == ((), None)
        follower = Follower(account=AccountRef("x", "7"), handle="ana", at=world.clock.now())
        with pytest.raises(ChannelOff):
            inbox.ask(follower, "hello", "k", language="en")
        assert world.x.requests == []


def answered(world: Stage, mention: Mention) -> None:
    world.inbox().answer(mention, "Done.", "k", language="en")


def test_an_answer_is_a_reply_and_is_paid_as_one() -> None:
    """No name is in it; a second one in the same words is left, since X takes each once."""
    with stage() as world:
        said(world, f"{US} stop")
        said(world, f"{US} stop", who="ben")
        one, other = heard(world)

        answered(world, one)
        answered(world, other)

        assert [(each.text, each.replied_to) for each in world.x.published] == [("Done.", one.id)]
        assert world.till.paid[Use.SWEEPING, Call.WRITE_REPLY, ""] == world.x.meter.units["reply"] == 1
        assert world.till.spent == world.x.meter.total


NOES: dict[str, tuple[moods.Mood, type[SendError]]] = {
    "parent gone": (moods.PARENT_GONE, ParentGone),
    "broken": (moods.BROKEN, Unclear),
    "unauthorized": (moods.UNAUTHORIZED, ChannelOff),
}


@pytest.mark.parametrize("no", NOES)
def test_an_answer_that_cannot_be_given_is_one_of_our_errors(no: str) -> None:
    """What was asked is done all the same; see the task."""
    mood, error = NOES[no]
    with stage() as world:
        said(world, f"{US} stop")
        (mention,) = heard(world)
        world.x.mood = lambda request: mood if request.method == "POST" else None

        with pytest.raises(error):
            answered(world, mention)


def test_no_money_no_answer() -> None:
    """It is not even tried."""
    with stage() as world:
        said(world, f"{US} stop")
        (mention,) = heard(world)
        world.till.purse = world.till.spent

        with pytest.raises(Busy):
            answered(world, mention)

        assert world.x.asked("POST") == []


# -- with the task that obeys -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Room:
    """An account on X with somebody who listens, on real books."""

    world: Stage
    store: SqlStore
    till: StoreTill
    listen: Listen

    def keeps(self, *posts: Post) -> None:
        with self.store.work() as work:
            work.posts.keep([world_capture(each) for each in posts])

    def refs(self) -> set[PostRef]:
        with self.store.look() as work:
            everyone = work.people.everyone()
            return {each.ref for who in everyone for each in work.people.posts_of(who.account)}


def world_capture(said: Post) -> Capture:
    return Capture(post=said, payload=b"{}", source="x:bit15", local_id=said.ref.uri)


def in_room(act: Callable[[Room], None], *courses: Course, cents: int = 2_500) -> None:
    with stage() as world:
        store = SqlStore.open("sqlite://", b"secret")
        books = StoreTill(
            network="x",
            budget=Budget(monthly=MicroUsd(cents * 10_000)),
            prices=X_PRICES,
            store=store,
            clock=world.clock,
        )
        courses = courses or (course(),)
        inbox = XInbox(XClient(world.x.user_keys, world.clock, wire=world.x.wire()), world.clock, books)
        listen = Listen(
            inbox=inbox,
            store=store,
            clock=world.clock,
            mint=SeededMint(),
            say=Speech(Templates()),
            courses=courses,
            honours=tuple(Honour(course=each, store=store, clock=world.clock, publishers=()) for each in courses),
            erase=Erase(store=store, clock=world.clock, publishes=(), inboxes=(inbox,)),
        )
        act(Room(world, store, books, listen))
        store.close()


def test_c03_a_stop_on_x_holds_and_says_no_more_than_done() -> None:
    """Obeyed in the turn it is heard, on record with its address, paid from the money for people."""

    def act(room: Room) -> None:
        written = said(room.world, f"{US} please stop, this is private")

        report = room.listen()

        assert (report.obeyed, [each.text for each in room.world.x.published]) == (1, ["Done."])
        with room.store.look() as work:
            (wish,) = work.wishes.of([AccountRef("x", "9001")])
            today = room.world.clock.now().date()
            charges = work.meter.charges("x", today, today + timedelta(days=1))
        assert (wish.kind, wish.evidence) == (WishKind.STOP, f"https://x.com/i/web/status/{written.id}")
        assert {each.use for each in charges} == {Use.SWEEPING}
        assert sum(each.cost for each in charges) == room.world.x.meter.total == 1_000 + 10_000 + 10_000

    in_room(act)


def test_a_question_is_not_answered_where_everybody_reads() -> None:
    """Neither help nor what is held of somebody (consent.md C3)."""

    def act(room: Room) -> None:
        for each in ("help", "show me", "what a nice day"):
            said(room.world, f"{US} {each}")

        room.listen()

        assert room.world.x.published == []

    in_room(act)


def test_a_stop_holds_where_there_is_no_money_for_the_answer() -> None:
    """Two cents a month for people buy the message and the name, no word."""

    def act(room: Room) -> None:
        said(room.world, f"{US} stop")
        room.listen()

        with room.store.look() as work:
            assert [each.kind for each in work.wishes.of([AccountRef("x", "9001")])] == [WishKind.STOP]
        assert room.world.x.published == []

    in_room(act, cents=20)


def test_undo_on_x_takes_the_last_command_back() -> None:
    """Its address names the message."""

    def act(room: Room) -> None:
        for each in ("stop", "undo"):
            said(room.world, f"{US} {each}")
            room.listen()
            room.world.clock.advance(minutes=1)

        with room.store.look() as work:
            kinds = [each.kind for each in work.wishes.of([AccountRef("x", "9001")])]
        assert kinds == [WishKind.STOP, WishKind.UNDO]

    in_room(act)


ANA = replace(author("Ana", network="x", handle="ana"), account=AccountRef("x", "9001"))


def test_c09_start_on_x_lifts_what_was_erased_by_number_and_by_name() -> None:
    """Who was erased by a form that knew only the name is let in again by their own word."""

    def act(room: Room) -> None:
        told = replace(post("https://blog.example/x", by=ANA), ref=PostRef("x", "1"))
        room.listen.erase.people([AccountRef("x", "name:ana"), AccountRef("x", "9001")])
        room.keeps(told)
        before = room.refs()
        said(room.world, f"{US} start")

        room.listen()
        room.keeps(told)

        assert (before, room.refs()) == (set(), {PostRef("x", "1")})

    in_room(act)


def test_c06_delete_me_on_x_erases_what_is_kept_by_number_and_by_name() -> None:
    """A sheet knows only names: what came from there goes, too, and neither comes back."""

    def act(room: Room) -> None:
        by_name = replace(ANA, account=AccountRef("x", "name:ana"))
        posts = [
            replace(post(f"https://blog.example/{number}", by=who), ref=PostRef("x", str(number)))
            for number, who in enumerate((ANA, by_name))
        ]
        room.keeps(*posts)
        said(room.world, f"{US} delete me")

        room.listen()
        room.keeps(*posts)

        assert room.refs() == set()
        assert [each.text for each in room.world.x.published] == ["Done."]

    in_room(act)
