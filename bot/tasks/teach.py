"""Learning a course's topics from what people filed where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import NotAccepted
from bot.ports import Clock, LearnedTopics, Store, Work
from bot.tasks.material import shared_since, sorter_of, story_of
from curation import digest
from curation.digest import names_anyone
from curation.model import Course, Story
from curation.stories import clue_of
from curation.topics import (
    NOTHING,
    Clue,
    Example,
    Mention,
    Recurring,
    Rules,
    Scores,
    Sorter,
    recurring,
    scores,
    taught,
)

HISTORY = "history"
_QUIET_REACH = timedelta(days=60)
_MOST_QUIET = 1000
_QUIET = 0.2
"""What a page that nobody filed weighs against one that somebody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How pages were sorted that somebody had filed: by the rules alone, and with what was learned."""

    rules: Scores
    together: Scores | None
    """`None` where the course learned nothing that may speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teach:
    """Let a course learn its topics, see how well it knows them, and let it forget."""

    course: Course
    store: Store
    clock: Clock

    def from_examples(self, examples: Sequence[Example], /, *, who: str, source: str) -> LearnedTopics:
        """Learn from *examples*, keep it in place of what was learned before, and return it; raise `NotAccepted`."""
        if not any(each.is_filed for each in examples):
            why = "there is nothing to learn from: no page was filed under a topic"
            raise NotAccepted(why, phrase="nothing_to_learn")
        learned = LearnedTopics(
            course=self.course.slug,
            model=taught(self._rules, examples),
            who=who,
            at=self.clock.now(),
            source=source,
        )
        with self.store.work() as work:
            work.topic_models.put(learned)
        return learned

    def from_history(self, *, who: str) -> LearnedTopics:
        """Learn from everything that people ever filed in this course; raise `NotAccepted`."""
        with self.store.look() as work:
            examples = tuple(self._examples(work, self.clock.now()))
        return self.from_examples(examples, who=who, source=HISTORY)

    def marks(self, examples: Sequence[Example], /) -> Marks:
        """Return how *examples* are sorted as of now."""
        sorter = self.sorter()
        expected = [each.topic for each in examples]
        return Marks(
            rules=scores(expected, _answers(Sorter(self._rules), examples)),
            together=scores(expected, _answers(sorter, examples)) if sorter.model else None,
        )

    def sorter(self) -> Sorter:
        """Return what sorts pages into the course's topics as of now."""
        with self.store.look() as work:
            return sorter_of(work, self.course)

    def suggest(self, days: int) -> tuple[Recurring, ...]:
        """Return phrases of the last *days* that no topic has; none is a participant's name."""
        now = self.clock.now()
        with self.store.look() as work:
            stories = shared_since(work, self.course, now - timedelta(days=days), now)
        mentions = (
            Mention(clue=_clue(story, self.course), people={share.account for share in story.shares})
            for story in stories
        )
        people = {share.account: share.post.author for story in stories for share in story.shares}.values()
        tags = (name for tag in self.course.hashtags for name in (tag.key, tag.display))
        found = recurring(mentions, self._rules, known=(self.course.title, *tags))
        return tuple(each for each in found if not names_anyone(each.phrase, people))

    def drop(self) -> bool:
        """Forget what was learned; return whether there was anything."""
        with self.store.work() as work:
            return work.topic_models.drop(self.course.slug)

    @property
    def _rules(self) -> Rules:
        return Rules(self.course.topics, self.course.language)

    def _examples(self, work: Work, now: datetime) -> Iterator[Example]:
        """Yield, quietly, what the rules say of recent pages nobody filed; then each that was filed, once a topic."""
        filed = digest.fold(work.events.all(self.course.slug)).topics
        final = work.cards.aliases(filed.keys())
        seen = {final.get(page, page) for page in filed}
        rules = Sorter(self._rules)
        recent = [each for each in shared_since(work, self.course, now - _QUIET_REACH, now) if each.page not in seen]
        for story in recent[-_MOST_QUIET:]:
            clue = _clue(story, self.course)
            yield Example(clue=clue, topic=next(iter(rules.topics(clue)), NOTHING), weight=_QUIET)
        for page, names in filed.items():
            if (shared := story_of(work, self.course, final.get(page, page), now)) is not None:
                yield from (Example(clue=_clue(shared, self.course), topic=name) for name in names or (NOTHING,))


def _clue(story: Story, course: Course) -> Clue:
    return clue_of(story.page, story.card, (share.post for share in story.shares), course)


def _answers(sorter: Sorter, examples: Sequence[Example]) -> list[str]:
    return [next(iter(sorter.topics(each.clue)), NOTHING) for each in examples]
