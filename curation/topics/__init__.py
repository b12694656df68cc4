"""What a page is about, in the course's own words."""

from curation.topics.clues import Clue
from curation.topics.learning import NOTHING, Example
from curation.topics.model import TopicModel, taught
from curation.topics.phrases import Mention, Recurring, recurring
from curation.topics.rules import Rules
from curation.topics.scoring import Scores, TopicScore, scores
from curation.topics.sorter import Filing, Sorter
from curation.topics.written import finder

__all__ = [
    "NOTHING",
    "Clue",
    "Example",
    "Filing",
    "Mention",
    "Recurring",
    "Rules",
    "Scores",
    "Sorter",
    "TopicModel",
    "TopicScore",
    "finder",
    "recurring",
    "scores",
    "taught",
]
