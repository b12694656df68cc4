"""What is done when the site has changed: it is brought to the web, and readers' hubs are told."""

from abc import abstractmethod
from typing import Protocol


class Aftercare(Protocol):
    """Takes care of a site that changed; failing is a warning, and is repeated."""

    @abstractmethod
    def begin(self) -> None:
        """Write down that the site is about to change, so that a crash forgets nothing."""

    @abstractmethod
    def finish(self, *, changed: bool) -> None:
        """Do what a *changed* site needs, now; never raises for what could not be done."""


class SiteStep(Protocol):
    """One thing that a changed site needs."""

    name: str
    """Such as `after_build`; unique."""

    @abstractmethod
    def take(self) -> str:
        """Do it; return why it failed, in words for the operator without a secret in them, or nothing."""
