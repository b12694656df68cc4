"""Whether a course rests: the last word of a person decides."""

from bot.ports import Work
from curation.model import EventKind


def is_paused(work: Work, course: str) -> bool:
    """Return whether `pause` was said of *course* after the last `resume`."""
    said = [each.kind for each in work.events.of(course, None) if each.kind in {EventKind.PAUSE, EventKind.RESUME}]
    return bool(said) and said[-1] is EventKind.PAUSE
