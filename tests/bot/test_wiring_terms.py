"""What the policy promises follows from what is configured, and from nothing else."""

from pathlib import Path

import pytest

from bot.config import load
from bot.wiring.terms import terms_of

TEXT = """
site.url = "https://digest.example.org"
[[outlets]]
name = "blog"
kind = "blog"
primary = true
[[courses]]
slug = "bit15"
title = "BIT15"
hashtags = ["#BIT15"]
outlets = ["blog"]
zone = "UTC"
consent.mode = "open"
"""
SERVER = '[[networks.mastodon.servers]]\nhost = "mastodon.example"\n'
X = "[networks.x]\nmonthly_budget_usd = 25\n"


@pytest.mark.parametrize(
    ("networks", "sources", "looks", "bills"),
    [
        (SERVER, ("mastodon.example",), True, False),
        (SERVER + X + 'bearer_token_file = "bearer"\n', ("mastodon.example", "X"), True, True),
        (X + 'bearer_token_file = "bearer"\n', ("X",), False, True),
        (SERVER + X, ("mastodon.example",), True, False),
    ],
    ids=["mastodon", "both", "X alone", "X for writing alone"],
)
def test_c14_only_looks_that_are_taken_are_promised(
    networks: str, sources: tuple[str, ...], *, looks: bool, bills: bool
) -> None:
    """Where posts are read is named, and how often each kind of network is asked again."""
    terms = terms_of(load(TEXT + networks, {}, Path("/nowhere")))

    assert (terms.sources, bool(terms.intervals), terms.bills) == (sources, looks, bills)
