"""What servers with this API do differently, as data (networks.md 1.10)."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Software:
    """How one server software behaves."""

    name: str
    version: str
    ids: Literal["snowflake", "ulid", "uuid", "flake"] = "snowflake"
    anonymous: bool = True
    """Whether timelines and posts may be read without a token."""
    closed: Literal["", "401", "403", "422", "empty"] = ""
    """How a closed hashtag timeline answers, to everybody."""
    unknown_tag: Literal["empty", "404"] = "empty"
    heeds_cursors: bool = True
    min_id_is_since_id: bool = False
    refuses_foreign_cursors: bool = False
    order: Literal["id", "created_at"] = "id"
    folds_case: bool = True
    batches: bool = True
    repeats: Literal["remembered", "ignored", "500"] = "remembered"
    """What becomes of a second POST with the same Idempotency-Key."""
    drops_forms: bool = False
    """Whether a form body is read as empty, without a word."""
    links: bool = True
    """Whether pages carry a `Link` header."""
    streams: bool = True
    """Whether hashtags can be followed by server-sent events."""
    sorts_notifications: bool = True
    """Whether `types[]` leaves the other kinds out."""
    max_characters: int = 500
    characters_per_url: int = 23
    mangles: bool = False
    """Whether a posted text comes back as another one."""


MASTODON = Software(name="mastodon", version="4.7.0")
MASTODON_4_3 = Software(name="mastodon", version="4.3.9")
GOTOSOCIAL = Software(
    name="gotosocial",
    version="0.19.1",
    ids="ulid",
    anonymous=False,
    unknown_tag="404",
    batches=False,
    streams=False,
    repeats="ignored",
    max_characters=5000,
    characters_per_url=25,
)
PLEROMA = Software(name="pleroma", version="2.7.2 (compatible; Pleroma 2.9.0)", ids="flake", folds_case=False)
TAKAHE = Software(name="takahe", version="takahe/0.11.0", anonymous=False, order="created_at")
PIXELFED = Software(name="pixelfed", version="3.5.3 (compatible; Pixelfed 0.12.5)", min_id_is_since_id=True)
HOLLO = Software(
    name="hollo",
    version="0.7.0",
    ids="uuid",
    anonymous=False,
    refuses_foreign_cursors=True,
    drops_forms=True,
    max_characters=10000,
)
SNAC = Software(name="snac", version="2.80", heeds_cursors=False, links=False, batches=False, repeats="ignored")

ALL = (MASTODON, MASTODON_4_3, GOTOSOCIAL, PLEROMA, TAKAHE, PIXELFED, HOLLO, SNAC)
