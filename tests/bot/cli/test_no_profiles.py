"""What machines may read says what was shared, and never how much anybody shares (consent.md C13)."""

from collections.abc import Iterator

import orjson

from tests.bot.cli.installation import Installation

TELLING = {"label", "account", "handle", "name", "who"}
"""Keys under which somebody may be named."""


def objects(value: object) -> Iterator[dict[str, object]]:
    """Yield every object inside *value*."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


def test_c13_no_output_for_machines_counts_a_person(home: Installation) -> None:
    """Somebody shares four pages, somebody else one: no object that tells of a person has a number in it."""
    for number in range(1, 5):
        home.share("p0", number=number)
    home.share("p1", number=5)
    home.run("poll")
    home.run("read-links")
    day = ("--day", str(home.day))
    home.run("publish", *day)
    commands = (("preview", *day), ("status",), ("activity",), ("sweep",), ("retention",))

    told = {words[0]: home.run(*words, "--json").stdout for words in commands}

    found = [
        (name, each) for name, said in told.items() for each in objects(orjson.loads(said)) if TELLING & each.keys()
    ]
    assert {name for name, _ in found} == {"preview"}
    assert len(found) >= 2
    assert [each for _, each in found if any(isinstance(value, int | float) for value in each.values())] == []
    assert [name for name, said in told.items() if "p0@" in said] == []
