"""What the templates of charts get: boxes, words and the same numbers as a table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxView:
    """A rectangle of a chart, with what it says when somebody points at it."""

    x: str
    y: str
    width: str
    height: str
    strength: str
    """Between 0 and 1."""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelView:
    """A word of a chart."""

    x: str
    y: str
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A picture of numbers, and the same numbers as a table."""

    name: str
    """In lower case, for `id`s."""
    title: str
    width: int
    height: int
    boxes: tuple[BoxView, ...]
    labels: tuple[LabelView, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
