"""What a network that can be taken out adds to a house, and what it is given for that."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.config import Config, CoursePlan, Outlet, OutletKind
from bot.networks.archives.mappers import Mapper
from bot.networks.archives.shapes import Shape
from bot.ports import Clock, Finding, Inbox, Publisher, Source, Store
from bot.render.templates import Templates
from bot.tasks.costs import Costs
from curation.model import Course, Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a network works with."""

    config: Config
    store: Store
    clock: Clock
    templates: Templates
    page_url: Callable[[Digest], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """What a network's developer console tells of an application."""

    client_id: str
    client_secret: str = field(default="", repr=False)
    """Empty for an application that keeps none."""
    redirect: str
    """An address that it is registered with."""


class Login(Protocol):
    """A login under way: the person opens *url*, allows the app, and brings back the address of the page after it."""

    @property
    @abstractmethod
    def url(self) -> str:
        """What to open where one is logged in as the account."""

    @abstractmethod
    def secret(self, address: str, /) -> str:
        """Return what the account's token file shall hold; raise `ConfigError` where *address* is not the right one."""


class OptionalNetwork(Protocol):
    """A network whose folder can be deleted."""

    name: str
    outlet: OutletKind
    """The outlets that are made here."""
    archives: Mapping[Shape, Mapper]
    """Shapes of archives that come from there."""

    @abstractmethod
    def sources(self, means: Means, /) -> Iterator[tuple[Source, tuple[Course, ...]]]:
        """Yield what is read there, each with the courses that are collected so; nothing where it is not configured."""

    @abstractmethod
    def inboxes(self, means: Means, /) -> Iterator[tuple[Inbox, tuple[Course, ...]]]:
        """Yield where people write to accounts of ours there, each with the courses that the account speaks for."""

    @abstractmethod
    def publisher(self, means: Means, outlet: Outlet, plan: CoursePlan, /) -> Publisher:
        """Return the outlet of a course; raise `ConfigError` where keys are missing."""

    @abstractmethod
    def costs(self, means: Means, /) -> Iterator[Costs]:
        """Yield the books, where the network bills and is configured."""

    @abstractmethod
    def findings(self, means: Means, /) -> Iterator[Finding]:
        """Yield what is found about tokens, accounts and money."""

    @abstractmethod
    def login(self, clock: Clock, app: App, /) -> Login:
        """Begin to let *app* act for an account that is logged in to in a browser."""
