"""How many shared a page, where it is not certain (consent.md C11)."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.render.articles import others
from bot.render.letters import letter
from curation.model import Item
from tests.golden import community
from tests.golden.press import TEMPLATES, day_page, lists, one, topic

ANA, NOBODY = community.credit("Ana"), community.credit("")

OUTPUTS: dict[str, Callable[[Item], str]] = {
    "page": lambda item: day_page(community.digest(highlights=(item,), also=())),
    "letter": lambda item: "\n".join(
        letter(TEMPLATES, community.digest(highlights=(item,), also=()), community.course())
    ),
    "thread": lambda item: one(credits=item.credits, people=item.people, twins=item.twins)[1].text,
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_c11_who_may_be_two_is_counted_at_least(output: str) -> None:
    """Four shares, two of them under one name on two networks: Ana, and at least two more."""
    item = community.item(credits=(ANA, NOBODY, NOBODY, NOBODY), people=3, twins=1)

    certain, doubtful = (OUTPUTS[output](each) for each in (community.item(credits=item.credits, people=4), item))

    assert "3 more" in certain
    assert "at least" not in certain
    assert "at least 2 more" in doubtful
    assert "3 more" not in doubtful


@pytest.mark.parametrize(
    ("language", "but", "named", "told"),
    [
        ("en", {"credits": (ANA, NOBODY), "twins": 1}, 1, ""),
        ("en", {"credits": (NOBODY, NOBODY), "twins": 1}, 0, "a participant"),
        ("en", {"credits": (NOBODY,) * 4, "twins": 1}, 0, "at least 3 participants"),
        ("fr", {"credits": (ANA, *(NOBODY,) * 3), "twins": 1}, 1, "au moins 2 autres"),
    ],
)
def test_c11_nobody_is_told_of_who_may_be_named_already(
    language: str, but: dict[str, Any], named: int, told: str
) -> None:
    """Who may be the one who is named is not counted beside them."""
    assert others(community.item(**but), named, TEMPLATES.words(language)) == told


def test_c11_lists_count_at_least_too() -> None:
    """What most people shared says by how many it certainly was."""
    item = community.item(credits=(ANA, *(NOBODY,) * 3), people=3, twins=1, topics=("Assessment",))
    told = topic("Assessment", community.digest(highlights=(item,), also=()))

    assert "shared by at least 3 people" in lists().topic(community.course(), told)
