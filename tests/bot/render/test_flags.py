"""What profiles ask for, from each network's own words to each output (consent.md C2)."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.networks.mastodon.accounts import author_of as mastodon_author
from bot.networks.x.people import author_of as x_author
from bot.render.letters import letter
from bot.render.markdown import markdown_article
from curation import consent
from curation.digest import quotation
from curation.model import Author, Digest, Note, NoteSource, WishKind
from tests import makers
from tests.golden import community
from tests.golden.press import TEMPLATES, day_page, entry, posts

PROFILE = "https://far.example/@quilla"
SAID = "Marvellous, and so true"


def on_mastodon(flags: dict[str, Any]) -> Author:
    account = {"acct": "quilla@far.example", "display_name": "Quilla Marsh", "url": PROFILE} | flags
    return mastodon_author(account, server="mastodon.example")


def on_x(flags: dict[str, Any]) -> Author:
    return x_author({"id": "7", "username": "quilla", "name": "Quilla Marsh"} | flags)


NETWORKS: dict[str, Callable[[dict[str, Any]], Author]] = {"mastodon": on_mastodon, "x": on_x}
FLAGS: dict[str, dict[str, Any]] = {
    "absent": {},
    "null": {"indexable": None, "discoverable": None},
    "false": {"indexable": False, "discoverable": False},
    "true": {"indexable": True, "discoverable": True},
}
OUTPUTS: dict[str, Callable[[Digest], str]] = {
    "page": day_page,
    "feed": lambda digest: entry(digest).body,
    "thread": lambda digest: "\n".join(part.text for part in posts(digest)),
    "Markdown": lambda digest: markdown_article(TEMPLATES, digest, community.course(), way_to=str),
    "letter": lambda digest: "\n".join(letter(TEMPLATES, digest, community.course())),
}


def told(writer: Author, wishes: list[Any]) -> Digest:
    """Return a digest with what *writer* shared, as consent lets it stand."""
    shared = makers.post("https://pages.example/1", by=writer, text=f"{SAID} https://pages.example/1 #BIT15")
    credit = consent.credit(shared, wishes, makers.course(), makers.at(18))
    words = quotation(
        shared, "A page", lambda each: consent.may_quote(each, wishes, makers.course(), makers.at(18)), others=True
    )
    note = Note(text=words, source=NoteSource.SHARER) if words else None
    return community.digest(highlights=(community.item(credits=(credit,), note=note),), also=())


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("flags", FLAGS)
def test_c02_flags_by_network_and_output(flags: str, network: str, output: str) -> None:
    """A profile is linked only where its flag is there and true; words are in no output without the person's yes."""
    writer = NETWORKS[network](FLAGS[flags])

    silent = OUTPUTS[output](told(writer, []))

    is_linked = flags == "true" and network == "mastodon" and output in {"page", "feed"}
    assert "Quilla Marsh" in silent
    assert (f'href="{writer.url}"' in silent) is is_linked
    assert SAID not in silent


@pytest.mark.parametrize("output", ["page", "feed", "letter"])
@pytest.mark.parametrize("flags", FLAGS)
def test_c02_a_later_yes_overrides_the_flag_as_far_as_it_goes(flags: str, output: str) -> None:
    """ "quote yes" lets words be shown and links no profile."""
    writer = on_mastodon(FLAGS[flags])

    said = OUTPUTS[output](told(writer, [makers.wish(writer, WishKind.QUOTE, "yes")]))

    assert SAID in said
    assert (f'href="{PROFILE}"' in said) is (flags == "true" and output != "letter")
