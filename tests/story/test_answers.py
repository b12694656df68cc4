"""You asked, you answered: replies to the thread's question come into the next issue, as far as people let us."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from typing_extensions import override

from bot.errors import NotAccepted
from bot.networks.mastodon.client import MastodonClient
from bot.networks.mastodon.conversation import MastodonConversation
from bot.networks.mastodon.publisher import MastodonPublisher
from bot.networks.mastodon.source import MastodonSource
from bot.ports import Publisher
from bot.render.articles import article
from bot.render.letters import letter
from bot.render.markdown import markdown_article
from bot.render.templates import Templates
from bot.tasks.replies import HearReplies
from bot.tasks.sweep import Sweep
from curation.model import AccountRef, Course, Digest, EventKind, WishKind
from tests.fake_mastodon import FakeMastodon, FakeStatus, moods
from tests.makers import course, wish
from tests.remains import kept
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX, shared

QUESTION = "How do you share the things you learn every day?"
NEXT = "2015-11-12"
TEMPLATES = Templates()
BOT = AccountRef("mastodon", "bot@mastodon.example")


def asking() -> Course:
    return course(questions=(QUESTION,), answers=True, own_accounts=frozenset({BOT}))


@dataclass
class Talk(Stage):
    """A stage whose thread stands on a real server of our own, where people answer."""

    course: Course = field(default_factory=asking)

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        self.server = FakeMastodon(clock=self.clock.now).start()
        self.client = MastodonClient(self.server.url, token=self.server.token, clock=self.clock)

    @property
    @override
    def _publishers(self) -> tuple[Publisher, ...]:
        thread = MastodonPublisher(
            name="mastodon",
            client=self.client,
            courses={self.course.slug: self.course},
            templates=TEMPLATES,
            page_url=lambda digest: f"https://digest.example/{digest.key}/",
        )
        return (self.blog, thread)

    @property
    def hear(self) -> HearReplies:
        return HearReplies(
            course=self.course,
            outlet="mastodon",
            network="mastodon",
            conversation=MastodonConversation(self.client, self.clock, domain="mastodon.example"),
            store=self.store,
            clock=self.clock,
        )

    @property
    @override
    def sweep(self) -> Sweep:
        home = MastodonSource(self.client, self.clock, domain="mastodon.example")
        return replace(super().sweep, sources=(home,))

    @property
    def root(self) -> FakeStatus:
        return next(each for each in self.server.published if each.in_reply_to_id is None)

    def answer(self, who: str, text: str, *, to: FakeStatus | None = None, **but: Any) -> FakeStatus:
        """Let *who* answer the thread's root; they let themselves be quoted."""
        self.quotable(who)
        said: dict[str, Any] = {"in_reply_to_id": (to or self.root).id, **but}
        return self.server.post(who, f"@bot {text}", **said)

    def quotable(self, who: str) -> None:
        with self.kept.work() as work:
            work.wishes.record(wish(who, WishKind.QUOTE, "yes", at=SIX - timedelta(days=9)))

    def next_issue(self) -> Digest:
        """Let the next day's issue come out; return it."""
        self.source.posts.extend(shared(12))
        self.clock.time = SIX + timedelta(hours=20)
        self.minute()
        self.hear()
        self.clock.time = SIX + timedelta(days=1)
        self.minutes(4)
        return self.digest

    @property
    def digest(self) -> Digest:
        issue = self.issue(NEXT)
        assert issue is not None
        return issue.digest

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(each.credit.label, each.text) for each in self.digest.replies]


def account(who: str) -> AccountRef:
    return AccountRef("mastodon", who if "@" in who else f"{who}@mastodon.example")


@pytest.fixture
def talk() -> Iterator[Talk]:
    """A day's issue that asked something is out on a server, an hour ago."""
    made = Talk()
    made.source.posts.extend(shared())
    made.clock.time = SIX - timedelta(hours=4)
    made.minute()
    made.clock.time = SIX
    made.minutes(4)
    made.clock.time = SIX + timedelta(hours=1)
    with made.server:
        yield made


def page(digest: Digest) -> str:
    return article(TEMPLATES, digest, asking(), way_to=lambda day: f"https://digest.example/bit15/{day}/")


def test_an_answer_stands_in_the_next_issue_and_in_every_long_form(talk: Talk) -> None:
    """Without any tag, quoted and named by whoever lets us, under the question it answers; never in the thread."""
    talk.answer("eva", "On paper first, then I tell #MyTeam about it.")

    digest = talk.next_issue()

    assert (digest.asked, digest.asked_on) == (QUESTION, date(2015, 11, 11))
    assert talk.said == [("Eva", "On paper first, then I tell MyTeam about it.")]
    words = "On paper first, then I tell MyTeam about it."
    forms = [
        page(digest),
        markdown_article(TEMPLATES, digest, asking(), way_to=str),
        *letter(TEMPLATES, digest, asking())[1:],
    ]
    assert all(words in " ".join(each.split()) and "You asked – you answered" in each for each in forms)
    assert all("What is missing?" in each for each in forms)
    assert not any("paper" in each.text for each in talk.server.published)


@pytest.mark.parametrize(
    "but",
    [
        {"visibility": "unlisted"},
        {"visibility": "private"},
        {"spoiler_text": "grief"},
        {"sensitive": True},
    ],
    ids=["unlisted", "private", "warned", "sensitive"],
)
def test_c01_what_is_not_public_or_carries_a_warning_is_never_shown(talk: Talk, but: dict[str, Any]) -> None:
    """Only public answers without a warning are quoted; what is not public is not even kept."""
    talk.answer("eva", "On paper.", **but)

    assert talk.next_issue().replies == ()
    assert ("on paper" in kept(talk.kept)) is ("visibility" not in but)


@pytest.mark.parametrize(
    "wishes",
    [
        [],
        [(WishKind.QUOTE, "no")],
        [(WishKind.QUOTE, "yes"), (WishKind.STOP, "")],
        [(WishKind.QUOTE, "yes"), (WishKind.CREDIT, "none")],
        [(WishKind.QUOTE, "yes"), (WishKind.CREDIT, "alias Blue Heron")],
    ],
    ids=["silence", "no", "stop", "unnamed", "alias"],
)
def test_c02_nobody_is_quoted_without_a_yes(talk: Talk, wishes: list[tuple[WishKind, str]]) -> None:
    """Answering is no consent: who said nothing, no or stop, or is under an alias, is not quoted."""
    talk.server.post("eva", "@bot On paper.", in_reply_to_id=talk.root.id)
    for hour, (kind, value) in enumerate(wishes):
        with talk.kept.work() as work:
            work.wishes.record(wish("eva", kind, value, at=SIX - timedelta(days=2) + timedelta(hours=hour)))

    assert talk.next_issue().replies == ()


def test_an_answer_to_an_answer_or_to_an_older_issue_is_none(talk: Talk) -> None:
    """People who talk with each other below our thread do not answer us."""
    first = talk.answer("eva", "On paper.")
    talk.answer("finn", "me too", to=first)
    talk.server.post("gus", "@bot hello there")

    talk.next_issue()

    assert talk.said == [("Eva", "On paper.")]


def test_at_most_five_answers_one_a_person_in_their_order(talk: Talk) -> None:
    """The first of each; whoever writes most is not heard most."""
    for number in range(7):
        talk.answer(f"p{number}", f"My way is number {number}.")
        talk.clock.advance(minutes=1)
        talk.answer(f"p{number}", "And another thing.")

    talk.next_issue()

    assert talk.said == [(f"P{number}", f"My way is number {number}.") for number in range(5)]


def test_c17_an_answer_that_speaks_to_a_third_person_waits(talk: Talk) -> None:
    """Held until a person lets it through, and then without the other's handle."""
    held = talk.answer("eva", "Ask @ben@other.example how he does it.")
    talk.clock.time = SIX + timedelta(hours=2)
    talk.hear()
    talk.judge(date(2015, 11, 12), EventKind.APPROVE, who="Kim", url=held.url)
    talk.next_issue()

    assert talk.said == [("Eva", "Ask how he does it.")]


def test_c16_a_new_account_and_words_of_the_list_wait(talk: Talk) -> None:
    """Nothing that a person should see first is shown by itself."""
    talk.with_course(holds=replace(talk.course.holds, name="held", keywords=("casino",)))
    talk.answer("eva", "At the casino.")
    talk.answer("finn", "On paper.")
    talk.server.accounts["finn"].more["created_at"] = "2015-11-10T00:00:00.000Z"

    assert talk.next_issue().replies == ()


def test_a_facilitator_drops_and_pins_answers_like_pages(talk: Talk) -> None:
    """By the address of the answer; an address that nobody answered from is refused."""
    dropped = talk.answer("eva", "On paper.")
    talk.answer("finn", "By heart.")
    pinned = talk.answer("gus", "In songs.")
    talk.clock.time = SIX + timedelta(hours=2)
    talk.hear()
    day = date(2015, 11, 12)

    talk.judge(day, EventKind.DROP, who="Kim", url=dropped.url)
    talk.judge(day, EventKind.PIN, who="Kim", url=pinned.url)
    with pytest.raises(NotAccepted):
        talk.judge(day, EventKind.PIN, who="Kim", url="https://mastodon.example/@eva/99999")
    talk.next_issue()

    assert talk.said == [("Gus", "In songs."), ("Finn", "By heart.")]


def test_c03_a_stop_takes_an_answer_out_of_what_is_out(talk: Talk) -> None:
    """Asked again like any credit: page and letter say nothing more of it, the question goes with the last answer."""
    talk.answer("eva", "On paper.")
    talk.next_issue()
    with talk.kept.work() as work:
        work.wishes.record(wish("eva", WishKind.STOP, at=talk.clock.time))

    talk.honour()

    assert (talk.digest.replies, talk.digest.asked, talk.digest.asked_on) == ((), "", None)
    assert "You asked" not in page(talk.digest)


def test_c15_quote_no_takes_the_words_of_an_answer(talk: Talk) -> None:
    """What was allowed can be taken back alone."""
    talk.answer("eva", "On paper.")
    talk.answer("finn", "By heart.")
    talk.next_issue()
    with talk.kept.work() as work:
        work.wishes.record(wish("eva", WishKind.QUOTE, "no", at=talk.clock.time))

    talk.honour()

    assert talk.said == [("Finn", "By heart.")]


def after(talk: Talk, **by: float) -> None:
    talk.clock.advance(**by)
    talk.sweep()
    talk.erase()


def test_c07_an_edited_answer_is_shown_in_its_new_words(talk: Talk) -> None:
    """Although it carries no tag: it still answers us."""
    eva = talk.answer("eva", "On paper.")
    talk.next_issue()
    talk.clock.advance(minutes=30)
    talk.server.edit(eva, "@bot On good paper.")

    after(talk, hours=6)

    assert talk.said == [("Eva", "On good paper.")]
    assert "on paper." not in kept(talk.kept)


def test_c17_an_answer_that_now_speaks_to_a_third_person_goes(talk: Talk) -> None:
    """It would have waited for a person; one that a person let through stays, without the handle."""
    eva = talk.answer("eva", "On paper.")
    finn = talk.answer("finn", "Ask @ben@other.example about it.")
    talk.clock.time = SIX + timedelta(hours=2)
    talk.hear()
    talk.judge(date(2015, 11, 12), EventKind.APPROVE, who="Kim", url=finn.url)
    talk.next_issue()
    talk.clock.advance(minutes=30)
    talk.server.edit(eva, "@bot On paper, like @ben@other.example.")

    after(talk, hours=6)

    assert talk.said == [("Finn", "Ask about it.")]


def test_c01_an_answer_that_now_says_nodigest_is_gone(talk: Talk) -> None:
    """Not shown in its old words either: what was taken back is no answer that time has emptied."""
    eva = talk.answer("eva", "On paper.")
    talk.next_issue()
    talk.clock.advance(minutes=30)
    talk.server.edit(eva, "@bot On paper. #nodigest")

    after(talk, hours=6)

    assert talk.said == []
    assert "on paper" not in kept(talk.kept)


def test_c06_a_deleted_answer_is_hidden_at_the_first_miss_and_erased_at_the_second(talk: Talk) -> None:
    """No trace of name, handle or words is left anywhere."""
    eva = talk.answer("eva", "On paper.")
    talk.next_issue()
    assert "on paper" in kept(talk.kept)
    talk.server.delete(eva)

    after(talk, hours=6)
    assert talk.said == []
    after(talk, hours=2)

    assert not any(each in kept(talk.kept) for each in ("on paper", "/eva/", "'eva'"))


def test_what_was_decided_about_answers_outlives_tidying_up(talk: Talk) -> None:
    """An answer that was dropped stays out and one that was let in stays in, whatever is deleted meanwhile."""
    dropped = talk.answer("eva", "On paper.")
    held = talk.answer("finn", "Ask @ben@other.example how he does it.")
    talk.clock.advance(hours=1)
    talk.hear()
    day = date(2015, 11, 12)
    talk.judge(day, EventKind.DROP, who="Kim", url=dropped.url)
    talk.judge(day, EventKind.APPROVE, who="Kim", url=held.url)

    talk.retain()
    talk.next_issue()
    talk.retain()
    talk.honour()

    assert [who for who, _ in talk.said] == ["Finn"]


def test_c06_what_was_decided_about_an_answer_goes_with_it(talk: Talk) -> None:
    """The act names the answer by its address, which holds the name of who wrote it."""
    dropped = talk.answer("eva", "On paper.")
    talk.clock.advance(hours=1)
    talk.hear()
    talk.judge(date(2015, 11, 12), EventKind.DROP, who="Kim", url=dropped.url)

    talk.erase.people([account("eva")])

    assert "@eva" not in kept(talk.kept)


def test_c06_erasing_a_person_takes_their_answer(talk: Talk) -> None:
    """And who only answered comes back with no later look at the thread."""
    talk.answer("eva", "On paper.")
    talk.answer("finn", "By heart.")
    talk.next_issue()

    talk.erase.people([account("eva")])
    report = talk.hear()

    assert talk.said == [("Finn", "By heart.")]
    assert report.new == 0
    assert not any(each in kept(talk.kept) for each in ("on paper", "/users/eva/"))


def test_c08_words_go_in_their_time_and_what_is_shown_stays(talk: Talk) -> None:
    """An answer nobody sees goes after a week, the row of a shown one is emptied after a month."""
    talk.answer("eva", "On paper.")
    talk.server.post("finn", "@bot I said nothing about quoting.", in_reply_to_id=talk.root.id)
    talk.next_issue()
    talk.clock.advance(days=8)
    talk.retain()
    week = kept(talk.kept)
    talk.clock.advance(days=30)
    talk.retain()
    talk.honour()

    assert "about quoting" not in week
    assert talk.said == [("Eva", "On paper.")]
    with talk.kept.look() as work:
        assert [each.text for each in work.replies.shown("bit15")] == [""]


def test_c08_after_the_course_answers_are_anonymised_with_the_rest(talk: Talk) -> None:
    """Nobody who did not agree to stay is quoted for ever."""
    talk.with_course(ends=date(2015, 11, 30))
    talk.answer("eva", "On paper.")
    talk.next_issue()
    talk.clock.advance(days=150)

    talk.retain()

    assert talk.digest.replies == ()
    assert "on paper" not in kept(talk.kept)


@pytest.mark.parametrize("mood", ["500", "429", "hangs up", "html"])
def test_a_server_that_says_nothing_costs_no_answer(talk: Talk, mood: str) -> None:
    """The report tells of it; the next look brings what was missed."""
    talk.answer("eva", "On paper.")
    talk.server.mood = [moods.BAD_MOMENTS[mood]]

    report = talk.hear()
    again = talk.hear()

    assert (bool(report.trouble), report.new, again.new) == (True, 0, 1)


def test_an_answer_that_nobody_understands_stops_no_other(talk: Talk) -> None:
    """Counted, and the rest is heard."""
    odd = talk.answer("eva", "On paper.")
    talk.answer("finn", "By heart.")
    odd.uri = ""

    report = talk.hear()

    assert (report.malformed, report.new, report.trouble) == (1, 1, "")


def test_a_thread_that_was_deleted_has_no_answers(talk: Talk) -> None:
    """Nothing is asked of a person about it."""
    talk.server.delete(talk.root)

    report = talk.hear()

    assert (report.trouble, report.seen) == ("", 0)


def test_looking_twice_changes_nothing(talk: Talk) -> None:
    """Our own parts are never answers, and one request a thread is enough."""
    talk.answer("eva", "On paper.")
    first = talk.hear()
    requests = len(talk.server.requests)

    second = talk.hear()

    assert (first.new, second.new, len(talk.server.requests) - requests) == (1, 0, 1)
