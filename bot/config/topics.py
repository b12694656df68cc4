"""What the topics and weeks of a course demand of each other."""

from collections.abc import Iterator

from bot.config import models
from bot.config.lines import KeyPath
from bot.config.problems import Places
from bot.errors import Problem


def problems(file: models.ConfigFile, places: Places) -> Iterator[Problem]:
    """Yield every topic that stands twice, catches all beside another, or that a week names and nobody knows."""
    for index, course in enumerate(file.courses):
        yield from _of_topics(course, ("courses", index, "topics"), places)
        yield from _of_weeks(course, ("courses", index, "weeks"), places)


def _of_topics(course: models.CourseSection, path: KeyPath, places: Places) -> Iterator[Problem]:
    names: set[str] = set()
    catching = False
    for number, topic in enumerate(course.topics):
        if topic.name.casefold() in names:
            yield places.refused((*path, number, "name"), topic.name, "a name that stands only once")
        if topic.catch_all and catching:
            yield places.refused((*path, number, "catch_all"), True, "one topic with catch_all = true")  # noqa: FBT003 a value that was found
        names.add(topic.name.casefold())
        catching = catching or topic.catch_all


def _of_weeks(course: models.CourseSection, path: KeyPath, places: Places) -> Iterator[Problem]:
    known = {topic.name for topic in course.topics}
    for number, week in enumerate(course.weeks):
        for at, name in enumerate(week.topics):
            if name not in known:
                yield places.refused((*path, number, "topics", at), name, "a name of [[courses.topics]]")
