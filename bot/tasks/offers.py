"""What came by the form, for a person to let in or refuse."""

from collections.abc import Iterator
from datetime import datetime

from bot.errors import NotAccepted
from bot.ports import Work
from bot.ports.reviews import Offer
from bot.tasks.material import Material
from bot.tasks.reach import REACH
from curation.errors import InvalidUrl
from curation.model import EventKind, PageUrl, Post
from curation.urls import canonical

OF_OFFERS = frozenset({EventKind.ADMIT, EventKind.REFUSE})


def offers_on(work: Work, material: Material) -> tuple[Offer, ...]:
    """Return what came by the form and is not in the issue of *material*: what waits first, then what was refused."""
    pages = dict(_pages(material.offers))
    aliases = material.joins.over(work.cards.aliases(frozenset(pages.values())))
    final = {post: aliases.get(page, page) for post, page in pages.items()}
    cards = work.cards.of(frozenset(final.values()))
    found = (
        Offer(
            post=post,
            page=page,
            title=cards[page].title if page in cards else page,
            credit=material.credit(post),
            refused=post.ref.uri in material.answers.refused,
        )
        for post, page in final.items()
    )
    return tuple(sorted(found, key=lambda each: each.refused))


def sent_by_form(work: Work, offer: str, now: datetime) -> str:
    """Return the link of *offer* as it was sent; raise `NotAccepted` where there is none."""
    sent = next((each for each in work.offers.since(now - 2 * REACH) if each.ref.uri == offer), None)
    if sent is None:
        raise NotAccepted("nobody sent that by the form, or it is gone", phrase="offer")
    return sent.links[0]


def _pages(posts: tuple[Post, ...]) -> Iterator[tuple[Post, PageUrl]]:
    for post in posts:
        try:
            yield post, canonical(post.links[0])
        except InvalidUrl:
            continue
