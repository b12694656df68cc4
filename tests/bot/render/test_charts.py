"""Charts: numbers as pictures and as tables, without people."""

from pathlib import Path

from bot.render import charts
from bot.render.templates import Templates
from bot.render.words import Words
from tests.catalogues import english_called
from tests.golden import community, week

WORDS = Templates().words("en")


def test_calendar_is_stronger_where_more_was_found() -> None:
    """The day with most links is fully drawn, a day without any is a trace; each says its number."""
    few = week.on(10, highlights=community.HIGHLIGHTS[:1], also=())
    chart = charts.calendar([week.on(11), few], WORDS)

    said = {box.says: box.strength for box in chart.boxes if box.says}
    assert said == {"11 November 2015: 8 links": "1.00", "10 November 2015: 1 link": "0.34"}
    assert {box.strength for box in chart.boxes if not box.says} == {"0.08"}
    assert len(chart.boxes) == charts.WEEKS * 7
    assert chart.rows == (("9–15 Nov 2015", "2", "9"),)


def test_topics_are_rows_of_weeks() -> None:
    """The most frequent topics have a row each, with a bar a week; the table has the same numbers."""
    chart = charts.topics([week.on(11), week.on(2)], WORDS)

    assert chart is not None
    assert [label.text for label in chart.labels][:2] == ["Digital footprint", "Leading & listening"]
    assert chart.columns == ("Week", "Digital footprint", "Leading & listening")
    assert chart.rows == (("9–15 Nov 2015", "2", "2"), ("2–8 Nov 2015", "2", "2"))


def test_course_without_topics_has_no_chart_of_them() -> None:
    """Where nothing has a topic there is nothing to draw."""
    plain = week.on(11, highlights=(community.item(1),), also=())

    assert charts.topics([plain], WORDS) is None


def test_t96_time_runs_with_the_language(tmp_path: Path) -> None:
    """In a right-to-left language the latest week stands on the left."""
    english_called(tmp_path, "he")
    hebrew = Templates(tmp_path).words("he")

    def latest(words: Words) -> int:
        chart = charts.calendar([week.on(11)], words)
        return next(int(box.x) for box in chart.boxes if box.says)

    assert latest(hebrew) < 20
    assert latest(WORDS) > 300


def test_months_are_named_where_they_begin() -> None:
    """A month stands under its first whole week, and names do not touch."""
    chart = charts.calendar([week.on(11)], WORDS)

    assert [label.text for label in chart.labels] == ["Jun", "Jul", "Aug", "Sept", "Oct", "Nov"]
