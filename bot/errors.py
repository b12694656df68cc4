"""Everything that can go wrong outside curation, as one tree; errors carry data, the text is made from it.

BotError
├── ConfigError            the configuration cannot be used; carries every problem at once
├── StoreError             the database refused, is newer than we are, or is gone
├── SourceError            a network could not be read now; carries `retry_at`
│   ├── SourceClosed       it needs a token or is closed here; carries what would open it
│   └── OverBudget         the month's money allows no call now; carries `retry_at`
├── SendError              a part did not go out
│   ├── Busy               nothing was made; `retry_at` says when to ask again
│   ├── Unclear            it may or may not have been made: look before sending again
│   ├── Refused            the network said no to this part for good
│   │   └── ParentGone     the part it would follow is not there any more
│   └── ChannelOff         no part can go out before a person acts (token, scope, credit)
├── ArchiveError           a file is no archive we know, or breaks the limits we unpack within
├── NotAccepted            a person's act on an issue cannot be taken: it is closed, too long, or names somebody
└── RenderError            a template is wrong, or a text cannot be made to fit
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override


class BotError(Exception):
    """The root; only subclasses are raised."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a configuration."""

    path: str
    """Such as `courses[0].consent.mode`."""
    found: str
    expected: str
    line: int | None = None
    nearest: str = ""
    """The valid key most like an unknown one."""

    @override
    def __str__(self) -> str:
        where = f" (line {self.line})" if self.line else ""
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"{self.path}{where}: found {self.found}, expected {self.expected}{hint}"


class ConfigError(BotError):
    """The configuration cannot be used."""

    def __init__(self, problems: Sequence[Problem], *, file: str = "") -> None:
        self.problems = tuple(problems)
        self.file = file
        super().__init__("\n".join([*([file] if file else []), *(str(each) for each in problems)]))


class StoreError(BotError):
    """The database cannot do what was asked; nothing was changed by the work that raised it."""


class SourceError(BotError):
    """*source* could not be read; ask again at *retry_at*, or at the next turn when it is `None`."""

    def __init__(self, source: str, why: str, *, retry_at: datetime | None = None) -> None:
        until = f"; again at {retry_at:%Y-%m-%d %H:%M:%S} UTC" if retry_at else ""
        super().__init__(f"{source}: {why}{until}")
        self.source = source
        self.why = why
        self.retry_at = retry_at


class SourceClosed(SourceError):
    """*source* shows this timeline to nobody, or only with a user token."""

    def __init__(self, source: str, why: str, *, needs_token: bool) -> None:
        super().__init__(source, why)
        self.needs_token = needs_token


class OverBudget(SourceError):
    """The money for reading *source* allows no call before *retry_at*; where it is used up, its till tells a person."""


class SendError(BotError):
    """A part did not go out through *outlet*."""

    def __init__(self, outlet: str, why: str) -> None:
        super().__init__(f"{outlet}: {why}")
        self.outlet = outlet
        self.why = why


class Busy(SendError):
    """Nothing was made; the outlet asks to be left alone until *retry_at*."""

    def __init__(self, outlet: str, why: str, *, retry_at: datetime) -> None:
        super().__init__(outlet, why)
        self.retry_at = retry_at


class Unclear(SendError):
    """The outlet gave no answer that says whether the part exists."""


class Refused(SendError):
    """The outlet will never take this part as it is."""


class ParentGone(Refused):
    """The part that this one answers is not there any more."""


class ChannelOff(SendError):
    """The outlet takes nothing until a person acts."""


class ArchiveError(BotError):
    """*file* cannot be read as an archive."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file = file
        self.why = why


class NotAccepted(BotError):
    """What a person asked of an issue cannot be done; the text says why and what would.

    *phrase* names the same among the desk's, which says it in the course's language with *facts*.
    """

    def __init__(self, why: str, *, phrase: str = "", **facts: str | int) -> None:
        super().__init__(why)
        self.phrase = phrase
        self.facts = facts


class RenderError(BotError):
    """A text cannot be made: *template* is wrong, or its text does not fit whatever is left out."""

    def __init__(self, template: str, why: str) -> None:
        super().__init__(f"{template}: {why}")
        self.template = template
        self.why = why
