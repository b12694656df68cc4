"""How long a recording takes, as its page says."""

import re

from bot.links.metadata import Metadata

_LENGTHS = ("og:video:duration", "video:duration", "music:duration", "og:audio:duration")
_ISO_DURATION = re.compile(
    r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?", re.IGNORECASE
)
_CLOCK_DURATION = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d)")
_SECONDS = (86_400, 3_600, 60, 1)
_DIGITS = 6


def seconds_of(metadata: Metadata) -> int:
    """Return the length of the recording that the page is about; 0 when unknown."""
    plain = metadata.first(*_LENGTHS).strip()
    return _whole(plain) or seconds_in(metadata.said("duration", "timeRequired") or metadata.first("duration"))


def seconds_in(text: str) -> int:
    """Return the seconds that *text* means as ISO 8601 (`PT1H2M`), as a clock shows (`1:02:00`); 0 for others."""
    found = _ISO_DURATION.fullmatch(text.strip())
    if found is None:
        shown = _CLOCK_DURATION.fullmatch(text.strip())
        parts = ("0", *shown.groups()) if shown else ()
    else:
        parts = found.groups()
    return sum(int(part or 0) * unit for part, unit in zip(parts, _SECONDS, strict=False))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0
