"""A course whose public tag must not tell who is enrolled (T109): real pages and threads, searched for names."""

import random
from pathlib import Path

from curation.model import ConsentMode, WishKind
from tests.makers import wish
from tests.story.eight_weeks import START, House

LISTED, UNNAMED, ALIASED, STARTED, UNKNOWN = range(5)


def test_t109_nobody_is_shown_who_is_not_on_the_roster(tmp_path: Path) -> None:
    """Whoever has no entry is in no output and no table, whatever they said; without a name in it, nobody is named."""
    house = House(tmp_path / "site")
    house.with_course(consent=ConsentMode.ROSTER)
    people = house.people
    with house.kept.work() as work:
        for number, value in ((LISTED, "name"), (UNNAMED, ""), (ALIASED, "alias Blue Heron")):
            work.wishes.record(wish(people[number].author, WishKind.ROSTER, value, course="bit15", at=START))
    house.tell(people[STARTED], "start")
    house.tell(people[UNNAMED], "credit mention")
    chance = random.Random(15)  # noqa: S311 a draw, not a secret
    for _ in range(3):
        for person in people[:5]:
            house.share(person, chance)

    for _ in range(8):
        house.tick()

    shown, stored = house.shown, house.remembered
    assert {mark for each in people for mark in each.marks if mark in shown} == {"nm00q"}
    assert "blue heron" in shown
    outside = [*people[STARTED].said, *people[UNKNOWN].said]
    assert [said.mark for said in outside if said.mark in shown] == []
    # A reference with its reason is noted for a week (C1), words and writers are not.
    assert [word for said in outside for word in said.versions if word in stored] == []
    assert "hn04q" not in stored
