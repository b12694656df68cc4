"""What courses learned about their topics."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from curation.topics import TopicModel


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedTopics:
    """A course's model, and where it comes from."""

    course: str
    model: TopicModel
    who: str
    """Who let it learn."""
    at: datetime
    source: str
    """`history`, or the name of the file it learned from."""


class TopicModels(Protocol):
    """What each course learned about its topics; one model a course."""

    @abstractmethod
    def get(self, course: str, /) -> LearnedTopics | None:
        """Return what the course learned last, `None` where it learned nothing."""

    @abstractmethod
    def put(self, learned: LearnedTopics, /) -> None:
        """Keep *learned* in place of what the course had learned before."""

    @abstractmethod
    def drop(self, course: str, /) -> bool:
        """Forget what the course learned; return whether there was anything."""
