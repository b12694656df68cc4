"""Reading strangers' JSON: every field may be absent, null or of another type, and none of that is an error."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeGuard

import orjson

Json = Mapping[str, object]
"""A JSON object as a server gave it; nothing about its fields is known."""

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
"""An escape in a JSON string: a pair of surrogates, half of one, or any other."""
_NEVER = r"\s\"<>\\^`{}|\u200b-\u200f\u202a-\u202e\u2060-\u2069\x00-\x1f\x7f"
"""Signs that no address is written with (https://url.spec.whatwg.org/#url-code-points), or that turn text around."""
_ADDRESS = re.compile(rf"https?://[^/?#@{_NEVER}]+(?:[/?#][^{_NEVER}]*)?")
"""An address without a user's name or password in it (digest.md 9.3)."""
_LARGEST_COUNT = 2**31 - 1


def parsed(answer: bytes) -> object:
    """Return what *answer* says in JSON; raise `orjson.JSONDecodeError`.

    Halves of characters (escaped surrogates alone), which some software lets people post, and bytes that are no UTF-8
    are replaced: one such post must not hide a whole page.
    """
    try:
        return orjson.loads(answer)
    except orjson.JSONDecodeError:
        whole = answer.decode(errors="replace").encode()
        return orjson.loads(_ESCAPE.sub(lambda each: rb"\ufffd" if each["half"] else each[0], whole))


def is_object(value: object) -> TypeGuard[Json]:
    """Return whether *value* is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Return whether *value* is a JSON array."""
    return isinstance(value, list)


def word(of: Json, key: str) -> str:
    """Return the string at *key* without NUL, which no database holds; empty when there is none."""
    value = of.get(key)
    return value.replace("\0", "") if isinstance(value, str) else ""


def identifier(of: Json, key: str) -> str:
    """Return the id at *key* as the opaque text it is, though some servers write a number; empty when there is none."""
    value = of.get(key)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else word(of, key)


def flag(of: Json, key: str) -> bool:
    """Return whether *key* is plainly true; null and absent are not."""
    return of.get(key) is True


def number(of: Json, key: str) -> int:
    """Return the count at *key*, 0 when there is none or it is below; never more than a database's integer holds."""
    value = of.get(key)
    return min(max(value, 0), _LARGEST_COUNT) if isinstance(value, int) and not isinstance(value, bool) else 0


def part(of: Json, key: str) -> Json:
    """Return the object at *key*, empty when there is none."""
    value = of.get(key)
    return value if is_object(value) else {}


def parts(of: Json, key: str) -> tuple[Json, ...]:
    """Return the objects in the list at *key*; absent lists are `None` on some servers."""
    value = of.get(key)
    return tuple(each for each in value if is_object(each)) if is_list(value) else ()


def moment(of: Json, key: str) -> datetime | None:
    """Return the time at *key* in UTC, `None` when there is none; a time without zone is UTC's."""
    try:
        found = datetime.fromisoformat(word(of, key))
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def web_address(of: Json, key: str) -> str:
    """Return the http(s) address at *key*, empty when it is none, or none that a page may hold as it is."""
    value = word(of, key)
    return value if _ADDRESS.fullmatch(value) else ""
