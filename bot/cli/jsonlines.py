"""Filters of JSON lines: an object a line in, an object a line out, in step, whatever a line holds."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

import orjson

from bot.cli.exits import Exit

Fields = Mapping[str, object]
"""One JSON object."""

Answer = Callable[[Fields], Fields]
"""What a filter makes of one object; raises `BadFields` when it lacks something."""

_MAX_LINE_BYTES = 1024 * 1024


class BadFields(Exception):
    """The object lacks what the filter needs; its text says what, in a word and a reason."""

    def __init__(self, why: str, reason: str) -> None:
        super().__init__(f"{why}: {reason}")
        self.why = why
        self.reason = reason


def run_filter(answer: Answer) -> None:
    """Answer each line of standard input on standard output, at once; exit with 1 when a line could not be answered."""
    out = sys.stdout.buffer
    sound = True
    for said in answered(sys.stdin.buffer, answer):
        sound = sound and "error" not in said
        out.write(orjson.dumps(said, option=orjson.OPT_APPEND_NEWLINE))
        out.flush()
    if not sound:
        raise SystemExit(Exit.FAILED)


def answered(lines: Iterable[bytes], answer: Answer) -> Iterator[Fields]:
    """Yield what *answer* says to each of *lines*, or `{"line", "error", "reason"}`; blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield answer(_object(line))
        except BadFields as error:
            yield {"line": number, "error": error.why, "reason": error.reason}


def text_in(fields: Fields, name: str, *, needed: bool = False) -> str:
    """Return the text under *name*, empty when there is none; raise `BadFields` for another type or one *needed*."""
    value = fields.get(name)
    if isinstance(value, str):
        return value
    if value is not None or needed:
        raise BadFields("bad_field", f"{name} must be a text")
    return ""


def _object(line: bytes) -> Fields:
    if len(line) > _MAX_LINE_BYTES:
        raise BadFields("too_long", f"a line has at most {_MAX_LINE_BYTES} bytes")
    try:
        value: Fields | list[object] | str | float | None = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise BadFields("bad_json", error.msg) from error
    if not isinstance(value, Mapping):
        raise BadFields("bad_json", "a line must hold one object")
    return value
