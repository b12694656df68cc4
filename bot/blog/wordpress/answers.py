"""Reading what WordPress says: every field may be absent or of another type, and none of that is an error."""

from collections.abc import Mapping
from typing import TypeGuard

Json = Mapping[str, object]


def is_object(value: object) -> TypeGuard[Json]:
    """Return whether *value* is a JSON object."""
    return isinstance(value, dict)


def object_of(value: object) -> Json:
    """Return *value* where it is an object, else an empty one."""
    empty: Json = {}
    return value if is_object(value) else empty


def objects(value: object) -> tuple[Json, ...]:
    """Return the objects of a list; nothing where *value* is none."""
    return tuple(each for each in value if is_object(each)) if _is_list(value) else ()


def word(of: Json, key: str) -> str:
    """Return the text at *key*, empty where there is none."""
    value = of.get(key)
    return value if isinstance(value, str) else ""


def raw(of: Json, key: str) -> str:
    """Return what an author typed into the field *key*; the REST API gives it with `context=edit`."""
    return word(object_of(of.get(key)), "raw")


def number(of: Json, key: str) -> int | None:
    """Return the number at *key*."""
    value = of.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
