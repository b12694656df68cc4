"""The commands there are."""

from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """What is asked."""

    HELP = "help"
    START = "start"
    STOP = "stop"
    ERASE = "delete me"
    CREDIT = "credit"
    QUOTE = "quote"
    SHOW = "show me"
    LINK = "link"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with what it is about."""

    command: Command
    value: str = ""
    """For CREDIT `name`, `handle`, `mention`, `none`, `alias` or `alias WORDS`; for QUOTE `yes` or `no`; for LINK an
    account as the person wrote it."""

    @property
    def narrows(self) -> bool:
        """Whether less of the person is used afterwards: that is never limited by where or how it was said."""
        return self.command in {Command.STOP, Command.ERASE} or self.value in {"none", "no"}

    @property
    def is_unlimited(self) -> bool:
        """Whether it holds however often somebody wrote to us today."""
        return self.command in {Command.STOP, Command.ERASE}
