"""The pictures of a course page: how much was found when, and about what; no people in them.

Shapes are given by attributes, since the pages' own rules forbid `style=`. Each picture stands beside its numbers as a
table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.render.chart_views import BoxView, ChartView, LabelView
from bot.render.words import Words
from curation.digest import links_by_day, monday, topics_by_week
from curation.model import Digest

WEEKS = 26
"""How far back a chart looks from the latest issue."""
_MOST_TOPICS = 6
_WEEK = timedelta(weeks=1)
_DAYS = 7
_STEP, _CELL = 13, 11
_WIDTH = WEEKS * _STEP
_MONTHS_AT = _DAYS * _STEP + 11
_ROW, _BAR = 40, 20
_APART = 3
"""Weeks between two months' names, so that they do not touch."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Weeks side by side, in the direction of the language."""

    last: date
    """The Monday of the latest."""
    words: Words

    @property
    def weeks(self) -> tuple[date, ...]:
        """Mondays, the earliest first."""
        return tuple(self.last - _WEEK * back for back in range(WEEKS - 1, -1, -1))

    def at(self, week: date, width: int = 0) -> int:
        """Return where something *width* wide in *week* begins."""
        along = (WEEKS - 1 - (self.last - week).days // _DAYS) * _STEP
        return _WIDTH - along - width if self.words.direction == "rtl" else along

    def months(self, y: int) -> Iterator[LabelView]:
        """Yield the name of each month under its first week."""
        shown = -_APART
        anchor = "start"
        for number, week in enumerate(self.weeks):
            if week.day <= _DAYS and number - shown >= _APART and number < WEEKS - 1:
                yield LabelView(
                    x=str(self.at(week)), y=str(y), text=self.words.month_name(week, short=True), anchor=anchor
                )
                shown = number


def calendar(digests: Sequence[Digest], words: Words) -> ChartView:
    """Return how many links each day brought, week by week; *digests* are at least one."""
    counts = links_by_day(digests)
    axis = _Axis(monday(max(digest.day for digest in digests)), words)
    most = max(counts.values(), default=1)
    return ChartView(
        name="calendar",
        title=words.say("chart.calendar"),
        width=_WIDTH,
        height=_MONTHS_AT + 4,
        boxes=tuple(_cell(day, counts.get(day, 0), most, axis) for day in _all_days(axis)),
        labels=tuple(axis.months(_MONTHS_AT)),
        columns=tuple(words.say(f"chart.{name}") for name in ("week", "issues", "links")),
        rows=tuple(_calendar_rows(digests, counts, axis)),
    )


def topics(digests: Sequence[Digest], words: Words) -> ChartView | None:
    """Return how many links each of the most frequent topics had, week by week; `None` where there are no topics."""
    axis = _Axis(monday(max(digest.day for digest in digests)), words)
    counts = _most_frequent(topics_by_week(digests), axis)
    if not counts:
        return None
    most = max(max(weeks.values()) for weeks in counts.values())
    start = _WIDTH if words.direction == "rtl" else 0
    names = tuple(LabelView(x=str(start), y=str(row * _ROW + 13), text=name) for row, name in enumerate(counts))
    bottom = len(counts) * _ROW
    return ChartView(
        name="topics",
        title=words.say("chart.topics"),
        width=_WIDTH,
        height=bottom + 18,
        boxes=tuple(_bars(counts, most, axis)),
        labels=(*names, *axis.months(bottom + 13)),
        columns=(words.say("chart.week"), *counts),
        rows=tuple(_topic_rows(counts, axis)),
    )


def _all_days(axis: _Axis) -> Iterator[date]:
    return (week + timedelta(days=day) for week in axis.weeks for day in range(_DAYS))


def _cell(day: date, count: int, most: int, axis: _Axis) -> BoxView:
    """Return the square of *day*, the stronger the more links it brought."""
    says = axis.words.say("chart.day", date=axis.words.day("dated", day), count=count) if count else ""
    return BoxView(
        x=str(axis.at(monday(day), _CELL)),
        y=str(day.weekday() * _STEP),
        width=str(_CELL),
        height=str(_CELL),
        strength=f"{0.25 + 0.75 * count / most:.2f}" if count else "0.08",
        says=says,
    )


def _calendar_rows(digests: Sequence[Digest], counts: Mapping[date, int], axis: _Axis) -> Iterator[tuple[str, ...]]:
    for week in reversed(axis.weeks):
        issues = {digest.day for digest in digests if monday(digest.day) == week}
        if issues:
            links = sum(counts.get(day, 0) for day in issues)
            yield _span(week, axis.words), axis.words.number(len(issues)), axis.words.number(links)


def _most_frequent(by_topic: Mapping[str, Mapping[date, int]], axis: _Axis) -> dict[str, Mapping[date, int]]:
    shown = {name: {week: weeks[week] for week in axis.weeks if week in weeks} for name, weeks in by_topic.items()}
    ranked = sorted((name for name in shown if shown[name]), key=lambda name: (-sum(shown[name].values()), name))
    return {name: shown[name] for name in ranked[:_MOST_TOPICS]}


def _bars(counts: Mapping[str, Mapping[date, int]], most: int, axis: _Axis) -> Iterator[BoxView]:
    for row, (name, weeks) in enumerate(counts.items()):
        base = (row + 1) * _ROW - 2
        yield BoxView(x="0", y=str(base), width=str(_WIDTH), height="1", strength="0.25")
        for week, count in weeks.items():
            height = max(2, round(_BAR * count / most))
            says = axis.words.say("chart.topic", topic=name, week=_span(week, axis.words), count=count)
            yield BoxView(
                x=str(axis.at(week, _CELL)),
                y=str(base - height),
                width=str(_CELL),
                height=str(height),
                strength="0.85",
                says=says,
            )


def _topic_rows(counts: Mapping[str, Mapping[date, int]], axis: _Axis) -> Iterator[tuple[str, ...]]:
    for week in reversed(axis.weeks):
        if any(week in weeks for weeks in counts.values()):
            yield _span(week, axis.words), *(axis.words.number(weeks.get(week, 0)) for weeks in counts.values())


def _span(week: date, words: Words) -> str:
    return words.span(week, week + timedelta(days=_DAYS - 1))
