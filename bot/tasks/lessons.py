"""What a course learned from what people filed, and what of it shows on a day's pages."""

from collections.abc import Iterable, Iterator

from bot.ports import LearnedTopics, Lessons, Refiling
from bot.tasks.material import Material
from curation.digest import UNDO
from curation.model import Event, EventKind, Story
from curation.stories import clue_of
from curation.topics import Sorter


def lessons_of(
    material: Material, learned: LearnedTopics | None, shown: Iterable[Story], acts: Iterable[Event]
) -> Lessons | None:
    """Return what of *learned* shows on *shown*, and what of *acts*, those that stand, is not learned yet.

    `None` where the course has no topics.
    """
    if not material.course.topics:
        return None
    filed = (each for each in acts if each.kind is EventKind.TOPIC and each.value != UNDO)
    new = {each.page for each in filed if learned is None or each.at > learned.at}
    return Lessons(
        learned=learned,
        is_used=material.sorter.model is not None,
        new=len(new),
        refiled=tuple(_refiled(material, shown)) if material.sorter.model is not None else (),
    )


def _refiled(material: Material, shown: Iterable[Story]) -> Iterator[Refiling]:
    """Yield those of *shown* that keywords and sites alone would file otherwise; what a person filed is theirs."""
    by_hand = material.verdicts.topics
    rules = Sorter(material.sorter.rules)
    for story in shown:
        if story.page in by_hand:
            continue
        clue = clue_of(story.page, story.card, (share.post for share in story.shares), material.course)
        if rules.topics(clue) != material.sorter.topics(clue):
            yield Refiling(
                page=story.page, title=_title(story), before=rules.filings(clue), now=material.sorter.filings(clue)
            )


def _title(story: Story) -> str:
    return story.card.title if story.card else story.page
