"""What an operator does for one person who asked them: look up, alias, delete."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.errors import NotAccepted
from bot.ports import Clock, Mint, Store, Work
from bot.tasks.aliases import alias_for
from bot.tasks.erase import Erase
from bot.tasks.holdings import Holdings, holdings_of
from bot.tasks.honour import Honour
from bot.tasks.persons import wishes_of_account
from bot.tasks.requests import tell_of_waiting
from curation import consent
from curation.model import AccountRef, Course, Wish, WishKind

_BY_NAME = "name:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attend:
    """Act for a person; every act is a wish with its evidence, or an erasing."""

    store: Store
    clock: Clock
    mint: Mint
    courses: tuple[Course, ...]
    honours: tuple[Honour, ...]
    erase: Erase

    def account(self, handle: str, network: str) -> AccountRef:
        """Return whom *handle* names; on X the number that is known for a name, else the name."""
        named = AccountRef.named(handle, network)
        if not named.id.startswith(_BY_NAME):
            return named
        name = named.id.removeprefix(_BY_NAME)
        with self.store.look() as work:
            everyone = work.people.everyone()
        known = (
            each.account for each in everyone if each.account.network == network and each.handle.casefold() == name
        )
        return next((each for each in known if not each.id.startswith(_BY_NAME)), named)

    def holdings(self, account: AccountRef) -> Holdings:
        """Return everything that is held of *account*."""
        with self.store.look() as work:
            return holdings_of(work, account)

    def standing(self, account: AccountRef) -> tuple[tuple[Course, tuple[Wish, ...]], ...]:
        """Return for each course the wishes of the person behind *account* that count there now."""
        with self.store.look() as work:
            told = wishes_of_account(work, account)
        now = self.clock.now()
        return tuple((course, consent.standing(told, course, now)) for course in self.courses)

    def alias(self, account: AccountRef, courses: Collection[Course], *, words: str = "", who: str) -> tuple[str, ...]:
        """Let *account* appear under *words*, or under drawn ones, in *courses*; return them. Raise `NotAccepted`."""
        at = self.clock.now()
        with self.store.work() as work:
            aliases = alias_for(work, account, courses, self.mint, words=words)
            if aliases is None:
                raise NotAccepted(
                    "that cannot be an alias: it is too long, holds an address, or may be somebody's name"
                )
            for course in courses:
                work.wishes.record(
                    Wish(
                        account=account,
                        kind=WishKind.CREDIT,
                        at=at,
                        course=course.slug,
                        value=f"alias {aliases[course.slug]}",
                        evidence=f"written down by {who}",
                        previous=consent.before(work.wishes.of([account]), WishKind.CREDIT, course, at),
                    )
                )
            self._settle(work, account)
        for honour in self.honours:
            honour()
        return tuple(aliases.values())

    def delete(self, account: AccountRef) -> tuple[str, ...]:
        """Erase everything about *account*; return the names of the steps that are left to the daemon."""
        with self.store.work() as work:
            self._settle(work, account)
        self.erase.people([account])
        return self.erase().waiting

    def _settle(self, work: Work, account: AccountRef) -> None:
        work.requests.settle(account, self.clock.now())
        tell_of_waiting(work, self.clock)
