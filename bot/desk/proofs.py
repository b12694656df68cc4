"""What an outlet would send, as the desk shows it."""

from bot.desk.views import OutletView, PartView
from bot.ports import Part
from bot.ports.reviews import Proof
from bot.render import articles
from bot.render.words import Words
from curation.budget import dollars


def outlet_view(proof: Proof, words: Words) -> OutletView:
    """Return every part that *proof* has, with its length and its price."""
    return OutletView(
        name=proof.outlet,
        anchor=f"o-{proof.outlet}",
        parts=tuple(_part(proof, number, part, words) for number, part in enumerate(proof.parts)),
        problem=words.say("desk.no.text") if proof.problem else "",
        total=words.say("desk.price_total", price=dollars(sum(proof.prices))) if proof.prices else "",
    )


def _part(proof: Proof, number: int, part: Part, words: Words) -> PartView:
    is_page = not part.limit
    return PartView(
        heading=words.say("desk.part", number=number + 1, of=len(proof.parts)),
        count="" if is_page else f"{part.count}/{part.limit}",
        text="" if is_page else part.text,
        html=articles.stored(part.text) if is_page else "",
        price=dollars(proof.prices[number]) if proof.prices else "",
    )
