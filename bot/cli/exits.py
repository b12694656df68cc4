"""What the exit codes mean; scripts rely on them."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    """Something went wrong on the way."""
    WRONG_USE = 2
    """The command or the configuration is wrong; nothing was done."""
    NOTHING = 3
    """There was nothing to do."""
    WAITS = 4
    """A person must act first."""
