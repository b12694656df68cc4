"""Take in a signed roster: each row becomes wishes, with the day of the signature as their evidence."""

from dataclasses import dataclass

from bot.log import event
from bot.ports import Mint, Store, Work
from bot.tasks.aliases import alias_for
from curation.model import AccountRef, Course, CreditForm, Wish
from curation.roster import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """What a roster brought."""

    entries: int
    new: int
    """Wishes that were not there before."""
    drawn: int
    """People who were given an alias."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRoster:
    """Keep what people signed for one course; taking the same roster again changes nothing."""

    course: Course
    store: Store
    mint: Mint

    def __call__(self, entries: tuple[Entry, ...]) -> RosterReport:
        """Keep all of *entries* in one transaction."""
        new = drawn = 0
        with self.store.work() as work:
            for entry in entries:
                alias = self._alias(work, entry)
                drawn += bool(alias) and alias not in _had(work, entry.account)
                for wish in entry.wishes(self.course, alias):
                    if not _is_there(work, wish):
                        work.wishes.record(wish)
                        new += 1
        event("roster.taken", course=self.course.slug, entries=len(entries), new=new)
        return RosterReport(entries=len(entries), new=new, drawn=drawn)

    def _alias(self, work: Work, entry: Entry) -> str:
        """Return the alias the person has in this course already, else one drawn; empty where none is needed."""
        if entry.form is not CreditForm.ALIAS or entry.alias:
            return ""
        mine = (each for each in work.wishes.of([entry.account]) if each.course == self.course.slug)
        known = [each.value.partition(" ")[2] for each in mine if each.value.startswith("alias ")]
        if known:
            return known[-1]
        return (alias_for(work, entry.account, [self.course], self.mint) or {}).get(self.course.slug, "")


def _had(work: Work, account: AccountRef) -> frozenset[str]:
    return frozenset(each.value.partition(" ")[2] for each in work.wishes.of([account]))


def _is_there(work: Work, wish: Wish) -> bool:
    return any(
        (each.kind, each.at, each.course, each.value, each.expires)
        == (wish.kind, wish.at, wish.course, wish.value, wish.expires)
        for each in work.wishes.of([wish.account])
    )
