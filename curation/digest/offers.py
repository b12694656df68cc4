"""Links that were sent by the form: none of them counts before a person lets it in (consent.md C19).

Anybody may send one, as often as the form takes it and under any alias: what nobody looked at is in no count, no credit
and no example.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from curation.digest.verdicts import standing
from curation.model import Event, EventKind, Post

FORM = "form"
"""The network of who is on none."""


def is_offer(post: Post) -> bool:
    """Return whether *post* was sent by the form."""
    return post.ref.network == FORM


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What people said of offers, by the address of each."""

    let_in: Mapping[str, date] = field(default_factory=dict[str, date])
    """With the day of the issue each was let into."""
    refused: frozenset[str] = frozenset()

    def takes(self, post: Post) -> bool:
        """Return whether *post* may count at all: what came from a network may."""
        return not is_offer(post) or post.ref.uri in self.let_in

    def comes_into(self, post: Post, *, after: date, until: date) -> bool:
        """Return whether *post* was let into an issue after the one of *after*, up to that of *until*."""
        day = self.let_in.get(post.ref.uri)
        return day is not None and after < day <= until


def answers(events: Iterable[Event]) -> Answers:
    """Return what *events* say of offers: the last word on each wins, and what was taken back was not said."""
    let_in: dict[str, date] = {}
    refused: set[str] = set()
    for event in standing(events):
        if event.kind is EventKind.ADMIT and event.day is not None:
            let_in[event.value] = event.day
            refused.discard(event.value)
        elif event.kind is EventKind.REFUSE:
            let_in.pop(event.value, None)
            refused.add(event.value)
    return Answers(let_in=let_in, refused=frozenset(refused))
