"""What every store promises about who was told of a draft."""

from dataclasses import replace
from datetime import timedelta

from bot.ports import DeliveryState, Store
from bot.ports.messengers import Told
from curation.model import DigestKey
from tests.makers import NOON, at

KEY = DigestKey("bit15/2015-11-11")
ANA = Told(digest=KEY, who="Ana", state=DeliveryState.STARTED, at=NOON)


def test_last_word_stands(store: Store) -> None:
    """One row a person and issue, given back as it was put."""
    done = replace(ANA, state=DeliveryState.REFUSED, at=at(13), retry_at=at(14))
    ben = replace(ANA, who="Ben")
    with store.work() as work:
        for each in (ben, ANA, done):
            work.tellings.put(each)

    with store.look() as work:
        assert work.tellings.of(KEY) == (done, ben)
        assert work.tellings.of(DigestKey("bit15/2015-11-12")) == ()


def test_old_ones_are_forgotten(store: Store) -> None:
    """Nobody needs to know for ever who was told when."""
    later = replace(ANA, digest=DigestKey("bit15/2015-12-12"), at=NOON + timedelta(days=31))
    with store.work() as work:
        work.tellings.put(ANA)
        work.tellings.put(later)

    with store.look() as work:
        assert work.tellings.of(KEY) == ()
        assert work.tellings.of(later.digest) == (later,)
