"""The objects of a file that is one JSON document, one at a time.

An export is one array of any size, so it is never parsed as a whole: braces are counted, strings skipped, and each
outermost object is handed on as bytes for a real parser to judge.
"""

import re
from collections.abc import Callable, Iterator

ELEMENT_LIMIT_BYTES = 16 * 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_OPEN = ord("{")
_TO_BRACE = re.compile(rb'(?:[^"{}]++|"(?:[^"\\]++|\\.)*+")*+[{}]', re.DOTALL)
"""From outside a string to the next brace that is outside of strings too."""


def elements(read: Callable[[int], bytes], *, limit: int = ELEMENT_LIMIT_BYTES) -> Iterator[bytes | None]:
    """Yield each outermost object of what *read* gives; then `None` when the last is too large or not whole.

    Brackets around the objects do not matter: an array, several, or objects one after the other are all the same.
    """
    buffer, start, at, depth = b"", 0, 0, 0
    while True:
        for found in _braces(buffer, at):
            at = found
            if buffer[at - 1] == _OPEN:
                start = at - 1 if depth == 0 else start
                depth += 1
            elif depth == 1:
                yield buffer[start:at]
                start, depth = at, 0
            elif depth:
                depth -= 1
        start = start if depth else at
        is_too_large = len(buffer) - start > limit
        chunk = b"" if is_too_large else read(_CHUNK_BYTES)
        if not chunk:
            break
        buffer, at, start = buffer[start:] + chunk, at - start, 0
    if depth or is_too_large:
        yield None


def _braces(buffer: bytes, at: int) -> Iterator[int]:
    """Yield the place after each brace of *buffer* from *at* on, as far as whole strings go."""
    while found := _TO_BRACE.match(buffer, at):
        at = found.end()
        yield at
