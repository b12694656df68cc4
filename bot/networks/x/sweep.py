"""Whether posts still stand: X says so inside a yes, and takes money for every one that does (networks.md X17, X30)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from bot.errors import OverBudget
from bot.networks.x.client import XClient
from bot.networks.x.fields import Fields, every, identity, is_array, whole
from bot.networks.x.mapping import missing_from
from bot.networks.x.trouble import Trouble, XTrouble
from bot.ports import Call, Presence, Till, Use
from curation.model import PostRef

_AT_ONCE: Final = 100
_ABOUT_US: Final = frozenset({Trouble.DENIED, Trouble.NO_CREDIT})


class Sweep:
    """Asks about each post once a UTC day and remembers until the day is over that it stands.

    What is gone costs nothing, and is asked for as often as somebody wants to be sure.
    """

    def __init__(self, client: XClient, till: Till, *, source: str, course: str) -> None:
        self._client = client
        self._till = till
        self._source = source
        self._course = course
        self._day = date.min
        self._known: dict[str, Presence] = {}
        self._latest: dict[str, str] = {}
        """Ids of the latest wording by the ids we know, of what was edited since we read it and not yet read today."""

    def presences(self, refs: Mapping[PostRef, str], *, today: date) -> Mapping[PostRef, Presence]:
        """Return for each post, given with its id, whether it stands.

        What could not be asked any more, since X or our money came to an end on the way, is `UNKNOWN`; if nothing could
        be asked at all, that is the `XTrouble` or `OverBudget` raised.
        """
        if today != self._day:
            self._day, self._known, self._latest = today, {}, {}
        unasked = [each for each in dict.fromkeys(refs.values()) if each not in self._known]
        has_answer = any(each in self._known for each in refs.values())
        gone: set[str] = set()
        for batch in _in_batches(unasked):
            try:
                gone |= self._ask(batch)
            except (XTrouble, OverBudget) as no:
                if not has_answer or (isinstance(no, XTrouble) and no.kind in _ABOUT_US):
                    raise
                break
            has_answer = True
        known = {**self._known, **dict.fromkeys(gone, Presence.GONE)}
        return {ref: known.get(local_id, Presence.UNKNOWN) for ref, local_id in refs.items()}

    def latest(self, ids: Collection[str]) -> Sequence[Fields]:
        """Return those of *ids*, of which it was said today that they were edited, in their latest wording.

        Each is read once a UTC day; what the money does not reach is read on another day.
        """
        wanted = {each: self._latest[each] for each in ids if each in self._latest}
        found: list[Fields] = []
        for batch in _in_batches(list(wanted)):
            if self._till.may(Use.SWEEPING, Call.READ_POST, len(batch)) is not None:
                break
            page = self._client.posts([wanted[each] for each in batch])
            shown = every(page, "data")
            self._pay(shown)
            found.extend(shown)
            for each in batch:
                del self._latest[each]
        return found

    def _pay(self, shown: Sequence[Fields]) -> None:
        ids = tuple(key for each in shown if (key := identity(each, "id")))
        if ids:
            self._till.pay(Use.SWEEPING, Call.READ_POST, ids, course=self._course)

    def _ask(self, batch: Sequence[str]) -> frozenset[str]:
        """Remember which of *batch* stand, and return which do not."""
        retry_at = self._till.may(Use.SWEEPING, Call.READ_POST, len(batch))
        if retry_at is not None:
            raise OverBudget(self._source, "the budget allows no look at what stands now", retry_at=retry_at)
        page = self._client.posts(batch)
        standing = {key: each for each in every(page, "data") if (key := identity(each, "id"))}
        self._pay(tuple(standing.values()))
        self._latest |= {
            key: latest for key, each in standing.items() if (latest := _latest_of(each)) and latest != key
        }
        self._known |= {each: _presence(standing[each]) for each in batch if each in standing}
        return frozenset(batch) & {each.uri for each in missing_from(page)} - standing.keys()


def _in_batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _presence(post: Fields) -> Presence:
    return Presence.EDITED if _latest_of(post) else Presence.THERE


def _latest_of(post: Fields) -> str:
    """Return the id of the latest wording of *post*; empty where there was never another."""
    history = post.get("edit_history_tweet_ids") or post.get("edit_history_post_ids")
    return whole(history[-1]) if is_array(history) and len(history) > 1 else ""
