"""Topics and weeks of a course, as the file writes them."""

from datetime import date

import pytest

from curation.model import Topic, Week
from tests.bot.test_config import COURSE, OPEN, config, problems

TOPICS = """
[[courses.topics]]
name = "Inquiry"
description = "Learning by asking"
keywords = ["question", '"asking"', "lesson #"]
hosts = ["inquiry.example"]
[[courses.topics]]
name = "Rest"
catch_all = true
[[courses.weeks]]
title = "Asking"
starts = 2015-11-02
topics = ["Inquiry"]
"""


def test_topics_and_weeks_become_nouns_of_curation() -> None:
    """With everything that tells a page's topic, and what a week is about."""
    (course,) = config(COURSE + OPEN + TOPICS).courses

    assert course.topics == (
        Topic(
            name="Inquiry",
            description="Learning by asking",
            keywords=("question", '"asking"', "lesson #"),
            hosts=("inquiry.example",),
        ),
        Topic(name="Rest", catch_all=True),
    )
    assert course.weeks == (Week(title="Asking", starts=date(2015, 11, 2), topics=("Inquiry",)),)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('[[courses.topics]]\nname = "inquiry"', "a name that stands only once"),
        ('[[courses.topics]]\nname = "More"\ncatch_all = true', "one topic with catch_all = true"),
        ('[[courses.topics]]\nname = " Space "', "topics[2].name"),
        ('[[courses.weeks]]\ntitle = "X"\nstarts = 2015-11-09\ntopics = ["Cars"]', "a name of [[courses.topics]]"),
    ],
)
def test_what_topics_demand_of_each_other_is_told(more: str, expected: str) -> None:
    """Names once, one topic for the rest, and weeks about topics that there are."""
    (problem,) = problems(COURSE + OPEN + TOPICS + more)

    assert expected in problem
