"""Threads on X: what is sent, what answers mean, what is looked for, and what it costs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import orjson
import pytest

from bot.errors import Busy, ChannelOff, ParentGone, Refused, SendError, Unclear
from bot.networks.x.client import XClient
from bot.networks.x.publisher import XPublisher
from bot.ports import Call, Priced, Receipt, Use
from bot.render.threads import LinkPart, UrlPolicy
from curation.model import PageUrl
from tests.bot.x.stage import LATER, Stage, part, stage
from tests.fake_x import Mood, moods
from tests.golden import community

KEY = "bit15/2015-11-11:x:0:1"
ROOT = part("Here are some of the things we learned in #BIT15 today: https://digest.example.org/bit15/")
REPLY = part("1/3 · 11 Nov · Video, 6 min\nTo & fro <3 “quoted” – e.g. README\u2060.md")


def sent(world: Stage) -> Receipt:
    return world.publisher().send(ROOT, KEY, None)


# -- sending ----------------------------------------------------------------------------------------------------------


def test_a_thread_answers_itself_without_handles() -> None:
    """The parts of the community's digest stand as one self-thread, word by word."""
    with stage() as world:
        publisher = world.publisher()
        receipt = None
        for each in publisher.parts(community.digest()):
            receipt = publisher.send(each, KEY, receipt)

        made = world.x.published
        assert [each.replied_to for each in made] == ["", *[each.id for each in made[:-1]]]
        assert [each.text for each in made] == [each.text for each in publisher.parts(community.digest())]
        assert not any("@" in each.text for each in made)


def test_t77_a_thread_costs_a_quarter_of_a_dollar() -> None:
    """Root and three items cost $0.245, by our prices, by our books and by the bill."""
    with stage() as world:
        publisher = world.publisher()
        parts = publisher.parts(community.digest())
        receipt = None
        for each in parts:
            receipt = publisher.send(each, KEY, receipt)

        assert isinstance(publisher, Priced)
        assert sum(map(publisher.price, parts)) == world.till.spent == world.x.meter.total == 245_000
        assert sum(map(publisher.addresses, parts)) == 1
        assert world.till.paid[Use.PUBLISHING, Call.WRITE_POST_WITH_URL, "bit15"] == 1


@pytest.mark.parametrize(
    ("urls", "place", "counts"),
    [
        (UrlPolicy.ONE, LinkPart.ROOT, [1, 0, 0, 0]),
        (UrlPolicy.ONE, LinkPart.LAST, [0, 0, 0, 1]),
        (UrlPolicy.NONE, LinkPart.ROOT, [0, 0, 0, 0]),
        (UrlPolicy.ALL, LinkPart.BOTH, [1, 1, 1, 2]),
    ],
    ids=str,
)
def test_addresses_stand_where_they_were_wished(urls: UrlPolicy, place: LinkPart, counts: list[int]) -> None:
    """Each wish about addresses is what goes out, and what is billed."""
    with stage() as world:
        publisher = world.publisher(urls=urls, link_part=place)
        digest = community.digest()
        # X links no address under a domain that is not given out, as `.example` is.
        listed = tuple(replace(each, page=PageUrl(f"https://pages.example.org/{each.number}")) for each in digest.items)

        parts = publisher.parts(replace(digest, highlights=listed[:3], also=listed[3:]))

        assert [publisher.addresses(each) for each in parts] == counts


def test_t76_an_accidental_address_is_seen_and_priced() -> None:
    """A name that X would link costs as much as a link, and the price says so before it is sent."""
    with stage() as world:
        publisher = world.publisher()

        assert publisher.price(part("How README.md works")) == 200_000
        assert publisher.price(REPLY) == 15_000


# -- what answers mean ------------------------------------------------------------------------------------------------

ANSWERS: dict[str, tuple[Mood, type[SendError]]] = {
    "400": (moods.INVALID, Refused),
    "401": (moods.UNAUTHORIZED, ChannelOff),
    "402": (moods.NO_CREDIT, ChannelOff),
    "403": (moods.FORBIDDEN, ChannelOff),
    "403 no credit": (moods.NO_CREDIT_403, ChannelOff),
    "403 not summoned": (moods.UNSUMMONED, Refused),
    "403 parent gone": (moods.PARENT_GONE, ParentGone),
    "404": (moods.NOT_FOUND, ParentGone),
    "429": (moods.busy(), Busy),
    "429 cap": (moods.USAGE_CAP, ChannelOff),
    "500": (moods.BROKEN, Unclear),
    "502": (moods.BAD_GATEWAY_AFTER, Unclear),
    "503": (moods.UNAVAILABLE, Busy),
    "503 no credit": (moods.NO_CREDIT_503, ChannelOff),
    "504": (moods.GATEWAY_TIME_OUT, Unclear),
    "hangs up": (moods.HANGS_UP, Unclear),
    "cut off": (moods.CUT_OFF_AFTER, Unclear),
    "html": (moods.HTML_PAGE, Unclear),
    "empty": (moods.EMPTY_AFTER, Unclear),
    "no id": (Mood(status=201, body=b'{"data": {"text": "hello"}}'), Unclear),
}


@pytest.mark.parametrize(("mood", "error"), ANSWERS.values(), ids=ANSWERS)
def test_t79_each_answer_means_what_the_table_says_and_is_asked_for_once(mood: Mood, error: type[SendError]) -> None:
    """Line by line of the table of answers: one request, one meaning, nothing paid."""
    with stage() as world:
        root = sent(world)
        spent = world.till.spent
        world.x.requests.clear()
        world.x.mood = [mood]

        with pytest.raises(error) as caught:
            world.publisher().send(REPLY, KEY, root)

        assert type(caught.value) is error
        assert len(world.x.requests) == 1
        assert world.till.spent == spent


def test_without_a_parent_404_is_no_parent_gone() -> None:
    """Only what was to follow something can miss it."""
    with stage() as world:
        world.x.mood = [moods.NOT_FOUND]

        with pytest.raises(Refused) as caught:
            sent(world)

        assert type(caught.value) is Refused


def test_t79_the_summon_rule_is_final() -> None:
    """To answer somebody who did not address us is refused by X itself, and for good."""
    with stage() as world:
        (stranger,) = world.say()

        with pytest.raises(Refused, match="unsummoned"):
            world.publisher().send(REPLY, KEY, Receipt(uri=stranger.id, url="", local_id=stranger.id))


def test_t115_a_limit_without_a_time_waits_a_quarter_of_an_hour() -> None:
    """One request, then a value with a time."""
    with stage() as world:
        world.x.mood = lambda _request: moods.busy()

        with pytest.raises(Busy) as caught:
            sent(world)

        assert caught.value.retry_at == world.clock.now() + timedelta(minutes=15)
        assert len(world.x.requests) == 1


def test_t116_a_time_out_after_the_post_was_made_is_found() -> None:
    """X made the post and said nothing: it is unclear, then found, paid once and never sent again."""
    with stage() as world:
        started = world.clock.now()
        client = XClient(world.x.user_keys, world.clock, wire=world.x.wire(time_outs=(1.0, 0.2)))
        publisher = world.publisher(client=client)
        world.x.mood = [moods.SILENT_AFTER]

        with pytest.raises(Unclear):
            publisher.send(ROOT, KEY, None)
        world.clock.advance(minutes=1)
        found = publisher.find(ROOT, KEY, None, started)

        assert found is not None
        assert found.uri == world.x.published[0].id
        assert len(world.x.published) == 1
        assert world.till.spent == world.x.meter.total == 201_000


# -- duplicates -------------------------------------------------------------------------------------------------------


def test_t72_a_duplicate_is_looked_for_and_never_sent_again() -> None:
    """X says that the words are there and not where: our own posts tell, and it is paid once."""
    with stage() as world:
        first = sent(world)
        again = sent(world)

        assert again == first
        assert len(world.x.published) == 1
        assert len(world.x.asked("POST")) == 2
        assert world.till.spent == world.x.meter.total


def test_t72_a_duplicate_that_is_not_there_is_final() -> None:
    """Where the words stand nowhere in our thread, a person must look; nothing is sent again."""
    with stage() as world:
        world.x.mood = [moods.DUPLICATE]

        with pytest.raises(Refused, match="already"):
            sent(world)

        assert len(world.x.asked("POST")) == 1


def test_t72_a_duplicate_that_cannot_be_looked_for_is_unclear() -> None:
    """When the look fails, what became of it stays open."""
    with stage() as world:
        world.x.mood = [moods.DUPLICATE, moods.BROKEN]

        with pytest.raises(Unclear):
            sent(world)


# -- looking ----------------------------------------------------------------------------------------------------------


def test_what_x_changes_in_a_text_is_seen_through() -> None:
    """Short addresses, escaped signs and invisible letters are no difference."""
    with stage() as world:
        started = world.clock.now()
        publisher = world.publisher()
        root = publisher.send(ROOT, KEY, None)
        reply = publisher.send(REPLY, KEY, root)

        assert publisher.find(ROOT, KEY, None, started) == root
        assert publisher.find(REPLY, KEY, root, started) == reply
        assert "&amp;" in str(world.x.shown(world.x.published[1])["text"])


@pytest.mark.parametrize("naming", ["tweet", "post"])
def test_the_same_words_elsewhere_are_another_post(naming: str) -> None:
    """Words count only under the right parent, in both namings."""
    with stage(naming=naming) as world:
        started = world.clock.now()
        publisher = world.publisher()
        root = publisher.send(ROOT, KEY, None)
        reply = publisher.send(REPLY, KEY, root)

        assert publisher.find(REPLY, KEY, None, started) is None
        assert publisher.find(REPLY, KEY, replace(root, local_id="1"), started) is None
        assert publisher.find(REPLY, KEY, root, started) == reply


def test_yesterdays_posts_are_not_looked_through() -> None:
    """Only what was posted since the sending began is read, a page at a time, and paid for."""
    with stage() as world:
        for number in range(30):
            world.x.post(world.x.bot.username, f"old {number}")
        world.clock.advance(hours=24)
        for number in range(30):
            world.x.post(world.x.bot.username, f"new {number}")

        assert world.publisher().find(ROOT, KEY, None, world.clock.now()) is None
        assert world.till.bought(Call.READ_OWN) == 30
        assert world.till.spent == world.x.meter.total == 30_000
        assert len(world.x.requests) == 2


def test_a_post_is_found_though_xs_clock_is_behind() -> None:
    """What X dates a little before we began to send is looked at, too."""
    with stage() as world:
        root = sent(world)

        started = world.clock.advance(minutes=4)

        assert world.publisher().find(ROOT, KEY, None, started) == root


def test_too_many_posts_to_look_through_stay_unclear() -> None:
    """An account that posts hundreds of times a day gets no guess."""
    with stage() as world:
        for number in range(300):
            world.x.post(world.x.bot.username, f"new {number}")

        with pytest.raises(Unclear, match="too far"):
            world.publisher().find(ROOT, KEY, None, world.clock.now())


@pytest.mark.parametrize(
    ("mood", "error"),
    [
        (moods.BROKEN, Unclear),
        (moods.INVALID, Unclear),
        (moods.NOT_FOUND, Unclear),
        (moods.busy(), Busy),
        (moods.NO_CREDIT, ChannelOff),
        (moods.EMPTY, Unclear),
    ],
    ids=["500", "400", "404", "429", "402", "empty"],
)
def test_a_look_that_fails_refuses_nothing(mood: Mood, error: type[SendError]) -> None:
    """A no to our question is none to what was sent."""
    with stage() as world:
        world.x.mood = [mood]

        with pytest.raises(error) as caught:
            world.publisher().find(ROOT, KEY, None, world.clock.now())

        assert type(caught.value) is error


# -- money ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        lambda publisher: publisher.send(ROOT, KEY, None),
        lambda publisher: publisher.find(ROOT, KEY, None, publisher.clock.now()),
    ],
    ids=["send", "find"],
)
def test_without_money_nothing_is_asked(act: Callable[[XPublisher], object]) -> None:
    """An empty purse is a value with a time, and no request."""
    with stage() as world:
        world.till.purse = 0

        with pytest.raises(Busy) as caught:
            act(world.publisher())

        assert caught.value.retry_at == LATER
        assert world.x.requests == []


def test_t78_without_credit_the_channel_is_off_after_one_request() -> None:
    """402 is asked once, and closes the channel for a person to act."""
    with stage() as world:
        world.x.has_credit = False

        with pytest.raises(ChannelOff, match="no credit"):
            sent(world)

        assert len(world.x.requests) == 1


def test_x_takes_no_money_from_who_wants_something_gone() -> None:
    """With an empty purse a post is taken back all the same; it is written down."""
    with stage() as world:
        receipt = sent(world)
        world.till.purse = 0

        world.publisher().withdraw(receipt)

        assert world.x.published == []
        assert world.till.paid[Use.PUBLISHING, Call.DELETE, "bit15"] == 1
        assert world.till.spent == world.x.meter.total


def test_an_outlet_of_several_courses_takes_back_for_none_of_them() -> None:
    """Where it is not known whose post it was, nobody's course pays."""
    with stage() as world:
        course = community.course()
        receipt = sent(world)

        world.publisher(courses={"bit15": course, "bit16": course}).withdraw(receipt)

        assert world.till.paid[Use.PUBLISHING, Call.DELETE, ""] == 1


# -- taking back ------------------------------------------------------------------------------------------------------


def test_an_edit_takes_back_what_was_wrong_about_a_person() -> None:
    """A post cannot be changed: it goes, even twice, and a person is told."""
    with stage() as world:
        receipt = sent(world)

        for _ in range(2):
            with pytest.raises(Refused, match="taken back"):
                world.publisher().edit(receipt, replace(ROOT, text="without a name"))

        assert world.x.published == []
        assert len(world.x.asked("POST")) == 1


def test_an_edit_that_cannot_take_back_says_so() -> None:
    """What still stands is not called refused."""
    with stage() as world:
        receipt = sent(world)
        world.x.mood = [moods.BROKEN]

        with pytest.raises(Unclear):
            world.publisher().edit(receipt, ROOT)


def test_withdrawing_what_is_gone_is_done_and_costs_nothing() -> None:
    """A post that somebody deleted by hand is withdrawn."""
    with stage() as world:
        receipt = sent(world)
        world.x.delete(world.x.published[0])
        spent = world.till.spent

        world.publisher().withdraw(receipt)

        assert world.till.spent == spent


def test_a_thread_is_withdrawn_newest_first_and_leaves_nothing() -> None:
    """Deleted from its end, nothing of a thread is left (the root's deletion would leave the replies)."""
    with stage() as world:
        publisher = world.publisher()
        receipts: list[Receipt] = []
        for each in publisher.parts(community.digest()):
            receipts.append(publisher.send(each, KEY, receipts[-1] if receipts else None))

        for receipt in reversed(receipts):
            publisher.withdraw(receipt)

        assert world.x.published == []


def test_receipts_say_where_a_person_can_look() -> None:
    """The id is the network's own; the address opens the post whoever the account is."""
    with stage() as world:
        receipt = sent(world)

        assert receipt.uri == receipt.local_id == world.x.published[0].id
        assert receipt.url == f"https://x.com/i/web/status/{receipt.uri}"


def test_an_odd_list_of_our_posts_is_read_as_far_as_it_goes() -> None:
    """A post without text or links is not ours to find."""
    with stage() as world:
        body = {"data": [{"id": "1"}, {"text": "no id"}], "meta": {"result_count": 2}}
        world.x.mood = [Mood(status=200, body=orjson.dumps(body))]

        assert world.publisher().find(ROOT, KEY, None, world.clock.now()) is None
