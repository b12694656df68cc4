"""What people can read about how they are treated, as values: the page is made from them, a wish notes their version.

Two installations with the same terms have the same version; whatever changes a promise changes it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from curation.model import ConsentMode

_LETTERS = 8
_WIDTH = {ConsentMode.ROSTER: 0, ConsentMode.ASK: 1, ConsentMode.OPEN: 2}
"""How much is used of people who said nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How often it is asked whether a post still stands, up to an age."""

    until: timedelta | None
    """Since the post was first seen; `None` for as long as it is shown."""
    every: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseTerms:
    """What holds in one course."""

    slug: str
    mode: ConsentMode
    tags: tuple[str, ...]
    minors: bool = False
    answers: bool = False
    """Whether answers to our threads are collected, too, with the tag or without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Every promise that follows from the configuration."""

    operator: str = ""
    contact: str = ""
    courses: tuple[CourseTerms, ...] = ()
    sources: tuple[str, ...] = ()
    bills: bool = False
    """Whether a network is read that is asked once a day only, because it bills."""
    periods: tuple[tuple[str, timedelta], ...] = ()
    """How long what is kept, by the name of what."""
    afterwards: str = ""
    """What becomes of a course's issues after its end."""
    intervals: tuple[Interval, ...] = ()
    writes_first: bool = False
    """Whether who follows us is asked once how they want to appear."""

    @property
    def version(self) -> str:
        """Eight letters that are the same for the same promises only."""
        told = json.dumps(asdict(self), sort_keys=True, default=str).encode()
        return hashlib.sha256(told).hexdigest()[:_LETTERS]

    @property
    def modes(self) -> Mapping[str, ConsentMode]:
        """The mode of each course."""
        return {each.slug: each.mode for each in self.courses}


Former = tuple[tuple[datetime, ConsentMode], ...]
"""Modes that were narrower than today's, each with the moment until which it held, oldest first."""


def former_modes(slug: str, now: ConsentMode, history: Iterable[tuple[datetime, Mapping[str, ConsentMode]]]) -> Former:
    """Return which narrower modes the course *slug* had before *now*: what was said under them keeps them.

    *history* has for each version the moment it first held and its modes.
    """
    held = [(at, modes[slug]) for at, modes in sorted(history, key=lambda each: each[0]) if slug in modes]
    ends = (at for at, _ in held[1:])
    # The latest has not ended; what came back to being narrow is listed for each time it held.
    return tuple((until, mode) for (_, mode), until in zip(held, ends, strict=False) if _WIDTH[mode] < _WIDTH[now])
