"""What every store promises about what courses learned of their topics."""

from dataclasses import replace

from bot.ports import LearnedTopics, Store
from curation.model import Event, EventKind, PageUrl
from curation.topics import TopicModel
from tests.makers import NOON, at

MODEL = TopicModel(
    topics=("Inquiry", "学び"),
    language="en",
    weights={"question": (0.5, -0.25, -0.25), "^学": (-0.1, 0.2, -0.1)},
    examples=12,
    rules_f1=0.5,
    model_f1=0.75,
)
LEARNED = LearnedTopics(course="bit15", model=MODEL, who="Kim", at=NOON, source="history")


def test_what_was_learned_comes_back_as_it_was(store: Store) -> None:
    """With its provenance; another course has learned nothing."""
    with store.work() as work:
        work.topic_models.put(LEARNED)

    with store.look() as work:
        assert work.topic_models.get("bit15") == LEARNED
        assert work.topic_models.get("other") is None


def test_what_is_learned_anew_replaces_the_old(store: Store) -> None:
    """A course has one model, the latest."""
    untested = replace(MODEL, rules_f1=None, model_f1=None)
    anew = LearnedTopics(course="bit15", model=untested, who="Lee", at=at(13), source="filed.csv")
    with store.work() as work:
        work.topic_models.put(LEARNED)
        work.topic_models.put(anew)

    with store.look() as work:
        assert work.topic_models.get("bit15") == anew


def test_what_was_learned_can_be_forgotten(store: Store) -> None:
    """Once; then there is nothing to forget."""
    with store.work() as work:
        work.topic_models.put(LEARNED)

    with store.work() as work:
        assert [work.topic_models.drop("bit15"), work.topic_models.drop("bit15")] == [True, False]
        assert work.topic_models.get("bit15") is None


def test_acts_are_found_over_all_days(store: Store) -> None:
    """Oldest first, of this course only."""
    page = PageUrl("https://blog.example/a")
    acts = [
        Event(course="bit15", kind=EventKind.TOPIC, who="Kim", at=at(10, day=12), day=at(10, day=12).date(), page=page),
        Event(
            course="bit15", kind=EventKind.TOPIC, who="Kim", at=at(10), day=at(10).date(), page=page, value="Inquiry"
        ),
        Event(course="bit15", kind=EventKind.NOTE, who="Kim", at=at(11), day=at(10).date(), page=page, value="x"),
        Event(course="else", kind=EventKind.TOPIC, who="Kim", at=at(11), day=at(10).date(), page=page, value="y"),
    ]
    with store.work() as work:
        for each in acts:
            work.events.append(each)

    with store.look() as work:
        assert work.events.all("bit15") == (acts[1], acts[2], acts[0])
