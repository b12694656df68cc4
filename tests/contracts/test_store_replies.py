"""What every store promises about answers to what we said."""

from dataclasses import replace
from datetime import timedelta

from bot.ports import Delivery, DeliveryState, DigestState, Receipt, Store
from curation.model import AccountRef, Credit, CreditForm, DigestKey, Post, PostRef, Reply
from tests.contracts.store_fixtures import keep
from tests.contracts.test_store_issues import FROZEN
from tests.makers import NOON, post

KEY = FROZEN.digest.key
ROOT = PostRef("mastodon", "https://mastodon.example/users/bot/statuses/1")


def sent(store: Store) -> None:
    """Let the issue's thread be out, and readers have it."""
    with store.work() as work:
        work.digests.put(replace(FROZEN, state=DigestState.PUBLISHED))
        work.deliveries.put(
            Delivery(
                digest=KEY,
                outlet="mastodon",
                part=0,
                revision=1,
                state=DeliveryState.DONE,
                started_at=NOON,
                receipt=Receipt(uri=ROOT.uri, url=ROOT.uri, local_id="1"),
            )
        )


def answer(by: str = "Eva", **but: object) -> Post:
    return post(by=by, **{"hashtags": (), "reply_to": ROOT, **but})


def to(store: Store, until: int = 60, key: DigestKey = KEY) -> list[PostRef]:
    with store.look() as work:
        return [each.ref for each in work.replies.to(key, NOON + timedelta(minutes=until))]


def test_answers_are_found_by_the_issue_they_answer(store: Store) -> None:
    """Oldest first, up to a time; other posts, and answers to others, are none."""
    sent(store)
    second, first = answer("Ana", created_at=NOON + timedelta(minutes=5)), answer("Zoe")
    keep(store, second, first, post(by="Ben"), answer("Chi", reply_to=PostRef("mastodon", "https://x.example/1")))

    assert to(store) == [first.ref, second.ref]
    assert to(store, until=5) == [first.ref]
    assert to(store, key=DigestKey("bit15/2001-01-01")) == []


def test_what_a_post_answers_is_known_from_any_source_and_outlives_an_edit(store: Store) -> None:
    """A hashtag's timeline does not say it; the thread does, before or after."""
    sent(store)
    silent = answer(reply_to=None)
    keep(store, silent)
    keep(store, replace(silent, reply_to=ROOT))
    keep(store, replace(silent, text="anew", edited_at=NOON + timedelta(hours=1)))

    assert to(store) == [silent.ref]
    with store.look() as work:
        assert work.replies.courses([silent]) == {silent.ref: "bit15"}
        assert [each.text for each in work.replies.among([silent.ref])] == ["anew"]


def test_the_course_of_an_answer_follows_from_what_it_answers(store: Store) -> None:
    """Said by itself or remembered; nothing for anybody else."""
    sent(store)
    other = answer("Ben", reply_to=PostRef("mastodon", "https://x.example/1"))

    with store.look() as work:
        assert work.replies.courses([answer(), other, post(by="Chi")]) == {answer().ref: "bit15"}
        assert work.replies.courses([]) == {}
        assert work.replies.among([]) == ()


def test_a_shown_answer_is_looked_at_like_a_shown_share(store: Store) -> None:
    """As long as a reader has it; what was missed is in no list but that of what is shown."""
    sent(store)
    shown, other = answer(), answer("Ben")
    keep(store, shown, other)
    account = AccountRef("mastodon", "eva@mastodon.example")
    credit = Credit(account=account, form=CreditForm.NAME, label="Eva", at=NOON)
    digest = replace(FROZEN.digest, asked="How?", asked_on=NOON.date(), replies=(Reply(ref=shown.ref, credit=credit),))
    with store.work() as work:
        work.digests.put(replace(FROZEN, state=DigestState.PUBLISHED, digest=digest))

    with store.work() as work:
        standing = [each.ref for each in work.presences.standing(NOON + timedelta(days=1))]
        work.presences.missed([shown.ref], NOON)
        missed = (work.replies.to(KEY, NOON + timedelta(hours=1)), work.replies.among([shown.ref]))
        listed = [each.ref for each in work.replies.shown("bit15")]
        work.digests.put(replace(FROZEN, state=DigestState.PUBLISHED))
        gone = work.replies.shown("bit15")

    assert standing == [shown.ref]
    assert [[each.ref for each in one] for one in missed] == [[other.ref], []]
    assert (listed, gone) == ([shown.ref], ())
