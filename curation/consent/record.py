"""What one person's wishes amount to in one course at one time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from curation.model import AccountRef, Course, CreditForm, Wish, WishKind

CLOSED = "unreadable"
"""The value of a *stop* that nobody said: the original of a copy shows that it is not to be used."""
UNNAMED = (CreditForm.NONE, "")
"""Form and alias of whoever may not be named."""
_WIDTH = {
    CreditForm.NONE: 0,
    CreditForm.ALIAS: 1,
    CreditForm.NAME: 2,
    CreditForm.HANDLE: 3,
    CreditForm.MENTION: 4,
}
"""How much of a person a form shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What wishes amount to; those of several accounts, which are copies of one, amount to the strictest of each."""

    started: bool = False
    stopped: bool = False
    closed: bool = False
    """Whether it is a profile of theirs that cannot be read, and no word, that stopped."""
    roster: str | None = None
    """The form of a valid roster entry; `None` without one."""
    credit: str | None = None
    """The form of the latest credit command; `None` without one."""
    form: str | None = None
    """The later of the two."""
    quote: bool | None = None
    """The latest word on quotations; `None` without one."""
    agreed_by: Wish | None = None
    """The *start* or roster entry that counts."""

    @property
    def is_listed(self) -> bool:
        """Whether a roster entry is valid."""
        return self.roster is not None

    @property
    def agreed(self) -> bool:
        """Whether *start* or a roster entry is on record."""
        return self.started or self.is_listed

    @classmethod
    def of(cls, wishes: Iterable[Wish], course: Course, at: datetime) -> "Record":
        """Return the record of *wishes*; most people never said anything, and theirs is always the same."""
        wishes = tuple(wishes)
        if not wishes:
            return _NOTHING_SAID
        by_account: dict[AccountRef, list[Wish]] = {}
        for wish in standing(wishes, course, at):
            by_account.setdefault(wish.account, []).append(wish)
        first, *others = [cls._of_one(each) for each in by_account.values()] or [cls()]
        for other in others:
            first = first.stricter(other)
        return first

    @classmethod
    def _of_one(cls, valid: Iterable[Wish]) -> "Record":
        valid = tuple(valid)
        word = _latest(valid, WishKind.START, WishKind.STOP)
        started = word is not None and word.kind is WishKind.START
        roster, quote = _latest(valid, WishKind.ROSTER), _latest(valid, WishKind.QUOTE)
        return cls(
            started=started,
            stopped=word is not None and word.kind is WishKind.STOP,
            closed=word is not None and word.kind is WishKind.STOP and word.value == CLOSED,
            roster=_value(roster),
            credit=_value(_latest(valid, WishKind.CREDIT)),
            form=_value(_latest(valid, WishKind.CREDIT, WishKind.ROSTER)),
            quote=None if quote is None else quote.value.strip().casefold() == "yes",
            agreed_by=word if started else roster,
        )

    def stricter(self, other: "Record") -> "Record":
        """Return the stricter of the two in everything either said."""
        return Record(
            started=self.started or other.started,
            stopped=self.stopped or other.stopped,
            closed=self.closed or other.closed,
            roster=_narrower(self.roster, other.roster),
            credit=_narrower(self.credit, other.credit),
            form=_narrower(self.form, other.form),
            quote=other.quote if self.quote is None else self.quote and other.quote is not False,
            agreed_by=self.agreed_by or other.agreed_by,
        )


_NOTHING_SAID = Record()


def has_agreed(wishes: Iterable[Wish], course: Course, at: datetime) -> bool:
    """Return whether somebody said *start* and never took it back, or has a roster entry that is valid."""
    record = Record.of(wishes, course, at)
    return record.agreed and not record.stopped


def standing(wishes: Iterable[Wish], course: Course, at: datetime) -> tuple[Wish, ...]:
    """Return those of *wishes* that count in *course* at the time *at*: neither taken back nor expired."""
    wishes = tuple(wishes)
    today = at.astimezone(ZoneInfo(course.zone)).date()
    undone = _undone(wishes)
    return tuple(
        wish
        for wish in wishes
        if wish.course in {"", course.slug}
        and (wish.account, wish.evidence) not in undone
        and (wish.expires is None or today < wish.expires)
        and (wish.at <= at or _narrows(wish))
    )


def before(wishes: Iterable[Wish], kind: WishKind, course: Course, at: datetime) -> str:
    """Return what held before somebody says something of *kind*, such as `stop` or `credit name`; empty for nothing."""
    same = (WishKind.START, WishKind.STOP) if kind in {WishKind.START, WishKind.STOP} else (kind,)
    found = _latest(standing(wishes, course, at), *same)
    return f"{found.kind.value} {found.value}".strip() if found else ""


def last_command(wishes: Iterable[Wish]) -> Wish | None:
    """Return the last thing the person told us in a message of their own and did not take back."""
    wishes = tuple(wishes)
    undone = _undone(wishes)
    said = (each for each in wishes if each.is_command and (each.account, each.evidence) not in undone)
    return max(enumerate(said), key=lambda each: (each[1].at, each[0]), default=(0, None))[1]


def linked_to(wishes: Iterable[Wish]) -> frozenset[AccountRef]:
    """Return which other accounts the person says are theirs; proof comes from the other side only."""
    wishes = tuple(wishes)
    undone = _undone(wishes)
    links = (each for each in wishes if each.kind is WishKind.LINK and (each.account, each.evidence) not in undone)
    return frozenset(AccountRef(*each.value.split(" ", 1)) for each in links if " " in each.value)


def told(value: str) -> tuple[CreditForm, str]:
    """Return the form and alias a wish's *value* asks for; a word nobody knows means not at all."""
    word, _, rest = value.strip().partition(" ")
    try:
        return CreditForm(word.casefold()), rest.strip()
    except ValueError:
        return UNNAMED


def width(value: str) -> int:
    """Return how much of a person the form in *value* shows."""
    return _WIDTH[told(value)[0]]


def _undone(wishes: Iterable[Wish]) -> frozenset[tuple[AccountRef, str]]:
    return frozenset((each.account, each.value) for each in wishes if each.kind is WishKind.UNDO and each.value)


def _narrower(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=width)


def _narrows(wish: Wish) -> bool:
    """Return whether *wish* asks for less: that holds at once, while a yes dated ahead waits for its day."""
    return wish.kind is WishKind.STOP or wish.value.strip().casefold() in {"no", "none"}


def _latest(wishes: Iterable[Wish], *kinds: WishKind) -> Wish | None:
    """Return the last wish of *kinds*; of two at the same moment the one that narrows, else what was said last."""
    said = [wish for wish in wishes if wish.kind in kinds]
    return max(reversed(said), key=lambda wish: (wish.at, _narrows(wish)), default=None)


def _value(wish: Wish | None) -> str | None:
    return wish.value if wish else None
