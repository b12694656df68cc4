"""The lines above a page's text; the one door to PyYAML."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml as library
from yaml import SafeDumper, ScalarNode

_FENCE: Final = "---\n"
_ENDLESS: Final = 1 << 30
"""A line as long as it is: some readers of front matter do not join folded ones."""

_library: Final[Any] = library  # the types of `dump` are known in part only

Field = str | bool | Sequence[str] | Mapping[str, str]


class _Text(str):
    """A value, as against a key."""

    __slots__ = ()


class _Writer(SafeDumper):
    """Quotes every text: unquoted, `#BIT15` is a comment and `no` is false."""


def _quoted(_writer: SafeDumper, text: _Text) -> ScalarNode:
    return ScalarNode(tag="tag:yaml.org,2002:str", value=str(text), style='"')


_Writer.add_representer(_Text, _quoted)


def yaml(fields: Mapping[str, Field]) -> str:
    """Return *fields* as YAML between two fences, in their order, every text quoted."""
    marked: dict[str, Any] = {key: _marked(value) for key, value in fields.items()}
    text: str = _library.dump(marked, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=_ENDLESS)
    return f"{_FENCE}{text}{_FENCE}"


def lines(fields: Mapping[str, str]) -> str:
    """Return *fields* as `Name: value` lines, in their order; a value is one line, whatever it holds."""
    return "".join(f"{key}: {' '.join(value.split())}\n" for key, value in fields.items() if value.strip())


def _marked(value: Field) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _Text(value)
    if isinstance(value, Mapping):
        return {key: _Text(each) for key, each in value.items()}
    return [_Text(each) for each in value]
