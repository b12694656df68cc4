"""The digest of a course day: what goes in, in which order, with which words, and why."""

from curation.digest.added import ORGANISERS, added, found_alone, is_added
from curation.digest.beside import beside
from curation.digest.changes import (
    anchored,
    anonymised,
    emptied,
    named,
    narrowed,
    recredited,
    unanchored,
    unnamed,
    unquoted,
    without_names,
    without_pages,
    without_shares,
)
from curation.digest.compose import Outcome, compose, drafted, explained, filed, verdict_on
from curation.digest.corrections import Mending, corrected, mended_in
from curation.digest.naming import names_anyone, names_first
from curation.digest.notes import SHARER, beside_title, quotation
from curation.digest.offers import FORM, Answers, answers, is_offer
from curation.digest.replies import Listener, answered, with_replies, without_replies
from curation.digest.roundup import Found, counted, found, links_by_day, monday, most_shared, topics, topics_by_week
from curation.digest.selection import Placement, Selection
from curation.digest.theme import theme_of
from curation.digest.verdicts import UNDO, Verdicts, fold, old_pages, readdressed, standing

__all__ = [
    "FORM",
    "ORGANISERS",
    "SHARER",
    "UNDO",
    "Answers",
    "Found",
    "Listener",
    "Mending",
    "Outcome",
    "Placement",
    "Selection",
    "Verdicts",
    "added",
    "anchored",
    "anonymised",
    "answered",
    "answers",
    "beside",
    "beside_title",
    "compose",
    "corrected",
    "counted",
    "drafted",
    "emptied",
    "explained",
    "filed",
    "fold",
    "found",
    "found_alone",
    "is_added",
    "is_offer",
    "links_by_day",
    "mended_in",
    "monday",
    "most_shared",
    "named",
    "names_anyone",
    "names_first",
    "narrowed",
    "old_pages",
    "quotation",
    "readdressed",
    "recredited",
    "standing",
    "theme_of",
    "topics",
    "topics_by_week",
    "unanchored",
    "unnamed",
    "unquoted",
    "verdict_on",
    "with_replies",
    "without_names",
    "without_pages",
    "without_replies",
    "without_shares",
]
