"""What a part of a benchmark costs: time by the clock and by the processor, and memory."""

import resource
import time
from typing import NamedTuple


class Seconds(NamedTuple):
    """A point in time, or what passed between two."""

    clock: float
    processor: float
    """Of this process: what others do on the machine changes it little."""

    @classmethod
    def now(cls) -> "Seconds":
        """Return the present, counted from anywhere."""
        return cls(time.perf_counter(), time.process_time())

    def __sub__(self, other: "Seconds") -> "Seconds":
        return Seconds(self.clock - other.clock, self.processor - other.processor)

    def plus(self, other: "Seconds") -> "Seconds":
        """Return the sum; `+` would join the two."""
        return Seconds(self.clock + other.clock, self.processor + other.processor)


class Found(NamedTuple):
    """What one part, in a process of its own, says."""

    spent: tuple[Seconds, ...]
    """For each thing done."""
    memory: float
    """The peak, in MiB."""
    days: int = 0


def peak() -> float:
    """Return the most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
