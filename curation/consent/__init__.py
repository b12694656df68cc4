"""Who may be collected, named, linked and quoted, as pure functions: links are for everyone, names by permission."""

from curation.consent.crediting import agreed_by, credit, may_quote
from curation.consent.decision import refusal, silenced
from curation.consent.handing_on import VEILED, WORDS_STAY, may_hand_on, veiled
from curation.consent.quoting import settled
from curation.consent.record import Record, before, has_agreed, last_command, linked_to, standing, told

__all__ = [
    "VEILED",
    "WORDS_STAY",
    "Record",
    "agreed_by",
    "before",
    "credit",
    "has_agreed",
    "last_command",
    "linked_to",
    "may_hand_on",
    "may_quote",
    "refusal",
    "settled",
    "silenced",
    "standing",
    "told",
    "veiled",
]
