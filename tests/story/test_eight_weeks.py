"""A course of sixty people over eight weeks, in whatever order things happen: nobody is shown against their wish."""

import random
import tempfile
from io import StringIO
from pathlib import Path

import structlog
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from typing_extensions import override

from tests.story.eight_weeks import House
from tests.story.participants import Person

IS_CI = settings().derandomize
AT_ONCE = 20
"""What happens in one step of the machine: fifty steps are a thousand things, and eight weeks."""


class Course(RuleBasedStateMachine):
    """Shares, wishes, deletions, edits, blocks and outages, drawn at random; looked at after every three hours."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.logs = StringIO()
        structlog.configure(logger_factory=structlog.WriteLoggerFactory(file=self.logs))
        self.house = House(Path(self.folder.name))
        self.done = 0

    @rule(seed=st.integers(0, 2**32))
    def some_hours(self, seed: int) -> None:
        """Twenty things happen, the half of them that time passes."""
        chance = random.Random(seed)  # noqa: S311 a draw, not a secret
        for _ in range(AT_ONCE):
            self._something(chance)
            self.done += 1

    def _something(self, chance: random.Random) -> None:
        house, person = self.house, chance.choice(self.house.people)
        happens = chance.random()
        if happens < 0.45:
            house.tick()
            assert house.violations() == []
            assert house.first_contacts() == []
        elif happens < 0.72:
            house.share(person, chance)
        elif happens < 0.84:
            self._says(person, chance)
        elif happens < 0.96:
            self._changes(chance)
        else:
            self._breaks(chance)

    def _says(self, person: Person, chance: random.Random) -> None:
        house = self.house
        # What somebody says who was erased is kept, as what they said; here they say start or nothing.
        says = (
            ["start", "nothing"]
            if person.erased
            else ["stop", "stop", "start", "form", "form", "quote", "quote", "forget", "talk", "follow"]
        )
        what = chance.choice(says)
        # What is about to hold is known before it is heard: what is mended then is looked at as it is sent.
        if what == "stop":
            person.stopped = True
            house.tell(person, "stop, please", direct=False)
        elif what == "start":
            person.stopped = person.erased = False
            house.tell(person, "start")
        elif what == "form":
            person.form = chance.choice(["name", "mention", "none", f"alias Heron {person.number}"])
            house.tell(person, f"credit {person.form}")
        elif what == "quote":
            person.quoted = chance.random() < 0.7
            house.tell(person, f"quote {'yes' if person.quoted else 'no'}")
        elif what == "forget":
            house.forget(person)
        elif what == "talk":
            house.tell(person, chance.choice(["yes, I do that too", "help", "show me", "what a day"]), direct=False)
        elif what == "follow":
            house.follow(person)

    def _changes(self, chance: random.Random) -> None:
        said = [each for person in self.house.people for each in person.said]
        if not said:
            return
        recent = chance.choice(said[-200:])
        what = chance.random()
        if what < 0.4:
            self.house.lose(recent)
        elif what < 0.6:
            self.house.untag(recent)
        elif what < 0.95:
            self.house.reword(recent)
        else:  # somebody blocks us: nothing of theirs can be seen any more
            person = next(each for each in self.house.people if recent in each.said)
            for each in person.said:
                self.house.lose(each)

    def _breaks(self, chance: random.Random) -> None:
        if chance.random() < 0.5:
            self.house.server.down = not self.house.server.down
        else:
            self.house.network.down = not self.house.network.down

    @override
    def teardown(self) -> None:
        """Let everything be repaired, and search all that was left behind, logs and names of files too."""
        house = self.house
        house.server.down = house.network.down = False
        for _ in range(12):
            house.tick()
        everything = self.logs.getvalue().casefold() + "\n".join(house.files).casefold()
        marks = [mark for person in house.people for mark in person.marks]
        marks += [mark for person in house.people for said in person.said for mark in (said.mark, *said.versions)]
        assert house.violations() == []
        assert house.first_contacts() == []
        assert house.told_of_others() == []
        assert [mark for mark in marks if mark in everything] == []
        with house.kept.look() as work:
            assert work.erasures.open() == ()
        self.folder.cleanup()


TestEightWeeks = Course.TestCase
TestEightWeeks.settings = settings(
    max_examples=2,  # the first one that hypothesis tries is always the shortest
    stateful_step_count=50 if IS_CI else 4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def said_by(house: House, number: int, page: int) -> None:
    """Let somebody share *page* now."""
    person = house.people[number]
    house.pages = page

    class Settled(random.Random):
        """Draws the page that was just numbered."""

        @override
        def random(self) -> float:
            return 0.6

    house.share(person, Settled())


def test_c05_only_who_asked_for_it_is_mentioned(tmp_path: Path) -> None:
    """Of three who share a page one asked to be mentioned: the network tells that one, and nobody else."""
    house = House(tmp_path / "site")
    house.follow(house.people[1])
    house.people[2].form = "mention"
    house.tell(house.people[2], "credit mention")
    for who in range(3):
        said_by(house, who, page=who)

    for _ in range(8):
        house.tick()

    told = "\n".join(house.network.texts)
    assert "@hn02q@mastodon.example" in told
    assert ("@hn00q" in told, "@hn01q" in told) == (False, False)
    assert [follower.account for follower, _ in house.inbox.questions] == [house.people[1].author.account]
    assert house.first_contacts() == []


def test_c05_a_mention_that_nobody_asked_for_would_be_seen(tmp_path: Path) -> None:
    """What looks for first contacts over the eight weeks sees one; addresses are none."""
    house = House(tmp_path / "site")

    house.network.heard("Thanks @hn03q@mastodon.example for https://mastodon.example/@hn04q/1")

    assert house.first_contacts() == ["hn03q"]


def test_c06_erasing_somebody_changes_exactly_the_files_that_named_them(tmp_path: Path) -> None:
    """Five days are out; the person is named on two of them. Nothing else is written anew but the map of the site."""
    house = House(tmp_path / "site")
    for day in range(5):
        for who in range(3):
            said_by(house, who, page=day * 10 + who)
        if day in {1, 3}:
            said_by(house, 9, page=day * 10)
        for _ in range(8):
            house.tick()
    before = house.files
    marks = house.people[9].marks
    naming = {path for path, text in before.items() if any(mark in text for mark in marks)}

    house.forget(house.people[9])
    house.erase()
    after = house.files

    changed = {path for path in after if after[path] != before.get(path)}
    assert len([path for path in naming if path.endswith("index.html")]) >= 2
    assert naming <= changed
    assert changed - naming <= {"sitemap.xml", "activity/index.html"}
    assert before.keys() == after.keys()
    assert not any(mark in text for mark in marks for text in after.values())
