"""Whom we know already: X bills a profile each day it is read, so profiles are read again only now and then."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final, Protocol

from typing_extensions import override

from bot.ports import Clock
from curation.model import Author

FRESH_FOR: Final = timedelta(days=3)
"""How long a profile is taken for the present one: a wish written into a bio is heard within this time."""


class Acquaintance(Protocol):
    """Profiles that were read before, by the ids of their accounts."""

    @abstractmethod
    def known(self, ids: Collection[str], /) -> Mapping[str, Author]:
        """Return those of *ids* whose profile is fresh enough to be used."""

    @abstractmethod
    def meet(self, authors: Iterable[Author], /) -> None:
        """Learn profiles that were read now."""


class Remembered(Acquaintance):
    """Kept in memory: a restart forgets, which costs the price of a profile and nothing else."""

    def __init__(self, clock: Clock, *, fresh_for: timedelta = FRESH_FOR) -> None:
        self._clock = clock
        self._fresh_for = fresh_for
        self._met: dict[str, tuple[datetime, Author]] = {}

    @override
    def known(self, ids: Collection[str], /) -> Mapping[str, Author]:
        floor = self._clock.now() - self._fresh_for
        self._met = {each: met for each, met in self._met.items() if met[0] > floor}
        return {each: self._met[each][1] for each in ids if each in self._met}

    @override
    def meet(self, authors: Iterable[Author], /) -> None:
        now = self._clock.now()
        self._met |= {each.account.id: (now, each) for each in authors}
