"""Who gets mail, in every store."""

from dataclasses import replace

from bot.ports import Store
from bot.ports.mail import Rhythm, Subscription
from tests.bot.mail.post_office import reader
from tests.makers import at


def test_subscribers_come_back_as_they_were(store: Store) -> None:
    """Every field round-trips; who is put again is changed, and the order is that of asking."""
    ann, ben = reader("ann", asked_at=at(11)), reader("ben", asked_at=at(10), confirmed_at=None)
    with store.work() as work:
        work.subscribers.put(ann)
        work.subscribers.put(ben)
        work.subscribers.put(replace(ann, rhythm=Rhythm.WEEKLY, state=Subscription.PAUSED))

    with store.look() as work:
        found = work.subscribers.of("bit15")
        others = work.subscribers.of("other")

    assert found == (ben, replace(ann, rhythm=Rhythm.WEEKLY, state=Subscription.PAUSED))
    assert others == ()


def test_subscribers_are_found_by_each_of_their_names(store: Store) -> None:
    """By id, by address however it is cased, and by token; nobody by what is not theirs."""
    ann = reader("Ann")
    with store.work() as work:
        work.subscribers.put(ann)

    with store.look() as work:
        found = (
            work.subscribers.get(ann.id),
            work.subscribers.called("bit15", ann.address.upper()),
            work.subscribers.with_token(ann.token),
        )
        nobody = (
            work.subscribers.get("x"),
            work.subscribers.called("other", ann.address),
            work.subscribers.with_token(""),
        )

    assert found == (ann, ann, ann)
    assert nobody == (None, None, None)


def test_who_is_forgotten_is_gone(store: Store) -> None:
    """Nothing of them is kept; the others stay; forgetting nobody is nothing."""
    with store.work() as work:
        work.subscribers.put(reader("ann"))
        work.subscribers.put(reader("ben"))
        work.subscribers.forget(["id-of-ann", "unknown"])
        work.subscribers.forget([])

    with store.look() as work:
        assert [each.id for each in work.subscribers.of("bit15")] == ["id-of-ben"]
