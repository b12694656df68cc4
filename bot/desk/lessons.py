"""What a course learned about its topics, in plain words."""

from collections.abc import Sequence

from bot.desk import phrases
from bot.desk.places import anchor_of
from bot.desk.views import LessonsView, RefilingView
from bot.ports import Lessons, Refiling
from bot.render.words import Words
from curation.model import Course
from curation.topics import Filing


def lessons_view(lessons: Lessons, course: Course, words: Words) -> LessonsView:
    """Return *lessons* as the desk tells them."""
    return LessonsView(
        learned=_learned(lessons, course, words),
        new=words.say("desk.topics.new", count=lessons.new) if lessons.new else "",
        refiled=tuple(_refiling(each, words) for each in lessons.refiled),
    )


def _learned(lessons: Lessons, course: Course, words: Words) -> str:
    learned = lessons.learned
    if learned is None:
        return words.say("desk.topics.none")
    said = words.say(
        "desk.topics.learned",
        count=learned.model.examples,
        who=learned.who,
        time=phrases.clock(learned.at, course, words),
    )
    return said if lessons.is_used else f"{said} {words.say('desk.topics.unused')}"


def _refiling(refiling: Refiling, words: Words) -> RefilingView:
    return RefilingView(
        anchor=anchor_of(refiling.page),
        title=refiling.title,
        text=words.say(
            "desk.topics.refiled", now=_filings(refiling.now, words), before=_filings(refiling.before, words)
        ),
    )


def _filings(filings: Sequence[Filing], words: Words) -> str:
    if not filings:
        return words.say("desk.topics.nowhere")
    return words.joined(tuple(_filing(each, words) for each in filings))


def _filing(filing: Filing, words: Words) -> str:
    if not filing.words:
        return filing.topic
    return words.say("desk.topics.because", topic=filing.topic, words=", ".join(filing.words))
