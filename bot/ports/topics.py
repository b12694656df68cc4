"""What courses learned about their topics."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from curation.model import PageUrl
from curation.topics import Filing, TopicModel


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Refiling:
    """A page that is under other topics than keywords and sites alone would put it, because of what was learned."""

    page: PageUrl
    title: str
    before: tuple[Filing, ...]
    """Where keywords and sites would put it, with those that decided; empty for no topic."""
    now: tuple[Filing, ...]
    """Where it is, with the words that decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What a course learned about its topics, as far as it shows on one day."""

    learned: LearnedTopics | None
    is_used: bool
    """Whether it did better than keywords alone on pages it had not seen: else they decide."""
    new: int
    """How many pages people filed in these days and it did not learn from yet."""
    refiled: tuple[Refiling, ...]


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
