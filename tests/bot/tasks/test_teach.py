"""Learning a course's topics from what people filed where."""

from datetime import timedelta

import pytest

from bot.errors import NotAccepted
from bot.tasks.explain import Explain
from bot.tasks.teach import Teach
from curation.digest import UNDO
from curation.model import EventKind, Kind, PageUrl, Topic, WishKind
from curation.topics import Clue, Example
from tests.fakes import FakeReader
from tests.makers import card, post, wish
from tests.story.stage import Stage
from tests.story.test_exactly_once import SIX

TODAY = SIX.date()
TOPICS = (Topic(name="Garden", keywords=("garden",)), Topic(name="Kitchen", keywords=("kitchen",)))
TITLES = {
    "https://allotment.example/moss": "Moss",
    "https://allotment.example/lime": "Lime",
    "https://allotment.example/dew": "Dew",
    "https://allotment.example/frost": "Frost",
    "https://stove.example/pie": "The kitchen pie",
}


@pytest.fixture
def stage() -> Stage:
    """An hour before six: five pages shared by as many people, one of them about the kitchen by its title."""
    made = Stage(reader=FakeReader(*(card(url, title, kind=Kind.ARTICLE) for url, title in TITLES.items())))
    made.with_course(topics=TOPICS)
    made.source.posts += [
        post(url, by=f"P{at}", created_at=SIX - timedelta(hours=2), text=f"{url} #BIT15")
        for at, url in enumerate(TITLES)
    ]
    made.clock.time = SIX - timedelta(hours=1)
    made.poll()
    made.read_all()
    return made


def teach(stage: Stage) -> Teach:
    return Teach(course=stage.course, store=stage.store, clock=stage.clock)


def topics_of(stage: Stage, url: str) -> tuple[str, ...]:
    story = Explain(store=stage.store, clock=stage.clock, course=stage.course)(url).story
    assert story is not None
    return story.topics


def file_three(stage: Stage) -> None:
    for url in list(TITLES)[:3]:
        stage.judge.file(TODAY, url, ["Garden"], who="Kim")


def test_what_people_filed_is_learned(stage: Stage) -> None:
    """Three pages of a site filed by hand: the fourth goes there by itself, and the model says where it comes from."""
    file_three(stage)
    before = topics_of(stage, "https://allotment.example/frost")

    learned = teach(stage).from_history(who="Kim")

    assert (learned.course, learned.who, learned.at, learned.source) == ("bit15", "Kim", stage.clock.time, "history")
    assert learned.model.examples == 3
    assert before == ()
    assert topics_of(stage, "https://allotment.example/frost") == ("Garden",)
    assert topics_of(stage, "https://stove.example/pie") == ("Kitchen",)


def test_what_was_learned_can_be_dropped(stage: Stage) -> None:
    """Keywords decide again, and what people filed stays."""
    file_three(stage)
    teach(stage).from_history(who="Kim")

    dropped = [teach(stage).drop(), teach(stage).drop()]

    assert dropped == [True, False]
    assert topics_of(stage, "https://allotment.example/frost") == ()
    assert teach(stage).from_history(who="Kim").model.examples == 3


def test_an_act_taken_back_teaches_nothing(stage: Stage) -> None:
    """The last word on a page is learned, "none fits" included."""
    file_three(stage)
    stage.judge(TODAY, EventKind.TOPIC, who="Kim", url="https://allotment.example/moss", value=UNDO)
    stage.judge.file(TODAY, "https://stove.example/pie", [], who="Kim")

    learned = teach(stage).from_history(who="Kim")

    assert learned.model.examples == 3
    assert topics_of(stage, "https://stove.example/pie") == ()


def test_nothing_filed_teaches_nothing(stage: Stage) -> None:
    """Pages that nobody filed are no lesson by themselves."""
    with pytest.raises(NotAccepted, match="there is nothing to learn from"):
        teach(stage).from_history(who="Kim")


def test_who_said_stop_teaches_nothing(stage: Stage) -> None:
    """What may not be published is not learned from either."""
    file_three(stage)
    with stage.kept.work() as work:
        work.wishes.record(wish("P0", WishKind.STOP, at=stage.clock.time))

    assert teach(stage).from_history(who="Kim").model.examples == 2


def test_what_is_filed_is_said_in_the_issue(stage: Stage) -> None:
    """Whatever the machine thinks, in the words of the course; several topics in the order given."""
    stage.judge.file(TODAY, "https://stove.example/pie", ["Kitchen", "Garden", "Kitchen"], who="Kim")

    items = stage.compose(TODAY).digest.items

    assert {item.page: item.topics for item in items}[PageUrl("https://stove.example/pie")] == ("Kitchen", "Garden")


def test_a_topic_that_is_none_cannot_be_filed_under(stage: Stage) -> None:
    """The message names those there are."""
    with pytest.raises(NotAccepted, match="'Cars' is no topic of bit15; there is Garden, Kitchen"):
        stage.judge.file(TODAY, "https://stove.example/pie", ["Cars"], who="Kim")


def test_a_page_of_a_closed_issue_is_filed_to_be_learned_from(stage: Stage) -> None:
    """The issue stays as it is, and the person is told."""
    stage.clock.time = SIX
    stage.due()

    said = stage.judge.file(TODAY, "https://stove.example/pie", ["Garden"], who="Kim")

    assert said.endswith("by Kim; the issue stays as it is, but this is learned from")
    assert teach(stage).from_history(who="Kim").model.examples == 1


def test_how_well_it_does_is_measured_on_filed_pages(stage: Stage) -> None:
    """By the rules alone, and with what was learned once something was."""
    asked = [Example(clue=Clue(page=PageUrl("https://allotment.example/frost"), title="Frost"), topic="Garden")]
    before = teach(stage).marks(asked)
    file_three(stage)
    teach(stage).from_history(who="Kim")

    after = teach(stage).marks(asked)

    assert (before.rules.macro_f1, before.together) == (0, None)
    assert after.together is not None
    assert (after.rules.macro_f1, after.together.macro_f1) == (0, 1)


def test_phrases_that_come_back_are_suggested_but_never_names(stage: Stage) -> None:
    """From what was shared lately; neither the course's tag nor a participant's name is a topic."""
    stage.source.posts += [
        post(
            f"https://more{at}.example/",
            by=f"Quillfeather {at}" if at else "Quillfeather",
            number=9,
            created_at=SIX - timedelta(hours=2),
            text=f"Quillfeather on exit tickets https://more{at}.example/ #BIT15",
        )
        for at in range(4)
    ]
    stage.poll()

    assert [each.phrase for each in teach(stage).suggest(30)] == ["exit tickets"]
