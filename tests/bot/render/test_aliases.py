"""Under an alias nothing leads to the person, in whatever is sent or shown."""

from collections.abc import Callable

import pytest

from bot.ports import Part
from bot.render.letters import letter
from bot.render.markdown import markdown_article
from bot.render.x_threads import x_rules
from curation import consent
from curation.model import Digest, WishKind
from tests import makers
from tests.golden import community
from tests.golden.press import TEMPLATES, day_page, entry, pages, posts

ANA = makers.author("Quilla Marsh", handle="quilla.marsh@far.example", url="https://far.example/@quilla.marsh")
POST = makers.post(
    "https://pages.example/1", by=ANA, url="https://far.example/@quilla.marsh/991", text="Marvellous! #BIT15"
)
WISHES = [
    makers.wish(ANA, WishKind.START),
    makers.wish(ANA, WishKind.QUOTE, "yes"),
    makers.wish(ANA, WishKind.CREDIT, "alias Blue Heron", at=makers.at(10)),
]


def digest() -> Digest:
    """Return a digest of one page that somebody under an alias shared, and of one with a facilitator's note."""
    credit = consent.credit(POST, WISHES, makers.course(), makers.at(18))
    noted = community.item(2, note=community.said("{sharer}, who gave the keynote, shared this."), credits=(credit,))
    return community.digest(highlights=(community.item(1, credits=(credit,)), noted), also=())


def joined(parts: tuple[Part, ...]) -> str:
    return "\n".join(f"{part.title} {part.text}" for part in parts)


OUTPUTS: dict[str, Callable[[], str]] = {
    "page": lambda: day_page(digest()),
    "index": lambda: pages().tombstone(entry(digest())) + entry(digest()).body,
    "thread on Mastodon": lambda: joined(posts(digest())),
    "thread on X": lambda: joined(posts(digest(), x_rules())),
    "Markdown": lambda: markdown_article(TEMPLATES, digest(), community.course(), way_to=str),
    "letter": lambda: "\n".join(letter(TEMPLATES, digest(), community.course())),
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_c10_alias_credit_shows_neither_name_nor_handle_nor_any_address(output: str) -> None:
    """The alias stands there, and nothing else of the person: no link to them, no words that can be found."""
    said = OUTPUTS[output]()

    assert "Blue Heron" in said
    assert [mark for mark in ("Quilla", "Marsh", "quilla", "far.example", "Marvellous") if mark in said] == []


def test_c10_under_an_alias_nobody_is_quoted() -> None:
    """Quoted words can be searched for."""
    assert not consent.may_quote(ANA, WISHES, makers.course(), makers.at(18))
