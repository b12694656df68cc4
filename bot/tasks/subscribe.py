"""Who wants digests by mail: asked for, confirmed by who has the mailbox, ended by one press."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.errors import SendError, Unclear
from bot.log import event
from bot.ports import Clock, Mint, Store, Work
from bot.ports.mail import Invite, Rhythm, Subscriber, Subscription

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
_MOST = 254
_ID_LENGTH = 16
_PATIENCE = timedelta(days=7)
"""How long an address is kept that nobody confirmed."""
_NOT_AGAIN = timedelta(hours=1)
"""Nobody's mailbox is filled by somebody who presses a button."""


class Asking(StrEnum):
    """What became of a wish for mail; it does not tell who is subscribed already."""

    ASKED = "asked"
    """If the address is new, its mailbox has a question."""
    NO_ADDRESS = "no_address"
    NOT_OFFERED = "not_offered"
    LATER = "later"
    """The mail server takes nothing now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe:
    """Begin, confirm and end subscriptions."""

    store: Store
    clock: Clock
    mint: Mint
    invite: Invite
    offered: Collection[str]
    """Courses whose digests go out by mail to whoever asks."""

    def ask(self, course: str, address: str, rhythm: Rhythm = Rhythm.DAILY, /) -> Asking:
        """Send a question to *address*, unless it was asked or answered before."""
        if course not in self.offered:
            return Asking.NOT_OFFERED
        if len(address) > _MOST or not _ADDRESS.fullmatch(address):
            return Asking.NO_ADDRESS
        with self.store.work() as work:
            standing = work.subscribers.called(course, address)
            reader = self._reader(standing, course, address, rhythm)
            if reader is None:
                return Asking.ASKED
            work.subscribers.put(reader)  # first: what arrives must be good for an answer, whatever becomes of us
        return self._invite(reader, standing)

    def _invite(self, reader: Subscriber, standing: Subscriber | None) -> Asking:
        try:
            self.invite(reader)
        except Unclear:
            event("mail.asked_perhaps", course=reader.course)
        except SendError:
            with self.store.work() as work:
                work.subscribers.forget([reader.id])
                if standing is not None:
                    work.subscribers.put(standing)
            return Asking.LATER
        else:
            event("mail.asked", course=reader.course)
        return Asking.ASKED

    def add(self, course: str, address: str, rhythm: Rhythm = Rhythm.DAILY, /) -> Subscriber | None:
        """Keep *address* as confirmed: a person who runs this has their word; `None` where it is no address."""
        if len(address) > _MOST or not _ADDRESS.fullmatch(address):
            return None
        now = self.clock.now()
        with self.store.work() as work:
            standing = work.subscribers.called(course, address)
            reader = standing or self._new(course, address, rhythm)
            active = replace(reader, rhythm=rhythm, state=Subscription.ACTIVE, confirmed_at=reader.confirmed_at or now)
            work.subscribers.put(active)
        return active

    def confirm(self, token: str, /) -> bool:
        """Let mail come; return whether *token* is one that was given out."""
        with self.store.work() as work:
            reader = work.subscribers.with_token(token)
            if reader is None:
                return False
            confirmed = replace(reader, state=Subscription.ACTIVE, confirmed_at=reader.confirmed_at or self.clock.now())
            work.subscribers.put(confirmed)
        event("mail.confirmed", course=reader.course)
        return True

    def stop(self, token: str, /) -> None:
        """Keep nothing of whom *token* was given to; harmless twice."""
        with self.store.work() as work:
            reader = work.subscribers.with_token(token)
            if reader is not None:
                work.subscribers.forget([reader.id])
                event("mail.stopped", course=reader.course)

    def remove(self, course: str, address: str, /) -> bool:
        """Keep nothing of *address*; return whether there was anything."""
        with self.store.work() as work:
            reader = work.subscribers.called(course, address)
            if reader is not None:
                work.subscribers.forget([reader.id])
        return reader is not None

    def _reader(self, standing: Subscriber | None, course: str, address: str, rhythm: Rhythm) -> Subscriber | None:
        """Return who is to be asked; `None` where nobody is."""
        if standing is None:
            return self._new(course, address, rhythm)
        was_just_asked = self.clock.now() - standing.asked_at < _NOT_AGAIN
        if standing.state is Subscription.ACTIVE or was_just_asked:
            return None
        return replace(standing, rhythm=rhythm, asked_at=self.clock.now())

    def _new(self, course: str, address: str, rhythm: Rhythm) -> Subscriber:
        return Subscriber(
            id=self.mint.token()[:_ID_LENGTH],
            course=course,
            address=address,
            token=self.mint.token(),
            rhythm=rhythm,
            asked_at=self.clock.now(),
        )


def forget_unconfirmed(work: Work, course: str, at: datetime) -> int:
    """Forget the addresses that nobody confirmed in the week before *at*, as the question promises; return how many."""
    pending = (each for each in work.subscribers.of(course) if each.state is Subscription.PENDING)
    late = [each.id for each in pending if each.asked_at <= at - _PATIENCE]
    work.subscribers.forget(late)
    return len(late)
