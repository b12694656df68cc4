"""The networks that can be taken out: delete the folder under `bot/networks`, its module here, and its lines below."""

from bot.wiring.optional import OptionalNetwork
from bot.wiring.x import XNetwork

OPTIONAL_NETWORKS: tuple[OptionalNetwork, ...] = (
    XNetwork(),
)  # fmt: skip
