"""Remember what people could read, and since when: a consent was given to that and to nothing wider."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import orjson

from bot.log import event
from bot.ports import Clock, Cursor, Store
from curation.model import ConsentMode, Course
from curation.policy import Terms, former_modes

_SOURCE = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTerms:
    """Note the terms of today when they are new, and let what came in under narrower ones keep these."""

    store: Store
    clock: Clock
    terms: Terms

    def __call__(self) -> None:
        """Note today's version with this moment, unless it stands already as the latest."""
        with self.store.look() as work:
            known = [each for each in work.cursors.polls() if each.source == _SOURCE]
        latest = max(known, key=lambda each: each.last_at, default=None)
        if latest is not None and latest.query.endswith(self.terms.version):
            return
        modes = orjson.dumps({slug: mode.value for slug, mode in self.terms.modes.items()}).decode()
        now = self.clock.now()
        with self.store.work() as work:
            work.cursors.put(_SOURCE, f"{now:%Y%m%dT%H%M%S} {self.terms.version}", Cursor(modes), now, 0)
        event("policy.changed", version=self.terms.version)

    def courses(self, courses: tuple[Course, ...]) -> tuple[Course, ...]:
        """Return *courses* with the narrower modes they had before."""
        with self.store.look() as work:
            kept = [each for each in work.cursors.polls() if each.source == _SOURCE]
            history = [(each.first_at, _modes(work.cursors.get(_SOURCE, each.query))) for each in kept]
        return tuple(replace(each, former=former_modes(each.slug, each.consent, history)) for each in courses)


def _modes(kept: Cursor | None) -> Mapping[str, ConsentMode]:
    return {slug: ConsentMode(mode) for slug, mode in orjson.loads(kept or "{}").items()}
