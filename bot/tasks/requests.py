"""Do what somebody asks by form: they may be who they say, so only what narrows is done at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from typing_extensions import override

from bot.log import event
from bot.ports import Clock, Notice, Outcome, Request, RequestState, RequestTaker, Store, Work
from bot.tasks.honour import Honour
from curation.model import AccountRef, Wish, WishKind

WAITING = ("requests", "waiting")
"""Subject and kind of the notice that a person must act."""
_NARROWS: Mapping[str, tuple[WishKind, str]] = {
    "stop": (WishKind.STOP, ""),
    "delete": (WishKind.STOP, ""),
    "none": (WishKind.CREDIT, "none"),
    "noquote": (WishKind.QUOTE, "no"),
}
"""What holds at once, on nobody's word but the asker's: a person who did not ask it takes it back by `start`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRequest(RequestTaker):
    """Anonymise on doubt; erase after proof (consent.md C4)."""

    store: Store
    clock: Clock
    honours: tuple[Honour, ...]
    """One a course: what narrows holds everywhere."""
    policy: str = ""
    """The version of the policy people can read."""

    @override
    def __call__(self, request: Request, /) -> Outcome:
        at = self.clock.now()
        with self.store.work() as work:
            account = request.account or (work.people.writer_of(request.post) if request.post else None)
            outcome = _outcome(request, account)
            state = RequestState.DONE if outcome is Outcome.DONE else RequestState.OPEN
            number = work.requests.add(replace(request, account=account, at=at, state=state))
            if account is not None and request.what in _NARROWS:
                kind, value = _NARROWS[request.what]
                wish = Wish(
                    account=account, kind=kind, value=value, at=at, evidence=f"form:{number}", policy=self.policy
                )
                work.wishes.record(wish)
            tell_of_waiting(work, self.clock)
        event("request.taken", request=number, what=request.what, outcome=outcome.value)
        for honour in self.honours:
            honour()
        return outcome


def tell_of_waiting(work: Work, clock: Clock) -> None:
    """Let `status` tell how many requests wait for a person, or none."""
    waiting = len(work.requests.open())
    if not waiting:
        work.notices.clear(*WAITING)
        return
    subject, kind = WAITING
    text = f"{waiting} asked by form and wait for a person: welearned consent requests"
    work.notices.raise_(Notice(subject=subject, kind=kind, text=text, since=clock.now()))


def _outcome(request: Request, account: AccountRef | None) -> Outcome:
    if account is None or request.what not in _NARROWS:
        return Outcome.WAITS
    return Outcome.HIDDEN if request.what == "delete" else Outcome.DONE
