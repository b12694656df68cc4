"""Text: its length as each network counts, cutting it, and making what strangers wrote harmless."""

from curation.text.cutting import cut, cut_sentence
from curation.text.handles import HANDLE
from curation.text.harmless import defuse, harmless, harmless_name, harmless_title
from curation.text.lengths import graphemes, mastodon_length
from curation.text.markdown import inert, markdown_address, markdown_escaped
from curation.text.marks import Marks, mastodon_marks
from curation.text.names import begins_unspaced, composed, name_finder
from curation.text.x import X_LIMIT, X_URL_LENGTH, x_defuse, x_length, x_marks

__all__ = [
    "HANDLE",
    "X_LIMIT",
    "X_URL_LENGTH",
    "Marks",
    "begins_unspaced",
    "composed",
    "cut",
    "cut_sentence",
    "defuse",
    "graphemes",
    "harmless",
    "harmless_name",
    "harmless_title",
    "inert",
    "markdown_address",
    "markdown_escaped",
    "mastodon_length",
    "mastodon_marks",
    "name_finder",
    "x_defuse",
    "x_length",
    "x_marks",
]
