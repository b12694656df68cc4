"""Objects are cut out of one large document without parsing it."""

import io

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.archives.elements import elements


def cut(document: bytes, *, limit: int = 10_000) -> list[bytes | None]:
    return list(elements(io.BytesIO(document).read, limit=limit))


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (b'[{"a":1},{"b":[{"c":2}]}]', [b'{"a":1}', b'{"b":[{"c":2}]}']),
        (b" [ ] ", []),
        (b'[1, "x", {"a": "}{"}]', [b'{"a": "}{"}']),
        (rb'[{"a": "\"}\\"}]', [rb'{"a": "\"}\\"}']),
        (b'{"a":1}\n{"b":2}', [b'{"a":1}', b'{"b":2}']),
        (b'{"a":1}], "totalItems": 1}', [b'{"a":1}']),
        (b'[{"a": nonsense},{"b":2}]', [b'{"a": nonsense}', b'{"b":2}']),
        (b'[{"a":1},{"b":', [b'{"a":1}', None]),
        (b'[{"a":1},{"b":"', [b'{"a":1}', None]),
    ],
    ids=["nested", "empty", "strings", "escapes", "no array", "an end", "bad inside", "cut short", "cut in a string"],
)
def test_outermost_objects_are_found(document: bytes, found: list[bytes | None]) -> None:
    """Each outermost object is one element, whatever stands in strings; an unfinished one is told at the end."""
    assert cut(document) == found


def test_an_element_may_not_grow_without_end() -> None:
    """What is larger than the limit ends the reading and is told."""
    document = b'[{"a":1},{"b":"' + b"x" * 3_000_000 + b'"},{"c":1}]'

    assert cut(document, limit=1_000_000) == [b'{"a":1}', None]


def test_a_long_document_is_cut_across_chunks() -> None:
    """Elements may begin in one chunk and end in the next."""
    documents = [{"n": n, "text": "é}{" * (n % 50)} for n in range(8_000)]

    found = cut(orjson.dumps(documents), limit=100_000)

    assert [orjson.loads(each or b"") for each in found] == documents


JSON = st.recursive(
    st.none() | st.integers(-9, 9) | st.text(alphabet='ab{}[]"\\é', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='k"{', max_size=3), inner, max_size=3),
)


@given(st.lists(st.dictionaries(st.text(max_size=3), JSON, max_size=3), max_size=5))
def test_any_array_of_objects_comes_out_whole(documents: list[dict[str, object]]) -> None:
    """Cutting an array and reading the elements gives what the array held."""
    found = cut(orjson.dumps(documents))

    assert [orjson.loads(each or b"") for each in found] == documents
